//! What the signed-in account has to do.

use crate::ProjectHead;
use domain::round::RoundNumber;
use serde::{Deserialize, Serialize};

/// What waits for the one who is signed in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfficeToday {
    pub projects: Vec<ProjectHead>,
    /// Boards that wait for pre-review.
    pub in_review: Vec<RoundRef>,
    /// Boards that came back to this clerk's desk.
    pub returned: Vec<RoundRef>,
    /// Withdrawals that wait for a second person.
    pub withdrawals: Vec<RoundRef>,
    /// Approved boards whose time came, and that something holds up.
    pub blocked: Vec<RoundRef>,
    pub open_objections: u32,
}

/// A round, named.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoundRef {
    pub project_code: String,
    pub project_name: String,
    pub round: RoundNumber,
}
