//! What the archive tells of a project, from the database.

use std::collections::HashMap;

use domain::upload::UploadStage;
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
};
use views::{Archive, ArchiveRound, ArchiveSchedule};

use super::{SEALED_UPLOADS, objections, rounds};
use crate::clock::from_millis;
use crate::entity::{account, event, schedule, standard, upload};
use crate::projects::{Loaded, due_moves, number, state, surveyed};
use crate::{Error, Office};

/// Numbers in one list of an SQL statement.
pub(super) const IN_ONE_LIST: usize = 1_000;

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
    let mut listed_rounds = Vec::with_capacity(loaded.rounds.len());
    for (round, newest) in &loaded.rounds {
        let state = state(office, round, newest.as_ref())?;
        let of = rounds::Of {
            loaded,
            round,
            names: &names,
            schedules: &schedules,
            kept: &kept,
        };
        let boards = of.boards(db).await?;
        listed_rounds.push(ArchiveRound {
            round: number(round)?,
            state,
            notices: of.notices(db, &boards).await?,
            corrections: of.corrections(db, &boards).await?,
            carried: of.carried(db).await?,
            due_moves: due_moves(db, loaded, round.id).await?,
            boards: boards.into_iter().map(|(_, board)| board).collect(),
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
        surveyed: surveyed(&loaded.project).map(|one| one.shown()),
        schedules: listed,
        rounds: listed_rounds,
        objections: objections::all(db, &names, loaded, skip).await?,
        events,
    })
}

/// Display names by account.
pub(super) async fn names(db: &impl ConnectionTrait) -> Result<HashMap<i64, String>, Error> {
    let rows = account::Entity::find()
        .select_only()
        .columns([account::Column::Id, account::Column::DisplayName])
        .into_tuple::<(i64, String)>()
        .all(db)
        .await?;
    Ok(rows.into_iter().collect())
}

pub(super) fn name_of(names: &HashMap<i64, String>, account: i64) -> String {
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

pub(super) fn path_of(
    kept: &[upload::Model],
    is: impl Fn(&upload::Model) -> bool,
) -> Option<String> {
    kept.iter().find(|upload| is(upload)).map(sealed_path)
}
