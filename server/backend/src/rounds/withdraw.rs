//! Withdrawal (撤回) of a published board: asked for by one, confirmed by
//! another. Its page stays, with the reason.

use domain::account::Permission;
use domain::event::EventKind;
use domain::recusal::Deed;
use domain::round::{RoundAction, RoundNumber};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, QueryFilter,
    QueryOrder, Set,
};

use super::review::kept_reason;
use super::{advance, public_reason, subject};
use crate::accounts::Actor;
use crate::entity::{round, withdrawal, withdrawal_answer};
use crate::events::{self, By};
use crate::projects::{Shown, revision, round_held, standing};
use crate::{Error, Office, recusal, secrets};

/// Asks that a round's published board be withdrawn.
///
/// # Errors
/// [`Error::Refused`] without a reason that may be published;
/// [`Error::NotNow`] where nothing is published, or it was asked for already.
pub async fn ask_withdrawal(
    office: &Office,
    actor: &Actor,
    code: &str,
    number: RoundNumber,
    reason: &str,
) -> Result<(), Error> {
    actor.must(Permission::UploadBoard)?;
    recusal::check_round(office, actor, Deed::Withdraw, code, number).await?;
    let reason = public_reason("withdrawal_reason", reason)?;
    let transaction = office.begin().await?;
    let (round, notice) = shown(&transaction, code, number).await?;
    // As it will be when a second person confirms it.
    standing(&round)?
        .after(RoundAction::Withdraw)
        .map_err(|_| Error::NotNow(text::WITHDRAWAL_NOT_NOW))?;
    if pending(&transaction, notice.id).await?.is_some() {
        return Err(Error::NotNow(text::WITHDRAWAL_NOT_NOW));
    }
    let digest = secrets::digest(reason.as_bytes());
    withdrawal::ActiveModel {
        notice_id: Set(notice.id),
        reason: Set(reason),
        asked_by: Set(actor.id),
        asked_at: Set(office.now_millis()),
        ..Default::default()
    }
    .insert(&transaction)
    .await?;
    let facts = vec![
        ("revision", revision(&notice).into()),
        ("reason", digest.into()),
    ];
    let (kind, by) = (EventKind::WithdrawalAsked, By::Account(actor));
    events::record(office, &transaction, kind, by, subject(code, number), facts).await?;
    Ok(transaction.commit().await?)
}

/// Confirms a withdrawal that somebody else asked for, or refuses it with a
/// reason for the office.
///
/// # Errors
/// [`Error::Refused`] where it is refused without a reason; [`Error::NotNow`]
/// where none waits, it is not `seen`, the one that was read, or one asked for
/// it oneself.
pub async fn answer_withdrawal(
    office: &Office,
    actor: &Actor,
    code: &str,
    number: RoundNumber,
    seen: i64,
    confirmed: bool,
    reason: &str,
) -> Result<(), Error> {
    actor.must(Permission::ReviewBoard)?;
    recusal::check_round(office, actor, Deed::Withdraw, code, number).await?;
    let reason = if confirmed {
        None
    } else {
        Some(kept_reason(reason)?)
    };
    let transaction = office.begin().await?;
    let (round, notice) = shown(&transaction, code, number).await?;
    let asked = pending(&transaction, notice.id)
        .await?
        .ok_or(Error::NotNow(text::WITHDRAWAL_NOT_NOW))?;
    if asked.asked_by == actor.id {
        return Err(Error::NotNow(text::WITHDRAWAL_OWN));
    }
    if asked.id != seen {
        return Err(Error::NotNow(text::WITHDRAWAL_REPLACED));
    }
    if confirmed {
        advance(
            &transaction,
            &round,
            RoundAction::Withdraw,
            text::WITHDRAWAL_NOT_NOW,
        )
        .await?;
    }
    let digest = secrets::digest(reason.as_deref().unwrap_or(&asked.reason).as_bytes());
    withdrawal_answer::ActiveModel {
        withdrawal_id: Set(asked.id),
        confirmed: Set(confirmed),
        reason: Set(reason),
        answered_by: Set(actor.id),
        answered_at: Set(office.now_millis()),
        ..Default::default()
    }
    .insert(&transaction)
    .await?;
    let kind = if confirmed {
        EventKind::NoticeWithdrawn
    } else {
        EventKind::WithdrawalRefused
    };
    let facts = vec![
        ("revision", revision(&notice).into()),
        ("reason", digest.into()),
    ];
    let by = By::Account(actor);
    events::record(office, &transaction, kind, by, subject(code, number), facts).await?;
    Ok(transaction.commit().await?)
}

/// A round and what it shows, to be withdrawn.
async fn shown(
    transaction: &DatabaseTransaction,
    code: &str,
    number: RoundNumber,
) -> Result<(round::Model, Shown), Error> {
    let (loaded, _) = round_held(transaction, code, number).await?;
    match loaded.round(number)? {
        (round, Some(notice)) => Ok((round.clone(), notice.clone())),
        _ => Err(Error::NotNow(text::WITHDRAWAL_NOT_NOW)),
    }
}

/// The newest withdrawal asked for of a notice, and what was said of it.
pub(super) async fn newest(
    db: &impl ConnectionTrait,
    notice_id: i64,
) -> Result<Option<(withdrawal::Model, Option<withdrawal_answer::Model>)>, Error> {
    let asked = withdrawal::Entity::find()
        .filter(withdrawal::Column::NoticeId.eq(notice_id))
        .order_by_desc(withdrawal::Column::Id)
        .one(db)
        .await?;
    let Some(asked) = asked else {
        return Ok(None);
    };
    let answer = withdrawal_answer::Entity::find()
        .filter(withdrawal_answer::Column::WithdrawalId.eq(asked.id))
        .one(db)
        .await?;
    Ok(Some((asked, answer)))
}

/// A withdrawal that waits for a second person.
pub(crate) async fn pending(
    db: &impl ConnectionTrait,
    notice_id: i64,
) -> Result<Option<withdrawal::Model>, Error> {
    Ok(newest(db, notice_id)
        .await?
        .and_then(|(asked, answer)| answer.is_none().then_some(asked)))
}
