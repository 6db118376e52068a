//! Pages, for residents and for the office.

mod changes;
pub(crate) mod office;
mod page;
pub(crate) mod resident;
mod response;

pub(crate) use page::*;
