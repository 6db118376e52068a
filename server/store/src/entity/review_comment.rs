//! A reviewer's comment on a cell; fixed once the review is over.

use sea_orm::entity::prelude::*;

use crate::ids::{AccountId, BoardId, CommentId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "review_comments")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: CommentId,
    pub board_id: BoardId,
    #[sea_orm(column_type = "Text")]
    pub household: String,
    #[sea_orm(column_type = "Text", nullable)]
    pub sheet: Option<String>,
    #[sea_orm(column_type = "Text", nullable)]
    pub cell: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub label: String,
    #[sea_orm(column_type = "Text")]
    pub comment: String,
    pub given_by: AccountId,
    pub given_at: i64,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
