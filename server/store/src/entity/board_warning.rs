//! Why a warning of a submitted board stands: never changed.

use sea_orm::entity::prelude::*;

use crate::ids::{AccountId, BoardId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "board_warnings")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub board_id: BoardId,
    #[sea_orm(column_type = "Text")]
    pub warning: String,
    #[sea_orm(column_type = "Text")]
    pub reason: String,
    pub given_by: AccountId,
    pub given_at: i64,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
