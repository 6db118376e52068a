//! The search on the first page.

use domain::privacy::{Audience, Scope};
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use views::{Found, FoundHousehold};

use crate::entity::{entry, project};
use crate::projects::{Loaded, number};
use crate::{Error, Office, projects};

/// What a search lists of each kind, at the most.
const MOST: u64 = 20;
/// Characters that are looked at; nobody's name or number is longer.
const QUERY_MOST: usize = 60;

/// Projects by name, place or code; households, in the newest board of each
/// project whose scope shows households, by number or by whole name.
///
/// # Errors
/// [`Error::Internal`] only.
pub async fn search(office: &Office, q: &str) -> Result<Found, Error> {
    let q: String = q.trim().chars().take(QUERY_MOST).collect();
    let mut found = Found::default();
    let listed = projects::list(office).await?;
    if q.is_empty() {
        found.projects = listed;
        return Ok(found);
    }
    let folded = q.to_lowercase();
    for row in listed {
        if [&row.code, &row.name, &row.area]
            .iter()
            .any(|text| text.to_lowercase().contains(&folded))
        {
            found.projects.push(row.clone());
        }
        let project = project::Entity::find()
            .filter(project::Column::Code.eq(row.code.as_str()))
            .one(office.db())
            .await?;
        let Some(project) = project else { continue };
        let loaded = Loaded::of(office.db(), project).await?;
        if loaded.scope() == Scope::Totals {
            continue;
        }
        let newest = loaded
            .rounds
            .iter()
            .rev()
            .find_map(|(round, notice)| Some((round, notice.as_ref()?)));
        let Some((round, notice)) = newest else {
            continue;
        };
        // Numbers have an index, names have none; no name has a digit.
        let numbers = [q.clone(), q.to_uppercase()];
        let mut wanted = Condition::any().add(entry::Column::Household.is_in(numbers));
        if !q.contains(|character: char| character.is_ascii_digit()) {
            wanted = wanted.add(entry::Column::Head.eq(q.as_str()));
        }
        let rows = entry::Entity::find()
            .filter(entry::Column::BoardId.eq(notice.board_id))
            .filter(wanted)
            .order_by_asc(entry::Column::Household)
            .limit(MOST + 1)
            .all(office.db())
            .await?;
        for row in rows {
            found.households.push(FoundHousehold {
                project_code: loaded.project.code.clone(),
                project_name: loaded.project.name.clone(),
                round: number(round)?,
                household: row.household,
                head: Audience::Masked.name(&row.head),
                group: Some(row.group_name).filter(|group| !group.is_empty()),
            });
        }
    }
    let most = usize::try_from(MOST).unwrap_or(usize::MAX);
    found.more = found.households.len() > most || found.projects.len() > most;
    found.households.truncate(most);
    found.projects.truncate(most);
    Ok(found)
}
