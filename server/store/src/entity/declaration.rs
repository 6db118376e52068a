//! What a household declared of its relation to an official: only added to.

use sea_orm::entity::prelude::*;

use crate::ids::{AccountId, OfficialId, ProjectId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "declarations")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub project_id: ProjectId,
    #[sea_orm(column_type = "Text")]
    pub household: String,
    #[sea_orm(column_type = "Text", nullable)]
    pub tie: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub relation: String,
    pub official_id: Option<OfficialId>,
    #[sea_orm(column_type = "Text")]
    pub declared_by: String,
    #[sea_orm(column_type = "Text")]
    pub declarer: String,
    #[sea_orm(column_type = "Text")]
    pub basis: String,
    pub in_bulk: bool,
    pub recorded_by: AccountId,
    pub recorded_at: i64,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
