//! Uploading a board: keep the file, read, check, store it as the round's draft.

use domain::account::Permission;
use domain::areas;
use domain::event::EventKind;
use domain::finding::Severity;
use domain::recusal::Deed;
use domain::round::{RoundAction, RoundNumber, RoundState};
use domain::surveyed::LandSum;
use domain::table::UploadReport;
use domain::upload::UploadStage;
use sea_orm::ConnectionTrait;

use super::columns::chosen;
use super::compare::{areas_of, before};
use super::store::{self, Draft};
use super::{board_in_hand, private, subject};
use crate::accounts::Actor;
use crate::entity::{board, round, schedule, upload as row};
use crate::events::{self, By};
use crate::projects::{Loaded, round_row, standing, surveyed};
use crate::uploads::{self, New, Outcome};
use crate::workbook::{self, Reading, Unreadable};
use crate::{Error, Office, Sentence, recusal, standards};

/// What came of an upload.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Uploaded {
    Stored,
    /// The same table is the draft already: nothing was changed.
    Unchanged,
    /// It has errors: nothing of it is a draft, here they are.
    Refused(UploadReport),
}

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
    pub const fn id(&self) -> i64 {
        self.upload.id
    }
}

/// Reads a workbook against the project's standards and keeps it as the
/// round's draft, whole or not at all. The same file again changes nothing.
///
/// # Errors
/// [`Error::Refused`] on `file` where it cannot be read as a board;
/// [`Error::NotNow`] where the round takes no upload; [`Error::Recused`].
pub async fn upload(
    office: &Office,
    actor: &Actor,
    code: &str,
    number: RoundNumber,
    file_name: &str,
    bytes: Vec<u8>,
) -> Result<Uploaded, Error> {
    let begun = begin_upload(office, actor, code, number, file_name, bytes).await?;
    finish_upload(office, actor, begun).await
}

/// Keeps the file, if the round takes one.
///
/// # Errors
/// As [`upload`].
pub async fn begin_upload(
    office: &Office,
    actor: &Actor,
    code: &str,
    number: RoundNumber,
    file_name: &str,
    bytes: Vec<u8>,
) -> Result<Begun, Error> {
    actor.must(Permission::UploadBoard)?;
    let (loaded, round) = round_row(office.db(), code, number).await?;
    takes_upload(&round)?;
    newest_standards(office, &loaded).await?;
    // Of such a file there is only the beginning: not worth keeping.
    if bytes.len() > workbook::UPLOAD_BYTES_MOST {
        let sentence = standards::sentence(&Unreadable::TooLarge);
        return Err(Error::refused("file", sentence));
    }
    let new = New {
        project_id: loaded.project.id,
        round_id: round.id,
        file_name,
        bytes: &bytes,
    };
    Ok(Begun {
        upload: uploads::keep(office, actor, new).await?,
        file_name: file_name.to_owned(),
        code: code.to_owned(),
        number,
    })
}

fn takes_upload(round: &round::Model) -> Result<(), Error> {
    standing(round)?
        .after(RoundAction::Upload)
        .map(drop)
        .map_err(|_| Error::NotNow(text::ROUND_NOT_EDITABLE))
}

async fn newest_standards(office: &Office, loaded: &Loaded) -> Result<schedule::Model, Error> {
    standards::newest(office.db(), loaded.project.id)
        .await?
        .ok_or(Error::NotNow(text::STANDARDS_FIRST))
}

/// Reads, checks and stores what was begun, when it is its turn. What comes of
/// it also stands with the upload, for whoever looks later.
///
/// # Errors
/// As [`upload`].
pub async fn finish_upload(
    office: &Office,
    actor: &Actor,
    begun: Begun,
) -> Result<Uploaded, Error> {
    let upload = begun.upload.clone();
    let named = subject(&begun.code, begun.number);
    let ended = read_and_store(office, actor, begun).await;
    let said = match &ended {
        Ok(_) => return ended,
        Err(Error::Refused(refusal)) => {
            refusal.errors.first().map(|(_, sentence)| sentence.clone())
        }
        Err(Error::NotNow(sentence)) => Some(Sentence::Fixed(*sentence)),
        // Whose relative somebody is stays between them and this program:
        // colleagues read what is kept with the upload.
        Err(Error::Recused(_)) => Some(Sentence::Fixed(text::UPLOAD_RECUSED)),
        Err(_) => None,
    };
    let said = said.unwrap_or(Sentence::Fixed(text::UPLOAD_FAILED));
    let transaction = office.begin().await?;
    if let Some(half) = store::half_stored(&transaction, upload.id).await? {
        uploads::discard(&transaction, half).await?;
    }
    // Where it runs no more, others have ended it already.
    if uploads::end(office, &transaction, upload.id, Outcome::Failed(&said))
        .await
        .is_ok()
    {
        let facts = vec![("file", upload.digest.into())];
        let kind = EventKind::BoardRefused;
        events::record(office, &transaction, kind, By::Account(actor), named, facts).await?;
    }
    transaction.commit().await?;
    ended
}

