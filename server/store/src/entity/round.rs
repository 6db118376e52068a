//! A round (榜次) as planned, and where it stands.

use sea_orm::entity::prelude::*;

use crate::ids::{AccountId, ProjectId, RoundId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "rounds")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: RoundId,
    pub project_id: ProjectId,
    pub number: i32,
    #[sea_orm(column_type = "Text")]
    pub tier: String,
    pub window_days: i32,
    #[sea_orm(column_type = "Text")]
    pub state: String,
    #[sea_orm(column_type = "Text")]
    pub window_unit: String,
    /// A day in China: `2024-09-12`.
    #[sea_orm(column_type = "Text", nullable)]
    pub due_on: Option<String>,
    /// State of the correction under way.
    #[sea_orm(column_type = "Text", nullable)]
    pub correction: Option<String>,
    /// When the working board is to be published.
    pub planned_at: Option<i64>,
    /// Who approved it.
    pub approved_by: Option<AccountId>,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
