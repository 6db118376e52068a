//! Uploaded boards, and the board that a submitted one is compared with.

use domain::reason::{ChangeCause, ChangeReason};
use domain::table::UploadReport;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use crate::Error;
use crate::entity::{board, board_comparison, correction};
use crate::ids::{BoardId, NoticeId, RoundId};
use crate::rounds::RoundRecord;

/// The board that a round works on: its newest upload, or its correction's;
/// where nothing is under way, the one that is published.
///
/// # Errors
/// [`Error::Database`].
pub async fn working_board(
    db: &impl ConnectionTrait,
    round: &RoundRecord,
) -> Result<Option<board::Model>, Error> {
    let of_round = board::Entity::find()
        .filter(board::Column::RoundId.eq(round.id))
        .filter(board::Column::Complete.eq(true));
    let uploads = match (&round.standing.correction, &round.notice) {
        (Some(_), _) => {
            let begun = newest_correction(db, round.id).await?;
            let after = begun.map_or(BoardId::new(i64::MAX), |begun| begun.after_board);
            of_round.filter(board::Column::Id.gt(after))
        }
        (None, Some(notice)) => of_round.filter(board::Column::Id.eq(notice.board_id)),
        (None, None) => of_round,
    };
    Ok(uploads.order_by_desc(board::Column::Id).one(db).await?)
}

/// The correction of a round that was begun last.
///
/// # Errors
/// [`Error::Database`].
pub async fn newest_correction(
    db: &impl ConnectionTrait,
    round_id: RoundId,
) -> Result<Option<correction::Model>, Error> {
    Ok(correction::Entity::find()
        .filter(correction::Column::RoundId.eq(round_id))
        .order_by_desc(correction::Column::Id)
        .one(db)
        .await?)
}

/// The newest whole board of the highest round that has a working board.
///
/// # Errors
/// [`Error::Database`].
pub async fn newest_table(
    db: &impl ConnectionTrait,
    rounds: &[RoundRecord],
) -> Result<Option<BoardId>, Error> {
    for round in rounds.iter().rev() {
        if let Some(board) = working_board(db, round).await? {
            return Ok(Some(board.id));
        }
    }
    Ok(None)
}

/// The notice that a submitted board is compared with, by its row.
///
/// # Errors
/// [`Error::Database`].
pub async fn comparison(
    db: &impl ConnectionTrait,
    board_id: BoardId,
) -> Result<Option<NoticeId>, Error> {
    Ok(board_comparison::Entity::find()
        .select_only()
        .column(board_comparison::Column::WithNotice)
        .filter(board_comparison::Column::BoardId.eq(board_id))
        .into_tuple()
        .one(db)
        .await?)
}

/// What reading a board's table gave, as it was stored with it.
///
/// # Errors
/// [`Error::Json`].
pub fn report(board: &board::Model) -> Result<UploadReport, Error> {
    Ok(serde_json::from_str(&board.report)?)
}

/// A reason for a change, from the columns of its row.
///
/// # Errors
/// [`Error::Corrupt`].
pub fn change_reason(
    cause: &str,
    objection: Option<String>,
    note: String,
) -> Result<ChangeReason, Error> {
    let cause = ChangeCause::from_key(cause)
        .ok_or_else(|| Error::corrupt(format!("a change has no known cause: {cause}")))?;
    Ok(ChangeReason {
        cause,
        objection,
        note,
    })
}
