//! How far an uploaded table is.

use serde::{Deserialize, Serialize};

/// How far an upload is, or what came of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum UploadStage {
    /// Others are being read; at most two at once.
    Waiting,
    Reading,
    Storing,
    /// It is a draft now.
    Stored,
    /// The same as the draft that is there.
    Unchanged,
    /// It has errors; there is a report.
    Refused,
    /// It could not be read at all, or was not taken; a sentence says why.
    Failed,
    /// The program ended in the middle of it.
    Interrupted,
}

impl UploadStage {
    pub const ALL: [Self; 8] = [
        Self::Waiting,
        Self::Reading,
        Self::Storing,
        Self::Stored,
        Self::Unchanged,
        Self::Refused,
        Self::Failed,
        Self::Interrupted,
    ];

    /// Whether there is more to come.
    #[must_use]
    pub const fn is_running(self) -> bool {
        matches!(self, Self::Waiting | Self::Reading | Self::Storing)
    }

    /// The key in the database.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Reading => "reading",
            Self::Storing => "storing",
            Self::Stored => "stored",
            Self::Unchanged => "unchanged",
            Self::Refused => "refused",
            Self::Failed => "failed",
            Self::Interrupted => "interrupted",
        }
    }

    /// From [`UploadStage::key`].
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|stage| stage.key() == key)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_stage_has_a_key_of_its_own() {
        for stage in UploadStage::ALL {
            assert_eq!(UploadStage::from_key(stage.key()), Some(stage));
        }
    }
}
