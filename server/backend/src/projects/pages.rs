//! What the pages of projects show.

use domain::account::Permission;
use domain::objection::ObjectionState;
use domain::round::RoundState;
use domain::standard::Schedule;
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder};
use subtle::ConstantTimeEq;
use views::{OfficeProject, OfficeToday, ProjectPage, ProjectRow, RoundMark, RoundRef};

use super::surveyed::{is_surveyed_open, surveyed};
use super::{Loaded, due};
use crate::accounts::Actor;
use crate::entity::{board, objection, project};
use crate::secrets::normal_code;
use crate::{Error, Office, rounds, standards};

/// Projects with something published, or overdue, newest first.
///
/// # Errors
/// [`Error::Internal`] only.
pub async fn list(office: &Office) -> Result<Vec<ProjectRow>, Error> {
    let mut rows = Vec::new();
    for loaded in all(office).await? {
        let head = loaded.head(office)?;
        let latest = head
            .rounds
            .iter()
            .rev()
            .find(|round| round.state.is_public())
            .cloned();
        let overdue = head.rounds.iter().find(|round| round.is_overdue()).cloned();
        if latest.is_some() || overdue.is_some() {
            rows.push(ProjectRow {
                code: head.code,
                name: head.name,
                area: head.area,
                latest,
                overdue,
            });
        }
    }
    Ok(rows)
}

async fn all(office: &Office) -> Result<Vec<Loaded>, Error> {
    let projects = project::Entity::find()
        .order_by_desc(project::Column::CreatedAt)
        .all(office.db())
        .await?;
    let mut loaded = Vec::with_capacity(projects.len());
    for project in projects {
        loaded.push(Loaded::of(office.db(), project).await?);
    }
    Ok(loaded)
}

/// A project's page for residents; there is one once a board is published, or
/// is due and is not.
///
/// # Errors
/// [`Error::NotFound`].
pub async fn page(office: &Office, code: &str) -> Result<ProjectPage, Error> {
    let loaded = Loaded::by_code(office.db(), code).await?;
    let head = loaded.head(office)?;
    let seen = |round: &RoundMark| round.state.is_public() || round.is_overdue();
    if !head.rounds.iter().any(seen) {
        return Err(Error::NotFound);
    }
    // New standards are shown with the board that was checked against them.
    let newest = loaded
        .notices
        .iter()
        .max_by_key(|notice| (notice.notice.published_at, notice.notice.id));
    let schedule = match newest {
        Some(notice) => {
            let board = board::Entity::find_by_id(notice.board_id)
                .one(office.db())
                .await?
                .ok_or(Error::NotFound)?;
            standards::schedule(office.db(), board.schedule_id).await?
        }
        None => Schedule::default(),
    };
    Ok(ProjectPage {
        head,
        surveyed: surveyed(&loaded.project).map(|one| one.shown()),
        due_moves: due::said(&loaded)?,
        schedule,
    })
}

/// Whether this is the project's access code. Hyphens, spaces and capitals do
/// not matter.
///
/// # Errors
/// [`Error::NotFound`] for an unknown project.
pub async fn check_access(office: &Office, code: &str, access_code: &str) -> Result<bool, Error> {
    let loaded = Loaded::by_code(office.db(), code).await?;
    Ok(opens(&loaded, Some(access_code)))
}

/// Whether a code that a reader brings opens this project's full names.
pub(crate) fn opens(loaded: &Loaded, access_code: Option<&str>) -> bool {
    access_code.is_some_and(|given| {
        let given = normal_code(given);
        let right = normal_code(&loaded.project.access_code);
        given.as_bytes().ct_eq(right.as_bytes()).into()
    })
}

/// A project as the office sees it.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Forbidden`].
pub async fn office_page(
    office: &Office,
    actor: &Actor,
    code: &str,
) -> Result<OfficeProject, Error> {
    actor.must(Permission::SeeOffice)?;
    let loaded = Loaded::by_code(office.db(), code).await?;
    Ok(OfficeProject {
        head: loaded.office_head(office)?,
        access_code: loaded.project.access_code.clone(),
        surveyed: surveyed(&loaded.project),
        surveyed_open: is_surveyed_open(&loaded)?,
        schedule: standards::version(office.db(), loaded.project.id).await?,
    })
}

/// What waits for this account.
///
/// # Errors
/// [`Error::Forbidden`].
pub async fn today(office: &Office, actor: &Actor) -> Result<OfficeToday, Error> {
    actor.must(Permission::SeeOffice)?;
    let open_states: Vec<&str> = ObjectionState::ALL
        .into_iter()
        .filter(|state| state.is_open())
        .map(ObjectionState::key)
        .collect();
    let open_objections = objection::Entity::find()
        .filter(objection::Column::State.is_in(open_states))
        .count(office.db())
        .await?;
    let mut today = OfficeToday {
        projects: Vec::new(),
        in_review: Vec::new(),
        returned: Vec::new(),
        withdrawals: Vec::new(),
        held_up: Vec::new(),
        open_objections: u32::try_from(open_objections).unwrap_or(u32::MAX),
    };
    for loaded in all(office).await? {
        let head = loaded.office_head(office)?;
        for (mark, (round, notice)) in head.rounds.iter().zip(&loaded.rounds) {
            let named = || RoundRef {
                project_code: head.code.clone(),
                project_name: head.name.clone(),
                round: mark.number,
            };
            let time_came = round.planned_at.is_some_and(|at| at <= office.now_millis());
            match mark.working() {
                RoundState::InReview => today.in_review.push(named()),
                RoundState::Returned => today.returned.push(named()),
                RoundState::Approved if time_came => today.held_up.push(named()),
                _ => {}
            }
            if let Some(notice) = notice
                && rounds::pending_withdrawal(office.db(), notice.id)
                    .await?
                    .is_some()
            {
                today.withdrawals.push(named());
            }
        }
        today.projects.push(head);
    }
    Ok(today)
}
