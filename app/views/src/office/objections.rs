//! Objections as a supervisor reads them.

use crate::{ObjectionStep, ObjectionSubject};
use chrono::{DateTime, Utc};
use domain::objection::{ObjectionKind, ObjectionState};
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
