//! The search on the first page.

use std::borrow::Cow;
use std::net::IpAddr;

use domain::privacy::Audience;
use domain::spelling;
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use store::entity::entry;
use store::projects::ProjectRecord;
use views::{Found, FoundHousehold};

use crate::projects::{self, opens};
use crate::{AppContext, Error};

/// What a search lists of each kind, at the most.
const MAX_FOUND: u64 = 20;
/// Characters that are looked at; nobody's name or number is longer.
const MAX_QUERY: usize = 60;

/// Counts a search of this address.
///
/// # Errors
/// [`Error::Throttled`] after too many.
pub fn count_search(context: &AppContext, address: IpAddr) -> Result<(), Error> {
    context.searches.count(address, context.now())
}

/// Projects by name, place or code; households, in the newest board of each
/// project whose households this reader may see, by number or by whole name. While
/// names are masked, so is what is looked for. `access_code` gives the code that
/// the reader has shown for a project.
///
/// # Errors
/// [`Error::Internal`] only.
pub async fn search<'a>(
    context: &AppContext,
    q: &str,
    access_code: impl Fn(&str) -> Option<&'a str>,
) -> Result<Found, Error> {
    let q: String = spelling::seen(q).chars().take(MAX_QUERY).collect();
    let mut found = Found::default();
    if q.is_empty() {
        found.projects = projects::list(context).await?;
        return Ok(found);
    }
    let folded = q.chars().map(spelling::half_width).collect::<String>();
    let folded = folded.to_lowercase();
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
        let audience = Audience::of(project.scope, opens(&project, access_code(&project.code)));
        if !audience.sees_households(project.scope) {
            continue;
        }
        let mut rounds = project.rounds.iter().rev();
        let Some(notice) = rounds.find_map(|round| round.notice.as_ref()) else {
            continue;
        };
        // Numbers from before there was one spelling stand as they were written.
        let numbers = [
            spelling::household(&q),
            q.as_str().into(),
            q.to_uppercase().into(),
        ];
        let named = context.names.of(context.db(), notice.board_id).await?;
        let wanted = Condition::any()
            .add(entry::Column::Household.is_in(numbers.iter().map(Cow::as_ref)))
            .add(entry::Column::Position.is_in(named.found(&q, audience)));
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
                head: audience.name(&row.head),
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
