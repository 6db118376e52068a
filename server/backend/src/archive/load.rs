//! Loads the archive's documents from the database.

use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter};
use store::accounts::Names;
use store::entity::{event, standard};
use store::projects::ProjectRecord;
use store::time::from_millis;
use views::{Archive, ArchiveRound, ArchiveSchedule};

use super::kept::{kept, path_of, schedules};
use super::{objections, rounds};
use crate::heads::public_head;
use crate::projects::due_moves;
use crate::recusal::Reading;
use crate::{AppContext, Error};

/// Everything, as far as somebody may read it, but for the first `skip` objections.
pub(super) async fn archive(
    context: &AppContext,
    db: &impl ConnectionTrait,
    (project, reading): (&ProjectRecord, &Reading),
    skip: u64,
) -> Result<Archive, Error> {
    let names = Names::shown(db).await?;
    let schedules = schedules(db, project.id).await?;
    let kept = kept(db, project.id).await?;
    let unknown = reading.unknown(db).await?;
    let mut listed_rounds = Vec::with_capacity(project.rounds.len());
    for round in &project.rounds {
        let of = rounds::ArchivedRound {
            project,
            round,
            names: &names,
            schedules: &schedules,
            kept: &kept,
            unknown: &unknown,
        };
        let boards = of.boards(db).await?;
        listed_rounds.push(ArchiveRound {
            round: round.number,
            state: round.state(context.now()),
            notices: of.notices(db, &boards).await?,
            corrections: of.corrections(db, &boards).await?,
            carried: of.carried(db).await?,
            confirmed: of.confirmed(db).await?,
            due_moves: due_moves(db, project, round.id).await?,
            boards: boards.into_iter().map(|(_, board)| board).collect(),
        });
    }
    let events = event::Entity::find()
        .filter(event::Column::Project.eq(project.code.as_str()))
        .filter(reading.events())
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
            loaded_by: names.of(one.loaded_by),
            loaded_at: from_millis(one.loaded_at),
            rates: u32::try_from(rates).unwrap_or(u32::MAX),
            sealed: path_of(&kept, |upload| upload.schedule_id == Some(one.id)),
        });
    }
    Ok(Archive {
        head: public_head(project, context.now()),
        surveyed: project.surveyed.map(|one| one.shown()),
        schedules: listed,
        rounds: listed_rounds,
        objections: objections::all(db, &names, (project, reading), skip).await?,
        events,
    })
}
