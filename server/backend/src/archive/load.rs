//! What the archive tells of a project, from the database.

use std::collections::HashMap;

use domain::board::Totals;
use domain::objection::{ObjectionKind, ObjectionState};
use domain::read::{
    Archive, ArchiveBoard, ArchiveNotice, ArchiveObjection, ArchiveReview, ArchiveRound,
    ArchiveSchedule, ArchiveStep, UploadReport, UploadStage,
};
use domain::review::{Checklist, ReviewOutcome};
use domain::round::RoundNumber;
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
};

use super::SEALED_UPLOADS;
use crate::clock::from_millis;
use crate::entity::{
    account, board, event, notice, objection, objection_file, objection_step, review, round,
    schedule, standard, upload,
};
use crate::projects::{Loaded, Shown, number, state, window};
use crate::{Error, Office};

/// Numbers in one list of an SQL statement.
const IN_ONE_LIST: usize = 1_000;

/// Everything, but for the first `skip` objections.
pub(super) async fn archive(
    office: &Office,
    db: &impl ConnectionTrait,
    loaded: &Loaded,
    skip: u64,
) -> Result<Archive, Error> {
    let names = names(db).await?;
    let schedules = schedules(db, loaded.project.id).await?;
    let kept = kept(db, loaded.project.id).await?;
    let mut rounds = Vec::with_capacity(loaded.rounds.len());
    for (round, newest) in &loaded.rounds {
        let state = state(office, round, newest.as_ref())?;
        let (notices, boards) = round_of(db, loaded, &names, &schedules, &kept, round).await?;
        rounds.push(ArchiveRound {
            round: number(round)?,
            state,
            notices,
            boards,
        });
    }
    let events = event::Entity::find()
        .filter(event::Column::Project.eq(loaded.project.code.as_str()))
        .count(db)
        .await?;
    let mut listed = Vec::with_capacity(schedules.len());
    for one in &schedules {
        let rates = standard::Entity::find()
            .filter(standard::Column::ScheduleId.eq(one.id))
            .count(db)
            .await?;
        listed.push(ArchiveSchedule {
            version: u32::try_from(one.version).unwrap_or_default(),
            file_name: one.file_name.clone(),
            file_digest: one.file_digest.clone(),
            loaded_by: name_of(&names, one.loaded_by),
            loaded_at: from_millis(one.loaded_at),
            rates: u32::try_from(rates).unwrap_or(u32::MAX),
            sealed: path_of(&kept, |upload| upload.schedule_id == Some(one.id)),
        });
    }
    Ok(Archive {
        head: loaded.head(office)?,
        schedules: listed,
        rounds,
        objections: objections(db, &names, loaded, skip).await?,
        events,
    })
}

/// Display names by account.
async fn names(db: &impl ConnectionTrait) -> Result<HashMap<i64, String>, Error> {
    let rows = account::Entity::find()
        .select_only()
        .columns([account::Column::Id, account::Column::DisplayName])
        .into_tuple::<(i64, String)>()
        .all(db)
        .await?;
    Ok(rows.into_iter().collect())
}

fn name_of(names: &HashMap<i64, String>, account: i64) -> String {
    names.get(&account).cloned().unwrap_or_default()
}

/// A project's schedules, oldest first.
pub(super) async fn schedules(
    db: &impl ConnectionTrait,
    project_id: i64,
) -> Result<Vec<schedule::Model>, Error> {
    Ok(schedule::Entity::find()
        .filter(schedule::Column::ProjectId.eq(project_id))
        .order_by_asc(schedule::Column::Version)
        .all(db)
        .await?)
}

/// The files that boards and schedules were read from, oldest first.
pub(super) async fn kept(
    db: &impl ConnectionTrait,
    project_id: i64,
) -> Result<Vec<upload::Model>, Error> {
    Ok(upload::Entity::find()
        .filter(upload::Column::ProjectId.eq(project_id))
        .filter(upload::Column::Stage.eq(UploadStage::Stored.key()))
        .filter(upload::Column::ObjectKey.is_not_null())
        .order_by_asc(upload::Column::Id)
        .all(db)
        .await?)
}

