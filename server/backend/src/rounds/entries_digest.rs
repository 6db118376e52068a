//! The entries of a board as they are stored, and whether they are still those
//! that somebody approved.

use domain::board::{Board, Entry, Totals};
use domain::review::ReviewOutcome;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use sha2::{Digest, Sha256};
use store::entity::{entry, review};
use store::entries::Pages;
use store::ids::BoardId;

use crate::Error;

/// A board's entries, read whole: their digest and their totals.
pub(super) struct DigestedBoard {
    board_id: BoardId,
    /// SHA-256 over the entries' commitments in order. A commitment is
    /// HMAC-SHA-256 of the entry's stored JSON under its own random salt: with
    /// the salt destroyed it says nothing of the entry.
    pub(super) digest: String,
    pub(super) totals: Totals,
    /// Whether what lists are sorted and searched by says the same.
    columns_agree: bool,
}

impl DigestedBoard {
    pub(super) async fn read(db: &impl ConnectionTrait, board_id: BoardId) -> Result<Self, Error> {
        let mut all = Sha256::new();
        let mut entries = Vec::new();
        let mut columns_agree = true;
        let mut pages = Pages::of(board_id);
        while let Some(page) = pages.next(db).await? {
            for one in page {
                all.update(one.commitment());
                let entry = one.entry()?;
                columns_agree &= agree(&one.row, &entry);
                entries.push(entry);
            }
        }
        Ok(Self {
            board_id,
            digest: data_encoding::HEXLOWER.encode(&all.finalize()),
            totals: Board { entries }.totals(),
            columns_agree,
        })
    }

    /// Whether these are the entries that were approved last. An approval from
    /// before their digest was kept says nothing of them.
    pub(super) async fn is_as_approved(&self, db: &impl ConnectionTrait) -> Result<bool, Error> {
        let approval = review::Entity::find()
            .filter(review::Column::BoardId.eq(self.board_id))
            .filter(review::Column::Outcome.eq(ReviewOutcome::Approved.key()))
            .order_by_desc(review::Column::Id)
            .one(db)
            .await?;
        let approved = approval.and_then(|approval| approval.entries);
        Ok(approved.is_none_or(|approved| approved == self.digest && self.columns_agree))
    }
}

fn agree(row: &entry::Model, one: &Entry) -> bool {
    row.household == one.household
        && row.head == one.head
        && row.group_name == one.group.as_deref().unwrap_or_default()
        && row.land_e4 == one.land().e4()
        && row.floor_e4 == one.floor().e4()
        && row.total_fen == one.total.fen()
        && row.flagged == one.status.is_some()
}
