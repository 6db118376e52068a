//! Uploading a board: keep the file, read, check, store it as the round's draft.

use domain::account::Permission;
use domain::areas;
use domain::conflict_of_interest::RestrictedAction;
use domain::event::{BoardRefused, Subject};
use domain::finding::{Code, Detail, Finding, Severity};
use domain::id::UploadId;
use domain::round::{RoundAction, RoundNumber};
use domain::surveyed::{LandSum, differing};
use domain::table::{ReadRow, UploadReport};
use domain::upload::UploadStage;
use store::boards::working_board;
use store::entity::{schedule, upload as row};
use store::entries::areas_of;
use store::projects::ProjectRecord;
use store::rounds::RoundRecord;
use store::schedules;

use super::columns::chosen;
use super::store_board::{Draft, half_stored, store_board};
use super::uploaded::{Uploaded, is_same};
use crate::actor::Actor;
use crate::change::Change;
use crate::events::By;
use crate::recusal::Matter;
use crate::uploads::{self, New, Outcome};
use crate::{AppContext, Error, Sentence, private_numbers, recusal, standards};
use workbook::{self, ParsedBoard, Unreadable};

/// A file that is kept, and not yet read.
pub struct Begun {
    upload: row::Model,
    /// As the browser named it; what is stored of it is masked.
    file_name: String,
    code: String,
    number: RoundNumber,
}

impl Begun {
    /// The number of the upload, for its page.
    #[must_use]
    pub fn id(&self) -> UploadId {
        self.upload.id.into()
    }
}

/// Reads a workbook against the project's standards and keeps it as the
/// round's draft, whole or not at all. The same file again changes nothing.
///
/// # Errors
/// [`Error::Refused`] on `file` where it cannot be read as a board;
/// [`Error::NotNow`] where the round takes no upload; [`Error::Recused`].
pub async fn upload(
    context: &AppContext,
    actor: &Actor,
    code: &str,
    number: RoundNumber,
    file_name: &str,
    bytes: Vec<u8>,
) -> Result<Uploaded, Error> {
    let begun = begin_upload(context, actor, code, number, file_name, bytes).await?;
    finish_upload(context, actor, begun).await
}

/// Keeps the file, if the round takes one.
///
/// # Errors
/// As [`upload`].
pub async fn begin_upload(
    context: &AppContext,
    actor: &Actor,
    code: &str,
    number: RoundNumber,
    file_name: &str,
    bytes: Vec<u8>,
) -> Result<Begun, Error> {
    actor.must(Permission::UploadBoard)?;
    let project = ProjectRecord::by_code(context.db(), code).await?;
    let round = project.round(number)?;
    takes_upload(round)?;
    newest_standards(context, &project).await?;
    // Of such a file there is only the beginning: not worth keeping.
    if bytes.len() > workbook::MAX_UPLOAD_BYTES {
        let sentence = standards::sentence(&Unreadable::TooLarge);
        return Err(Error::refused("file", sentence));
    }
    let new = New {
        project_id: project.id,
        round_id: round.id,
        file_name,
        bytes: &bytes,
    };
    Ok(Begun {
        upload: uploads::keep(context, actor, new).await?,
        file_name: file_name.to_owned(),
        code: code.to_owned(),
        number,
    })
}

fn takes_upload(round: &RoundRecord) -> Result<(), Error> {
    round
        .standing
        .after(RoundAction::Upload)
        .map(drop)
        .map_err(|_| Error::NotNow(text::ROUND_NOT_EDITABLE))
}

async fn newest_standards(
    context: &AppContext,
    project: &ProjectRecord,
) -> Result<schedule::Model, Error> {
    schedules::newest(context.db(), project.id)
        .await?
        .ok_or(Error::NotNow(text::STANDARDS_FIRST))
}

/// Reads, checks and stores what was begun, when it is its turn. The result of
/// it also stands with the upload, for whoever looks later.
///
/// # Errors
/// As [`upload`].
pub async fn finish_upload(
    context: &AppContext,
    actor: &Actor,
    begun: Begun,
) -> Result<Uploaded, Error> {
    let upload = begun.upload.clone();
    let (code, number) = (begun.code.clone(), begun.number);
    let ended = read_and_store(context, actor, begun).await;
    let sentence = match &ended {
        Ok(_) => return ended,
        Err(Error::Refused(refusal)) => {
            refusal.errors.first().map(|(_, sentence)| sentence.clone())
        }
        Err(Error::NotNow(text)) => Some(Sentence::Fixed(*text)),
        // Whose relative somebody is stays between them and this program:
        // colleagues read what is kept with the upload.
        Err(Error::Recused(_)) => Some(Sentence::Fixed(text::UPLOAD_RECUSED)),
        Err(_) => None,
    };
    let sentence = sentence.unwrap_or(Sentence::Fixed(text::UPLOAD_FAILED));
    let change = Change::by(context, By::Account(actor)).await?;
    if let Some(half) = half_stored(&change.db, upload.id).await? {
        uploads::discard(&change.db, half).await?;
    }
    // Where it runs no more, others have ended it already.
    let ours = uploads::end(context, &change.db, upload.id, Outcome::Failed(&sentence)).await;
    if ours.is_ok() {
        let refused = BoardRefused {
            file: upload.digest,
            errors: None,
            warnings: None,
        };
        let subject = Subject::Round(&code, number);
        change.commit(subject, refused).await?;
    } else {
        change.db.commit().await?;
    }
    ended
}

