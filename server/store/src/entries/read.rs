//! Reading the entries of boards.

use std::collections::{BTreeMap, HashMap};

use domain::board::Entry;
use domain::table::EntryPlace;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use sha2::{Digest, Sha256};

use super::AT_ONCE;
use super::pack::{self, PackedEntry, first};
use crate::entity::{entry, entry_pack};
use crate::ids::BoardId;
use crate::{Error, secrets};

/// Packs in one query.
const PACKS_AT_ONCE: usize = 256;

/// An entry's row, and what it says.
#[derive(Clone, Debug)]
pub struct StoredEntry {
    pub row: entry::Model,
    /// The [`Entry`]'s JSON, byte for byte as it is committed to.
    pub content: String,
    /// Of its commitment, base64url.
    pub salt: String,
    pub(super) place: String,
}

impl StoredEntry {
    pub fn entry(&self) -> Result<Entry, Error> {
        Ok(serde_json::from_str(&self.content)?)
    }

    /// HMAC-SHA-256 of the content under the salt as it is written here: with
    /// the salt destroyed it says nothing of the entry.
    pub fn commitment(&self) -> [u8; 32] {
        secrets::hmac_sha256(self.salt.as_bytes(), self.content.as_bytes())
    }

    /// Where it stands in its table; `None` for a table of long ago.
    pub fn place(&self) -> Result<Option<EntryPlace>, Error> {
        let place = Some(&self.place).filter(|place| !place.is_empty());
        Ok(place.map(|place| serde_json::from_str(place)).transpose()?)
    }
}

/// Whether a household is on a board.
pub async fn is_on(
    db: &impl ConnectionTrait,
    board_id: BoardId,
    household: &str,
) -> Result<bool, Error> {
    Ok(row(db, board_id, household).await?.is_some())
}

/// A household's entry on a board.
pub async fn one(
    db: &impl ConnectionTrait,
    board_id: BoardId,
    household: &str,
) -> Result<Option<StoredEntry>, Error> {
    let row = row(db, board_id, household).await?;
    Ok(stored(db, row.into_iter().collect()).await?.pop())
}

async fn row(
    db: &impl ConnectionTrait,
    board_id: BoardId,
    household: &str,
) -> Result<Option<entry::Model>, Error> {
    Ok(entry::Entity::find()
        .filter(entry::Column::BoardId.eq(board_id))
        .filter(entry::Column::Household.eq(household))
        .one(db)
        .await?)
}

/// What these rows of one board say, in their order.
pub async fn stored(
    db: &impl ConnectionTrait,
    rows: Vec<entry::Model>,
) -> Result<Vec<StoredEntry>, Error> {
    let Some(board_id) = rows.first().map(|row| row.board_id) else {
        return Ok(Vec::new());
    };
    let mut by_pack: BTreeMap<i32, Vec<(usize, entry::Model)>> = BTreeMap::new();
    for (order, row) in rows.into_iter().enumerate() {
        by_pack
            .entry(first(row.position))
            .or_default()
            .push((order, row));
    }
    let packs: Vec<i32> = by_pack.keys().copied().collect();
    let mut found: Vec<(usize, StoredEntry)> = Vec::new();
    for some in packs.chunks(PACKS_AT_ONCE) {
        let packs = entry_pack::Entity::find()
            .filter(entry_pack::Column::BoardId.eq(board_id))
            .filter(entry_pack::Column::First.is_in(some.iter().copied()))
            .all(db)
            .await?;
        for pack in packs {
            let mut packed: Vec<Option<PackedEntry>> = pack::unpacked(&pack.lines, &pack.salts)?
                .into_iter()
                .map(Some)
                .collect();
            for (order, row) in by_pack.remove(&pack.first).unwrap_or_default() {
                let at = usize::try_from(row.position - pack.first).unwrap_or(usize::MAX);
                let one = packed
                    .get_mut(at)
                    .and_then(Option::take)
                    .ok_or_else(|| Error::corrupt("an entry is not in its pack"))?;
                let PackedEntry {
                    content,
                    place,
                    salt,
                } = one;
                let one = StoredEntry {
                    row,
                    content,
                    salt,
                    place,
                };
                found.push((order, one));
            }
        }
    }
    if !by_pack.is_empty() {
        return Err(Error::corrupt("a pack of entries is missing"));
    }
    found.sort_unstable_by_key(|(order, _)| *order);
    Ok(found.into_iter().map(|(_, one)| one).collect())
}

