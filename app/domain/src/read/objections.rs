//! Shapes of objections: what the objector follows and what a supervisor reads.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::objection::{ObjectionKind, ObjectionState};
use crate::privacy::PublicEntry;
use crate::read::NoticeHead;
use crate::round::RoundNumber;

/// What an objection is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ObjectionSubject {
    pub project_code: String,
    pub project_name: String,
    pub round: RoundNumber,
    pub revision: u32,
    /// `None` where it is about the board as a whole.
    pub household: Option<String>,
    /// The line as it stood on the board: `水浇地 3.215 亩 × 48,000 元/亩 = 154,320.00 元`.
    pub line: Option<String>,
}

/// A step of an objection, as shown to both sides.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ObjectionStep {
    #[serde(with = "crate::time::millis")]
    pub at: DateTime<Utc>,
    pub state: ObjectionState,
    /// The reason of a decision, or of declining.
    pub reason: Option<String>,
}

/// What an objection can be filed about: a board, or a household on it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Objectable {
    pub head: NoticeHead,
    pub entry: Option<PublicEntry>,
    pub token: FormToken,
}

/// What a form carries unseen.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FormToken {
    /// Shows that the form came from this site.
    pub csrf: String,
    /// One-time number: the same form sent twice counts once.
    pub submission: String,
}

/// What the objector sees with receipt number and secret. No name, no phone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TrackedObjection {
    pub receipt: String,
    /// Shown just once, right after filing.
    pub secret: Option<String>,
    pub subject: ObjectionSubject,
    pub kind: ObjectionKind,
    pub statement: String,
    pub files: u32,
    pub state: ObjectionState,
    /// Oldest first; the first is the filing.
    pub steps: Vec<ObjectionStep>,
}

/// An objection in the supervisor's queue.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ObjectionRow {
    pub receipt: String,
    pub subject: ObjectionSubject,
    pub kind: ObjectionKind,
    pub state: ObjectionState,
    #[serde(with = "crate::time::millis")]
    pub filed_at: DateTime<Utc>,
    pub files: u32,
}

/// The supervisor's queue: open ones first, oldest first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ObjectionQueue {
    pub open: Vec<ObjectionRow>,
    pub answered: Vec<ObjectionRow>,
}

/// One objection as a supervisor reads it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ObjectionCase {
    pub receipt: String,
    pub subject: ObjectionSubject,
    pub kind: ObjectionKind,
    pub statement: String,
    /// The objector, for the supervisor's eyes only.
    pub name: String,
    pub phone: String,
    pub files: Vec<CaseFile>,
    pub state: ObjectionState,
    pub steps: Vec<ObjectionStep>,
}

/// A photo or PDF that was filed with an objection.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseFile {
    /// From 1; the address is `/office/objections/{receipt}/files/{number}`.
    pub number: u32,
    pub file_name: String,
    pub media_type: String,
    pub bytes: u64,
}
