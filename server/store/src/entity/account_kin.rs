//! A household that an account declared to be its own or a relative's.

use sea_orm::entity::prelude::*;

use crate::ids::{AccountId, KinId, ProjectId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "account_kin")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: KinId,
    pub account_id: AccountId,
    pub project_id: ProjectId,
    #[sea_orm(column_type = "Text")]
    pub household: String,
    #[sea_orm(column_type = "Text")]
    pub tie: String,
    #[sea_orm(column_type = "Text")]
    pub relation: String,
    pub declared_at: i64,
    pub lifted_by: Option<AccountId>,
    pub lifted_at: Option<i64>,
    #[sea_orm(column_type = "Text", nullable)]
    pub lifted_reason: Option<String>,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
