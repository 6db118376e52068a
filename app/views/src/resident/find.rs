//! The first page: active projects and what a search found.

use crate::RoundMark;
use domain::round::RoundNumber;
use serde::{Deserialize, Serialize};

/// A project in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProjectRow {
    pub code: String,
    pub name: String,
    pub area: String,
    /// The newest notice, if any.
    pub latest: Option<RoundMark>,
    /// The first board that is due and not out.
    pub overdue: Option<RoundMark>,
}

/// What a search on the first page found.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Found {
    pub projects: Vec<ProjectRow>,
    pub households: Vec<FoundHousehold>,
    /// There are more than are listed.
    pub more: bool,
}

/// A household that a search found, in its newest notice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FoundHousehold {
    pub project_code: String,
    pub project_name: String,
    pub round: RoundNumber,
    pub household: String,
    /// As this reader may see it.
    pub head: String,
    pub group: Option<String>,
}
