//! What households declared of their relation to officials.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::*;

use crate::frozen::{append_only, thaw};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .create_table(
                Table::create()
                    .table("declarations")
                    .col(big_pk_auto("id"))
                    .col(big_integer("project_id"))
                    .col(text("household"))
                    // Null: declared to have no relation.
                    .col(text_null("tie"))
                    .col(text("relation"))
                    .col(big_integer_null("official_id"))
                    .col(text("declared_by"))
                    .col(text("declarer"))
                    .col(text("basis"))
                    .col(boolean("in_bulk"))
                    .col(big_integer("recorded_by"))
                    .col(big_integer("recorded_at"))
                    .foreign_key(
                        ForeignKey::create()
                            .from("declarations", "project_id")
                            .to("projects", "id"),
                    )
                    .foreign_key(
                        ForeignKey::create()
                            .from("declarations", "official_id")
                            .to("officials", "id"),
                    )
                    .foreign_key(
                        ForeignKey::create()
                            .from("declarations", "recorded_by")
                            .to("accounts", "id"),
                    )
                    .to_owned(),
            )
            .await?;
        manager
            .create_index(
                Index::create()
                    .name("declarations_project_household")
                    .table("declarations")
                    .col("project_id")
                    .col("household")
                    .to_owned(),
            )
            .await?;
        append_only(manager, "declarations").await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        thaw(manager, "declarations").await?;
        manager
            .drop_table(Table::drop().table("declarations").to_owned())
            .await
    }
}
