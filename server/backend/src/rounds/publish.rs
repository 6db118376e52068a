//! Publication: an approved board becomes an immutable notice.

use domain::board::{Board, Entry};
use domain::event::EventKind;
use domain::round::{RoundAction, RoundNumber};
use domain::text;
use domain::time::Window;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder, Set,
};
use sha2::{Digest, Sha256};

use super::{advance, subject};
use crate::accounts::Actor;
use crate::entity::{board, entry, notice};
use crate::events::{self, By};
use crate::projects::round_row;
use crate::{Error, Office, secrets};

/// Publishes the board, inside the transaction of its approval.
pub(super) async fn publish(
    office: &Office,
    transaction: &DatabaseTransaction,
    actor: &Actor,
    code: &str,
    number: RoundNumber,
    draft: &board::Model,
) -> Result<(), Error> {
    let (_, round) = round_row(transaction, code, number).await?;
    advance(
        transaction,
        &round,
        RoundAction::Publish,
        text::NOT_IN_REVIEW,
    )
    .await?;

    let rows = entry::Entity::find()
        .filter(entry::Column::BoardId.eq(draft.id))
        .order_by_asc(entry::Column::Position)
        .all(transaction)
        .await?;
    let digest = digest(&rows);
    let entries: Vec<Entry> = rows
        .iter()
        .map(|row| serde_json::from_str(&row.content))
        .collect::<Result<_, _>>()?;
    let totals = Board { entries }.totals();
    let days = u16::try_from(round.window_days).map_err(Error::internal)?;
    let window = Window::of_days(office.now(), days);
    let notice = notice::ActiveModel {
        round_id: Set(round.id),
        board_id: Set(draft.id),
        revision: Set(1),
        published_at: Set(window.opens.timestamp_millis()),
        closes_at: Set(window.closes.timestamp_millis()),
        approved_by: Set(actor.id),
        totals: Set(serde_json::to_string(&totals)?),
        digest: Set(digest.clone()),
        ..Default::default()
    }
    .insert(transaction)
    .await?;
    events::record(
        office,
        transaction,
        EventKind::NoticePublished,
        By::Account(actor),
        subject(code, number),
        vec![
            ("revision", i64::from(notice.revision).into()),
            ("closes_at", notice.closes_at.into()),
            ("households", totals.households.into()),
            ("payout_fen", totals.payout.fen().into()),
            ("land_e4_mu", totals.land.e4().into()),
            ("floor_e4_m2", totals.floor.e4().into()),
            ("flagged", totals.flagged.into()),
            ("file", draft.file_digest.clone().into()),
            ("entries", digest.into()),
        ],
    )
    .await
}

/// SHA-256 over the entries' commitments in order. A commitment is
/// HMAC-SHA-256 of the entry's stored JSON under its own random salt: with the
/// salt destroyed it says nothing of the entry.
fn digest(rows: &[entry::Model]) -> String {
    let mut all = Sha256::new();
    for row in rows {
        all.update(secrets::hmac_sha256(
            row.salt.as_bytes(),
            row.content.as_bytes(),
        ));
    }
    data_encoding::HEXLOWER.encode(&all.finalize())
}
