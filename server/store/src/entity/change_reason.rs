//! Why a household changed, as given while the board was a draft; the newest counts.

use sea_orm::entity::prelude::*;

use crate::ids::{AccountId, RoundId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "change_reasons")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub round_id: RoundId,
    #[sea_orm(column_type = "Text")]
    pub household: String,
    #[sea_orm(column_type = "Text")]
    pub fingerprint: String,
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
