//! Pre-review (预审): a second person approves a board, or sends it back.

use domain::account::Permission;
use domain::event::EventKind;
use domain::id_number::find;
use domain::recusal::Deed;
use domain::review::{Checklist, ReviewOutcome};
use domain::round::{RoundAction, RoundNumber};
use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, DatabaseTransaction, EntityTrait, IntoActiveModel, QueryFilter,
    Set,
};
use text::Lang;

use super::opening::{may_be_approved, must_be_open};
use super::stored::Stored;
use super::{advance, board_in_hand, changes, fixed, publish, subject};
use crate::accounts::Actor;
use crate::entity::{board, review, round};
use crate::events::{self, By};
use crate::projects::{Loaded, round_held, round_row};
use crate::{Error, Office, Refusal, Sentence, recusal, secrets};
use text::Named as _;

/// Characters of a reason, at the most.
pub(crate) const REASON_MOST: usize = 2_000;

/// Approves the board that was read, every item signed. It is published in the same
/// transaction, unless a later time was set for it, or one that came before the
/// board was free to go out.
///
/// # Errors
/// [`Error::Refused`] at each item that was not signed; [`Error::NotNow`] for
/// one's own upload, where the board is not in pre-review (any more), or where
/// it is not `seen`, the one that was read; [`Error::Recused`].
pub async fn approve(
    office: &Office,
    actor: &Actor,
    code: &str,
    number: RoundNumber,
    seen: i64,
    checklist: &Checklist,
) -> Result<(), Error> {
    actor.must(Permission::ReviewBoard)?;
    recusal::check_round(office, actor, Deed::Approve, code, number).await?;
    let transaction = office.begin().await?;
    let (loaded, round, draft) = under_review(actor, &transaction, (code, number), seen).await?;
    all_signed(checklist)?;
    may_be_approved(office, &transaction, &loaded, &round, &draft).await?;
    changes::still_hold(&transaction, &loaded, number, &draft).await?;
    advance(
        &transaction,
        &round,
        RoundAction::Approve,
        text::NOT_IN_REVIEW,
    )
    .await?;
    round::Entity::update_many()
        .col_expr(round::Column::ApprovedBy, Expr::value(actor.id))
        .filter(round::Column::Id.eq(round.id))
        .exec(&transaction)
        .await?;
    // What goes out later is held against this.
    let entries = Stored::of(&transaction, draft.id).await?.digest;
    let mut facts = vec![
        ("file", draft.file_digest.clone().into()),
        ("entries", entries.clone().into()),
        ("items", checklist.keys().into()),
    ];
    let said = fixed::comments(&transaction, &draft).await?;
    facts.extend(fixed::digest(&said)?.map(|digest| ("comment_texts", digest.into())));
    events::record(
        office,
        &transaction,
        EventKind::BoardApproved,
        By::Account(actor),
        subject(code, number),
        facts,
    )
    .await?;
    keep(
        office,
        &transaction,
        actor,
        &draft,
        (ReviewOutcome::Approved, checklist),
        review::ActiveModel {
            entries: Set(Some(entries)),
            ..Default::default()
        },
    )
    .await?;
    let (loaded, round) = round_row(&transaction, code, number).await?;
    match must_be_open(office, &transaction, &loaded, &round, &draft).await {
        Ok(open) => {
            let by = By::Account(actor);
            publish::publish(office, &transaction, by, (&loaded, &round, &draft), open).await?;
        }
        // It waits for its time, or for what holds it up.
        Err(Error::NotNow(_)) if round.planned_at.is_some() => {}
        Err(error) => return Err(error),
    }
    Ok(transaction.commit().await?)
}

