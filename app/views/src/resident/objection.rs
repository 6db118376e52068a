//! Filing an objection and following it.

use crate::{FormToken, NoticeHead};
use chrono::{DateTime, Utc};
use domain::objection::{HeldFor, ObjectionKind, ObjectionState};
use domain::privacy::ShownEntry;
use domain::round::RoundNumber;
use serde::{Deserialize, Serialize};

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
    #[serde(with = "domain::time::millis")]
    pub at: DateTime<Utc>,
    pub state: ObjectionState,
    /// The reason of a decision, or of declining.
    pub reason: Option<String>,
}

/// What an objection can be filed about: a board, or a household on it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Objectable {
    pub head: NoticeHead,
    pub entry: Option<ShownEntry>,
    pub token: FormToken,
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
    /// Why it waits in a lane of its own; `None` where it does not, or no more.
    pub held_for: Option<HeldFor>,
    /// Oldest first; the first is the filing.
    pub steps: Vec<ObjectionStep>,
}
