//! The stages of an upload.

use serde::{Deserialize, Serialize};
use strum::{EnumCount, EnumString, IntoStaticStr, VariantArray};

use crate::key::keyed;

/// The stage of an upload, or its result.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    Serialize,
    Deserialize,
    EnumCount,
    EnumString,
    IntoStaticStr,
    VariantArray,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case", const_into_str)]
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

keyed!(UploadStage);

impl UploadStage {
    /// Whether there is more to come.
    #[must_use]
    pub const fn is_running(self) -> bool {
        matches!(self, Self::Waiting | Self::Reading | Self::Storing)
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
