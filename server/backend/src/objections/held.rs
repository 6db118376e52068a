//! Answering many that are held apart, at once.

use std::collections::BTreeSet;

use domain::account::Permission;
use domain::conflict_of_interest::RestrictedAction;
use domain::event::{ObjectionAccepted, ObjectionDeclined, Subject};
use domain::objection::{HELD_AT_ONCE, HeldAnswer, Lane, ObjectionAction, ObjectionState};
use sea_orm::ConnectionTrait;
use store::entity::objection;
use store::objections;
use views::Irrevocable;

use super::{answer, load};
use crate::actor::Actor;
use crate::change::Change;
use crate::events::By;
use crate::reasons::checked_reason;
use crate::{AppContext, Error, Sentence, recusal};

/// Accepts or declines these objections, which are held: all of them or none.
/// Accepted ones wait for their answer like any other; whoever filed a declined
/// one reads the reason.
///
/// # Errors
/// [`Error::Refused`] without an answer, without any objection, or for declining
/// without a reason; [`Error::NotNow`] where one of them is not held any more;
/// [`Error::Recused`]; [`Error::Unconfirmed`] for declining.
pub async fn answer_held(
    context: &AppContext,
    actor: &Actor,
    receipts: &BTreeSet<String>,
    answer: Option<HeldAnswer>,
    reason: &str,
) -> Result<(), Error> {
    actor.must(Permission::DecideObjections)?;
    let answer = answer.ok_or_else(|| Error::refused("answer", text::OUTCOME_NEEDED))?;
    if receipts.is_empty() {
        return Err(Error::refused("objections", text::NONE_TICKED));
    }
    if receipts.len() > HELD_AT_ONCE {
        let most = Sentence::filled(text::TOO_MANY_TICKED, &[("n", &HELD_AT_ONCE)]);
        return Err(Error::refused("objections", most));
    }
    let (action, deed, reason) = match answer {
        HeldAnswer::Accept => (ObjectionAction::Accept, RestrictedAction::Accept, None),
        HeldAnswer::Decline => (
            ObjectionAction::Decline,
            RestrictedAction::Decline,
            Some(checked_reason(reason)?),
        ),
    };
    for receipt in receipts {
        recusal::check_objection(context, actor, deed, receipt).await?;
    }
    let change = Change::by(context, By::Account(actor)).await?;
    let mut rows = Vec::with_capacity(receipts.len());
    for receipt in receipts {
        rows.push(held(&change.db, receipt).await?);
    }
    if let Some(reason) = &reason {
        actor.consents(
            context,
            Irrevocable::DecliningHeld {
                receipts: rows.iter().map(|row| row.receipt.clone()).collect(),
                reason: reason.clone(),
            },
        )?;
    }
    let Some((last, others)) = rows.split_last() else {
        return Ok(());
    };
    for row in others {
        let step = Step::take(&change, actor, row, action, reason.as_deref()).await?;
        let subject = Subject::Objection(&row.receipt);
        match answer {
            HeldAnswer::Accept => change.record(subject, step.accepted()).await?,
            HeldAnswer::Decline => change.record(subject, step.declined()).await?,
        }
    }
    let step = Step::take(&change, actor, last, action, reason.as_deref()).await?;
    let subject = Subject::Objection(&last.receipt);
    match answer {
        HeldAnswer::Accept => change.commit(subject, step.accepted()).await,
        HeldAnswer::Decline => change.commit(subject, step.declined()).await,
    }
}

/// An objection that is held, by its receipt number.
async fn held(db: &impl ConnectionTrait, receipt: &str) -> Result<objection::Model, Error> {
    let row = objections::by_receipt(db, receipt).await?;
    let (state, held_for) = (objections::state(&row)?, objections::held_for(&row)?);
    if Lane::of(state, held_for) == Lane::Held {
        Ok(row)
    } else {
        Err(Error::NotNow(text::CHANGED_MEANWHILE))
    }
}

/// What was done with one of them, for its event.
struct Step {
    project: String,
    before: ObjectionState,
    after: ObjectionState,
    reason: String,
}

impl Step {
    async fn take(
        change: &Change<'_>,
        actor: &Actor,
        row: &objection::Model,
        action: ObjectionAction,
        reason: Option<&str>,
    ) -> Result<Self, Error> {
        let before = objections::state(row)?;
        let after = before
            .after(action)
            .map_err(|_| Error::NotNow(text::CHANGED_MEANWHILE))?;
        let by = (actor.id, change.context.now_millis());
        answer::move_on(&change.db, row, after, reason.map(str::to_owned), by).await?;
        Ok(Self {
            project: load::subject_of(&change.db, row).await?.project_code,
            before,
            after,
            reason: answer::commitment(reason),
        })
    }

    fn accepted(self) -> ObjectionAccepted {
        ObjectionAccepted {
            project: self.project,
            state_before: self.before,
            state_after: self.after,
        }
    }

    fn declined(self) -> ObjectionDeclined {
        ObjectionDeclined {
            project: self.project,
            state_before: self.before,
            state_after: self.after,
            reason: self.reason,
        }
    }
}
