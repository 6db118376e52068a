//! A check's warnings and why they stand.

use chrono::{DateTime, Utc};
use domain::finding::{Code, Finding};
use serde::{Deserialize, Serialize};

/// A warning of a board, with why it is no error.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Warning {
    /// The same in every upload that gives the same warning.
    pub key: String,
    /// The first of its kind, where there are several that say the same.
    pub finding: Finding,
    /// How often it stands in the table.
    pub times: u32,
    /// `None` until somebody gives one.
    pub reason: Option<WarningReason>,
}

/// Why a warning stands: who gave the reason, and when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WarningReason {
    pub reason: String,
    pub by: String,
    #[serde(with = "domain::time::millis")]
    pub at: DateTime<Utc>,
}

/// The warnings of one kind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WarningGroup {
    pub code: Code,
    pub count: u32,
    pub unexplained: u32,
    /// Those without a reason first, at most [`WarningGroup::MAX_SHOWN`].
    pub warnings: Vec<Warning>,
}

impl WarningGroup {
    /// Warnings of one kind on a page, at the most.
    pub const MAX_SHOWN: usize = 500;

    #[must_use]
    pub const fn new(code: Code) -> Self {
        Self {
            code,
            count: 0,
            unexplained: 0,
            warnings: Vec::new(),
        }
    }
}
