//! What households declared of their relation to officials (申报). Rows are only
//! added: a new declaration takes the place of an earlier one, which stays.

mod check;
mod declare;
mod pages;
mod undeclared;

pub(crate) use check::{check, settle};
pub use declare::{Declaration, declare, declare_rest};
pub use pages::{household, page};
