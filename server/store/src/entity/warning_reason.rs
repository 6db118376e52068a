//! Why a warning stands, as given while the board was a draft; the newest counts.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "warning_reasons")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub round_id: i64,
    #[sea_orm(column_type = "Text")]
    pub warning: String,
    #[sea_orm(column_type = "Text")]
    pub reason: String,
    pub given_by: i64,
    pub given_at: i64,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
