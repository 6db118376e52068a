//! A later end of a notice's window, and why.

use sea_orm::entity::prelude::*;

use crate::ids::NoticeId;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "window_moves")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub notice_id: NoticeId,
    pub closes_at: i64,
    #[sea_orm(column_type = "Text")]
    pub kind: String,
    pub lost_from: Option<i64>,
    pub lost_to: Option<i64>,
    pub lost_days: Option<i32>,
    /// What its day of the calendar is for.
    #[sea_orm(column_type = "Text", nullable)]
    pub note: Option<String>,
    pub at: i64,
    /// The day of the calendar that was changed: `2024-10-01`.
    #[sea_orm(column_type = "Text", nullable)]
    pub day: Option<String>,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
