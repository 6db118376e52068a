//! What a project's clerks decided of the columns of its tables.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::*;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .create_table(
                Table::create()
                    .table("column_choices")
                    .col(big_pk_auto("id"))
                    .col(big_integer("project_id"))
                    .col(text("header"))
                    // Null: not to be read.
                    .col(text_null("field"))
                    .foreign_key(
                        ForeignKey::create()
                            .from("column_choices", "project_id")
                            .to("projects", "id"),
                    )
                    .to_owned(),
            )
            .await?;
        manager
            .create_index(
                Index::create()
                    .name("column_choices_project_header")
                    .table("column_choices")
                    .col("project_id")
                    .col("header")
                    .unique()
                    .to_owned(),
            )
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .drop_table(Table::drop().table("column_choices").to_owned())
            .await
    }
}
