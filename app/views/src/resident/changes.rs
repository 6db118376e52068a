//! The list of what changed from one board to the next.

use crate::NoticeHead;
use domain::board::Totals;
use domain::board_ref::BoardRef;
use domain::diff::{ChangeCounts, ChangeKind};
use domain::privacy::ChangedHousehold;
use serde::{Deserialize, Serialize};

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
