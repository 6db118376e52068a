//! Deletes a board that was stored only in part.

use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use store::entity::{board, private_hash, private_number, upload};
use store::entries;
use store::ids::BoardId;

use crate::Error;

/// Takes away a board that is not whole.
pub(crate) async fn discard(db: &impl ConnectionTrait, board_id: BoardId) -> Result<(), Error> {
    let unfinished = board::Entity::find_by_id(board_id)
        .filter(board::Column::Complete.eq(false))
        .one(db)
        .await?;
    if unfinished.is_none() {
        return Ok(());
    }
    upload::Entity::update_many()
        .col_expr(upload::Column::BoardId, Expr::value(None::<BoardId>))
        .filter(upload::Column::BoardId.eq(board_id))
        .exec(db)
        .await?;
    private_hash::Entity::delete_many()
        .filter(private_hash::Column::BoardId.eq(board_id))
        .exec(db)
        .await?;
    private_number::Entity::delete_many()
        .filter(private_number::Column::BoardId.eq(board_id))
        .exec(db)
        .await?;
    entries::discard(db, board_id).await?;
    board::Entity::delete_by_id(board_id).exec(db).await?;
    Ok(())
}
