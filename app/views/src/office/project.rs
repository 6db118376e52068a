//! A project as the office sees it.

use crate::ProjectHead;
use chrono::{DateTime, Utc};
use domain::standard::Schedule;
use domain::surveyed::Surveyed;
use serde::{Deserialize, Serialize};

/// A project as the office sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfficeProject {
    pub head: ProjectHead,
    /// Printed on the paper board; who holds it sees full names.
    pub access_code: String,
    /// 勘测总面积, where the project states one.
    pub surveyed: Option<Surveyed>,
    /// Whether it can still be set or changed.
    pub surveyed_open: bool,
    /// `None` until standards are loaded.
    pub schedule: Option<ScheduleVersion>,
}

/// A project's standards at a version.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScheduleVersion {
    pub version: u32,
    pub schedule: Schedule,
    pub loaded_by: String,
    #[serde(with = "domain::time::millis")]
    pub loaded_at: DateTime<Utc>,
}
