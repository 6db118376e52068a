//! The search on the first page.

use domain::privacy::{Audience, Scope};
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use store::entity::entry;
use store::projects::ProjectRecord;
use views::{Found, FoundHousehold};

use crate::{AppContext, Error, projects};

/// What a search lists of each kind, at the most.
const MAX_FOUND: u64 = 20;
/// Characters that are looked at; nobody's name or number is longer.
const MAX_QUERY: usize = 60;

/// Projects by name, place or code; households, in the newest board of each
/// project whose scope shows households, by number or by whole name.
///
/// # Errors
/// [`Error::Internal`] only.
pub async fn search(context: &AppContext, q: &str) -> Result<Found, Error> {
    let q: String = q.trim().chars().take(MAX_QUERY).collect();
    let mut found = Found::default();
    if q.is_empty() {
        found.projects = projects::list(context).await?;
        return Ok(found);
    }
    let folded = q.to_lowercase();
    for project in ProjectRecord::all(context.db()).await? {
        let Some(row) = projects::row(&project, context.now()) else {
            continue;
        };
        if [&row.code, &row.name, &row.area]
            .iter()
            .any(|text| text.to_lowercase().contains(&folded))
        {
            found.projects.push(row);
        }
        if project.scope == Scope::Totals {
            continue;
        }
        let mut rounds = project.rounds.iter().rev();
        let Some(notice) = rounds.find_map(|round| round.notice.as_ref()) else {
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
            .limit(MAX_FOUND + 1)
            .all(context.db())
            .await?;
        for row in rows {
            found.households.push(FoundHousehold {
                project_code: project.code.clone(),
                project_name: project.name.clone(),
                round: notice.round,
                household: row.household,
                head: Audience::Masked.name(&row.head),
                group: Some(row.group_name).filter(|group| !group.is_empty()),
            });
        }
    }
    let most = usize::try_from(MAX_FOUND).unwrap_or(usize::MAX);
    found.more = found.households.len() > most || found.projects.len() > most;
    found.households.truncate(most);
    found.projects.truncate(most);
    Ok(found)
}
