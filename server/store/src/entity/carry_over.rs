//! An upheld objection that a board is published without, openly.

use sea_orm::entity::prelude::*;

use crate::ids::{AccountId, ObjectionId, RoundId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "carry_overs")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub objection_id: ObjectionId,
    pub round_id: RoundId,
    #[sea_orm(column_type = "Text")]
    pub reason: String,
    pub decided_by: AccountId,
    pub decided_at: i64,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
