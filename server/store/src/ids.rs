//! Numbers of rows, each of a type of its own: one cannot be taken for another.

use std::fmt;

use sea_orm::DeriveValueType;

/// Declares the ids, each with what it is of.
macro_rules! ids {
    ($($(#[$doc:meta])* $id:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, DeriveValueType)]
        pub struct $id(i64);

        impl $id {
            /// From what a page or a form has.
            #[must_use]
            pub const fn new(number: i64) -> Self {
                Self(number)
            }

            /// For a page or a form.
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
