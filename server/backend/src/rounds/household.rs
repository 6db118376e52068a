//! One household of the board that a round works on.

use domain::round::RoundNumber;
use store::boards::{self, working_board};
use store::declarations::of_households;
use store::entries;
use store::projects::ProjectRecord;
use views::{OfficeHousehold, WarningGroup};

use super::{changes, warnings};
use crate::actor::{Actor, WORK_ON_BOARDS};
use crate::heads::office_head;
use crate::{AppContext, Error};

/// A household with its lines, what the check warned of, and what changed.
///
/// # Errors
/// [`Error::NotFound`] where the round has no board, or the board no such
/// household; [`Error::Forbidden`].
pub async fn household_page(
    context: &AppContext,
    actor: &Actor,
    code: &str,
    number: RoundNumber,
    household: &str,
) -> Result<OfficeHousehold, Error> {
    actor.must_any(WORK_ON_BOARDS)?;
    let db = context.db();
    let project = ProjectRecord::by_code(db, code).await?;
    let round = project.round(number)?;
    let board = working_board(db, round).await?.ok_or(Error::NotFound)?;
    let stored = entries::one(db, board.id, household.trim())
        .await?
        .ok_or(Error::NotFound)?;
    let entry = stored.entry()?;
    let all = warnings::grouped(db, &board, &boards::report(&board)?).await?;
    let compared = changes::of_board(db, &project, number, &board).await?;
    let change = match &compared {
        Some(compared) => changes::of_one(db, compared, &board, &entry.household).await?,
        None => None,
    };
    let declared = of_households(db, project.id, [&entry.household]).await?;
    Ok(OfficeHousehold {
        head: office_head(&project, context.now()),
        round: number,
        place: stored.place()?,
        declared: declared.into_iter().flatten().collect(),
        warnings: all
            .into_iter()
            .filter_map(|group| about(group, &entry.household))
            .collect(),
        change,
        entry,
    })
}

/// The warnings of a kind that are about a household; `None` where there are none.
fn about(mut group: WarningGroup, household: &str) -> Option<WarningGroup> {
    group
        .warnings
        .retain(|one| one.finding.household.as_deref() == Some(household));
    let open = group.warnings.iter().filter(|one| one.reason.is_none());
    group.unexplained = u32::try_from(open.count()).unwrap_or(u32::MAX);
    group.count = group.warnings.iter().map(|one| one.times).sum();
    (!group.warnings.is_empty()).then_some(group)
}
