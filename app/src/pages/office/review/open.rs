//! Whether a board in review can be decided on by its reader.

use domain::round::RoundState;
use views::ReviewPage;

use crate::forms::{Comment, SendBack};

/// The fields in which a reviewer may have written much.
pub(super) const WRITTEN: &[&str] = &[SendBack::reason(), Comment::comment()];

/// Whether the reader may say something of the board, and decide.
pub(super) fn is_open(page: &ReviewPage) -> bool {
    page.state == RoundState::InReview && !page.own_upload
}
