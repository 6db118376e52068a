//! What the pages of projects show.

use chrono::{DateTime, Utc};
use domain::account::Permission;
use domain::privacy::Audience;
use domain::standard::Schedule;
use sea_orm::EntityTrait;
use store::entity::board;
use store::projects::ProjectRecord;
use store::schedules;
use views::{OfficeProject, ProjectPage, ProjectRow, RoundMark};

use super::due;
use super::surveyed::is_surveyed_open;
use crate::actor::Actor;
use crate::heads::{office_head, public_head};
use crate::names::mask_words;
use crate::{AppContext, Error, standards};

/// Projects with something published, or overdue, newest first.
///
/// # Errors
/// [`Error::Internal`] only.
pub async fn list(context: &AppContext) -> Result<Vec<ProjectRow>, Error> {
    let projects = ProjectRecord::all(context.db()).await?;
    let rows = projects.iter().filter_map(|one| row(one, context.now()));
    Ok(rows.collect())
}

/// A project in a list; `None` where nothing is published or overdue.
pub(crate) fn row(project: &ProjectRecord, now: DateTime<Utc>) -> Option<ProjectRow> {
    let head = public_head(project, now);
    let mut newest = head.rounds.iter().rev();
    let latest = newest.find(|round| round.state.is_public()).cloned();
    let overdue = head.rounds.iter().find(|round| round.is_overdue()).cloned();
    (latest.is_some() || overdue.is_some()).then_some(ProjectRow {
        code: head.code,
        name: head.name,
        area: head.area,
        latest,
        overdue,
    })
}

/// A project's page for residents; there is one once a board is published, or
/// is due and is not.
///
/// # Errors
/// [`Error::NotFound`].
pub async fn page(context: &AppContext, code: &str) -> Result<ProjectPage, Error> {
    let project = ProjectRecord::by_code(context.db(), code).await?;
    let mut head = public_head(&project, context.now());
    let seen = |round: &RoundMark| round.state.is_public() || round.is_overdue();
    if !head.rounds.iter().any(seen) {
        return Err(Error::NotFound);
    }
    let mut due_changes = project.due_changes.clone();
    if Audience::of(project.scope, false) == Audience::Masked {
        let reasons = due_changes.iter_mut().map(|change| &mut change.reason);
        let reasons = reasons.chain([&mut head.scope_reason]).collect();
        mask_words(context.db(), &context.names, &project, reasons).await?;
    }
    // New standards are shown with the board that was checked against them.
    let newest = project
        .notices
        .iter()
        .max_by_key(|notice| (notice.published_at, notice.id));
    let schedule = match newest {
        Some(notice) => {
            let board = board::Entity::find_by_id(notice.board_id)
                .one(context.db())
                .await?
                .ok_or(Error::NotFound)?;
            schedules::schedule(context.db(), board.schedule_id).await?
        }
        None => Schedule::default(),
    };
    Ok(ProjectPage {
        head,
        surveyed: project.surveyed.map(|one| one.shown()),
        due_moves: due::sentences(&project, &due_changes)?,
        schedule,
    })
}

/// A project as the office sees it.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Forbidden`].
pub async fn office_page(
    context: &AppContext,
    actor: &Actor,
    code: &str,
) -> Result<OfficeProject, Error> {
    actor.must(Permission::SeeOffice)?;
    let project = ProjectRecord::by_code(context.db(), code).await?;
    Ok(OfficeProject {
        head: office_head(&project, context.now()),
        surveyed: project.surveyed,
        surveyed_open: is_surveyed_open(&project),
        schedule: standards::version(context.db(), project.id).await?,
        access_code: project.access_code,
    })
}
