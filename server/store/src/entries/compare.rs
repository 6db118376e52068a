//! Comparing two boards in the database.

use std::collections::HashMap;

use domain::areas::{Areas, ByHousehold};
use domain::board::Board;
use domain::diff::BoardDiff;
use domain::quantity::Quantity;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect};

use super::read::{StoredEntry, digests, of_households};
use crate::Error;
use crate::entity::entry;
use crate::ids::BoardId;

/// What turns one board into another. Entries that are the same to the letter
/// are not held in memory.
///
/// # Errors
/// [`Error::Database`], [`Error::Corrupt`].
pub async fn difference(
    db: &impl ConnectionTrait,
    old: BoardId,
    new: BoardId,
) -> Result<BoardDiff, Error> {
    let before = digests(db, old).await?;
    let after = digests(db, new).await?;
    let before_board = apart(db, old, &before, &after).await?;
    let after_board = apart(db, new, &after, &before).await?;
    Ok(BoardDiff::between(&before_board, &after_board))
}

/// The entries of a board that another has not, or not the same.
async fn apart(
    db: &impl ConnectionTrait,
    board: BoardId,
    own: &HashMap<String, [u8; 32]>,
    others: &HashMap<String, [u8; 32]>,
) -> Result<Board, Error> {
    let households: Vec<&str> = own
        .iter()
        .filter(|(household, digest)| others.get(*household) != Some(*digest))
        .map(|(household, _)| household.as_str())
        .collect();
    let stored = of_households(db, board, &households).await?;
    let entries = stored.iter().map(StoredEntry::entry);
    Ok(Board {
        entries: entries.collect::<Result<_, _>>()?,
    })
}

/// What each household of a board has of land and floor.
///
/// # Errors
/// [`Error::Database`].
pub async fn areas_of(db: &impl ConnectionTrait, board: BoardId) -> Result<ByHousehold, Error> {
    let rows: Vec<(String, i64, i64)> = entry::Entity::find()
        .select_only()
        .columns([
            entry::Column::Household,
            entry::Column::LandE4,
            entry::Column::FloorE4,
        ])
        .filter(entry::Column::BoardId.eq(board))
        .into_tuple()
        .all(db)
        .await?;
    let areas = rows.into_iter().map(|(household, land, floor)| {
        let [land, floor] = [land, floor].map(Quantity::from_e4);
        (household, Areas { land, floor })
    });
    Ok(areas.collect())
}