async fn read_and_store(office: &Office, actor: &Actor, begun: Begun) -> Result<Uploaded, Error> {
    let Begun {
        upload,
        file_name,
        code,
        number,
    } = begun;
    let waiting = office.reading.acquire();
    let _turn = uploads::beating(office, upload.id, UploadStage::Waiting, || (0, 0), waiting)
        .await?
        .map_err(Error::internal)?;
    let (loaded, round) = round_row(office.db(), &code, number).await?;
    takes_upload(&round)?;
    let version = newest_standards(office, &loaded).await?;
    // Those that wait do not hold their files in memory.
    let bytes = uploads::original(office, &upload).await?;
    let mut reading = read(
        office,
        &upload,
        (&loaded, number),
        &version,
        (file_name, bytes),
    )
    .await?;
    compare_with_surveyed(&loaded, &mut reading);
    let (place, entries) = ((code.as_str(), number), &reading.board.entries);
    recusal::check_table(office, actor, Deed::Upload, place, entries).await?;
    let errors = count(&reading.report, Severity::Error);
    if errors > 0 {
        refuse(office, actor, &upload, &code, number, &reading.report).await?;
        return Ok(Uploaded::Refused(reading.report));
    }
    if is_same(office.db(), &round, &version, &upload, &reading.report).await? {
        uploads::end(office, office.db(), upload.id, Outcome::Unchanged).await?;
        uploads::forget(office, &upload).await?;
        return Ok(Uploaded::Unchanged);
    }
    let elsewhere = private::elsewhere(office, &round, &reading.private).await?;
    reading.report.findings.extend(elsewhere);
    let draft = Draft {
        upload: &upload,
        round_id: round.id,
        schedule: &version,
        code: &code,
        number,
    };
    store::store(office, actor, draft, reading).await
}

/// Reads and checks, with the beat that says so.
async fn read(
    office: &Office,
    upload: &row::Model,
    (loaded, number): (&Loaded, RoundNumber),
    version: &schedule::Model,
    (name, bytes): (String, Vec<u8>),
) -> Result<Reading, Error> {
    let schedule = standards::schedule(office.db(), version.id).await?;
    let earlier = match before(loaded, number) {
        Some((_, notice)) => areas_of(office.db(), notice.board_id).await?,
        None => areas::ByHousehold::new(),
    };
    let choices = chosen(office.db(), loaded.project.id).await?;
    let reader = workbook::Progress::default();
    let seen = reader.clone();
    let progress = move || (seen.rows(), seen.expected());
    let work = tokio::task::spawn_blocking(move || {
        workbook::read_board_watched(&name, &bytes, Some(&schedule), &choices, &earlier, &reader)
    });
    uploads::beating(office, upload.id, UploadStage::Reading, progress, work)
        .await?
        .map_err(Error::internal)?
        .map_err(|unreadable| Error::refused("file", standards::sentence(&unreadable)))
}

/// Holds the land of all households against the project's surveyed total.
fn compare_with_surveyed(loaded: &Loaded, reading: &mut Reading) {
    let stated = surveyed(&loaded.project);
    reading.report.surveyed = stated;
    if let Some(stated) = stated {
        let entries = &reading.board.entries;
        let land = LandSum::of(entries.iter().flat_map(|entry| &entry.lines));
        let found = domain::surveyed::finding(land, &stated);
        reading.report.findings.extend(found);
    }
}

fn count(report: &UploadReport, severity: Severity) -> u32 {
    u32::try_from(report.count(severity)).unwrap_or(u32::MAX)
}

async fn refuse(
    office: &Office,
    actor: &Actor,
    upload: &row::Model,
    code: &str,
    number: RoundNumber,
    report: &UploadReport,
) -> Result<(), Error> {
    let transaction = office.begin().await?;
    uploads::end(office, &transaction, upload.id, Outcome::Refused(report)).await?;
    events::record(
        office,
        &transaction,
        EventKind::BoardRefused,
        By::Account(actor),
        subject(code, number),
        vec![
            ("file", upload.digest.clone().into()),
            ("errors", count(report, Severity::Error).into()),
            ("warnings", count(report, Severity::Warning).into()),
        ],
    )
    .await?;
    Ok(transaction.commit().await?)
}

/// Whether the draft is of the same file, read in the same way.
pub(super) async fn is_same(
    db: &impl ConnectionTrait,
    round: &round::Model,
    version: &schedule::Model,
    upload: &row::Model,
    report: &UploadReport,
) -> Result<bool, Error> {
    let same = |draft: board::Model| {
        draft.file_digest == upload.digest
            && draft.schedule_id == version.id
            && draft.return_reason.is_none()
            && is_read_alike(&draft.report, report)
    };
    // What came back, or was taken back, is stored anew.
    if standing(round)?.working() != RoundState::Draft {
        return Ok(false);
    }
    Ok(board_in_hand(db, round, None).await?.is_some_and(same))
}

/// Whether a stored report read the columns as this one does, and compared the
/// land with the same total.
fn is_read_alike(stored: &str, report: &UploadReport) -> bool {
    serde_json::from_str::<UploadReport>(stored)
        .is_ok_and(|stored| stored.columns == report.columns && stored.surveyed == report.surveyed)
}
