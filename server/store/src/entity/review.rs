//! What a reviewer signed, or why a board was sent back: never changed.

use sea_orm::entity::prelude::*;

use crate::ids::{AccountId, BoardId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "reviews")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub board_id: BoardId,
    pub reviewer: AccountId,
    #[sea_orm(column_type = "Text")]
    pub outcome: String,
    #[sea_orm(column_type = "Text")]
    pub items: String,
    #[sea_orm(column_type = "Text", nullable)]
    pub reason: Option<String>,
    /// Of an approval: SHA-256 over the entries' commitments.
    #[sea_orm(column_type = "Text", nullable)]
    pub entries: Option<String>,
    pub at: i64,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
