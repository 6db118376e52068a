//! What changed since the board before, and why, with full names.

use crate::ProjectHead;
use chrono::{DateTime, Utc};
use domain::board::Totals;
use domain::board_ref::BoardRef;
use domain::diff::{ChangeCounts, HouseholdChange};
use domain::reason::ChangeReason;
use domain::round::{RoundNumber, RoundState};
use serde::{Deserialize, Serialize};

/// A reason with who gave it and when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GivenReason {
    pub reason: ChangeReason,
    pub by: String,
    #[serde(with = "domain::time::millis")]
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
    /// Receipt numbers of objections to the household that were upheld, oldest
    /// first, while a reason can still be given.
    pub upheld: Vec<String>,
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
