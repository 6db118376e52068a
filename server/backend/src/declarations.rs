//! What households declared of their relation to officials (申报). Rows are only
//! added: a new declaration takes the place of an earlier one, which stays.

mod check;
mod declare;
mod load;
mod pages;

pub(crate) use check::{check, settle};
pub use declare::{Declaration, declare, declare_rest};
pub(crate) use load::{of_households, statements};
pub use pages::{household, page};

/// The name of a project's declarations in events.
fn subject(code: &str) -> String {
    format!("project/{code}/declarations")
}
