//! Names a published board by its round and revision.

use serde::{Deserialize, Serialize};

use crate::round::RoundNumber;

/// A published board: which round, and which revision of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct BoardRef {
    pub round: RoundNumber,
    /// 1 for the first publication, more for corrections.
    pub revision: u32,
}

impl BoardRef {
    /// In addresses: `2-1`.
    #[must_use]
    pub fn key(self) -> String {
        format!("{}-{}", self.round.get(), self.revision)
    }

    /// From [`BoardRef::key`]; a round alone stands for its first publication.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        let (round, revision) = key.split_once('-').unwrap_or((key, "1"));
        Some(Self {
            round: RoundNumber::new(round.parse().ok()?)?,
            revision: revision.parse().ok().filter(|revision| *revision > 0)?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_board_is_found_again_by_its_key() {
        let first = RoundNumber::new(1).expect("a round");
        let board = |revision| BoardRef {
            round: first,
            revision,
        };
        assert_eq!(board(2).key(), "1-2");
        assert_eq!(BoardRef::from_key("1-2"), Some(board(2)));
        assert_eq!(BoardRef::from_key("1"), Some(board(1)));
        for none in ["", "0", "1-0", "x", "1-x", "1-2-3", "10"] {
            assert_eq!(BoardRef::from_key(none), None, "{none}");
        }
    }
}
