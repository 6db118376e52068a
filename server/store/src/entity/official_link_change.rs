//! That an official's account is to be another one, or none.

use sea_orm::entity::prelude::*;

use crate::ids::{AccountId, OfficialId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "official_link_changes")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub official_id: OfficialId,
    /// The account that it is to be; `None`: none.
    pub account_id: Option<AccountId>,
    pub asked_by: AccountId,
    pub asked_at: i64,
    pub answered_by: Option<AccountId>,
    pub answered_at: Option<i64>,
    pub agreed: Option<bool>,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
