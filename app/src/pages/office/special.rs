//! What every household declared of its relation to officials.

mod declarer;
mod household;
mod list;
mod stands;

pub(super) use household::Household;
pub(super) use list::Special;
pub(super) use stands::{Check, Endings, Standing};
