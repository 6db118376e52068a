//! Uploading a board: read, check, keep as the round's draft.

use domain::account::Permission;
use domain::board::Entry;
use domain::event::EventKind;
use domain::finding::Severity;
use domain::read::UploadReport;
use domain::round::{RoundAction, RoundNumber};
use domain::text;
use sea_orm::{ActiveModelTrait, EntityTrait, Set};

use super::columns::chosen;
use super::{advance, changes, newest_board, subject};
use crate::accounts::Actor;
use crate::entity::{board, entry};
use crate::events::{self, By};
use crate::projects::round_row;
use crate::workbook;
use crate::{Error, Office, secrets, standards};

/// Rows in one INSERT; PostgreSQL takes at most 65,535 parameters.
const ROWS_AT_ONCE: usize = 1_000;

/// What came of an upload.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Uploaded {
    Stored,
    /// It has errors: nothing was stored, here they are.
    Refused(UploadReport),
}

/// Reads a workbook against the project's standards and keeps it as the
/// round's draft, whole or not at all. The same file again changes nothing.
///
/// # Errors
/// [`Error::Refused`] on `file` where it cannot be read as a board;
/// [`Error::NotNow`] where the round takes no upload.
pub async fn upload(
    office: &Office,
    actor: &Actor,
    code: &str,
    number: RoundNumber,
    file_name: &str,
    bytes: Vec<u8>,
) -> Result<Uploaded, Error> {
    actor.must(Permission::UploadBoard)?;
    let (loaded, round) = round_row(office.db(), code, number).await?;
    let version = standards::newest(office.db(), loaded.project.id)
        .await?
        .ok_or(Error::NotNow(text::STANDARDS_FIRST))?;
    let schedule = standards::schedule(office.db(), version.id).await?;

    let choices = chosen(office.db(), loaded.project.id).await?;

    let file_digest = secrets::digest(&bytes);
    let name = file_name.to_owned();
    let reading = tokio::task::spawn_blocking(move || {
        workbook::read_board(&name, &bytes, Some(&schedule), &choices)
    })
    .await
    .map_err(Error::internal)?
    .map_err(|unreadable| Error::refused("file", standards::sentence(&unreadable)))?;
    if reading
        .report
        .findings
        .iter()
        .any(|finding| finding.severity == Severity::Error)
    {
        return Ok(Uploaded::Refused(reading.report));
    }
    let rows = rows(office, &reading.board.entries)?;

    let transaction = office.begin().await?;
    let (_, round_now) = round_row(&transaction, code, number).await?;
    let same = newest_board(&transaction, round.id)
        .await?
        .is_some_and(|draft| {
            draft.file_digest == file_digest
                && draft.schedule_id == version.id
                && draft.return_reason.is_none()
                && has_columns(&draft.report, &reading.report)
        });
    advance(
        &transaction,
        &round_now,
        RoundAction::Upload,
        text::ROUND_NOT_EDITABLE,
    )
    .await?;
    if same {
        return Ok(Uploaded::Stored);
    }
    let draft = board::ActiveModel {
        round_id: Set(round.id),
        schedule_id: Set(version.id),
        file_name: Set(reading.report.file_name.clone()),
        file_digest: Set(file_digest.clone()),
        report: Set(serde_json::to_string(&reading.report)?),
        uploaded_by: Set(actor.id),
        uploaded_at: Set(office.now_millis()),
        ..Default::default()
    }
    .insert(&transaction)
    .await?;
    for some in rows.chunks(ROWS_AT_ONCE) {
        let some = some.iter().cloned().map(|mut row| {
            row.board_id = Set(draft.id);
            row
        });
        entry::Entity::insert_many(some).exec(&transaction).await?;
    }
    changes::keep_notes(&transaction, draft.id, &reading.change_notes).await?;
    events::record(
        office,
        &transaction,
        EventKind::BoardUploaded,
        By::Account(actor),
        subject(code, number),
        vec![
            ("file", file_digest.into()),
            ("households", reading.report.totals.households.into()),
            ("payout_fen", reading.report.totals.payout.fen().into()),
        ],
    )
    .await?;
    transaction.commit().await?;
    Ok(Uploaded::Stored)
}

/// Whether a stored report read the columns as this one does.
fn has_columns(stored: &str, report: &UploadReport) -> bool {
    serde_json::from_str::<UploadReport>(stored)
        .is_ok_and(|stored| stored.columns == report.columns)
}

fn rows(office: &Office, entries: &[Entry]) -> Result<Vec<entry::ActiveModel>, Error> {
    (0_i32..)
        .zip(entries)
        .map(|(position, one)| {
            Ok(entry::ActiveModel {
                position: Set(position),
                household: Set(one.household.clone()),
                head: Set(one.head.clone()),
                group_name: Set(one.group.clone().unwrap_or_default()),
                land_e4: Set(one.land().e4()),
                floor_e4: Set(one.floor().e4()),
                total_fen: Set(one.total.fen()),
                flagged: Set(one.status.is_some()),
                content: Set(serde_json::to_string(one)?),
                salt: Set(office.random_token()?),
                ..Default::default()
            })
        })
        .collect()
}
