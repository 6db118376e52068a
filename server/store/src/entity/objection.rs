//! An objection (异议). Statement, name and phone are sealed.

use sea_orm::entity::prelude::*;

use crate::ids::{NoticeId, ObjectionId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "objections")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: ObjectionId,
    #[sea_orm(column_type = "Text")]
    pub receipt: String,
    /// A keyed hash of the post that filed it.
    #[sea_orm(column_type = "Text")]
    pub submission: String,
    #[sea_orm(column_type = "Text")]
    pub secret_hash: String,
    pub notice_id: NoticeId,
    #[sea_orm(column_type = "Text", nullable)]
    pub household: Option<String>,
    #[sea_orm(column_type = "Text", nullable)]
    pub line: Option<String>,
    /// The line's place in the entry objected to, from 0. Objections of before
    /// it was kept have none.
    pub line_index: Option<i32>,
    #[sea_orm(column_type = "Text")]
    pub kind: String,
    #[sea_orm(column_type = "Text")]
    pub statement_sealed: String,
    #[sea_orm(column_type = "Text")]
    pub person_sealed: String,
    #[sea_orm(column_type = "Text")]
    pub state: String,
    pub filed_at: i64,
    /// What there were too many of when it was filed.
    #[sea_orm(column_type = "Text", nullable)]
    pub held_for: Option<String>,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
