//! What a round shows once published (公示): never changed.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "notices")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub round_id: i64,
    pub board_id: i64,
    pub revision: i32,
    pub published_at: i64,
    pub closes_at: i64,
    pub approved_by: i64,
    #[sea_orm(column_type = "Text")]
    pub totals: String,
    #[sea_orm(column_type = "Text")]
    pub digest: String,
    /// Why the revision before was mended.
    #[sea_orm(column_type = "Text", nullable)]
    pub correction_reason: Option<String>,
    /// When it was to go out, where that was set.
    pub planned_at: Option<i64>,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
