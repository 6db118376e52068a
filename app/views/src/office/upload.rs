//! The progress and result of an upload.

use crate::ProjectHead;
use chrono::{DateTime, Utc};
use domain::id::UploadId;
use domain::round::RoundNumber;
use domain::table::{Since, UploadReport};
use domain::upload::UploadStage;
use serde::{Deserialize, Serialize};

/// An uploaded board file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Upload {
    pub id: UploadId,
    pub file_name: String,
    pub by: String,
    pub at: DateTime<Utc>,
    pub stage: UploadStage,
    /// Of `total`, in the present stage; 0 of 0 where progress is not counted.
    pub done: u64,
    pub total: u64,
    /// What is wrong with a refused table.
    pub report: Option<UploadReport>,
    /// Its errors beside those of the table before, where that was refused.
    pub since: Option<Since>,
    /// Why it failed, in Chinese and in English.
    pub said: Option<(String, String)>,
}

/// The page of an upload.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UploadPage {
    pub head: ProjectHead,
    pub round: RoundNumber,
    pub upload: Upload,
}
