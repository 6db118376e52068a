//! Filing an objection.

use domain::event::{ObjectionFiled, Subject};
use domain::objection::{MAX_STATEMENT, ObjectionKind, ObjectionState, is_phone};
use domain::privacy::{Audience, ShownEntry};
use domain::round::RoundState;
use domain::spelling;
use domain::time::china_day;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, QueryFilter,
    QuerySelect, Set, TryInsertResult,
};
use store::entity::{objection, objection_file, objection_step, round};
use store::entries;
use store::ids::{NoticeId, ObjectionId, RoundId};
use store::objections::Objector;
use store::projects::ProjectRecord;
use store::rounds::NoticeRecord;
use store::secrets::{self, readable};

use super::attachments::{self, StoredFile};
use super::budget;
use super::filing::Filing;
use super::load::line_words;
use super::submission::Submission;
use crate::change::Change;
use crate::events::By;
use crate::projects::opens;
use crate::{AppContext, Error, Refusal};

/// Bytes of the receipt's random part: 40 bits, eight letters.
const RECEIPT_BYTES: usize = 5;
/// Characters of a name, at the most.
const MAX_NAME: usize = 60;

/// What the objector keeps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt {
    pub receipt: String,
    pub secret: String,
}

/// Files an objection to the newest notice of a round. The same post of the same
/// browser, sent again, gives the same receipt and files nothing more.
///
/// # Errors
/// [`Error::Refused`] with a sentence at each field, and for a household that is
/// not on the board or that this reader may not see; [`Error::NotNow`] once the
/// board is no longer on display.
pub async fn file(context: &AppContext, mut filing: Filing) -> Result<Receipt, Error> {
    let submission = Submission::of(context, &filing)?;
    let (key, secret) = (submission.key(context), submission.secret(context));
    if let Some(before) = by_submission(context.db(), &key).await? {
        return Ok(Receipt {
            receipt: before.receipt,
            secret,
        });
    }
    let project = ProjectRecord::by_code(context.db(), &filing.project).await?;
    let round = project.round(filing.round.ok_or(Error::NotFound)?)?;
    let notice = round.notice.as_ref().ok_or(Error::NotFound)?;
    let audience = Audience::of(
        project.scope,
        opens(&project, filing.sender.access_code.as_deref()),
    );
    if filing.household.is_some() && !audience.sees_households(project.scope) {
        return Err(Error::refused("", text::OBJECT_HOUSEHOLD_HIDDEN));
    }
    check_on_display(context, &project, notice)?;
    let (kind, line) = check(context, &filing, notice, audience).await?;
    let receipt = format!(
        "{}-{}",
        china_day(context.now()).format("%Y%m%d"),
        readable(&context.store.random_bytes::<RECEIPT_BYTES>()?)
    );
    let stored = attachments::store(context, &receipt, std::mem::take(&mut filing.files)).await?;

    let objector = Objector {
        name: spelling::seen(&filing.name).into_owned(),
        phone: as_written(&filing.phone),
    };
    let statement = filing.statement.trim();
    let change = Change::by(context, By::Resident).await?;
    check_still_on_display(context, &change.db, &filing.project, (round.id, notice.id)).await?;
    let held_for = budget::held_for(context, &change.db, &filing, &project, notice).await?;
    let row = objection::ActiveModel {
        receipt: Set(receipt.clone()),
        submission: Set(key.clone()),
        secret_hash: Set(secrets::digest(spelling::code(&secret).as_bytes())),
        notice_id: Set(notice.id),
        household: Set(filing.household.clone()),
        line_index: Set(line
            .as_ref()
            .and(filing.line)
            .map(i32::try_from)
            .transpose()
            .map_err(|_| Error::NotFound)?),
        line: Set(line),
        kind: Set(kind.key().to_owned()),
        statement_sealed: Set(context.store.seal_statement(&receipt, statement)?),
        person_sealed: Set(context.store.seal_objector(&receipt, &objector)?),
        state: Set(ObjectionState::Submitted.key().to_owned()),
        filed_at: Set(context.now_millis()),
        held_for: Set(held_for.map(|held| held.key().to_owned())),
        ..Default::default()
    };
    let files = u32::try_from(stored.len()).unwrap_or(u32::MAX);
    if !insert(&change.db, row, stored, context.now_millis()).await? {
        // The same post was sent twice at once, and this is the second.
        let before = by_submission(&change.db, &key).await?;
        let receipt = before.ok_or(Error::NotFound)?.receipt;
        return Ok(Receipt { receipt, secret });
    }
    // The commitment lets the objector prove what was filed, and tells nobody
    // else what it was.
    let commitment = context.mac("objection commitment", statement.as_bytes());
    let filed = ObjectionFiled {
        project: project.code.clone(),
        notice: notice.digest.clone(),
        kind,
        files,
        statement: commitment,
        held_for,
    };
    let subject = Subject::Objection(&receipt);
    change.commit(subject, filed).await?;
    Ok(Receipt { receipt, secret })
}

