//! `/office/p/{project}/r/{n}/review`: pre-review (预审) by a second person.

mod decision;
mod households;
mod open;
mod page;
mod seen;

pub(super) use households::{flag, lines};
pub(super) use page::Review;
