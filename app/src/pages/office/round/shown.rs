//! A round's page, and what its reader may do there.

use domain::account::{Permission, Role};
use domain::progress::Step;
use domain::round::RoundState;
use views::{FormToken, OfficeRound, OfficeSession};

/// The page, with what its parts ask of it again and again.
pub(super) struct Shown {
    pub(super) page: OfficeRound,
    pub(super) session: OfficeSession,
    /// The project's address in the office.
    pub(super) project: String,
    /// The page's own.
    pub(super) here: String,
    /// Whether the reader may upload a board by now.
    pub(super) may_upload: bool,
}

impl Shown {
    pub(super) fn new(session: OfficeSession, page: OfficeRound) -> Self {
        let project = format!("/office/p/{}", page.head.code);
        let is_open = matches!(page.working, RoundState::Draft | RoundState::Returned);
        Self {
            here: format!("{project}/r/{}", page.round.get()),
            may_upload: is_open && session.signed.role.may(Permission::UploadBoard),
            page,
            session,
            project,
        }
    }

    pub(super) fn role(&self) -> Role {
        self.session.signed.role
    }

    pub(super) fn token(&self) -> FormToken {
        self.session.token.clone()
    }

    /// The forms' token, for those who may.
    pub(super) fn token_for(&self, permission: Permission) -> Option<FormToken> {
        self.role().may(permission).then(|| self.token())
    }

    /// Whether there is a draft that the reader may still send in.
    pub(super) fn has_open_draft(&self) -> bool {
        self.may_upload && self.page.working == RoundState::Draft && self.page.draft.is_some()
    }

    /// The class of a step's button: one alone is the red one.
    pub(super) fn button(&self, step: Step) -> &'static str {
        if self.page.progress.now() == Some(step) {
            "btn main"
        } else {
            "btn"
        }
    }
}
