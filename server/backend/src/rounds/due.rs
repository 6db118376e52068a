//! Publication at a set time: what is approved is published when its time has come.

use domain::round::RoundState;
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder};
use store::entity::{project, round};

use super::entries_digest::DigestedBoard;
use super::locked::LockedRound;
use super::publication_gate::Clearance;
use super::publish::publish;
use crate::change::Change;
use crate::events::By;
use crate::{AppContext, Error};

/// Publishes every approved board whose time has come, also long ago. What
/// holds one up is looked at once more; it stays approved then, and is published
/// as soon as nothing does. Gives how many were published.
///
/// # Errors
/// [`Error::Internal`], after all were tried.
pub async fn publish_due(context: &AppContext) -> Result<usize, Error> {
    let approved = RoundState::Approved.key();
    let due = round::Entity::find()
        .filter(round::Column::PlannedAt.lte(context.now_millis()))
        .filter(
            Condition::any()
                .add(round::Column::State.eq(approved))
                .add(round::Column::Correction.eq(approved)),
        )
        .order_by_asc(round::Column::PlannedAt)
        .all(context.db())
        .await?;
    let (mut out, mut failed) = (0, None);
    for round in due {
        match publish_one(context, &round).await {
            Ok(true) => out += 1,
            // Held up, or another process was first.
            Ok(false) | Err(Error::NotNow(_)) => {}
            Err(error) => failed = Some(error),
        }
    }
    failed.map_or(Ok(out), Err)
}

async fn publish_one(context: &AppContext, seen: &round::Model) -> Result<bool, Error> {
    let project = project::Entity::find_by_id(seen.project_id)
        .one(context.db())
        .await?
        .ok_or(Error::NotFound)?;
    let number = store::rounds::number(seen)?;
    let change = Change::by(context, By::System).await?;
    let locked = LockedRound::lock(change, &project.code, number).await?;
    let Some(draft) = locked.board.clone() else {
        return Ok(false);
    };
    if locked.round.standing.working() != RoundState::Approved {
        return Ok(false);
    }
    let found = locked.blockers().await?;
    let Some(clearance) = Clearance::of(&found, &locked.round, context.now()) else {
        return Ok(false);
    };
    let stored = DigestedBoard::read(locked.db(), draft.id).await?;
    publish(locked, &draft, stored, clearance).await?;
    Ok(true)
}
