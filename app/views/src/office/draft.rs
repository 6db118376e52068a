//! An uploaded board before publication.

use crate::WarningGroup;
use chrono::{DateTime, Utc};
use domain::id::UploadId;
use domain::table::UploadReport;
use serde::{Deserialize, Serialize};

/// An uploaded board before publication.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    pub report: UploadReport,
    pub uploaded_by: String,
    #[serde(with = "domain::time::millis")]
    pub uploaded_at: DateTime<Utc>,
    /// The upload that its file is kept with.
    pub upload: Option<UploadId>,
    /// The report's warnings by kind, each with why it stands.
    pub warnings: Vec<WarningGroup>,
}
