//! Filing an objection.

use domain::event::EventKind;
use domain::objection::{ObjectionKind, ObjectionState, STATEMENT_MOST, is_phone};
use domain::round::{RoundNumber, RoundState};
use domain::time::china_day;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, QueryFilter,
    QuerySelect, Set,
};
use text::Lang;
use text::arithmetic::formula;

use super::attachments::{self, Stored};
use super::{Person, SEAL_PERSON, SEAL_STATEMENT, subject};
use crate::entity::{notice, objection, objection_file, objection_step, round};
use crate::entries;
use crate::events::{self, By};
use crate::projects::{Loaded, Shown, state};
use crate::secrets::readable;
use crate::{Error, Office, Refusal, secrets};

/// Bytes of the receipt's random part: 40 bits, eight letters.
const RECEIPT_BYTES: usize = 5;
/// Bytes of the secret: 80 bits, sixteen letters.
const SECRET_BYTES: usize = 10;
/// Characters of a name, at the most.
const NAME_MOST: usize = 60;
/// Characters of a one-time form number (256 bits, base64url).
const SUBMISSION_LENGTH: usize = 43;

/// What a resident sends in.
#[derive(Clone, Debug, Default)]
pub struct Filing {
    /// The form's one-time number, from [`Office::random_token`].
    pub submission: String,
    pub project: String,
    pub round: Option<RoundNumber>,
    /// `None` for the board as a whole.
    pub household: Option<String>,
    /// From 0; `None` for the household as a whole.
    pub line: Option<u32>,
    pub kind: Option<ObjectionKind>,
    pub statement: String,
    pub name: String,
    pub phone: String,
    pub files: Vec<NewFile>,
}

/// A photo or PDF as it arrived.
#[derive(Clone, Debug)]
pub struct NewFile {
    pub file_name: String,
    pub bytes: Vec<u8>,
}

/// What the objector keeps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt {
    pub receipt: String,
    pub secret: String,
}

/// Files an objection to the newest notice of a round. A repeated post with
/// the same one-time number gives the same receipt and files nothing more.
///
/// # Errors
/// [`Error::Refused`] with a sentence at each field; [`Error::NotNow`] once
/// the board no longer hangs.
pub async fn file(office: &Office, filing: Filing) -> Result<Receipt, Error> {
    let submission = if filing.submission.len() == SUBMISSION_LENGTH {
        filing.submission.clone()
    } else {
        office.random_token()?
    };
    let secret = secret_of(office, &submission);
    if let Some(before) = by_submission(office.db(), &submission).await? {
        return Ok(Receipt {
            receipt: before.receipt,
            secret,
        });
    }
    let loaded = Loaded::by_code(office.db(), &filing.project).await?;
    let (round, notice) = loaded.round(filing.round.ok_or(Error::NotFound)?)?;
    let notice = notice.as_ref().ok_or(Error::NotFound)?;
    hangs(office, round, notice)?;
    let (round_id, notice) = (round.id, notice.notice.clone());
    let (kind, line) = check(office, &filing, &notice).await?;
    let stored = attachments::store(office, filing.files).await?;

    let person = Person {
        name: filing.name.trim().to_owned(),
        phone: filing.phone.trim().to_owned(),
    };
    let receipt = format!(
        "{}-{}",
        china_day(office.now()).format("%Y%m%d"),
        readable(&office.random_bytes::<RECEIPT_BYTES>()?)
    );
    let statement = filing.statement.trim();
    let row = objection::ActiveModel {
        receipt: Set(receipt.clone()),
        submission: Set(submission.clone()),
        secret_hash: Set(secrets::digest(secrets::normal_code(&secret).as_bytes())),
        notice_id: Set(notice.id),
        household: Set(filing.household),
        line: Set(line),
        kind: Set(kind.key().to_owned()),
        statement_sealed: Set(office.seal(SEAL_STATEMENT, statement.as_bytes())?),
        person_sealed: Set(office.seal(SEAL_PERSON, &serde_json::to_vec(&person)?)?),
        state: Set(ObjectionState::Submitted.key().to_owned()),
        filed_at: Set(office.now_millis()),
        ..Default::default()
    };
    let transaction = office.begin().await?;
    if let Some(before) = by_submission(&transaction, &submission).await? {
        return Ok(Receipt {
            receipt: before.receipt,
            secret,
        });
    }
    still_hangs(office, &transaction, &filing.project, (round_id, notice.id)).await?;
    let row = row.insert(&transaction).await?;
    objection_step::ActiveModel {
        objection_id: Set(row.id),
        state: Set(row.state.clone()),
        at: Set(row.filed_at),
        ..Default::default()
    }
    .insert(&transaction)
    .await?;
    let files = i64::try_from(stored.len()).unwrap_or(i64::MAX);
    if !stored.is_empty() {
        objection_file::Entity::insert_many(file_rows(row.id, stored))
            .exec(&transaction)
            .await?;
    }
    // The commitment lets the objector prove what was filed, and tells nobody
    // else what it was.
    let commitment = office.mac("objection commitment", statement.as_bytes());
    events::record(
        office,
        &transaction,
        EventKind::ObjectionFiled,
        By::Resident,
        subject(&receipt),
        vec![
            ("project", loaded.project.code.into()),
            ("notice", notice.digest.into()),
            ("kind", kind.key().into()),
            ("files", files.into()),
            ("statement", commitment.into()),
        ],
    )
    .await?;
    transaction.commit().await?;
    Ok(Receipt { receipt, secret })
}

