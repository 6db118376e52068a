//! The account that acts, and what it may do.

use domain::account::{Permission, Signed};
use store::ids::AccountId;
use views::Irrevocable;

use crate::consent::Consent;
use crate::{AppContext, Error};

/// The account that acts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Actor {
    pub id: AccountId,
    pub signed: Signed,
    pub(crate) consent: Consent,
}

impl Actor {
    /// # Errors
    /// [`Error::Forbidden`] where the role may not.
    pub fn must(&self, permission: Permission) -> Result<(), Error> {
        if self.signed.role.may(permission) {
            Ok(())
        } else {
            Err(Error::Forbidden)
        }
    }

    /// # Errors
    /// [`Error::Forbidden`] where the role may none of these.
    pub(crate) fn must_any(&self, permissions: &[Permission]) -> Result<(), Error> {
        let mut permissions = permissions.iter();
        if permissions.any(|one| self.signed.role.may(*one)) {
            Ok(())
        } else {
            Err(Error::Forbidden)
        }
    }

    /// A person, who is asked before what cannot be taken back.
    #[must_use]
    pub fn asked(self) -> Self {
        Self {
            consent: Consent::Asked(None),
            ..self
        }
    }

    /// Who confirmed what has this mark.
    #[must_use]
    pub fn having_confirmed(self, mark: String) -> Self {
        Self {
            consent: Consent::Asked(Some(mark)),
            ..self
        }
    }

    /// Goes on where just this was confirmed. A use case asks when everything
    /// else has been checked.
    ///
    /// # Errors
    /// [`Error::Unconfirmed`].
    pub(crate) fn consents(&self, context: &AppContext, what: Irrevocable) -> Result<(), Error> {
        self.consent.given(context, self.id, what)
    }
}

/// Those who upload, and those who review what was uploaded.
pub(crate) const WORK_ON_BOARDS: &[Permission] =
    &[Permission::UploadBoard, Permission::ReviewBoard];
