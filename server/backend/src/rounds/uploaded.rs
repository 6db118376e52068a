//! The result of an upload, and whether the file is a new one.

use domain::round::RoundState;
use domain::table::UploadReport;
use store::entity::{board, schedule, upload};
use store::rounds::RoundRecord;

/// The result of an upload.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Uploaded {
    Stored,
    /// The same table is the draft already: nothing was changed.
    Unchanged,
    /// It has errors: nothing of it is a draft, here they are.
    Refused(UploadReport),
}

/// Whether the board that a round works on is a draft of the same file, read in
/// the same way.
pub(super) fn is_same(
    round: &RoundRecord,
    working: Option<&board::Model>,
    version: &schedule::Model,
    upload: &upload::Model,
    report: &UploadReport,
) -> bool {
    // What came back, or was taken back, is stored again.
    round.standing.working() == RoundState::Draft
        && working.is_some_and(|draft| {
            draft.file_digest == upload.digest
                && draft.schedule_id == version.id
                && draft.return_reason.is_none()
                && is_read_alike(&draft.report, report)
        })
}

/// Whether a stored report read the columns as this one does, and compared the
/// land with the same total.
fn is_read_alike(stored: &str, report: &UploadReport) -> bool {
    serde_json::from_str::<UploadReport>(stored)
        .is_ok_and(|stored| stored.columns == report.columns && stored.surveyed == report.surveyed)
}