/// As [`stored`], the entries alone.
pub async fn parsed(
    db: &impl ConnectionTrait,
    rows: Vec<entry::Model>,
) -> Result<Vec<Entry>, Error> {
    stored(db, rows)
        .await?
        .iter()
        .map(StoredEntry::entry)
        .collect()
}

/// Entries of a board by their households; those that it has.
pub async fn of_households(
    db: &impl ConnectionTrait,
    board_id: BoardId,
    households: &[&str],
) -> Result<Vec<StoredEntry>, Error> {
    let mut rows = Vec::new();
    for some in households.chunks(AT_ONCE) {
        let more = entry::Entity::find()
            .filter(entry::Column::BoardId.eq(board_id))
            .filter(entry::Column::Household.is_in(some.iter().copied()))
            .all(db)
            .await?;
        rows.extend(more);
    }
    stored(db, rows).await
}

/// Entries of a board by household number; those that it has.
///
/// # Errors
/// [`Error::Database`], [`Error::Corrupt`].
pub async fn by_household(
    db: &impl ConnectionTrait,
    board_id: BoardId,
    households: &[&str],
) -> Result<BTreeMap<String, Entry>, Error> {
    of_households(db, board_id, households)
        .await?
        .iter()
        .map(|one| Ok((one.row.household.clone(), one.entry()?)))
        .collect()
}

/// A board's entries in order, some at a time.
pub struct Pages {
    board_id: BoardId,
    next: i32,
}

impl Pages {
    pub const fn of(board_id: BoardId) -> Self {
        Self { board_id, next: 0 }
    }

    /// The next; none after the last.
    pub async fn next(
        &mut self,
        db: &impl ConnectionTrait,
    ) -> Result<Option<Vec<StoredEntry>>, Error> {
        const ROWS: u64 = 1_024;
        let rows = entry::Entity::find()
            .filter(entry::Column::BoardId.eq(self.board_id))
            .filter(entry::Column::Position.gte(self.next))
            .order_by_asc(entry::Column::Position)
            .limit(ROWS)
            .all(db)
            .await?;
        let Some(last) = rows.last() else {
            return Ok(None);
        };
        self.next = last.position.saturating_add(1);
        stored(db, rows).await.map(Some)
    }
}

/// Of each household of a board the SHA-256 of what it says.
pub async fn digests(
    db: &impl ConnectionTrait,
    board_id: BoardId,
) -> Result<HashMap<String, [u8; 32]>, Error> {
    #[derive(serde::Deserialize)]
    struct Named {
        household: String,
    }
    let mut digests = HashMap::new();
    let mut next = 0;
    loop {
        let packs = entry_pack::Entity::find()
            .filter(entry_pack::Column::BoardId.eq(board_id))
            .filter(entry_pack::Column::First.gte(next))
            .order_by_asc(entry_pack::Column::First)
            .limit(PACKS_AT_ONCE as u64)
            .all(db)
            .await?;
        let Some(last) = packs.last() else {
            return Ok(digests);
        };
        next = last.first.saturating_add(1);
        for pack in packs {
            for packed in pack::unpacked(&pack.lines, &pack.salts)? {
                let Named { household } = serde_json::from_str(&packed.content)?;
                digests.insert(household, Sha256::digest(&packed.content).into());
            }
        }
    }
}
