//! Why each household changed since the board before: given by the clerk before
//! the board is submitted, then frozen with it.

mod compared;
mod explain;
mod freeze;
mod page;
mod upheld;

pub(super) use compared::of_board;
pub use explain::{TypedReason, Which, explain_changes};
pub(super) use freeze::{freeze, keep_notes, still_hold};
pub use page::changes_page;
pub(super) use page::{first, of_one, summary};
