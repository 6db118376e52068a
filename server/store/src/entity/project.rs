//! A requisition project (征收项目).

use sea_orm::entity::prelude::*;

use crate::ids::{AccountId, ProjectId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "projects")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: ProjectId,
    #[sea_orm(column_type = "Text")]
    pub code: String,
    #[sea_orm(column_type = "Text")]
    pub name: String,
    #[sea_orm(column_type = "Text")]
    pub area: String,
    #[sea_orm(column_type = "Text")]
    pub office: String,
    #[sea_orm(column_type = "Text")]
    pub approval_number: String,
    #[sea_orm(column_type = "Text")]
    pub phone: String,
    #[sea_orm(column_type = "Text")]
    pub scope: String,
    #[sea_orm(column_type = "Text")]
    pub scope_reason: String,
    #[sea_orm(column_type = "Text")]
    pub access_code: String,
    pub created_by: AccountId,
    pub created_at: i64,
    /// Ten-thousandths of the unit.
    pub surveyed_e4: Option<i64>,
    #[sea_orm(column_type = "Text", nullable)]
    pub surveyed_unit: Option<String>,
    /// Since when it is stated.
    pub surveyed_at: Option<i64>,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
