//! The archive: everything that a project has shown.

use crate::{CarriedOver, ConfirmedRemedy, DueMove, MoveReason, ProjectHead, WindowMoved};
use chrono::{DateTime, Utc};
use domain::board::Totals;
use domain::objection::{ObjectionKind, ObjectionState};
use domain::review::{Checklist, ReviewOutcome};
use domain::round::{RoundNumber, RoundState};
use domain::time::Window;
use serde::{Deserialize, Serialize};

impl From<ArchiveCarryOver> for CarriedOver {
    fn from(one: ArchiveCarryOver) -> Self {
        Self {
            round: one.round,
            household: one.household,
            reason: one.reason,
            by: one.by,
            at: one.at,
        }
    }
}

impl From<ArchiveRemedy> for ConfirmedRemedy {
    fn from(one: ArchiveRemedy) -> Self {
        Self {
            round: one.round,
            household: one.household,
            reason: one.reason,
            by: one.by,
            at: one.at,
        }
    }
}

/// Everything that a project has shown, and how it came about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Archive {
    pub head: ProjectHead,
    /// 勘测总面积, in both units, where the project states one.
    pub surveyed: Option<String>,
    /// Oldest first.
    pub schedules: Vec<ArchiveSchedule>,
    pub rounds: Vec<ArchiveRound>,
    /// Oldest first.
    pub objections: Vec<ArchiveObjection>,
    /// Events of the project.
    pub events: u64,
}

/// A version of the standards.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ArchiveSchedule {
    pub version: u32,
    pub file_name: String,
    /// SHA-256
    pub file_digest: String,
    pub loaded_by: String,
    pub loaded_at: DateTime<Utc>,
    pub rates: u32,
    /// The file as it came, sealed: its path in the ZIP.
    pub sealed: Option<String>,
}

/// A round: what it showed, and the tables that were uploaded for it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ArchiveRound {
    pub round: RoundNumber,
    pub state: RoundState,
    /// Oldest first.
    pub notices: Vec<ArchiveNotice>,
    /// Corrections that were begun, oldest first.
    pub corrections: Vec<ArchiveCorrection>,
    /// Upheld objections that its boards were published without, oldest first.
    pub carried: Vec<ArchiveCarryOver>,
    /// Upheld objections that another change settles, oldest first. Archives of
    /// before there were any do not have it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub confirmed: Vec<ArchiveRemedy>,
    /// How the day by which it was to be out was changed, oldest first.
    pub due_moves: Vec<DueMove>,
    /// Oldest first.
    pub boards: Vec<ArchiveBoard>,
}

/// One publication.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ArchiveNotice {
    /// From 1.
    pub revision: u32,
    pub published_at: DateTime<Utc>,
    /// The time that was set for it, where one was.
    pub planned_at: Option<DateTime<Utc>>,
    /// Why it took the place of the one before; `None` for the first.
    pub correction_reason: Option<String>,
    /// With what moved its end.
    pub window: Window,
    /// Later ends of its window, oldest first.
    pub moves: Vec<ArchiveMove>,
    /// Withdrawals that were asked for, oldest first.
    pub withdrawals: Vec<ArchiveWithdrawal>,
    pub approved_by: String,
    pub totals: Totals,
    /// SHA-256 over the commitments of its entries, in order.
    pub digest: String,
    /// Which version of the standards it was checked against.
    pub standards: u32,
    /// SHA-256 of the table that it was published from.
    pub file_digest: String,
}

/// A later end of a window.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ArchiveMove {
    /// When it was moved.
    pub at: DateTime<Utc>,
    pub closes: DateTime<Utc>,
    pub why: MoveReason,
}

impl ArchiveMove {
    /// As residents read it.
    #[must_use]
    pub fn shown(&self) -> WindowMoved {
        let window = Window {
            opens: self.closes,
            closes: self.closes,
        };
        WindowMoved {
            last_day: window.last_day(),
            why: self.why.clone(),
        }
    }
}