/// Sends the board that was read back to the clerk, with the reason.
///
/// # Errors
/// [`Error::Refused`] without a reason; otherwise as [`approve`].
pub async fn send_back(
    office: &Office,
    actor: &Actor,
    code: &str,
    number: RoundNumber,
    seen: i64,
    reason: &str,
) -> Result<(), Error> {
    actor.must(Permission::ReviewBoard)?;
    recusal::check_round(office, actor, Deed::Return, code, number).await?;
    let transaction = office.begin().await?;
    let (_, round, draft) = under_review(actor, &transaction, (code, number), seen).await?;
    let reason = kept_reason(reason)?;
    advance(
        &transaction,
        &round,
        RoundAction::Return,
        text::NOT_IN_REVIEW,
    )
    .await?;
    let said = fixed::comments(&transaction, &draft).await?;
    let count = u32::try_from(said.len()).unwrap_or(u32::MAX);
    let mut facts = vec![
        ("file", draft.file_digest.clone().into()),
        ("comments", count.into()),
        ("reason", secrets::digest(reason.as_bytes()).into()),
    ];
    facts.extend(fixed::digest(&said)?.map(|digest| ("comment_texts", digest.into())));
    let mut draft = draft.into_active_model();
    draft.return_reason = Set(Some(reason.clone()));
    let draft = draft.update(&transaction).await?;
    keep(
        office,
        &transaction,
        actor,
        &draft,
        (ReviewOutcome::Returned, &Checklist::default()),
        review::ActiveModel {
            reason: Set(Some(reason)),
            ..Default::default()
        },
    )
    .await?;
    events::record(
        office,
        &transaction,
        EventKind::BoardReturned,
        By::Account(actor),
        subject(code, number),
        facts,
    )
    .await?;
    Ok(transaction.commit().await?)
}

/// Refuses at each item that was not signed.
fn all_signed(checklist: &Checklist) -> Result<(), Error> {
    let mut refusal = Refusal::default();
    for item in checklist.missing() {
        let named = Sentence::Filled {
            zh: text::CHECK_NEEDED.fill(Lang::Zh, &[("item", &item.text().zh)]),
            en: text::CHECK_NEEDED.fill(Lang::En, &[("item", &item.text().en)]),
        };
        refusal.add(item.field(), named);
    }
    refusal.or_ok()
}

/// Keeps what the reviewer did, for good.
async fn keep(
    office: &Office,
    transaction: &DatabaseTransaction,
    actor: &Actor,
    draft: &board::Model,
    (outcome, signed): (ReviewOutcome, &Checklist),
    more: review::ActiveModel,
) -> Result<(), Error> {
    review::ActiveModel {
        board_id: Set(draft.id),
        reviewer: Set(actor.id),
        outcome: Set(outcome.key().to_owned()),
        items: Set(signed.keys()),
        at: Set(office.now_millis()),
        ..more
    }
    .insert(transaction)
    .await?;
    Ok(())
}

/// A reason as given: there must be one, of bounded length.
pub(crate) fn checked_reason(reason: &str) -> Result<String, Error> {
    let reason = reason.trim();
    let mut refusal = Refusal::default();
    refusal.require(!reason.is_empty(), "reason", text::REASON_NEEDED);
    refusal.require(
        reason.chars().count() <= REASON_MOST,
        "reason",
        text::TOO_LONG,
    );
    refusal.or_ok()?;
    Ok(reason.to_owned())
}

/// A reason for the office, which the archive keeps as it is.
pub(super) fn kept_reason(reason: &str) -> Result<String, Error> {
    let reason = checked_reason(reason)?;
    let mut refusal = Refusal::default();
    refusal.require(find(&reason).is_empty(), "reason", text::KEPT_PERSONAL);
    refusal.or_ok()?;
    Ok(reason)
}

/// A reason that everyone will read: no number of anybody's may be in it.
pub(crate) fn public_reason(field: &str, reason: &str) -> Result<String, Error> {
    let reason = reason.trim();
    let mut refusal = Refusal::default();
    refusal.require(!reason.is_empty(), field, text::REASON_NEEDED);
    refusal.require(reason.chars().count() <= REASON_MOST, field, text::TOO_LONG);
    refusal.require(find(reason).is_empty(), field, text::REASON_PERSONAL);
    refusal.or_ok()?;
    Ok(reason.to_owned())
}

/// The board that a round has in hand, if it is the one that was read.
pub(super) async fn under_review(
    actor: &Actor,
    transaction: &DatabaseTransaction,
    (code, number): (&str, RoundNumber),
    seen: i64,
) -> Result<(Loaded, round::Model, board::Model), Error> {
    let (loaded, round) = round_held(transaction, code, number).await?;
    let notice = loaded.round(number)?.1.as_ref();
    let draft = board_in_hand(transaction, &round, notice)
        .await?
        .ok_or(Error::NotNow(text::NOT_IN_REVIEW))?;
    if draft.uploaded_by == actor.id {
        return Err(Error::NotNow(text::OWN_UPLOAD));
    }
    // It went back meanwhile, and another came: nobody answers for what they
    // have not read.
    if draft.id != seen {
        return Err(Error::NotNow(text::BOARD_REPLACED));
    }
    Ok((loaded, round, draft))
}
