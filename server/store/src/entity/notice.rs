//! What a round shows once published (公示): never changed.

use sea_orm::entity::prelude::*;

use crate::ids::{AccountId, BoardId, NoticeId, RoundId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "notices")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: NoticeId,
    pub round_id: RoundId,
    pub board_id: BoardId,
    pub revision: i32,
    pub published_at: i64,
    pub closes_at: i64,
    pub approved_by: AccountId,
    #[sea_orm(column_type = "Text")]
    pub totals: String,
    #[sea_orm(column_type = "Text")]
    pub digest: String,
    /// Why the revision before was mended.
    #[sea_orm(column_type = "Text", nullable)]
    pub correction_reason: Option<String>,
    /// When it was to be published, where that was set.
    pub planned_at: Option<i64>,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
