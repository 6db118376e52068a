//! An uploaded file, stored unchanged, with the result of reading it.

use sea_orm::entity::prelude::*;

use crate::ids::{AccountId, BoardId, ProjectId, RoundId, ScheduleId, UploadId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "uploads")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: UploadId,
    pub project_id: ProjectId,
    pub round_id: Option<RoundId>,
    pub board_id: Option<BoardId>,
    pub schedule_id: Option<ScheduleId>,
    #[sea_orm(column_type = "Text")]
    pub file_name: String,
    pub bytes: i64,
    #[sea_orm(column_type = "Text")]
    pub digest: String,
    #[sea_orm(column_type = "Text", nullable)]
    pub object_key: Option<String>,
    pub uploaded_by: AccountId,
    pub uploaded_at: i64,
    #[sea_orm(column_type = "Text")]
    pub stage: String,
    pub done: i64,
    pub total: i64,
    pub beat_at: i64,
    #[sea_orm(column_type = "Text", nullable)]
    pub report: Option<String>,
    #[sea_orm(column_type = "Text", nullable)]
    pub said: Option<String>,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
