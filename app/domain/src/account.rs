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
