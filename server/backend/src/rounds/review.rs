//! Pre-review (预审): a second person approves a board, or sends it back.

use domain::account::Permission;
use domain::conflict_of_interest::RestrictedAction;
use domain::event::{BoardApproved, BoardReturned};
use domain::id::BoardId;
use domain::review::{Checklist, ReviewOutcome};
use domain::round::{RoundAction, RoundNumber};
use sea_orm::{ActiveModelTrait, IntoActiveModel, Set};
use store::entity::{board, review};
use store::secrets;
use text::Lang;
use text::Named as _;

use super::changes;
use super::entries_digest::DigestedBoard;
use super::frozen_reasons;
use super::locked::LockedRound;
use super::publication_gate::{Clearance, may_be_approved};
use super::publish;
use crate::actor::Actor;
use crate::reasons::kept_reason;
use crate::{AppContext, Error, Refusal, RefusedField, Sentence};

/// Approves the board that was read, every item signed. It is published in the same
/// transaction, unless a later time was set for it, or one that came before the
/// board was free to be published.
///
/// # Errors
/// [`Error::Refused`] at each item that was not signed; [`Error::NotNow`] for
/// one's own upload, where the board is not in pre-review (any more), or where
/// it is not `seen`, the one that was read; [`Error::Recused`];
/// [`Error::Unconfirmed`].
pub async fn approve(
    context: &AppContext,
    actor: &Actor,
    code: &str,
    number: RoundNumber,
    seen: BoardId,
    checklist: &Checklist,
) -> Result<(), Error> {
    let asked = (Permission::ReviewBoard, RestrictedAction::Approve);
    let mut locked = LockedRound::begin(context, actor, asked, code, number).await?;
    let draft = under_review(&locked, actor, seen)?;
    all_signed(checklist)?;
    let found = locked.blockers().await?;
    may_be_approved(&found, locked.round.planned_at)?;
    changes::still_hold(&locked, &draft).await?;
    let planned_at = locked.round.planned_at;
    locked
        .advance(RoundAction::Approve, text::NOT_IN_REVIEW)
        .await?;
    locked.plan(Some(actor.id), planned_at).await?;
    // What goes out later is held against this.
    let stored = DigestedBoard::read(locked.db(), draft.id).await?;
    let clearance = Clearance::of(&found, &locked.round, context.now());
    let asked = publish::to_confirm(&locked, &stored, clearance.is_some()).await?;
    actor.consents(context, asked)?;
    let comments = frozen_reasons::comments(locked.db(), &draft).await?;
    let approved = BoardApproved {
        file: draft.file_digest.clone(),
        entries: stored.digest.clone(),
        items: checklist.clone(),
        comment_texts: frozen_reasons::digest(&comments)?,
    };
    review::ActiveModel {
        outcome: Set(ReviewOutcome::Approved.key().to_owned()),
        items: Set(checklist.keys()),
        entries: Set(Some(stored.digest.clone())),
        ..review_of(&draft, actor, context)
    }
    .insert(locked.db())
    .await?;
    match clearance {
        Some(clearance) => {
            locked.record(approved).await?;
            publish::publish(locked, &draft, stored, clearance).await
        }
        // It waits for its time, or for what blocks it.
        None => locked.commit(approved).await,
    }
}

/// Sends the board that was read back to the clerk, with the reason.
///
/// # Errors
/// [`Error::Refused`] without a reason; otherwise as [`approve`].
pub async fn send_back(
    context: &AppContext,
    actor: &Actor,
    code: &str,
    number: RoundNumber,
    seen: BoardId,
    reason: &str,
) -> Result<(), Error> {
    let asked = (Permission::ReviewBoard, RestrictedAction::Return);
    let mut locked = LockedRound::begin(context, actor, asked, code, number).await?;
    let draft = under_review(&locked, actor, seen)?;
    let reason = kept_reason(reason)?;
    locked
        .advance(RoundAction::Return, text::NOT_IN_REVIEW)
        .await?;
    let comments = frozen_reasons::comments(locked.db(), &draft).await?;
    let returned = BoardReturned {
        file: draft.file_digest.clone(),
        comments: comments.len(),
        reason: secrets::digest(reason.as_bytes()),
        comment_texts: frozen_reasons::digest(&comments)?,
    };
    review::ActiveModel {
        outcome: Set(ReviewOutcome::Returned.key().to_owned()),
        items: Set(Checklist::default().keys()),
        reason: Set(Some(reason.clone())),
        ..review_of(&draft, actor, context)
    }
    .insert(locked.db())
    .await?;
    let mut draft = draft.into_active_model();
    draft.return_reason = Set(Some(reason));
    draft.update(locked.db()).await?;
    locked.commit(returned).await
}

/// Refuses at each item that was not signed.
fn all_signed(checklist: &Checklist) -> Result<(), Error> {
    let mut refusal = Refusal::default();
    for item in checklist.missing() {
        let named = Sentence::Filled {
            zh: text::CHECK_NEEDED.fill(Lang::Zh, &[("item", &item.text().zh)]),
            en: text::CHECK_NEEDED.fill(Lang::En, &[("item", &item.text().en)]),
        };
        refusal.add(RefusedField::Item(item), named);
    }
    refusal.or_ok()
}

/// What is kept for good of a review, whatever came of it.
fn review_of(draft: &board::Model, actor: &Actor, context: &AppContext) -> review::ActiveModel {
    review::ActiveModel {
        board_id: Set(draft.id),
        reviewer: Set(actor.id),
        at: Set(context.now_millis()),
        ..Default::default()
    }
}

/// The working board of a round, if it is the one that was read.
pub(super) fn under_review(
    locked: &LockedRound<'_>,
    actor: &Actor,
    seen: BoardId,
) -> Result<board::Model, Error> {
    let draft = locked
        .board
        .clone()
        .ok_or(Error::NotNow(text::NOT_IN_REVIEW))?;
    if draft.uploaded_by == actor.id {
        return Err(Error::NotNow(text::OWN_UPLOAD));
    }
    // It went back meanwhile, and another came: nobody answers for what they
    // have not read.
    if draft.id != seen.into() {
        return Err(Error::NotNow(text::BOARD_REPLACED));
    }
    Ok(draft)
}
