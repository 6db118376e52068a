//! One rate (补偿标准).

use sea_orm::entity::prelude::*;

use crate::ids::ScheduleId;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "standards")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub schedule_id: ScheduleId,
    pub position: i32,
    #[sea_orm(column_type = "Text")]
    pub code: String,
    #[sea_orm(column_type = "Text")]
    pub category: String,
    #[sea_orm(column_type = "Text")]
    pub name: String,
    #[sea_orm(column_type = "Text")]
    pub unit: String,
    pub price_fen: i64,
    pub floor_fen: Option<i64>,
    pub cap_fen: Option<i64>,
    #[sea_orm(column_type = "Text")]
    pub basis: String,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
