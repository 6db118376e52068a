//! A board as a reviewer reads it: full names and remarks.

use crate::{
    Asked, CellComment, ChangesSummary, Commenting, Draft, Ending, OfficeChange, ProjectHead,
};
use chrono::{DateTime, Utc};
use domain::board::Entry;
use domain::declaration::Statement;
use domain::id::BoardId;
use domain::publication_gate::Blocker;
use domain::round::{RoundNumber, RoundState};
use serde::{Deserialize, Serialize};

/// A board as a reviewer reads it: full names and remarks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReviewPage {
    pub head: ProjectHead,
    pub round: RoundNumber,
    /// Of the board in review.
    pub state: RoundState,
    /// What it corrects, and why; the reason is published with it.
    pub correction: Option<Asked>,
    /// When it is to be published; `None`: as soon as it is approved.
    #[serde(with = "domain::time::millis_option")]
    pub planned_at: Option<DateTime<Utc>>,
    /// What keeps it from being published by now.
    pub blockers: Vec<Blocker>,
    pub draft: Draft,
    /// Those of this page.
    pub entries: Vec<Entry>,
    /// What stands declared for each of them.
    pub declared: Vec<Vec<Statement>>,
    /// How the numbers of each end that are never published.
    pub endings: Vec<Vec<Ending>>,
    /// From 1.
    pub page: u32,
    pub pages: u32,
    /// What changed since the board before; `None` on the first.
    pub changes: Option<ChangesSummary>,
    /// The first of those changes.
    pub first_changes: Vec<OfficeChange>,
    /// The comments on single cells so far.
    pub comments: Vec<CellComment>,
    /// The household that a comment is being written on.
    pub commenting: Option<Commenting>,
    /// Whether the reader uploaded it, and so may not review it.
    pub own_upload: bool,
    /// The number of this board: who decides says by it which one was read.
    pub board: BoardId,
}
