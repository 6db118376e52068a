//! Corrections (更正): a published board is never edited; a new revision takes
//! its place, through the same pre-review, with a reason that everyone reads.

use domain::account::Permission;
use domain::event::EventKind;
use domain::recusal::Deed;
use domain::round::{RoundAction, RoundNumber};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Set,
};

use super::{advance, public_reason, step_back, subject};
use crate::accounts::Actor;
use crate::entity::{board, correction};
use crate::events::{self, By};
use crate::projects::round_held;
use crate::{Error, Office, recusal, secrets};

/// Begins the correction of a published board. What is published stays up
/// until the correction takes its place.
///
/// # Errors
/// [`Error::Refused`] without a reason that may be published;
/// [`Error::NotNow`] where nothing is published, or it is being corrected.
pub async fn begin_correction(
    office: &Office,
    actor: &Actor,
    code: &str,
    number: RoundNumber,
    reason: &str,
) -> Result<(), Error> {
    actor.must(Permission::UploadBoard)?;
    recusal::check_round(office, actor, Deed::Correct, code, number).await?;
    let reason = public_reason("reason", reason)?;
    let transaction = office.begin().await?;
    let (_, round) = round_held(&transaction, code, number).await?;
    advance(
        &transaction,
        &round,
        RoundAction::Correct,
        text::CORRECTION_NOT_NOW,
    )
    .await?;
    let newest: Option<i64> = board::Entity::find()
        .select_only()
        .column(board::Column::Id)
        .filter(board::Column::RoundId.eq(round.id))
        .order_by_desc(board::Column::Id)
        .into_tuple()
        .one(&transaction)
        .await?;
    let digest = secrets::digest(reason.as_bytes());
    correction::ActiveModel {
        round_id: Set(round.id),
        after_board: Set(newest.unwrap_or_default()),
        reason: Set(reason),
        begun_by: Set(actor.id),
        begun_at: Set(office.now_millis()),
        ..Default::default()
    }
    .insert(&transaction)
    .await?;
    events::record(
        office,
        &transaction,
        EventKind::CorrectionBegun,
        By::Account(actor),
        subject(code, number),
        vec![("reason", digest.into())],
    )
    .await?;
    Ok(transaction.commit().await?)
}

/// Calls a correction off; what is published stays as it is.
///
/// # Errors
/// [`Error::NotNow`] where none is under way, or it is in pre-review.
pub async fn abandon_correction(
    office: &Office,
    actor: &Actor,
    code: &str,
    number: RoundNumber,
) -> Result<(), Error> {
    actor.must(Permission::UploadBoard)?;
    recusal::check_round(office, actor, Deed::Correct, code, number).await?;
    step_back(
        office,
        actor,
        (code, number),
        (RoundAction::Abandon, text::CORRECTION_NOT_NOW),
        EventKind::CorrectionAbandoned,
    )
    .await
}
