//! Objections as a supervisor reads them.

use crate::{ObjectionStep, ObjectionSubject};
use chrono::{DateTime, Utc};
use domain::objection::{HeldFor, Lane, ObjectionKind, ObjectionState};
use serde::{Deserialize, Serialize};

/// An objection in the supervisor's queue.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ObjectionRow {
    pub receipt: String,
    pub subject: ObjectionSubject,
    pub kind: ObjectionKind,
    pub state: ObjectionState,
    #[serde(with = "domain::time::millis")]
    pub filed_at: DateTime<Utc>,
    pub files: u32,
    /// How the statement begins; of those that are held apart.
    pub begins: Option<String>,
}

/// Which part of the supervisor's queue, as in its address.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct QueueFilter {
    #[serde(default)]
    pub lane: Lane,
    /// The receipt number of the last one before; empty for the first page.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub after: String,
    /// Whether every one of the page is to be ticked.
    #[serde(default)]
    pub ticked: bool,
}

/// A page of the supervisor's queue: open ones oldest first, answered ones newest
/// first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ObjectionQueue {
    pub filter: QueueFilter,
    pub rows: Vec<ObjectionRow>,
    /// How many each list has.
    pub counts: Vec<(Lane, u64)>,
    /// Where the next page begins; `None` on the last.
    pub next: Option<String>,
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
    pub held_for: Option<HeldFor>,
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
