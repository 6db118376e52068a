//! An uploaded board: the draft, and what a notice was published from.

use sea_orm::entity::prelude::*;

use crate::ids::{AccountId, BoardId, RoundId, ScheduleId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "boards")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: BoardId,
    pub round_id: RoundId,
    pub schedule_id: ScheduleId,
    #[sea_orm(column_type = "Text")]
    pub file_name: String,
    #[sea_orm(column_type = "Text")]
    pub file_digest: String,
    #[sea_orm(column_type = "Text")]
    pub report: String,
    pub uploaded_by: AccountId,
    pub uploaded_at: i64,
    #[sea_orm(column_type = "Text", nullable)]
    pub return_reason: Option<String>,
    /// All of its entries are stored; until then the board is nobody's.
    pub complete: bool,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
