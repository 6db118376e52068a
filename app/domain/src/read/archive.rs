//! Shapes of the archive: everything that a project has shown.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::board::Totals;
use crate::objection::{ObjectionKind, ObjectionState};
use crate::read::ProjectHead;
use crate::review::{Checklist, ReviewOutcome};
use crate::round::{RoundNumber, RoundState};
use crate::time::Window;

/// Everything that a project has shown, and how it came about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Archive {
    pub head: ProjectHead,
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
    /// Oldest first.
    pub boards: Vec<ArchiveBoard>,
}

/// One publication.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ArchiveNotice {
    /// From 1.
    pub revision: u32,
    pub published_at: DateTime<Utc>,
    pub window: Window,
    pub approved_by: String,
    pub totals: Totals,
    /// SHA-256 over the commitments of its entries, in order.
    pub digest: String,
    /// Which version of the standards it was checked against.
    pub standards: u32,
    /// SHA-256 of the table that it was published from.
    pub file_digest: String,
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
    /// The revision that was published from it.
    pub published_as: Option<u32>,
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
