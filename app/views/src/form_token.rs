//! What a form carries unseen.

use serde::{Deserialize, Serialize};

/// What a form carries unseen.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FormToken {
    /// Shows that the form came from this site.
    pub csrf: String,
    /// One-time number: the same form sent twice counts once.
    pub submission: String,
}
