//! A change of a board's due date: rows are only added.

use sea_orm::entity::prelude::*;

use crate::ids::{AccountId, RoundId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "due_changes")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub round_id: RoundId,
    #[sea_orm(column_type = "Text", nullable)]
    pub due_before: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub due_after: String,
    #[sea_orm(column_type = "Text")]
    pub reason: String,
    pub changed_by: AccountId,
    pub changed_at: i64,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
