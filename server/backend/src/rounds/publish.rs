//! Publication: an approved board becomes an immutable notice.

use domain::board::Board;
use domain::event::EventKind;
use domain::round::RoundAction;
use domain::time::Window;
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveModelTrait, ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, Set};

use super::opening::Open;
use super::stored::Stored;
use super::{advance, newest_correction, subject};
use crate::entity::{board, notice, round};
use crate::events::{self, By};
use crate::projects::{Loaded, length, number};
use crate::{Error, Office, calendar, secrets};

/// Publishes a round's approved board: as its first notice, or as the next
/// revision of what it shows, with a window of its own in either case.
pub(super) async fn publish(
    office: &Office,
    transaction: &DatabaseTransaction,
    by: By<'_>,
    (loaded, round, draft): (&Loaded, &round::Model, &board::Model),
    _found_free: Open,
) -> Result<(), Error> {
    let approved_by = round
        .approved_by
        .ok_or_else(|| Error::internal(format!("nobody approved round {}", round.id)))?;
    if draft.uploaded_by == approved_by {
        return Err(Error::NotNow(text::OWN_UPLOAD));
    }
    advance(
        transaction,
        round,
        RoundAction::Publish,
        text::NOT_IN_REVIEW,
    )
    .await?;

    let stored = Stored::of(transaction, draft.id).await?;
    if !stored.is_as_approved(transaction).await? {
        return Err(Error::internal(format!(
            "board {} of round {} is not as it was approved, and was not published",
            draft.id, round.id
        )));
    }
    let Stored {
        entries, digest, ..
    } = stored;
    let totals = Board { entries }.totals();
    let days = calendar::load(transaction).await?;
    let window = Window::of(office.now(), length(round), &days, &[]);
    let before = loaded.revisions(round.id).next();
    let correction = match round.correction {
        Some(_) => newest_correction(transaction, round.id).await?,
        None => None,
    };
    let notice = notice::ActiveModel {
        round_id: Set(round.id),
        board_id: Set(draft.id),
        revision: Set(before.map_or(1, |before| before.revision + 1)),
        published_at: Set(window.opens.timestamp_millis()),
        closes_at: Set(window.closes.timestamp_millis()),
        approved_by: Set(approved_by),
        totals: Set(serde_json::to_string(&totals)?),
        digest: Set(digest.clone()),
        correction_reason: Set(correction.map(|correction| correction.reason)),
        planned_at: Set(round.planned_at),
        ..Default::default()
    }
    .insert(transaction)
    .await?;
    clear_plan(transaction, round.id).await?;
    let mut facts = vec![
        ("revision", i64::from(notice.revision).into()),
        ("closes_at", notice.closes_at.into()),
        ("households", totals.households.into()),
        ("payout_fen", totals.payout.fen().into()),
        ("land_e4_mu", totals.land.e4().into()),
        ("floor_e4_m2", totals.floor.e4().into()),
        ("flagged", totals.flagged.into()),
        ("file", draft.file_digest.clone().into()),
        ("entries", digest.into()),
    ];
    facts.extend(notice.planned_at.map(|at| ("planned_at", at.into())));
    facts.extend(notice.correction_reason.as_ref().map(|reason| {
        let digest = secrets::digest(reason.as_bytes());
        ("reason", digest.into())
    }));
    events::record(
        office,
        transaction,
        EventKind::NoticePublished,
        by,
        subject(&loaded.project.code, number(round)?),
        facts,
    )
    .await
}

/// Forgets the time set for a round's board, and who approved it.
pub(super) async fn clear_plan(
    transaction: &DatabaseTransaction,
    round_id: i64,
) -> Result<(), Error> {
    round::Entity::update_many()
        .col_expr(round::Column::PlannedAt, Expr::value(None::<i64>))
        .col_expr(round::Column::ApprovedBy, Expr::value(None::<i64>))
        .filter(round::Column::Id.eq(round_id))
        .exec(transaction)
        .await?;
    Ok(())
}
