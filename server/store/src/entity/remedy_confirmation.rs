//! That a board's other change is the one which an upheld objection asked for.

use sea_orm::entity::prelude::*;

use crate::ids::{AccountId, BoardId, ObjectionId, RoundId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "remedy_confirmations")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub objection_id: ObjectionId,
    pub round_id: RoundId,
    /// The board that shows the change.
    pub board_id: BoardId,
    #[sea_orm(column_type = "Text")]
    pub reason: String,
    pub confirmed_by: AccountId,
    pub confirmed_at: i64,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
