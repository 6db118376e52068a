//! The notice that a submitted board is compared with: never changed.

use sea_orm::entity::prelude::*;

use crate::ids::{BoardId, NoticeId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "board_comparisons")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub board_id: BoardId,
    pub with_notice: NoticeId,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
