//! A photo or PDF filed with an objection; its bytes are in the object store, sealed.

use sea_orm::entity::prelude::*;

use crate::ids::ObjectionId;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "objection_files")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub objection_id: ObjectionId,
    pub number: i32,
    #[sea_orm(column_type = "Text")]
    pub file_name: String,
    #[sea_orm(column_type = "Text")]
    pub media_type: String,
    pub bytes: i64,
    #[sea_orm(column_type = "Text")]
    pub digest: String,
    #[sea_orm(column_type = "Text")]
    pub object_key: String,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
