//! What a board's entries say (公示条目), some at a time: see [`crate::entries`].

use sea_orm::entity::prelude::*;

use crate::ids::BoardId;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "entry_packs")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub board_id: BoardId,
    /// The position of its first entry.
    #[sea_orm(primary_key, auto_increment = false)]
    pub first: i32,
    /// Deflated: of each entry its JSON in a line, and in the next where it
    /// stands in the table.
    #[sea_orm(column_type = "Blob")]
    pub lines: Vec<u8>,
    /// Of each entry 32 bytes.
    #[sea_orm(column_type = "Blob")]
    pub salts: Vec<u8>,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
