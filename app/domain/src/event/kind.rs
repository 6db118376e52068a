//! Kinds of events.

use serde::{Deserialize, Serialize};
use strum::{EnumCount, EnumString, IntoStaticStr, VariantArray};

use crate::key::keyed;

/// Kinds of events. Their keys are part of the canonical bytes: a name never
/// changes once events of the kind were written. What the record calls a kind and
/// its facts is said in `text::events`.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    Hash,
    Serialize,
    Deserialize,
    EnumCount,
    EnumString,
    IntoStaticStr,
    VariantArray,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case", const_into_str)]
pub enum EventKind {
    AccountAdded,
    SignedIn,
    SignInFailed,
    ProjectCreated,
    SurveyedSet,
    DueChanged,
    StandardsLoaded,
    ColumnsChosen,
    BoardUploaded,
    ChangesExplained,
    BoardRefused,
    UploadInterrupted,
    UploadsSwept,
    WarningsExplained,
    BoardSubmitted,
    CellCommented,
    CommentTakenBack,
    BoardReturned,
    BoardApproved,
    BoardRecalled,
    NoticePublished,
    CorrectionBegun,
    CorrectionAbandoned,
    WithdrawalAsked,
    WithdrawalRefused,
    NoticeWithdrawn,
    WindowMoved,
    Interrupted,
    CalendarChanged,
    ObjectionFiled,
    ObjectionAccepted,
    ObjectionDeclined,
    ObjectionDecided,
    ArchiveDownloaded,
    RecordExported,
    ObjectionCarriedOver,
    RemedyConfirmed,
    OfficialAdded,
    OfficialChanged,
    OfficialLinkAsked,
    OfficialLinkKept,
    RelationsDeclared,
    NoRelationDeclared,
    KinDeclared,
    KinLifted,
    RecusalRefused,
    KeyRotated,
}

keyed!(EventKind);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_has_its_own_key() {
        for kind in EventKind::ALL {
            assert_eq!(EventKind::from_key(kind.key()), Some(kind));
            let serialised = serde_json::to_string(&kind).expect("a string");
            assert_eq!(serialised, format!("\"{}\"", kind.key()));
        }
    }
}
