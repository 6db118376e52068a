//! A keyed hash of a household's ID or bank account.

use sea_orm::entity::prelude::*;

use crate::ids::BoardId;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "private_hashes")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub board_id: BoardId,
    #[sea_orm(column_type = "Text")]
    pub household: String,
    #[sea_orm(column_type = "Text")]
    pub hash: String,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
