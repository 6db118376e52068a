//! The second person's answer to a withdrawal.

use sea_orm::entity::prelude::*;

use crate::ids::{AccountId, WithdrawalId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "withdrawal_answers")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub withdrawal_id: WithdrawalId,
    pub confirmed: bool,
    #[sea_orm(column_type = "Text", nullable)]
    pub reason: Option<String>,
    pub answered_by: AccountId,
    pub answered_at: i64,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
