//! The page of a project.

use crate::ProjectHead;
use domain::standard::Schedule;
use serde::{Deserialize, Serialize};

/// The page of a project.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProjectPage {
    pub head: ProjectHead,
    /// 勘测总面积, in both units, where the project states one.
    pub surveyed: Option<String>,
    /// When a day by which a board is to be out was changed, and why: in Chinese
    /// and in English.
    pub due_moves: Vec<(String, String)>,
    /// As the newest board was checked against; empty before the first.
    pub schedule: Schedule,
}
