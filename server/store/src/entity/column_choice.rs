//! What a project's clerks decided of a column, by its heading.

use sea_orm::entity::prelude::*;

use crate::ids::ProjectId;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "column_choices")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub project_id: ProjectId,
    #[sea_orm(column_type = "Text")]
    pub header: String,
    #[sea_orm(column_type = "Text", nullable)]
    pub field: Option<String>,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
