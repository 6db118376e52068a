//! Withdrawal (撤回) of a published board: asked for by one, confirmed by
//! another. Its page stays, with the reason.

use domain::account::Permission;
use domain::conflict_of_interest::RestrictedAction;
use domain::event::{NoticeWithdrawn, WithdrawalAsked, WithdrawalRefused};
use domain::id::WithdrawalId;
use domain::round::{RoundAction, RoundNumber};
use sea_orm::{ActiveModelTrait, Set};
use store::entity::{withdrawal, withdrawal_answer};
use store::rounds::NoticeRecord;
use store::{accounts, secrets, withdrawals};
use views::Irrevocable;

use super::locked::LockedRound;
use crate::actor::Actor;
use crate::reasons::{kept_reason, public_reason};
use crate::{AppContext, Error};

/// Asks that a round's published board be withdrawn.
///
/// # Errors
/// [`Error::Refused`] without a reason that may be published;
/// [`Error::NotNow`] where nothing is published, or it was asked for already;
/// [`Error::Unconfirmed`].
pub async fn ask_withdrawal(
    context: &AppContext,
    actor: &Actor,
    code: &str,
    number: RoundNumber,
    reason: &str,
) -> Result<(), Error> {
    let asked = (Permission::UploadBoard, RestrictedAction::Withdraw);
    let locked = LockedRound::begin(context, actor, asked, code, number).await?;
    let reason = public_reason("withdrawal_reason", reason)?;
    let notice = shown(&locked)?;
    let not_now = || Error::NotNow(text::WITHDRAWAL_NOT_NOW);
    // As it will be when a second person confirms it.
    let confirmed = locked.round.standing.after(RoundAction::Withdraw);
    confirmed.map_err(|_| not_now())?;
    let pending = withdrawals::pending(locked.db(), notice.id).await?;
    if pending.is_some() {
        return Err(not_now());
    }
    let request = Irrevocable::WithdrawalRequest {
        board: locked.board_name(notice.revision),
        reason: reason.clone(),
    };
    actor.consents(context, request)?;
    let digest = secrets::digest(reason.as_bytes());
    withdrawal::ActiveModel {
        notice_id: Set(notice.id),
        reason: Set(reason),
        asked_by: Set(actor.id),
        asked_at: Set(context.now_millis()),
        ..Default::default()
    }
    .insert(locked.db())
    .await?;
    let asked = WithdrawalAsked {
        revision: notice.revision,
        reason: digest,
    };
    locked.commit(asked).await
}

/// Confirms a withdrawal that somebody else asked for, or refuses it with a
/// reason for the office.
///
/// # Errors
/// [`Error::Refused`] where it is refused without a reason; [`Error::NotNow`]
/// where none waits, it is not `seen`, the one that was read, or one asked for
/// it oneself; [`Error::Unconfirmed`] before it is confirmed, not before it is
/// refused: it can be asked for again.
pub async fn answer_withdrawal(
    context: &AppContext,
    actor: &Actor,
    code: &str,
    number: RoundNumber,
    seen: WithdrawalId,
    confirmed: bool,
    reason: &str,
) -> Result<(), Error> {
    let asked = (Permission::ReviewBoard, RestrictedAction::Withdraw);
    let mut locked = LockedRound::begin(context, actor, asked, code, number).await?;
    let reason = match confirmed {
        true => None,
        false => Some(kept_reason(reason)?),
    };
    let notice = shown(&locked)?;
    let asked = withdrawals::pending(locked.db(), notice.id)
        .await?
        .ok_or(Error::NotNow(text::WITHDRAWAL_NOT_NOW))?;
    if asked.asked_by == actor.id {
        return Err(Error::NotNow(text::WITHDRAWAL_OWN));
    }
    if asked.id != seen.into() {
        return Err(Error::NotNow(text::WITHDRAWAL_REPLACED));
    }
    if confirmed {
        locked
            .advance(RoundAction::Withdraw, text::WITHDRAWAL_NOT_NOW)
            .await?;
        let withdrawal = Irrevocable::Withdrawal {
            board: locked.board_name(notice.revision),
            asked_by: accounts::display_name(locked.db(), asked.asked_by).await?,
            reason: asked.reason.clone(),
        };
        actor.consents(context, withdrawal)?;
    }
    let digest = secrets::digest(reason.as_deref().unwrap_or(&asked.reason).as_bytes());
    withdrawal_answer::ActiveModel {
        withdrawal_id: Set(asked.id),
        confirmed: Set(confirmed),
        reason: Set(reason),
        answered_by: Set(actor.id),
        answered_at: Set(context.now_millis()),
        ..Default::default()
    }
    .insert(locked.db())
    .await?;
    let (revision, reason) = (notice.revision, digest);
    if confirmed {
        locked.commit(NoticeWithdrawn { revision, reason }).await
    } else {
        locked.commit(WithdrawalRefused { revision, reason }).await
    }
}

/// What the round shows, to be withdrawn.
fn shown(locked: &LockedRound<'_>) -> Result<NoticeRecord, Error> {
    let notice = locked.round.notice.clone();
    notice.ok_or(Error::NotNow(text::WITHDRAWAL_NOT_NOW))
}
