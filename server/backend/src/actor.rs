//! The account that acts, and what it may do.

use domain::account::{Permission, Signed};
use store::ids::AccountId;

use crate::Error;

/// The account that acts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Actor {
    pub id: AccountId,
    pub signed: Signed,
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
}

/// Those who upload, and those who review what was uploaded.
pub(crate) const WORK_ON_BOARDS: &[Permission] =
    &[Permission::UploadBoard, Permission::ReviewBoard];
