//! A step that an objection took.

use sea_orm::entity::prelude::*;

use crate::ids::{AccountId, ObjectionId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "objection_steps")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub objection_id: ObjectionId,
    #[sea_orm(column_type = "Text")]
    pub state: String,
    #[sea_orm(column_type = "Text", nullable)]
    pub reason: Option<String>,
    pub account_id: Option<AccountId>,
    pub at: i64,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
