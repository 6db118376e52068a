//! Which board it is.

use text::{Label as _, Lang};
use views::NoticeHead;

/// Project, board, when published and which revision.
pub(super) fn subtitle(head: &NoticeHead, lang: Lang) -> String {
    let at = domain::time::china_minute(head.published_at);
    text::SPECIAL_SUB.fill(
        lang,
        &[
            ("project", &head.project.name),
            ("round", &head.round.label(lang)),
            ("at", &at),
            ("revision", &head.revision),
        ],
    )
}
