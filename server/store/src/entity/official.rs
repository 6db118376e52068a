//! A cadre or Party member of the register.

use sea_orm::entity::prelude::*;

use crate::ids::{AccountId, OfficialId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "officials")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: OfficialId,
    #[sea_orm(column_type = "Text")]
    pub name: String,
    #[sea_orm(column_type = "Text")]
    pub post: String,
    #[sea_orm(column_type = "Text")]
    pub kind: String,
    #[sea_orm(column_type = "Text")]
    pub term_from: String,
    #[sea_orm(column_type = "Text", nullable)]
    pub term_to: Option<String>,
    pub account_id: Option<AccountId>,
    pub recorded_by: AccountId,
    pub recorded_at: i64,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
