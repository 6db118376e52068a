//! A household's row (公示条目). `content` is the whole entry as JSON; the other columns are for finding and sorting.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "entries")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub board_id: i64,
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
    #[sea_orm(column_type = "Text")]
    pub content: String,
    #[sea_orm(column_type = "Text")]
    pub salt: String,
    /// An [`domain::read::EntryPlace`] as JSON.
    #[sea_orm(column_type = "Text", nullable)]
    pub place: Option<String>,
    /// [`domain::read::EntryPlace::says_none`]
    pub says_none: bool,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
