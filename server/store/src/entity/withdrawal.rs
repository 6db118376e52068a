//! Somebody asks that a published board be withdrawn (撤回).

use sea_orm::entity::prelude::*;

use crate::ids::{AccountId, NoticeId, WithdrawalId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "withdrawals")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: WithdrawalId,
    pub notice_id: NoticeId,
    #[sea_orm(column_type = "Text")]
    pub reason: String,
    pub asked_by: AccountId,
    pub asked_at: i64,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
