//! Accounts, roles and permissions.

use serde::{Deserialize, Serialize};
use strum::{EnumCount, EnumString, IntoStaticStr, VariantArray};

use crate::key::keyed;

/// A role at the office. One account has one role, so that nobody can hold
/// both sides of a four-eyes check.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    EnumCount,
    EnumString,
    IntoStaticStr,
    VariantArray,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case", const_into_str)]
pub enum Role {
    /// 经办: projects, standards, uploads.
    Staff,
    /// 预审: approves or returns a board.
    Reviewer,
    /// 监督: decides objections.
    Supervisor,
    /// 系统管理: accounts and settings; may neither publish nor decide.
    Admin,
}

/// An action that needs permission.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Permission {
    /// See the office's pages at all.
    SeeOffice,
    /// Create a project, load its standards.
    EditProject,
    /// Upload a board, send it to pre-review.
    UploadBoard,
    /// Approve (and so publish) or return a board.
    ReviewBoard,
    /// Read objections and what was filed with them.
    ReadObjections,
    /// Accept, decline and decide objections.
    DecideObjections,
    /// Read a project's record: who did what when.
    ReadProjectRecord,
    /// Read the record of the office itself: sign-ins, accounts, settings.
    ReadOfficeRecord,
    /// Say of days whether they are worked.
    EditCalendar,
    /// Read a project's archive and take it away: full names of every board.
    ReadArchive,
    /// Add accounts.
    ManageAccounts,
    /// Register officials, record what households declare.
    EditRegister,
    /// Agree that an official's account becomes another one, or none.
    ConfirmLink,
    /// See what other accounts declared of their relatives.
    SeeKin,
}

keyed!(Role);

impl Role {
    /// The whole table of who may do what.
    #[must_use]
    pub const fn may(self, permission: Permission) -> bool {
        use Permission as P;
        match permission {
            P::SeeOffice => true,
            P::EditProject | P::UploadBoard | P::EditRegister => matches!(self, Self::Staff),
            P::ConfirmLink => matches!(self, Self::Reviewer | Self::Supervisor),
            P::ReviewBoard => matches!(self, Self::Reviewer),
            P::ReadObjections | P::DecideObjections => matches!(self, Self::Supervisor),
            P::ReadProjectRecord | P::ReadArchive => {
                matches!(self, Self::Staff | Self::Reviewer | Self::Supervisor)
            }
            P::ReadOfficeRecord => matches!(self, Self::Supervisor | Self::Admin),
            P::EditCalendar | P::ManageAccounts => matches!(self, Self::Admin),
            P::SeeKin => matches!(self, Self::Supervisor | Self::Admin),
        }
    }
}

/// Who is signed in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signed {
    pub name: String,
    /// Shown to colleagues.
    pub display_name: String,
    pub role: Role,
}

/// The greatest length of an account's name, in bytes.
pub const MAX_ACCOUNT_NAME: usize = 40;
/// The least length of a password, in characters (OWASP, NIST SP 800-63B).
pub const MIN_PASSWORD: usize = 8;
/// The greatest length of a password, in bytes, so that hashing stays bounded.
pub const MAX_PASSWORD: usize = 1024;

/// Failed sign-ins that cost no wait, of those of the last quarter of an hour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FreeFailures {
    /// From a device that signed in as this account before.
    KnownDevice,
    /// From elsewhere, by account and address block.
    Stranger,
    /// As [`FreeFailures::Stranger`], while many fail at this account.
    Attacked,
}

impl FreeFailures {
    const fn count(self) -> u64 {
        match self {
            Self::KnownDevice => 20,
            Self::Stranger => 5,
            Self::Attacked => 1,
        }
    }
}

/// The longest wait between two sign-ins, in seconds.
pub const MAX_SIGN_IN_WAIT: i64 = 60;

/// Seconds to wait after so many failed sign-ins from one place: none, then 1, 2, 4
/// and so on. It is never a lock: whoever waits may try.
#[must_use]
pub fn sign_in_wait(failures: u64, free: FreeFailures) -> i64 {
    match failures.checked_sub(free.count()) {
        None => 0,
        Some(over) => {
            let doubled = u32::try_from(over)
                .ok()
                .and_then(|over| 1_i64.checked_shl(over));
            doubled
                .filter(|wait| *wait > 0)
                .map_or(MAX_SIGN_IN_WAIT, |wait| wait.min(MAX_SIGN_IN_WAIT))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_wait_grows_and_is_never_a_lock() {
        let waits = |free| (0..30).map(move |failures| sign_in_wait(failures, free));
        let stranger: Vec<i64> = waits(FreeFailures::Stranger).collect();
        assert_eq!(
            stranger.get(..13),
            Some([0, 0, 0, 0, 0, 1, 2, 4, 8, 16, 32, 60, 60].as_slice())
        );
        assert_eq!(
            waits(FreeFailures::KnownDevice)
                .filter(|wait| *wait == 0)
                .count(),
            20
        );
        assert_eq!(waits(FreeFailures::Attacked).next(), Some(0));
        for failures in [62, 63, 64, 65, 1 << 40, u64::MAX] {
            assert_eq!(
                sign_in_wait(failures, FreeFailures::Attacked),
                MAX_SIGN_IN_WAIT
            );
        }
    }
}
