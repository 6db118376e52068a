//! Numbers that pages, forms and addresses name things by, each of a type of its
//! own: one cannot be taken for another. They are written as the bare number.
//! The database has its own of the same names, `store::ids`.

use std::fmt;
use std::num::ParseIntError;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// Declares ids, each with what it names.
macro_rules! ids {
    ($($(#[$doc:meta])* $id:ident;)*) => {$(
        $(#[$doc])*
        #[derive(
            Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
        )]
        #[serde(transparent)]
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

        impl FromStr for $id {
            type Err = ParseIntError;

            fn from_str(typed: &str) -> Result<Self, Self::Err> {
                typed.parse().map(Self)
            }
        }
    )*};
}

ids! {
    /// An uploaded board.
    BoardId;
    /// A reviewer's comment on a cell.
    CommentId;
    /// What an account declared of its own or a relative's household.
    KinId;
    /// A cadre or Party member of the register.
    OfficialId;
    UploadId;
    WithdrawalId;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_written_as_its_number() {
        let id = UploadId::new(i64::MAX);
        assert_eq!(serde_json::to_string(&id).unwrap(), "9223372036854775807");
        assert_eq!(
            serde_json::from_str::<UploadId>("9223372036854775807").unwrap(),
            id
        );
        assert_eq!("9223372036854775807".parse(), Ok(id));
        assert_eq!(id.to_string(), "9223372036854775807");
        assert!("1x".parse::<UploadId>().is_err());
    }
}
