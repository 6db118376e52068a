//! A version of a project's standards.

use sea_orm::entity::prelude::*;

use crate::ids::{AccountId, ProjectId, ScheduleId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "schedules")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: ScheduleId,
    pub project_id: ProjectId,
    pub version: i32,
    #[sea_orm(column_type = "Text")]
    pub file_name: String,
    #[sea_orm(column_type = "Text")]
    pub file_digest: String,
    pub loaded_by: AccountId,
    pub loaded_at: i64,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
