//! Projects, their rounds as planned, and their versioned standards.

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
                    .table("projects")
                    .col(big_pk_auto("id"))
                    .col(text_uniq("code"))
                    .col(text("name"))
                    .col(text("area"))
                    .col(text("office"))
                    .col(text("approval_number"))
                    .col(text("phone"))
                    .col(text("scope"))
                    .col(text("scope_reason"))
                    .col(text("access_code"))
                    .col(big_integer("created_by"))
                    .col(big_integer("created_at"))
                    .foreign_key(
                        ForeignKey::create()
                            .from("projects", "created_by")
                            .to("accounts", "id"),
                    )
                    .to_owned(),
            )
            .await?;
        manager
            .create_table(
                Table::create()
                    .table("rounds")
                    .col(big_pk_auto("id"))
                    .col(big_integer("project_id"))
                    .col(integer("number"))
                    .col(text("tier"))
                    .col(integer("window_days"))
                    .col(text("state"))
                    .foreign_key(
                        ForeignKey::create()
                            .from("rounds", "project_id")
                            .to("projects", "id"),
                    )
                    .to_owned(),
            )
            .await?;
        manager
            .create_index(
                Index::create()
                    .name("rounds_project_number")
                    .table("rounds")
                    .col("project_id")
                    .col("number")
                    .unique()
                    .to_owned(),
            )
            .await?;
        manager
            .create_table(
                Table::create()
                    .table("schedules")
                    .col(big_pk_auto("id"))
                    .col(big_integer("project_id"))
                    .col(integer("version"))
                    .col(text("file_name"))
                    .col(text("file_digest"))
                    .col(big_integer("loaded_by"))
                    .col(big_integer("loaded_at"))
                    .foreign_key(
                        ForeignKey::create()
                            .from("schedules", "project_id")
                            .to("projects", "id"),
                    )
                    .foreign_key(
                        ForeignKey::create()
                            .from("schedules", "loaded_by")
                            .to("accounts", "id"),
                    )
                    .to_owned(),
            )
            .await?;
        manager
            .create_index(
                Index::create()
                    .name("schedules_project_version")
                    .table("schedules")
                    .col("project_id")
                    .col("version")
                    .unique()
                    .to_owned(),
            )
            .await?;
        manager
            .create_table(
                Table::create()
                    .table("standards")
                    .col(big_pk_auto("id"))
                    .col(big_integer("schedule_id"))
                    .col(integer("position"))
                    .col(text("code"))
                    .col(text("category"))
                    .col(text("name"))
                    .col(text("unit"))
                    .col(big_integer("price_fen"))
                    .col(big_integer_null("floor_fen"))
                    .col(big_integer_null("cap_fen"))
                    .col(text("basis"))
                    .foreign_key(
                        ForeignKey::create()
                            .from("standards", "schedule_id")
                            .to("schedules", "id"),
                    )
                    .to_owned(),
            )
            .await?;
        manager
            .create_index(
                Index::create()
                    .name("standards_schedule_code")
                    .table("standards")
                    .col("schedule_id")
                    .col("code")
                    .unique()
                    .to_owned(),
            )
            .await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .drop_table(Table::drop().table("standards").to_owned())
            .await?;
        manager
            .drop_table(Table::drop().table("schedules").to_owned())
            .await?;
        manager
            .drop_table(Table::drop().table("rounds").to_owned())
            .await?;
        manager
            .drop_table(Table::drop().table("projects").to_owned())
            .await?;
        Ok(())
    }
}
