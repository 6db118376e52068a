//! A board beside the one before it.

use std::collections::HashMap;

use domain::areas::{Areas, ByHousehold};
use domain::board::Board;
use domain::board_ref::BoardRef;
use domain::diff::BoardDiff;
use domain::quantity::Quantity;
use domain::round::RoundNumber;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect};

use crate::Error;
use crate::entity::{entry, notice};
use crate::entries::{self, StoredEntry};
use crate::projects::Loaded;

/// What a round's draft is compared with: the revision that it corrects;
/// otherwise the newest notice of the round before, if one was published.
pub(crate) fn before(
    loaded: &Loaded,
    number: RoundNumber,
) -> Option<(RoundNumber, &notice::Model)> {
    let corrected = loaded.round(number).ok().and_then(|(round, notice)| {
        notice
            .as_ref()
            .filter(|_| round.correction.is_some())
            .map(|notice| (number, &notice.notice))
    });
    corrected.or_else(|| newest_before(loaded, number))
}

/// The newest notice of the nearest round before that has one.
fn newest_before(loaded: &Loaded, number: RoundNumber) -> Option<(RoundNumber, &notice::Model)> {
    let shown = loaded.rounds.iter().filter_map(|(round, notice)| {
        let number = RoundNumber::new(u8::try_from(round.number).ok()?)?;
        Some((number, &notice.as_ref()?.notice))
    });
    shown
        .filter(|(of, _)| *of < number)
        .max_by_key(|(of, _)| *of)
}

/// Which board a notice is.
pub(crate) fn board_ref(round: RoundNumber, notice: &notice::Model) -> BoardRef {
    BoardRef {
        round,
        revision: u32::try_from(notice.revision).unwrap_or_default(),
    }
}

/// What turns one board into another. Entries that are the same to the letter
/// are not held.
pub(crate) async fn difference(
    db: &impl ConnectionTrait,
    old: i64,
    new: i64,
) -> Result<BoardDiff, Error> {
    let before = entries::digests(db, old).await?;
    let after = entries::digests(db, new).await?;
    let before_board = apart(db, old, &before, &after).await?;
    let after_board = apart(db, new, &after, &before).await?;
    Ok(BoardDiff::between(&before_board, &after_board))
}

/// The entries of a board that another has not, or not the same.
async fn apart(
    db: &impl ConnectionTrait,
    board: i64,
    own: &HashMap<String, [u8; 32]>,
    others: &HashMap<String, [u8; 32]>,
) -> Result<Board, Error> {
    let households: Vec<&str> = own
        .iter()
        .filter(|(household, digest)| others.get(*household) != Some(*digest))
        .map(|(household, _)| household.as_str())
        .collect();
    let stored = entries::of_households(db, board, &households).await?;
    let entries = stored.iter().map(StoredEntry::entry);
    Ok(Board {
        entries: entries.collect::<Result<_, _>>()?,
    })
}

/// What each household of a board has of land and floor.
pub(super) async fn areas_of(db: &impl ConnectionTrait, board: i64) -> Result<ByHousehold, Error> {
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
