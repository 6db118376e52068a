//! A board beside the one before it.

use std::collections::BTreeMap;

use domain::areas::{Areas, ByHousehold};
use domain::board::Board;
use domain::diff::BoardDiff;
use domain::quantity::Quantity;
use domain::read::BoardRef;
use domain::round::RoundNumber;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect};
use sha2::{Digest, Sha256};

use crate::Error;
use crate::entity::{entry, notice};
use crate::entries::{self, Pages, StoredEntry};
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
    let mut before: BTreeMap<String, [u8; 32]> = BTreeMap::new();
    let mut pages = Pages::of(old);
    while let Some(page) = pages.next(db).await? {
        before.extend(page.into_iter().map(|one| {
            let digest = Sha256::digest(&one.content).into();
            (one.row.household, digest)
        }));
    }
    let mut after = Vec::new();
    let mut pages = Pages::of(new);
    while let Some(page) = pages.next(db).await? {
        for one in page {
            let digest: [u8; 32] = Sha256::digest(&one.content).into();
            if before.get(&one.row.household) == Some(&digest) {
                before.remove(&one.row.household);
            } else {
                after.push(one.entry()?);
            }
        }
    }
    let other: Vec<&str> = before.keys().map(String::as_str).collect();
    let before = entries::of_households(db, old, &other).await?;
    let before = before
        .iter()
        .map(StoredEntry::entry)
        .collect::<Result<_, _>>()?;
    let [before, after] = [before, after].map(|entries| Board { entries });
    Ok(BoardDiff::between(&before, &after))
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
