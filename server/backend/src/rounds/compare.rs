//! A board beside the one before it.

use domain::board::{Board, Entry};
use domain::diff::BoardDiff;
use domain::read::BoardCompared;
use domain::round::RoundNumber;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

use crate::Error;
use crate::entity::{entry, notice};
use crate::projects::Loaded;

/// The newest notice of the round before, if one was published.
pub(crate) fn before(
    loaded: &Loaded,
    number: RoundNumber,
) -> Option<(RoundNumber, &notice::Model)> {
    let shown = loaded.rounds.iter().filter_map(|(round, notice)| {
        let number = RoundNumber::new(u8::try_from(round.number).ok()?)?;
        Some((number, notice.as_ref()?))
    });
    shown
        .filter(|(of, _)| *of < number)
        .max_by_key(|(of, _)| *of)
}

/// What changed since the board before; `None` where there is none.
pub(super) async fn compared(
    db: &impl ConnectionTrait,
    loaded: &Loaded,
    number: RoundNumber,
    board_id: i64,
) -> Result<Option<BoardCompared>, Error> {
    let Some((with, notice)) = before(loaded, number) else {
        return Ok(None);
    };
    let old = entries(db, notice.board_id).await?;
    let new = entries(db, board_id).await?;
    Ok(Some(BoardCompared {
        with,
        diff: BoardDiff::between(&old, &new),
    }))
}

async fn entries(db: &impl ConnectionTrait, board_id: i64) -> Result<Board, Error> {
    let rows = entry::Entity::find()
        .filter(entry::Column::BoardId.eq(board_id))
        .order_by_asc(entry::Column::Position)
        .all(db)
        .await?;
    let entries: Vec<Entry> = rows
        .iter()
        .map(|row| serde_json::from_str(&row.content))
        .collect::<Result<_, _>>()?;
    Ok(Board { entries })
}
