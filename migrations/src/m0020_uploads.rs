//! Uploaded files, and what came of each; whether a board is stored whole.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::*;

use crate::frozen::{Rule, freeze, thaw};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // A board of many households is written in steps; until the last of
        // them it is nobody's.
        manager
            .alter_table(
                Table::alter()
                    .table("boards")
                    .add_column(boolean("complete").default(true))
                    .to_owned(),
            )
            .await?;
        let reference = |column: &'static str, table: &'static str| {
            ForeignKey::create()
                .from("uploads", column)
                .to(table, "id")
                .to_owned()
        };
        manager
            .create_table(
                Table::create()
                    .table("uploads")
                    .col(big_pk_auto("id"))
                    .col(big_integer("project_id"))
                    // Null: a table of standards.
                    .col(big_integer_null("round_id"))
                    .col(big_integer_null("board_id"))
                    .col(big_integer_null("schedule_id"))
                    .col(text("file_name"))
                    .col(big_integer("bytes"))
                    .col(text("digest"))
                    // Null: the same file is kept with an earlier upload.
                    .col(text_null("object_key"))
                    .col(big_integer("uploaded_by"))
                    .col(big_integer("uploaded_at"))
                    .col(text("stage"))
                    .col(big_integer("done"))
                    .col(big_integer("total"))
                    .col(big_integer("beat_at"))
                    .col(text_null("report"))
                    .col(text_null("said"))
                    .foreign_key(&mut reference("project_id", "projects"))
                    .foreign_key(&mut reference("round_id", "rounds"))
                    .foreign_key(&mut reference("board_id", "boards"))
                    .foreign_key(&mut reference("schedule_id", "schedules"))
                    .foreign_key(&mut reference("uploaded_by", "accounts"))
                    .to_owned(),
            )
            .await?;
        for column in ["round_id", "board_id", "stage"] {
            manager
                .create_index(
                    Index::create()
                        .name(format!("uploads_{column}"))
                        .table("uploads")
                        .col(column)
                        .to_owned(),
                )
                .await?;
        }
        // The file that a board, or a schedule, was stored from is for the archive.
        let stored = Some("OLD.stage = 'stored'");
        let rule = Rule {
            table: "uploads",
            insert: None,
            update: stored,
            delete: stored,
            why: "what was stored from it has a record",
        };
        freeze(manager, &rule).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        thaw(manager, "uploads").await?;
        manager
            .drop_table(Table::drop().table("uploads").to_owned())
            .await?;
        manager
            .alter_table(
                Table::alter()
                    .table("boards")
                    .drop_column("complete")
                    .to_owned(),
            )
            .await
    }
}
