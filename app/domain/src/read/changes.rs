//! Shapes of what changed from one board to the next, and why.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::board::Totals;
use crate::diff::{ChangeKind, HouseholdChange};
use crate::privacy::{ChangedHousehold, ShownReason};
use crate::read::{NoticeHead, ProjectHead};
use crate::reason::ChangeReason;
use crate::round::{RoundNumber, RoundState};
use crate::text::{self, Lang};

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

    /// 第一榜; 第一榜（第 2 次公布） for a correction.
    #[must_use]
    pub fn label(self, lang: Lang) -> String {
        let round = self.round.label(lang);
        if self.revision == 1 {
            return round;
        }
        text::BOARD_REVISION.fill(lang, &[("round", &round), ("revision", &self.revision)])
    }
}

/// How many households differ between two boards.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChangeCounts {
    pub changed: u32,
    pub added: u32,
    pub removed: u32,
}

impl ChangeCounts {
    /// Counts one more.
    pub fn add(&mut self, kind: ChangeKind) {
        let count = match kind {
            ChangeKind::Changed => &mut self.changed,
            ChangeKind::Added => &mut self.added,
            ChangeKind::Removed => &mut self.removed,
        };
        *count += 1;
    }

    #[must_use]
    pub const fn of(self, kind: ChangeKind) -> u32 {
        match kind {
            ChangeKind::Changed => self.changed,
            ChangeKind::Added => self.added,
            ChangeKind::Removed => self.removed,
        }
    }

    #[must_use]
    pub const fn all(self) -> u32 {
        self.changed + self.added + self.removed
    }
}

/// A reason with who gave it and when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GivenReason {
    pub reason: ChangeReason,
    pub by: String,
    #[serde(with = "crate::time::millis")]
    pub at: DateTime<Utc>,
}

/// A household that changed, with full names: for the office.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfficeChange {
    pub head: String,
    pub change: HouseholdChange,
    /// `None` until somebody gives one.
    pub reason: Option<GivenReason>,
    /// What the office's table says, where that is no reason by itself.
    pub table_note: Option<String>,
}

/// What changed on a board of the office, and how much of it is explained.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChangesSummary {
    /// The board that it is compared with.
    pub with: BoardRef,
    pub counts: ChangeCounts,
    /// Households without a reason.
    pub unexplained: u32,
}

/// The page on which changes get their reasons, and where they are read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfficeChanges {
    pub head: ProjectHead,
    pub round: RoundNumber,
    pub state: RoundState,
    pub summary: ChangesSummary,
    pub before: Totals,
    pub after: Totals,
    /// Those of this page; those without a reason first.
    pub changes: Vec<OfficeChange>,
    /// From 1.
    pub page: u32,
    pub pages: u32,
    /// Whether reasons can still be given.
    pub open: bool,
}

/// What a resident asks of the list of changes, as in its address.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChangesFilter {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<ChangeKind>,
    /// The board to compare with; the one before where `None`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub with: Option<BoardRef>,
    /// From 1.
    #[serde(default)]
    pub page: u32,
}

/// The list of changes for residents.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChangesPage {
    pub head: NoticeHead,
    pub with: BoardRef,
    /// Boards and revisions that it can be compared with, oldest first.
    pub others: Vec<BoardRef>,
    /// As it was understood.
    pub filter: ChangesFilter,
    pub counts: ChangeCounts,
    pub before: Totals,
    /// Empty where the scope shows totals only.
    pub rows: Vec<ChangedHousehold>,
    pub pages: u32,
}

/// What a notice says of its changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoticeChanges {
    pub with: BoardRef,
    pub counts: ChangeCounts,
}

/// The newest board after the one that is read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LaterBoard {
    pub round: RoundNumber,
    /// Whether the household is on it.
    pub there: bool,
    /// Why it is not.
    pub reasons: Vec<ShownReason>,
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