async fn read_and_store(
    context: &AppContext,
    actor: &Actor,
    begun: Begun,
) -> Result<Uploaded, Error> {
    let Begun {
        upload,
        file_name,
        code,
        number,
    } = begun;
    let waiting = context.reading.acquire();
    let _turn = uploads::beating(context, upload.id, UploadStage::Waiting, || (0, 0), waiting)
        .await?
        .map_err(Error::internal)?;
    let project = ProjectRecord::by_code(context.db(), &code).await?;
    let round = project.round(number)?;
    takes_upload(round)?;
    let version = newest_standards(context, &project).await?;
    // Those that wait do not hold their files in memory.
    let bytes = uploads::original(context, &upload).await?;
    let mut reading = read(
        context,
        &upload,
        (&project, number),
        &version,
        (file_name, bytes),
    )
    .await?;
    compare_with_surveyed(&project, &mut reading);
    let (subject, matter) = (
        Subject::Round(&code, number),
        Matter::Table(&reading.board.entries),
    );
    recusal::check(
        context,
        actor,
        RestrictedAction::Upload,
        subject,
        project.id,
        &matter,
    )
    .await?;
    let errors = count(&reading.report, Severity::Error);
    if errors > 0 {
        // Of a draft the board has them.
        reading.report.first_rows = ReadRow::first(&reading.board.entries);
        refuse(context, actor, &upload, subject, &reading.report).await?;
        return Ok(Uploaded::Refused(reading.report));
    }
    let working = working_board(context.db(), round).await?;
    if is_same(round, working.as_ref(), &version, &upload, &reading.report) {
        uploads::end(context, context.db(), upload.id, Outcome::Unchanged).await?;
        uploads::forget(context, &upload).await?;
        return Ok(Uploaded::Unchanged);
    }
    let elsewhere = private_numbers::elsewhere(context, round, &reading.private).await?;
    reading.report.findings.extend(elsewhere);
    let draft = Draft {
        upload: &upload,
        round_id: round.id,
        schedule: &version,
        code: &code,
        number,
    };
    store_board(context, actor, draft, reading).await
}

/// Reads and checks, with the beat that says so.
async fn read(
    context: &AppContext,
    upload: &row::Model,
    (project, number): (&ProjectRecord, RoundNumber),
    version: &schedule::Model,
    (name, bytes): (String, Vec<u8>),
) -> Result<ParsedBoard, Error> {
    let schedule = schedules::schedule(context.db(), version.id).await?;
    let earlier = match project.compared_with(number) {
        Some(notice) => areas_of(context.db(), notice.board_id).await?,
        None => areas::ByHousehold::new(),
    };
    let choices = chosen(context.db(), project.id).await?;
    let reader = workbook::Progress::default();
    let seen = reader.clone();
    let progress = move || (seen.rows(), seen.expected());
    let work = tokio::task::spawn_blocking(move || {
        workbook::read_board_watched(&name, &bytes, Some(&schedule), &choices, &earlier, &reader)
    });
    uploads::beating(context, upload.id, UploadStage::Reading, progress, work)
        .await?
        .map_err(Error::internal)?
        .map_err(|unreadable| Error::refused("file", standards::sentence(&unreadable)))
}

/// Holds the land of all households against the project's surveyed total.
fn compare_with_surveyed(project: &ProjectRecord, reading: &mut ParsedBoard) {
    let stated = project.surveyed;
    reading.report.surveyed = stated;
    if let Some(stated) = stated {
        let entries = &reading.board.entries;
        let land = LandSum::of(entries.iter().flat_map(|entry| &entry.lines));
        let found = differing(land, &stated).map(|land| Finding {
            severity: Code::SurveyedDiffers.severity(),
            code: Code::SurveyedDiffers,
            sheet: None,
            cell: None,
            household: None,
            detail: Detail::Surveyed {
                land,
                total: stated,
            },
        });
        reading.report.findings.extend(found);
    }
}

fn count(report: &UploadReport, severity: Severity) -> u32 {
    u32::try_from(report.count(severity)).unwrap_or(u32::MAX)
}

async fn refuse(
    context: &AppContext,
    actor: &Actor,
    upload: &row::Model,
    subject: Subject<'_>,
    report: &UploadReport,
) -> Result<(), Error> {
    let change = Change::by(context, By::Account(actor)).await?;
    uploads::end(context, &change.db, upload.id, Outcome::Refused(report)).await?;
    let refused = BoardRefused {
        file: upload.digest.clone(),
        errors: Some(count(report, Severity::Error)),
        warnings: Some(count(report, Severity::Warning)),
    };
    change.commit(subject, refused).await
}