/// Where an uploaded file is in the ZIP.
pub(super) fn sealed_path(upload: &upload::Model) -> String {
    format!("{SEALED_UPLOADS}{}.sealed", upload.id)
}

fn path_of(kept: &[upload::Model], is: impl Fn(&upload::Model) -> bool) -> Option<String> {
    kept.iter().find(|upload| is(upload)).map(sealed_path)
}

async fn round_of(
    db: &impl ConnectionTrait,
    loaded: &Loaded,
    names: &HashMap<i64, String>,
    schedules: &[schedule::Model],
    kept: &[upload::Model],
    round: &round::Model,
) -> Result<(Vec<ArchiveNotice>, Vec<ArchiveBoard>), Error> {
    let rows = board::Entity::find()
        .filter(board::Column::RoundId.eq(round.id))
        .filter(board::Column::Complete.eq(true))
        .order_by_asc(board::Column::Id)
        .all(db)
        .await?;
    let mut published: Vec<&Shown> = loaded.revisions(round.id).collect();
    published.reverse();
    let mut reviews: HashMap<i64, Vec<ArchiveReview>> = HashMap::new();
    let ids: Vec<i64> = rows.iter().map(|row| row.id).collect();
    for some in ids.chunks(IN_ONE_LIST) {
        let found = review::Entity::find()
            .filter(review::Column::BoardId.is_in(some.iter().copied()))
            .order_by_asc(review::Column::Id)
            .all(db)
            .await?;
        for row in found {
            let outcome = ReviewOutcome::from_key(&row.outcome).ok_or_else(|| {
                Error::internal(format!("review {} has no known outcome", row.id))
            })?;
            reviews
                .entry(row.board_id)
                .or_default()
                .push(ArchiveReview {
                    outcome,
                    signed: Checklist::from_keys(&row.items),
                    reason: row.reason,
                    reviewer: name_of(names, row.reviewer),
                    at: from_millis(row.at),
                });
        }
    }
    let revision = |notice: &notice::Model| u32::try_from(notice.revision).unwrap_or_default();
    let boards = rows
        .iter()
        .map(|row| {
            let report: UploadReport = serde_json::from_str(&row.report)?;
            Ok(ArchiveBoard {
                file_name: row.file_name.clone(),
                file_digest: row.file_digest.clone(),
                uploaded_by: name_of(names, row.uploaded_by),
                uploaded_at: from_millis(row.uploaded_at),
                households: report.totals.households,
                sealed: path_of(kept, |upload| upload.board_id == Some(row.id)),
                reviews: reviews.remove(&row.id).unwrap_or_default(),
                published_as: published
                    .iter()
                    .find(|notice| notice.board_id == row.id)
                    .map(|notice| revision(notice)),
            })
        })
        .collect::<Result<_, Error>>()?;
    let notices = published
        .iter()
        .map(|notice| {
            let board = rows
                .iter()
                .find(|row| row.id == notice.board_id)
                .ok_or(Error::NotFound)?;
            let schedule = schedules.iter().find(|one| one.id == board.schedule_id);
            let totals: Totals = serde_json::from_str(&notice.totals)?;
            Ok(ArchiveNotice {
                revision: revision(notice),
                published_at: from_millis(notice.published_at),
                window: window(notice),
                approved_by: name_of(names, notice.approved_by),
                totals,
                digest: notice.digest.clone(),
                standards: schedule
                    .and_then(|one| u32::try_from(one.version).ok())
                    .unwrap_or_default(),
                file_digest: board.file_digest.clone(),
            })
        })
        .collect::<Result<_, Error>>()?;
    Ok((notices, boards))
}

