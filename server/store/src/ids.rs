//! Numbers of rows, each of a type of its own: one cannot be taken for another.
//! Those that pages and forms know too are [`domain::id`] there, which has no
//! database: each converts into its own, and into no other.

use std::fmt;

use sea_orm::DeriveValueType;

/// Declares ids, each with what it names.
macro_rules! ids {
    ($($(#[$doc:meta])* $id:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, DeriveValueType)]
        pub struct $id(i64);

        impl $id {
            #[must_use]
            pub const fn new(number: i64) -> Self {
                Self(number)
            }

            #[must_use]
            pub const fn get(self) -> i64 {
                self.0
            }
        }

        impl fmt::Display for $id {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }
    )*};
}

ids! {
    /// An account of the office.
    AccountId;
    /// An uploaded board.
    BoardId;
    /// A reviewer's comment on a cell.
    CommentId;
    EventId;
    /// What an account declared of its own or a relative's household.
    KinId;
    /// A published board.
    NoticeId;
    ObjectionId;
    /// A cadre or Party member of the register.
    OfficialId;
    ProjectId;
    RoundId;
    /// A version of a project's standards.
    ScheduleId;
    UploadId;
    WithdrawalId;
}

/// Of those that pages and forms know.
macro_rules! shown {
    ($($id:ident)*) => {$(
        impl From<domain::id::$id> for $id {
            fn from(shown: domain::id::$id) -> Self {
                Self(shown.get())
            }
        }

        impl From<$id> for domain::id::$id {
            fn from(row: $id) -> Self {
                Self::new(row.0)
            }
        }
    )*};
}

shown!(BoardId CommentId KinId OfficialId UploadId WithdrawalId);
