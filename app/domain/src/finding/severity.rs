//! Severities of findings.

use serde::{Deserialize, Serialize};

/// Errors block an upload; warnings are shown to the clerk and the reviewer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    Error,
    Warning,
}
