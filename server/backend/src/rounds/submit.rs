//! Sending a draft to pre-review.

use chrono::{DateTime, Duration, Utc};
use domain::account::Permission;
use domain::event::EventKind;
use domain::recusal::Deed;
use domain::round::{RoundAction, RoundNumber};
use domain::table::UploadReport;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use super::opening::may_be_submitted;
use super::publish::clear_plan;
use super::{advance, board_in_hand, changes, fixed, step_back, subject, warnings};
use crate::accounts::Actor;
use crate::entity::round;
use crate::events::{self, By};
use crate::projects::{round_held, surveyed};
use crate::{Error, Office, declarations, recusal, standards};

/// How long before its publication a board may be sent in.
const AHEAD_MOST: Duration = Duration::days(180);

/// Sends the round's draft to pre-review; it goes out once it is approved.
///
/// # Errors
/// As [`submit_for`].
pub async fn submit(
    office: &Office,
    actor: &Actor,
    code: &str,
    number: RoundNumber,
) -> Result<(), Error> {
    submit_for(office, actor, code, number, None).await
}

/// Sends the round's draft to pre-review, to go out at a set time. The board
/// before may still hang then, and objections to it wait for their answer: what
/// holds this one up is looked at when its time comes.
///
/// # Errors
/// [`Error::Refused`] on `planned_at` where the time has passed or is far off, or
/// the board before still hangs then,
/// or where a warning stands or a household changed and nobody said why;
/// [`Error::NotNow`] where there is no draft, something holds the board up, or
/// the standards or the surveyed total were replaced since the upload.
pub async fn submit_for(
    office: &Office,
    actor: &Actor,
    code: &str,
    number: RoundNumber,
    planned_at: Option<DateTime<Utc>>,
) -> Result<(), Error> {
    actor.must(Permission::UploadBoard)?;
    if let Some(at) = planned_at
        && !(office.now()..office.now() + AHEAD_MOST).contains(&at)
    {
        return Err(Error::refused("planned_at", text::PLANNED_WRONG));
    }
    recusal::check_round(office, actor, Deed::Submit, code, number).await?;
    let transaction = office.begin().await?;
    let (loaded, round) = round_held(&transaction, code, number).await?;
    let notice = loaded.round(number)?.1.as_ref();
    let draft = board_in_hand(&transaction, &round, notice)
        .await?
        .ok_or(Error::NotNow(text::NOTHING_TO_SUBMIT))?;
    let version = standards::newest(&transaction, loaded.project.id).await?;
    if version.is_none_or(|version| version.id != draft.schedule_id) {
        return Err(Error::NotNow(text::STANDARDS_CHANGED));
    }
    let report: UploadReport = serde_json::from_str(&draft.report)?;
    if report.surveyed != surveyed(&loaded.project) {
        return Err(Error::NotNow(text::SURVEYED_CHANGED));
    }
    may_be_submitted(office, &transaction, &loaded, &round, &draft, planned_at).await?;
    let warned = warnings::fix(&transaction, &draft).await?;
    let changed = changes::fix(&transaction, &loaded, number, &draft).await?;
    advance(
        &transaction,
        &round,
        RoundAction::Submit,
        text::NOTHING_TO_SUBMIT,
    )
    .await?;
    declarations::settle(office, &transaction, actor, &loaded, &draft).await?;
    clear_plan(&transaction, round.id).await?;
    let planned_at = planned_at.map(|at| at.timestamp_millis());
    round::Entity::update_many()
        .col_expr(round::Column::PlannedAt, Expr::value(planned_at))
        .filter(round::Column::Id.eq(round.id))
        .exec(&transaction)
        .await?;
    let mut facts = vec![
        ("file", draft.file_digest.clone().into()),
        ("changes", changed.into()),
        ("warnings", warned.into()),
    ];
    let reasons = fixed::changes(&transaction, &draft).await?;
    let reasons = fixed::digest(&reasons)?;
    facts.extend(reasons.map(|digest| ("change_reasons", digest.into())));
    let reasons = fixed::warnings(&transaction, &draft).await?;
    let reasons = fixed::digest(&reasons)?;
    facts.extend(reasons.map(|digest| ("warning_reasons", digest.into())));
    facts.extend(planned_at.map(|at| ("planned_at", at.into())));
    events::record(
        office,
        &transaction,
        EventKind::BoardSubmitted,
        By::Account(actor),
        subject(code, number),
        facts,
    )
    .await?;
    Ok(transaction.commit().await?)
}

/// Takes an approved board that waits for its time back to the clerk's desk.
/// Its approval is gone with it.
///
/// # Errors
/// [`Error::NotNow`] where none waits.
pub async fn recall(
    office: &Office,
    actor: &Actor,
    code: &str,
    number: RoundNumber,
) -> Result<(), Error> {
    actor.must(Permission::UploadBoard)?;
    recusal::check_round(office, actor, Deed::Submit, code, number).await?;
    step_back(
        office,
        actor,
        (code, number),
        (RoundAction::Recall, text::RECALL_NOT_NOW),
        EventKind::BoardRecalled,
    )
    .await
}
