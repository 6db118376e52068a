//! Publication at a set time: what is approved goes out when its time has come.

use domain::round::RoundState;
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder};

use super::opening::must_be_open;
use super::{board_in_hand, publish};
use crate::entity::round;
use crate::events::By;
use crate::projects::{Loaded, number, round_held, standing};
use crate::{Error, Office};

/// Publishes every approved board whose time has come, also long ago. What
/// holds one up is looked at once more; it stays approved then, and goes out
/// as soon as nothing does. Gives how many went out.
///
/// # Errors
/// [`Error::Internal`], after all were tried.
pub async fn publish_due(office: &Office) -> Result<usize, Error> {
    let approved = RoundState::Approved.key();
    let due = round::Entity::find()
        .filter(round::Column::PlannedAt.lte(office.now_millis()))
        .filter(
            Condition::any()
                .add(round::Column::State.eq(approved))
                .add(round::Column::Correction.eq(approved)),
        )
        .order_by_asc(round::Column::PlannedAt)
        .all(office.db())
        .await?;
    let (mut out, mut failed) = (0, None);
    for round in due {
        match publish_one(office, &round).await {
            Ok(true) => out += 1,
            // Held up, or another process was first.
            Ok(false) | Err(Error::NotNow(_)) => {}
            Err(error) => failed = Some(error),
        }
    }
    failed.map_or(Ok(out), Err)
}

async fn publish_one(office: &Office, seen: &round::Model) -> Result<bool, Error> {
    let transaction = office.begin().await?;
    let project = Loaded::by_id(&transaction, seen.project_id).await?.project;
    let (loaded, _) = round_held(&transaction, &project.code, number(seen)?).await?;
    let (round, notice) = loaded.round(number(seen)?)?;
    let approved = standing(round)?.working() == RoundState::Approved;
    let Some(draft) = board_in_hand(&transaction, round, notice.as_ref()).await? else {
        return Ok(false);
    };
    if !approved {
        return Ok(false);
    }
    let open = must_be_open(office, &transaction, &loaded, round, &draft).await?;
    let board = (&loaded, round, &draft);
    publish::publish(office, &transaction, By::System, board, open).await?;
    transaction.commit().await?;
    Ok(true)
}
