//! Why a published board is being corrected (更正).

use sea_orm::entity::prelude::*;

use crate::ids::{AccountId, BoardId, RoundId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "corrections")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub round_id: RoundId,
    pub after_board: BoardId,
    #[sea_orm(column_type = "Text")]
    pub reason: String,
    pub begun_by: AccountId,
    pub begun_at: i64,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
