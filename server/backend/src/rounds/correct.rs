//! Corrections (更正): a published board is never edited; a new revision takes
//! its place, through the same pre-review, with a reason that everyone reads.

use domain::account::Permission;
use domain::conflict_of_interest::RestrictedAction;
use domain::event::{CorrectionAbandoned, CorrectionBegun};
use domain::round::{RoundAction, RoundNumber};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Set,
};
use store::entity::{board, correction};
use store::ids::BoardId;
use store::secrets;

use super::locked::LockedRound;
use crate::actor::Actor;
use crate::reasons::public_reason;
use crate::{AppContext, Error};

/// Begins the correction of a published board. What is published stays up
/// until the correction takes its place.
///
/// # Errors
/// [`Error::Refused`] without a reason that may be published;
/// [`Error::NotNow`] where nothing is published, or it is being corrected.
pub async fn begin_correction(
    context: &AppContext,
    actor: &Actor,
    code: &str,
    number: RoundNumber,
    reason: &str,
) -> Result<(), Error> {
    let asked = (Permission::UploadBoard, RestrictedAction::Correct);
    let mut locked = LockedRound::begin(context, actor, asked, code, number).await?;
    let reason = public_reason("reason", reason)?;
    locked
        .advance(RoundAction::Correct, text::CORRECTION_NOT_NOW)
        .await?;
    let newest: Option<BoardId> = board::Entity::find()
        .select_only()
        .column(board::Column::Id)
        .filter(board::Column::RoundId.eq(locked.round.id))
        .order_by_desc(board::Column::Id)
        .into_tuple()
        .one(locked.db())
        .await?;
    let digest = secrets::digest(reason.as_bytes());
    correction::ActiveModel {
        round_id: Set(locked.round.id),
        after_board: Set(newest.unwrap_or(BoardId::new(0))),
        reason: Set(reason),
        begun_by: Set(actor.id),
        begun_at: Set(context.now_millis()),
        ..Default::default()
    }
    .insert(locked.db())
    .await?;
    locked.commit(CorrectionBegun { reason: digest }).await
}

/// Calls a correction off; what is published stays as it is.
///
/// # Errors
/// [`Error::NotNow`] where none is under way, or it is in pre-review.
pub async fn abandon_correction(
    context: &AppContext,
    actor: &Actor,
    code: &str,
    number: RoundNumber,
) -> Result<(), Error> {
    let asked = (Permission::UploadBoard, RestrictedAction::Correct);
    let locked = LockedRound::begin(context, actor, asked, code, number).await?;
    let action = (RoundAction::Abandon, text::CORRECTION_NOT_NOW);
    locked.step_back(action, CorrectionAbandoned {}).await
}
