//! What accounts declared of their own and their relatives' households.

use chrono::{DateTime, Utc};
use domain::declaration::Tie;
use domain::id::KinId;
use serde::{Deserialize, Serialize};

/// What accounts declared of their own and their relatives' households.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KinPage {
    pub own: Vec<KinRow>,
    /// Those of the others, for who may see them.
    pub others: Vec<KinRow>,
    /// Projects to choose from: code and name.
    pub projects: Vec<(String, String)>,
}

/// A household from which an account is recused.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KinRow {
    pub id: KinId,
    /// Whose.
    pub account: String,
    pub project_code: String,
    pub project_name: String,
    pub household: String,
    /// Whether a board of the project has it; `None` while there is no board.
    pub on_board: Option<bool>,
    pub tie: Tie,
    pub relation: String,
    #[serde(with = "domain::time::millis")]
    pub declared_at: DateTime<Utc>,
    /// By whom it was lifted, and why.
    pub lifted: Option<(String, String)>,
}
