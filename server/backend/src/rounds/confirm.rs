//! A supervisor's word that another change is the one an upheld objection asked
//! for.

use domain::account::Permission;
use domain::conflict_of_interest::RestrictedAction;
use domain::event::{RemedyConfirmed, Subject};
use domain::publication_gate::Blocker;
use domain::round::RoundNumber;
use sea_orm::{ActiveModelTrait, Set};
use store::entity::remedy_confirmation;
use store::{objections, secrets};
use views::Irrevocable;

use super::locked::LockedRound;
use crate::actor::Actor;
use crate::reasons::public_reason;
use crate::{AppContext, Error, recusal};

/// Says that what a board shows of a household elsewhere is the change that an
/// upheld objection asked for. The reason, and who said so, are published with
/// the board. It holds as long as that change stands.
///
/// # Errors
/// [`Error::Refused`] without a reason that may be published;
/// [`Error::NotNow`] where the board waits for no such word;
/// [`Error::Recused`] for kin on that board, or whom the objection is about;
/// [`Error::Unconfirmed`].
pub async fn confirm_remedy(
    context: &AppContext,
    actor: &Actor,
    code: &str,
    number: RoundNumber,
    receipt: &str,
    reason: &str,
) -> Result<(), Error> {
    let action = RestrictedAction::ConfirmRemedy;
    let asked = (Permission::DecideObjections, action);
    let locked = LockedRound::begin(context, actor, asked, code, number).await?;
    let reason = public_reason("remedy_reason", reason)?;
    let not_needed = Error::NotNow(text::CONFIRM_REMEDY_NOT_NEEDED);
    let objection = match objections::by_receipt(locked.db(), receipt).await {
        Err(store::Error::NotFound) => return Err(not_needed),
        found => found?,
    };
    let of = recusal::of_objection(locked.db(), &objection).await?;
    let subject = Subject::Objection(&objection.receipt);
    let locked = locked.unless_recused(actor, action, subject, of).await?;
    let waits = locked.blockers().await?.iter().any(
        |one| matches!(one, Blocker::NotConfirmed { receipt, .. } if *receipt == objection.receipt),
    );
    let (true, Some(board)) = (waits, &locked.board) else {
        return Err(not_needed);
    };
    let (digest, file) = (
        secrets::digest(reason.as_bytes()),
        board.file_digest.clone(),
    );
    let to_confirm = Irrevocable::Remedy {
        board: locked.board_name(locked.next_revision()),
        file: file.clone(),
        receipt: objection.receipt.clone(),
        household: objection.household.clone(),
        reason: reason.clone(),
    };
    actor.consents(context, to_confirm)?;
    remedy_confirmation::ActiveModel {
        objection_id: Set(objection.id),
        round_id: Set(locked.round.id),
        board_id: Set(board.id),
        reason: Set(reason),
        confirmed_by: Set(actor.id),
        confirmed_at: Set(context.now_millis()),
        ..Default::default()
    }
    .insert(locked.db())
    .await?;
    let confirmed = RemedyConfirmed {
        objection: objection.receipt,
        reason: digest,
        file,
    };
    locked.commit(confirmed).await
}