/// Refuses once the board no longer hangs.
fn hangs(office: &Office, round: &round::Model, notice: &Shown) -> Result<(), Error> {
    if state(office, round, Some(notice))? == RoundState::Published {
        Ok(())
    } else {
        Err(Error::NotNow(text::WINDOW_OVER))
    }
}

/// Looks once more, in the transaction that files: storing photos takes time,
/// and the next board may not go out between. (On PostgreSQL whoever publishes
/// holds this row.)
async fn still_hangs(
    office: &Office,
    transaction: &DatabaseTransaction,
    project: &str,
    (round_id, notice_id): (i64, i64),
) -> Result<(), Error> {
    round::Entity::find_by_id(round_id)
        .lock_shared()
        .one(transaction)
        .await?;
    let loaded = Loaded::by_code(transaction, project).await?;
    let newest = loaded.rounds.iter().find_map(|(round, notice)| {
        let notice = notice.as_ref().filter(|one| one.id == notice_id)?;
        Some((round, notice))
    });
    let (round, notice) = newest.ok_or(Error::NotNow(text::WINDOW_OVER))?;
    hangs(office, round, notice)
}

fn secret_of(office: &Office, submission: &str) -> String {
    let derived = office.keys.mac("objection secret", submission.as_bytes());
    readable(derived.get(..SECRET_BYTES).unwrap_or(&derived))
}

async fn by_submission(
    db: &impl ConnectionTrait,
    submission: &str,
) -> Result<Option<objection::Model>, Error> {
    Ok(objection::Entity::find()
        .filter(objection::Column::Submission.eq(submission))
        .one(db)
        .await?)
}

/// Checks every field; gives the kind, and the line as it stands on the board.
async fn check(
    office: &Office,
    filing: &Filing,
    notice: &notice::Model,
) -> Result<(ObjectionKind, Option<String>), Error> {
    let mut refusal = Refusal::default();
    let entry = match &filing.household {
        Some(household) => {
            let stored = entries::one(office.db(), notice.board_id, household).await?;
            Some(stored.ok_or(Error::NotFound)?.entry()?)
        }
        None => None,
    };
    let line = filing.line.and_then(|index| {
        let lines = &entry.as_ref()?.lines;
        lines
            .get(usize::try_from(index).ok()?)
            .map(|line| format!("{} {}", line.item, formula(line, Lang::Zh)))
    });
    refusal.require(
        filing.line.is_none() || line.is_some(),
        "line",
        text::LINE_WRONG,
    );
    refusal.require(filing.kind.is_some(), "kind", text::KIND_NEEDED);
    let statement = filing.statement.trim();
    refusal.require(!statement.is_empty(), "statement", text::STATEMENT_NEEDED);
    refusal.require(
        statement.chars().count() <= STATEMENT_MOST,
        "statement",
        text::STATEMENT_LONG,
    );
    refusal.require(!filing.name.trim().is_empty(), "name", text::NAME_NEEDED);
    refusal.require(
        filing.name.chars().count() <= NAME_MOST,
        "name",
        text::TOO_LONG,
    );
    refusal.require(is_phone(&filing.phone), "phone", text::PHONE_WRONG);
    attachments::check(&filing.files, &mut refusal).await?;
    let kind = filing.kind;
    refusal.or_ok()?;
    kind.map(|kind| (kind, line)).ok_or(Error::NotFound)
}

fn file_rows(objection_id: i64, stored: Vec<Stored>) -> Vec<objection_file::ActiveModel> {
    (1_i32..)
        .zip(stored)
        .map(|(number, file)| objection_file::ActiveModel {
            objection_id: Set(objection_id),
            number: Set(number),
            file_name: Set(file.file_name),
            media_type: Set(file.media_type.to_owned()),
            bytes: Set(file.bytes),
            digest: Set(file.digest),
            object_key: Set(file.object_key),
            ..Default::default()
        })
        .collect()
}
