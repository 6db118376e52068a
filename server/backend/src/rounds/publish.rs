//! Publication: an approved board becomes an immutable notice.

use domain::event::NoticePublished;
use domain::round::RoundAction;
use domain::time::Window;
use sea_orm::{ActiveModelTrait, Set};
use store::boards::newest_correction;
use store::calendar;
use store::entity::{board, correction, notice};
use store::secrets;
use views::{Approval, Irrevocable, Publication};

use super::entries_digest::DigestedBoard;
use super::locked::LockedRound;
use super::publication_gate::Clearance;
use crate::Error;

/// Publishes a round's approved board: as its first notice, or as the next
/// revision of what it shows, with a window of its own in either case.
pub(super) async fn publish(
    mut locked: LockedRound<'_>,
    draft: &board::Model,
    stored: DigestedBoard,
    _clearance: Clearance,
) -> Result<(), Error> {
    let round_id = locked.round.id;
    let approved_by = locked
        .round
        .approved_by
        .ok_or_else(|| Error::internal(format!("nobody approved round {round_id}")))?;
    if draft.uploaded_by == approved_by {
        return Err(Error::NotNow(text::OWN_UPLOAD));
    }
    if !stored.is_as_approved(locked.db()).await? {
        return Err(Error::internal(format!(
            "board {} of round {round_id} is not as it was approved, and was not published",
            draft.id
        )));
    }
    let planned_at = locked.round.planned_at;
    let correction = correction(&locked).await?;
    locked
        .advance(RoundAction::Publish, text::NOT_IN_REVIEW)
        .await?;
    let window = window(&locked).await?;
    let revision = locked.next_revision();
    let totals = stored.totals;
    let notice = notice::ActiveModel {
        round_id: Set(round_id),
        board_id: Set(draft.id),
        revision: Set(i32::try_from(revision).map_err(Error::internal)?),
        published_at: Set(window.opens.timestamp_millis()),
        closes_at: Set(window.closes.timestamp_millis()),
        approved_by: Set(approved_by),
        totals: Set(serde_json::to_string(&totals)?),
        digest: Set(stored.digest),
        correction_reason: Set(correction.map(|correction| correction.reason)),
        planned_at: Set(planned_at.map(|at| at.timestamp_millis())),
        ..Default::default()
    }
    .insert(locked.db())
    .await?;
    locked.plan(None, None).await?;
    let reason = notice.correction_reason.as_deref();
    let published = NoticePublished {
        revision,
        closes_at: window.closes,
        totals,
        file: draft.file_digest.clone(),
        entries: notice.digest,
        planned_at,
        reason: reason.map(|reason| secrets::digest(reason.as_bytes())),
    };
    locked.commit(published).await
}

/// What is to be confirmed before a board is approved, and published where
/// nothing keeps it.
pub(super) async fn to_confirm(
    locked: &LockedRound<'_>,
    stored: &DigestedBoard,
    is_cleared: bool,
) -> Result<Irrevocable, Error> {
    let publication = match locked.round.planned_at {
        Some(at) if !is_cleared => Publication::At(at),
        _ => Publication::Now {
            last_day: window(locked).await?.last_day(),
        },
    };
    Ok(Irrevocable::Approval(Approval {
        board: locked.board_name(locked.next_revision()),
        totals: stored.totals,
        entries: stored.digest.clone(),
        publication,
        correction: correction(locked).await?.map(|one| one.reason),
    }))
}

/// What the working board corrects, if it does.
async fn correction(locked: &LockedRound<'_>) -> Result<Option<correction::Model>, Error> {
    Ok(match locked.round.standing.correction {
        Some(_) => newest_correction(locked.db(), locked.round.id).await?,
        None => None,
    })
}

/// How long it is on display, if it is published now.
async fn window(locked: &LockedRound<'_>) -> Result<Window, Error> {
    let days = calendar::load(locked.db()).await?;
    let now = locked.change.context.now();
    Ok(Window::of(now, locked.round.length, &days, &[]))
}