/// A withdrawal as one person asked for it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ArchiveWithdrawal {
    pub reason: String,
    pub asked_by: String,
    pub asked_at: DateTime<Utc>,
    /// `None` while it waits for a second person.
    pub answer: Option<ArchiveWithdrawalAnswer>,
}

/// The second person's answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ArchiveWithdrawalAnswer {
    pub confirmed: bool,
    /// Why it was not confirmed.
    pub reason: Option<String>,
    pub by: String,
    pub at: DateTime<Utc>,
}

/// A correction as it was begun.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ArchiveCorrection {
    pub reason: String,
    pub begun_by: String,
    pub begun_at: DateTime<Utc>,
    /// The revision that came of it; `None` where it was called off or is
    /// under way.
    pub published_as: Option<u32>,
}

/// An upheld objection that was carried over to a later board.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ArchiveCarryOver {
    pub receipt: String,
    /// The board objected to.
    pub round: RoundNumber,
    /// `None`: the board as a whole.
    pub household: Option<String>,
    pub reason: String,
    pub by: String,
    pub at: DateTime<Utc>,
}

/// That another change of a board is the one which an upheld objection asked
/// for, as a supervisor said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ArchiveRemedy {
    pub receipt: String,
    /// The board objected to.
    pub round: RoundNumber,
    /// `None`: the board as a whole.
    pub household: Option<String>,
    /// SHA-256 of the table that shows the change.
    pub file_digest: String,
    pub reason: String,
    pub by: String,
    pub at: DateTime<Utc>,
}

/// An uploaded table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ArchiveBoard {
    pub file_name: String,
    /// SHA-256
    pub file_digest: String,
    pub uploaded_by: String,
    pub uploaded_at: DateTime<Utc>,
    pub households: u32,
    /// The file as it came, sealed: its path in the ZIP.
    pub sealed: Option<String>,
    /// Oldest first.
    pub reviews: Vec<ArchiveReview>,
    /// The reviewer's comments on single cells.
    pub comments: Vec<ArchiveComment>,
    /// Where its reasons are in the ZIP.
    pub folder: String,
    /// Households that changed since the board before, each with its reason;
    /// 0 where it was never submitted.
    pub changes: u32,
    /// Warnings of the check, each with its reason; 0 where it was never
    /// submitted.
    pub warnings: u32,
    /// The revision that was published from it.
    pub published_as: Option<u32>,
}

/// A reviewer's comment on a cell, or of a household.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ArchiveComment {
    pub household: String,
    pub sheet: Option<String>,
    pub cell: Option<String>,
    pub label: String,
    pub comment: String,
    pub by: String,
    pub at: DateTime<Utc>,
}

impl ArchiveComment {
    /// Where it points: household, sheet, cell and what stands there.
    #[must_use]
    pub fn place(&self) -> String {
        let parts = [
            Some(self.household.as_str()),
            self.sheet.as_deref(),
            self.cell.as_deref(),
            Some(self.label.as_str()).filter(|label| !label.is_empty()),
        ];
        let parts: Vec<&str> = parts.into_iter().flatten().collect();
        parts.join(" · ")
    }
}

/// What a reviewer did with a table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ArchiveReview {
    pub outcome: ReviewOutcome,
    /// What was signed.
    pub signed: Checklist,
    /// Why it was sent back.
    pub reason: Option<String>,
    pub reviewer: String,
    pub at: DateTime<Utc>,
}

/// An objection without the objector.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ArchiveObjection {
    pub receipt: String,
    pub round: RoundNumber,
    pub revision: u32,
    /// `None`: the board as a whole.
    pub household: Option<String>,
    pub line: Option<String>,
    pub kind: ObjectionKind,
    pub state: ObjectionState,
    pub files: u32,
    /// Oldest first; the first is the filing.
    pub steps: Vec<ArchiveStep>,
}

/// A step of an objection.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ArchiveStep {
    pub at: DateTime<Utc>,
    pub state: ObjectionState,
    pub reason: Option<String>,
    /// `None`: the objector.
    pub by: Option<String>,
}

/// The archive's page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ArchivePage {
    /// Its objections are the newest ones only.
    pub archive: Archive,
    /// Objections in all.
    pub objections: u64,
}
