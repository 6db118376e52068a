//! Forms of a pre-review.

use domain::id::{BoardId, CommentId};
use domain::review::{Checklist, ReviewItem};

use super::declare::{Confirmed, forms, irrevocable};
use super::read::{number, ticked};

forms! {
    /// Approves the board that was read.
    Approve = "approve" at "/office/p/{project}/r/{round}/review" + "/approve" {
        #[serde(deserialize_with = "number")]
        board: Option<BoardId>,
        #[serde(deserialize_with = "ticked")]
        check_true: bool,
        #[serde(deserialize_with = "ticked")]
        check_complete: bool,
        #[serde(deserialize_with = "ticked")]
        check_lawful: bool,
        #[serde(deserialize_with = "ticked")]
        check_scope: bool,
        #[serde(deserialize_with = "ticked")]
        check_secrecy: bool,
        confirmed: Confirmed,
    }

    /// Sends it back.
    SendBack = "return" at "/office/p/{project}/r/{round}/review" + "/return" {
        #[serde(deserialize_with = "number")]
        board: Option<BoardId>,
        reason: String,
    }

    /// Says something of a cell.
    Comment = "comment" at "/office/p/{project}/r/{round}/review" + "/comment" {
        #[serde(deserialize_with = "number")]
        board: Option<BoardId>,
        household: String,
        cell: String,
        comment: String,
        #[serde(deserialize_with = "number")]
        page: Option<u32>,
    }

    /// Takes that back.
    Uncomment = "uncomment" at "/office/p/{project}/r/{round}/review" + "/uncomment" {
        #[serde(deserialize_with = "number")]
        board: Option<BoardId>,
        #[serde(deserialize_with = "number")]
        id: Option<CommentId>,
        #[serde(deserialize_with = "number")]
        page: Option<u32>,
    }
}

irrevocable!(Approve);

impl Approve {
    /// The box of an item.
    #[must_use]
    pub const fn check(item: ReviewItem) -> &'static str {
        match item {
            ReviewItem::True => Self::check_true(),
            ReviewItem::Complete => Self::check_complete(),
            ReviewItem::Lawful => Self::check_lawful(),
            ReviewItem::Scope => Self::check_scope(),
            ReviewItem::Secrecy => Self::check_secrecy(),
        }
    }

    /// The items that are signed.
    #[must_use]
    pub fn signed(&self) -> Checklist {
        let is_signed = |item: &ReviewItem| match item {
            ReviewItem::True => self.check_true,
            ReviewItem::Complete => self.check_complete,
            ReviewItem::Lawful => self.check_lawful,
            ReviewItem::Scope => self.check_scope,
            ReviewItem::Secrecy => self.check_secrecy,
        };
        ReviewItem::ALL.into_iter().filter(is_signed).collect()
    }
}
