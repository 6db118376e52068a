//! What the pages of projects show.

use domain::account::Permission;
use domain::objection::ObjectionState;
use domain::read::{OfficeProject, OfficeToday, ProjectPage, ProjectRow, RoundRef};
use domain::round::RoundState;
use domain::standard::Schedule;
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder};
use subtle::ConstantTimeEq;

use super::Loaded;
use crate::accounts::Actor;
use crate::entity::{objection, project};
use crate::secrets::normal_code;
use crate::{Error, Office, standards};

/// Projects with something published, newest first.
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
        if latest.is_some() {
            rows.push(ProjectRow {
                code: head.code,
                name: head.name,
                area: head.area,
                latest,
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

/// A project's page for residents; there is one once a board is published.
///
/// # Errors
/// [`Error::NotFound`].
pub async fn page(office: &Office, code: &str) -> Result<ProjectPage, Error> {
    let loaded = Loaded::by_code(office.db(), code).await?;
    let head = loaded.head(office)?;
    if !head.rounds.iter().any(|round| round.state.is_public()) {
        return Err(Error::NotFound);
    }
    let schedule = standards::newest(office.db(), loaded.project.id).await?;
    let schedule = match schedule {
        Some(version) => standards::schedule(office.db(), version.id).await?,
        None => Schedule::default(),
    };
    Ok(ProjectPage { head, schedule })
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
        head: loaded.head(office)?,
        access_code: loaded.project.access_code.clone(),
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
        open_objections: u32::try_from(open_objections).unwrap_or(u32::MAX),
    };
    for loaded in all(office).await? {
        let head = loaded.head(office)?;
        for round in &head.rounds {
            let list = match round.state {
                RoundState::InReview => &mut today.in_review,
                RoundState::Returned => &mut today.returned,
                _ => continue,
            };
            list.push(RoundRef {
                project_code: head.code.clone(),
                project_name: head.name.clone(),
                round: round.number,
            });
        }
        today.projects.push(head);
    }
    Ok(today)
}
