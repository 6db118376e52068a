//! Sending a draft to pre-review.

use chrono::{DateTime, Duration, Utc};
use domain::account::Permission;
use domain::conflict_of_interest::RestrictedAction;
use domain::event::{BoardRecalled, BoardSubmitted};
use domain::round::{RoundAction, RoundNumber};
use store::boards;
use store::schedules;

use super::locked::LockedRound;
use super::publication_gate::may_be_submitted;
use super::{changes, frozen_reasons, warnings};
use crate::actor::Actor;
use crate::{AppContext, Error, declarations};

/// How long before its publication a board may be sent in.
const MAX_AHEAD: Duration = Duration::days(180);

/// Sends the round's draft to pre-review; it is published once it is approved.
///
/// # Errors
/// As [`submit_for`].
pub async fn submit(
    context: &AppContext,
    actor: &Actor,
    code: &str,
    number: RoundNumber,
) -> Result<(), Error> {
    submit_for(context, actor, code, number, None).await
}

/// Sends the round's draft to pre-review, to be published at a set time. The board
/// before may still be on display then, and objections to it wait for their answer: what
/// holds this one up is looked at when its time comes.
///
/// # Errors
/// [`Error::Refused`] on `planned_at` where the time has passed or is far off, or
/// the board before is still on display then,
/// or where a warning stands or a household changed and no reason is given;
/// [`Error::NotNow`] where there is no draft, something holds the board up, or
/// the standards or the surveyed total were replaced since the upload.
pub async fn submit_for(
    context: &AppContext,
    actor: &Actor,
    code: &str,
    number: RoundNumber,
    planned_at: Option<DateTime<Utc>>,
) -> Result<(), Error> {
    let asked = (Permission::UploadBoard, RestrictedAction::Submit);
    let mut locked = LockedRound::begin(context, actor, asked, code, number).await?;
    if let Some(at) = planned_at
        && !(context.now()..context.now() + MAX_AHEAD).contains(&at)
    {
        return Err(Error::refused("planned_at", text::PLANNED_WRONG));
    }
    let draft = locked
        .board
        .clone()
        .ok_or(Error::NotNow(text::NOTHING_TO_SUBMIT))?;
    let version = schedules::newest(locked.db(), locked.project.id).await?;
    if version.is_none_or(|version| version.id != draft.schedule_id) {
        return Err(Error::NotNow(text::STANDARDS_CHANGED));
    }
    let report = boards::report(&draft)?;
    if report.surveyed != locked.project.surveyed {
        return Err(Error::NotNow(text::SURVEYED_CHANGED));
    }
    may_be_submitted(&locked.blockers().await?, planned_at)?;
    let warned = warnings::freeze(locked.db(), &draft).await?;
    let changed = changes::freeze(&locked, &draft).await?;
    locked
        .advance(RoundAction::Submit, text::NOTHING_TO_SUBMIT)
        .await?;
    declarations::settle(&locked.change, &locked.project, &draft).await?;
    locked.plan(None, planned_at).await?;
    let db = locked.db();
    let change_reasons = frozen_reasons::changes(db, &draft).await?;
    let warning_reasons = frozen_reasons::warnings(db, &draft).await?;
    let submitted = BoardSubmitted {
        file: draft.file_digest,
        changes: changed,
        warnings: warned,
        change_reasons: frozen_reasons::digest(&change_reasons)?,
        warning_reasons: frozen_reasons::digest(&warning_reasons)?,
        planned_at,
    };
    locked.commit(submitted).await
}

/// Takes an approved board that waits for its time back to the clerk's desk.
/// Its approval is gone with it.
///
/// # Errors
/// [`Error::NotNow`] where none waits.
pub async fn recall(
    context: &AppContext,
    actor: &Actor,
    code: &str,
    number: RoundNumber,
) -> Result<(), Error> {
    let asked = (Permission::UploadBoard, RestrictedAction::Submit);
    let locked = LockedRound::begin(context, actor, asked, code, number).await?;
    let action = (RoundAction::Recall, text::RECALL_NOT_NOW);
    locked.step_back(action, BoardRecalled {}).await
}
