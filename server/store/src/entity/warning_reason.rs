//! Why a warning stands, as given while the board was a draft; the newest counts.

use sea_orm::entity::prelude::*;

use crate::ids::{AccountId, RoundId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "warning_reasons")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub round_id: RoundId,
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