/// Of a project's notices: round and revision by row.
async fn notices_of(
    db: &impl ConnectionTrait,
    loaded: &Loaded,
) -> Result<HashMap<i64, (RoundNumber, u32)>, Error> {
    let mut numbers = HashMap::new();
    for (round, _) in &loaded.rounds {
        numbers.insert(round.id, number(round)?);
    }
    let rows = notice::Entity::find()
        .filter(notice::Column::RoundId.is_in(numbers.keys().copied()))
        .all(db)
        .await?;
    Ok(rows
        .into_iter()
        .filter_map(|row| {
            let round = *numbers.get(&row.round_id)?;
            Some((row.id, (round, u32::try_from(row.revision).ok()?)))
        })
        .collect())
}

pub(super) async fn count_objections(
    db: &impl ConnectionTrait,
    loaded: &Loaded,
) -> Result<u64, Error> {
    let notices = notices_of(db, loaded).await?;
    Ok(objection::Entity::find()
        .filter(objection::Column::NoticeId.is_in(notices.into_keys()))
        .count(db)
        .await?)
}

/// The rows of a project's objections, oldest first.
pub(super) async fn objection_rows(
    db: &impl ConnectionTrait,
    loaded: &Loaded,
    skip: u64,
) -> Result<Vec<(objection::Model, RoundNumber, u32)>, Error> {
    let notices = notices_of(db, loaded).await?;
    let rows = objection::Entity::find()
        .filter(objection::Column::NoticeId.is_in(notices.keys().copied()))
        .order_by_asc(objection::Column::Id)
        .all(db)
        .await?;
    let skip = usize::try_from(skip).unwrap_or(usize::MAX);
    Ok(rows
        .into_iter()
        .skip(skip)
        .filter_map(|row| {
            let (round, revision) = *notices.get(&row.notice_id)?;
            Some((row, round, revision))
        })
        .collect())
}

async fn objections(
    db: &impl ConnectionTrait,
    names: &HashMap<i64, String>,
    loaded: &Loaded,
    skip: u64,
) -> Result<Vec<ArchiveObjection>, Error> {
    let rows = objection_rows(db, loaded, skip).await?;
    let ids: Vec<i64> = rows.iter().map(|(row, _, _)| row.id).collect();
    let (mut steps, mut files) = (HashMap::new(), HashMap::new());
    for some in ids.chunks(IN_ONE_LIST) {
        let found = objection_step::Entity::find()
            .filter(objection_step::Column::ObjectionId.is_in(some.iter().copied()))
            .order_by_asc(objection_step::Column::Id)
            .all(db)
            .await?;
        for row in found {
            let of: &mut Vec<ArchiveStep> = steps.entry(row.objection_id).or_default();
            of.push(ArchiveStep {
                at: from_millis(row.at),
                state: known(ObjectionState::from_key(&row.state), row.id)?,
                reason: row.reason,
                by: row.account_id.map(|account| name_of(names, account)),
            });
        }
        let found = objection_file::Entity::find()
            .select_only()
            .column(objection_file::Column::ObjectionId)
            .filter(objection_file::Column::ObjectionId.is_in(some.iter().copied()))
            .into_tuple::<i64>()
            .all(db)
            .await?;
        for of in found {
            *files.entry(of).or_insert(0_u32) += 1;
        }
    }
    rows.into_iter()
        .map(|(row, round, revision)| {
            Ok(ArchiveObjection {
                kind: known(ObjectionKind::from_key(&row.kind), row.id)?,
                state: known(ObjectionState::from_key(&row.state), row.id)?,
                files: files.get(&row.id).copied().unwrap_or_default(),
                steps: steps.remove(&row.id).unwrap_or_default(),
                receipt: row.receipt,
                round,
                revision,
                household: row.household,
                line: row.line,
            })
        })
        .collect()
}

fn known<T>(read: Option<T>, id: i64) -> Result<T, Error> {
    read.ok_or_else(|| Error::internal(format!("objection or step {id} has an unknown word")))
}
