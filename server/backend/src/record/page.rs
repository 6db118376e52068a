//! The record's pages.

use sea_orm::{PaginatorTrait, QuerySelect};
use views::{RecordFilter, RecordPage};

use super::reach::{Names, Part, Reach};
use crate::actor::Actor;
use crate::{AppContext, Error};

/// Events on one page.
const LINES_PER_PAGE: u32 = 50;

/// A page of a project's record; without a project, of the whole record, as
/// far as this account may read it.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Forbidden`].
pub async fn page(
    context: &AppContext,
    actor: &Actor,
    code: Option<&str>,
    filter: RecordFilter,
) -> Result<RecordPage, Error> {
    let reach = Reach::of(context, actor, code).await?;
    let mut filter = filter.understood();
    let matching = reach.select(&filter).count(context.db()).await?;
    let pages = matching.div_ceil(u64::from(LINES_PER_PAGE)).max(1);
    let pages = u32::try_from(pages).unwrap_or(u32::MAX);
    filter.page = filter.page.min(pages);
    let rows = reach
        .select(&filter)
        .offset(u64::from(filter.page - 1) * u64::from(LINES_PER_PAGE))
        .limit(u64::from(LINES_PER_PAGE))
        .all(context.db())
        .await?;
    let names = Names::load(context.db()).await?;
    let before = u64::from(filter.page - 1) * u64::from(LINES_PER_PAGE);
    let numbers = (1..=matching.saturating_sub(before)).rev();
    let lines = rows
        .into_iter()
        .zip(numbers)
        .map(|(row, number)| names.line(row, number))
        .collect::<Result<_, _>>()?;
    let sorted = |names: std::collections::HashMap<String, String>| {
        let mut names: Vec<(String, String)> = names.into_iter().collect();
        names.sort_unstable();
        names
    };
    let (project, projects) = match reach.part {
        Part::Project(project) => (Some((project.code, project.name)), vec![]),
        Part::Whole => (None, sorted(names.projects)),
        Part::OfficeOnly => (None, vec![]),
    };
    Ok(RecordPage {
        project,
        filter,
        projects,
        accounts: sorted(names.accounts),
        lines,
        matching,
        pages,
    })
}
