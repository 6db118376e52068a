//! The head of every page of a project: who requisitions what, and how far the boards are.

use chrono::NaiveDate;
use domain::privacy::Scope;
use domain::round::{Length, RoundNumber, RoundState, Tier};
use domain::time::Window;
use serde::{Deserialize, Serialize};

/// Who requisitions what: the head of every page of a project.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProjectHead {
    pub code: String,
    pub name: String,
    pub area: String,
    pub office: String,
    pub approval_number: String,
    pub phone: String,
    pub scope: Scope,
    /// Why the scope is not the default; empty where it is.
    pub scope_reason: String,
    /// In order of number: the stage line.
    pub rounds: Vec<RoundMark>,
}

/// A round in the stage line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoundMark {
    pub number: RoundNumber,
    pub tier: Tier,
    pub state: RoundState,
    /// How long its boards are on display at the least.
    pub length: Length,
    /// Of the newest notice; 0 where there is none.
    pub revision: u32,
    /// Set once published.
    pub window: Option<Window>,
    /// Calendar days that are left, today included; 0 when over or not begun.
    pub days_left: u32,
    /// The day by which it is to be out; where it was changed, the earlier of
    /// the date set first and the present one.
    #[serde(with = "domain::time::day_option")]
    pub due: Option<NaiveDate>,
    /// Set where the day was changed.
    pub due_moved: Option<DueMoved>,
    /// Days by which it came late, or is late by now.
    pub days_late: u32,
    /// State of the correction under way; always `None` for residents.
    pub correction: Option<RoundState>,
}

impl RoundMark {
    /// The state of the board that is being worked on.
    #[must_use]
    pub fn working(&self) -> RoundState {
        self.correction.unwrap_or(self.state)
    }

    /// Due, and not out.
    #[must_use]
    pub const fn is_overdue(&self) -> bool {
        self.days_late > 0 && !self.state.is_public()
    }
}

/// That the day by which a board is to be out was changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DueMoved {
    /// As it was set first.
    #[serde(with = "domain::time::day")]
    pub first: NaiveDate,
    #[serde(with = "domain::time::day")]
    pub now: NaiveDate,
}