/// Refuses once the board is no longer on display.
fn check_on_display(
    context: &AppContext,
    project: &ProjectRecord,
    notice: &NoticeRecord,
) -> Result<(), Error> {
    let round = project.round(notice.round)?;
    let is_newest = round.notice.as_ref().is_some_and(|one| one.id == notice.id);
    if is_newest && round.state(context.now()) == RoundState::Published {
        Ok(())
    } else {
        Err(Error::NotNow(text::WINDOW_OVER))
    }
}

/// Looks once more, in the transaction that files: storing photos takes time,
/// and the next board must not be published meanwhile. (On PostgreSQL whoever publishes
/// holds this row.)
async fn check_still_on_display(
    context: &AppContext,
    transaction: &DatabaseTransaction,
    project: &str,
    (round_id, notice_id): (RoundId, NoticeId),
) -> Result<(), Error> {
    round::Entity::find_by_id(round_id)
        .lock_shared()
        .one(transaction)
        .await?;
    let project = ProjectRecord::by_code(transaction, project).await?;
    check_on_display(context, &project, project.notice(notice_id)?)
}

/// Inserts an objection with its first step and its files; `false` where one of
/// the same post is there already.
async fn insert(
    transaction: &DatabaseTransaction,
    row: objection::ActiveModel,
    files: Vec<StoredFile>,
    at: i64,
) -> Result<bool, Error> {
    let inserted = objection::Entity::insert(row)
        .on_conflict_do_nothing_on([objection::Column::Submission])
        .exec(transaction)
        .await?;
    let TryInsertResult::Inserted(inserted) = inserted else {
        return Ok(false);
    };
    let objection_id = inserted.last_insert_id;
    objection_step::ActiveModel {
        objection_id: Set(objection_id),
        state: Set(ObjectionState::Submitted.key().to_owned()),
        at: Set(at),
        ..Default::default()
    }
    .insert(transaction)
    .await?;
    if !files.is_empty() {
        objection_file::Entity::insert_many(file_rows(objection_id, files))
            .exec(transaction)
            .await?;
    }
    Ok(true)
}

/// A phone number with what its digits are grouped by, in half width.
fn as_written(phone: &str) -> String {
    spelling::seen(phone)
        .chars()
        .map(spelling::half_width)
        .collect()
}

async fn by_submission(
    db: &impl ConnectionTrait,
    key: &str,
) -> Result<Option<objection::Model>, Error> {
    Ok(objection::Entity::find()
        .filter(objection::Column::Submission.eq(key))
        .one(db)
        .await?)
}

/// Checks every field; gives the kind, and the line in the words in which the
/// form showed it to this reader: the objection's page says them again.
async fn check(
    context: &AppContext,
    filing: &Filing,
    notice: &NoticeRecord,
    audience: Audience,
) -> Result<(ObjectionKind, Option<String>), Error> {
    let mut refusal = Refusal::default();
    let entry = match &filing.household {
        Some(household) => {
            let stored = entries::one(context.db(), notice.board_id, household).await?;
            let missing = || Error::refused("", text::OBJECT_HOUSEHOLD_MISSING);
            Some(stored.ok_or_else(missing)?.entry()?)
        }
        None => None,
    };
    let line = filing.line.and_then(|index| {
        // As the form numbers them: lines, then deductions.
        let shown = ShownEntry::of(entry.as_ref()?, audience);
        line_words(
            shown.lines(),
            shown.deductions(),
            usize::try_from(index).ok()?,
        )
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
        statement.chars().count() <= MAX_STATEMENT,
        "statement",
        text::STATEMENT_LONG,
    );
    refusal.require(
        !spelling::seen(&filing.name).is_empty(),
        "name",
        text::NAME_NEEDED,
    );
    refusal.require(
        filing.name.chars().count() <= MAX_NAME,
        "name",
        text::TOO_LONG,
    );
    refusal.require(is_phone(&filing.phone), "phone", text::PHONE_WRONG);
    attachments::check(context, &filing.files, &mut refusal).await?;
    let kind = filing.kind;
    refusal.or_ok()?;
    kind.map(|kind| (kind, line)).ok_or(Error::NotFound)
}

fn file_rows(
    objection_id: ObjectionId,
    stored: Vec<StoredFile>,
) -> Vec<objection_file::ActiveModel> {
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
