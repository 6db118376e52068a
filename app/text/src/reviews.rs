//! Pre-review: what is signed, and its result.

use domain::review::{Checklist, ReviewItem, ReviewOutcome};

use crate::{Label, Lang, Named, Text};

impl Named for ReviewItem {
    /// One word for it.
    fn text(self) -> Text {
        match self {
            Self::True => crate::CHECK_TRUE,
            Self::Complete => crate::CHECK_COMPLETE,
            Self::Lawful => crate::CHECK_LAWFUL,
            Self::Scope => crate::CHECK_SCOPE,
            Self::Secrecy => crate::CHECK_SECRECY,
        }
    }
}

/// What the reviewer says by signing an item, in a sentence.
#[must_use]
pub const fn review_item_means(item: ReviewItem) -> Text {
    match item {
        ReviewItem::True => crate::CHECK_TRUE_MEANS,
        ReviewItem::Complete => crate::CHECK_COMPLETE_MEANS,
        ReviewItem::Lawful => crate::CHECK_LAWFUL_MEANS,
        ReviewItem::Scope => crate::CHECK_SCOPE_MEANS,
        ReviewItem::Secrecy => crate::CHECK_SECRECY_MEANS,
    }
}

impl Label for Checklist {
    /// The items in one word each.
    fn label(&self, lang: Lang) -> String {
        let words: Vec<&str> = self.items().map(|item| item.text().get(lang)).collect();
        words.join(crate::LIST_COMMA.get(lang))
    }
}

impl Named for ReviewOutcome {
    /// As colleagues read it.
    fn text(self) -> Text {
        match self {
            Self::Approved => crate::REVIEW_APPROVED,
            Self::Returned => crate::REVIEW_RETURNED,
        }
    }
}
