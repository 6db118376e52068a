//! A household that changed on a submitted board, and why: never changed.

use sea_orm::entity::prelude::*;

use crate::ids::{AccountId, BoardId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "board_changes")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub board_id: BoardId,
    #[sea_orm(column_type = "Text")]
    pub household: String,
    #[sea_orm(column_type = "Text")]
    pub kind: String,
    #[sea_orm(column_type = "Text")]
    pub cause: String,
    #[sea_orm(column_type = "Text", nullable)]
    pub objection: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub note: String,
    pub given_by: AccountId,
    pub given_at: i64,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
