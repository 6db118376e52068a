//! What a supervisor does with an objection: accept, decline, decide.

use domain::account::Permission;
use domain::conflict_of_interest::RestrictedAction;
use domain::event::{ObjectionAccepted, ObjectionDecided, ObjectionDeclined, Payload, Subject};
use domain::objection::{ObjectionAction, ObjectionState, Outcome};
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveModelTrait, ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, Set};
use store::entity::{objection, objection_step};
use store::ids::AccountId;
use store::{objections, secrets};
use views::{Irrevocable, ObjectionSubject};

use super::load;
use crate::actor::Actor;
use crate::change::Change;
use crate::events::By;
use crate::reasons::checked_reason;
use crate::{AppContext, Error, recusal};

/// Takes an objection on.
///
/// # Errors
/// [`Error::NotNow`] where it was already dealt with; [`Error::Recused`].
pub async fn accept(context: &AppContext, actor: &Actor, receipt: &str) -> Result<(), Error> {
    actor.must(Permission::DecideObjections)?;
    recusal::check_objection(context, actor, RestrictedAction::Accept, receipt).await?;
    step(
        context,
        actor,
        receipt,
        ObjectionAction::Accept,
        None,
        |step| ObjectionAccepted {
            project: step.project,
            state_before: step.before,
            state_after: step.after,
        },
    )
    .await
}

/// Declines an objection, with the reason.
///
/// # Errors
/// [`Error::Refused`] without a reason; [`Error::NotNow`]; [`Error::Recused`];
/// [`Error::Unconfirmed`].
pub async fn decline(
    context: &AppContext,
    actor: &Actor,
    receipt: &str,
    reason: &str,
) -> Result<(), Error> {
    actor.must(Permission::DecideObjections)?;
    recusal::check_objection(context, actor, RestrictedAction::Decline, receipt).await?;
    let reason = checked_reason(reason)?;
    let action = ObjectionAction::Decline;
    step(context, actor, receipt, action, Some(reason), |step| {
        ObjectionDeclined {
            project: step.project,
            state_before: step.before,
            state_after: step.after,
            reason: step.reason,
        }
    })
    .await
}

/// Decides an accepted objection, with the reason that the objector reads.
///
/// # Errors
/// [`Error::Refused`] without a reason; [`Error::NotNow`]; [`Error::Recused`];
/// [`Error::Unconfirmed`].
pub async fn decide(
    context: &AppContext,
    actor: &Actor,
    receipt: &str,
    outcome: Outcome,
    reason: &str,
) -> Result<(), Error> {
    actor.must(Permission::DecideObjections)?;
    recusal::check_objection(context, actor, RestrictedAction::Decide, receipt).await?;
    let reason = checked_reason(reason)?;
    let action = ObjectionAction::Decide(outcome);
    step(context, actor, receipt, action, Some(reason), |step| {
        ObjectionDecided {
            project: step.project,
            state_before: step.before,
            state_after: step.after,
            reason: step.reason,
        }
    })
    .await
}

/// What a step was, for its event.
struct Step {
    project: String,
    before: ObjectionState,
    after: ObjectionState,
    /// Digest; empty where none was given.
    reason: String,
}

async fn step<P: Payload>(
    context: &AppContext,
    actor: &Actor,
    receipt: &str,
    action: ObjectionAction,
    reason: Option<String>,
    payload: impl FnOnce(Step) -> P,
) -> Result<(), Error> {
    let change = Change::by(context, By::Account(actor)).await?;
    let row = objections::by_receipt(&change.db, receipt).await?;
    let state = objections::state(&row)?;
    let next = state
        .after(action)
        .map_err(|_| Error::NotNow(text::CHANGED_MEANWHILE))?;
    let about = load::subject_of(&change.db, &row).await?;
    if let Some(asked) = to_confirm(action, &row, &about, state, reason.as_deref()) {
        actor.consents(context, asked)?;
    }
    let by = (actor.id, context.now_millis());
    move_on(&change.db, &row, next, reason.clone(), by).await?;
    let step = Step {
        project: about.project_code,
        before: state,
        after: next,
        reason: commitment(reason.as_deref()),
    };
    let subject = Subject::Objection(&row.receipt);
    change.commit(subject, payload(step)).await
}

/// Digest of a reason; empty where none was given.
pub(super) fn commitment(reason: Option<&str>) -> String {
    let digest = reason.map(|reason| secrets::digest(reason.as_bytes()));
    digest.unwrap_or_default()
}

/// Moves an objection on, and keeps the step, by this account at this time.
///
/// # Errors
/// [`Error::NotNow`] where somebody else was faster.
pub(super) async fn move_on(
    db: &DatabaseTransaction,
    row: &objection::Model,
    next: ObjectionState,
    reason: Option<String>,
    (account, at): (AccountId, i64),
) -> Result<(), Error> {
    let changed = objection::Entity::update_many()
        .col_expr(objection::Column::State, Expr::value(next.key()))
        .filter(objection::Column::Id.eq(row.id))
        .filter(objection::Column::State.eq(row.state.as_str()))
        .exec(db)
        .await?;
    if changed.rows_affected != 1 {
        return Err(Error::NotNow(text::CHANGED_MEANWHILE));
    }
    objection_step::ActiveModel {
        objection_id: Set(row.id),
        state: Set(next.key().to_owned()),
        reason: Set(reason),
        account_id: Set(Some(account)),
        at: Set(at),
        ..Default::default()
    }
    .insert(db)
    .await?;
    Ok(())
}

/// What is to be confirmed of an answer; accepting is only the way to one.
fn to_confirm(
    action: ObjectionAction,
    row: &objection::Model,
    subject: &ObjectionSubject,
    state: ObjectionState,
    reason: Option<&str>,
) -> Option<Irrevocable> {
    let (receipt, subject) = (row.receipt.clone(), subject.clone());
    let reason = reason.unwrap_or_default().to_owned();
    match action {
        ObjectionAction::Decide(outcome) => Some(Irrevocable::Decision {
            receipt,
            subject,
            state,
            outcome,
            reason,
        }),
        ObjectionAction::Decline => Some(Irrevocable::Declining {
            receipt,
            subject,
            reason,
        }),
        ObjectionAction::Accept
        | ObjectionAction::Investigate
        | ObjectionAction::Review
        | ObjectionAction::Close => None,
    }
}
