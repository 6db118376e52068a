//! A household's row of a board, to find and sort by. What it says stands in an
//! [`super::entry_pack`].

use sea_orm::entity::prelude::*;

use crate::ids::BoardId;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "entries")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub board_id: BoardId,
    /// From 0, without a gap.
    #[sea_orm(primary_key, auto_increment = false)]
    pub position: i32,
    #[sea_orm(column_type = "Text")]
    pub household: String,
    #[sea_orm(column_type = "Text")]
    pub head: String,
    #[sea_orm(column_type = "Text")]
    pub group_name: String,
    pub land_e4: i64,
    pub floor_e4: i64,
    pub total_fen: i64,
    pub flagged: bool,
    /// [`domain::table::EntryPlace::says_none`]
    pub says_none: bool,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
