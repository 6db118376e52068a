//! Uploaded boards, their entries, and the notices published from them.

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
                    .table("boards")
                    .col(big_pk_auto("id"))
                    .col(big_integer("round_id"))
                    .col(big_integer("schedule_id"))
                    .col(text("file_name"))
                    .col(text("file_digest"))
                    .col(text("report"))
                    .col(big_integer("uploaded_by"))
                    .col(big_integer("uploaded_at"))
                    .col(text_null("return_reason"))
                    .foreign_key(
                        ForeignKey::create()
                            .from("boards", "round_id")
                            .to("rounds", "id"),
                    )
                    .foreign_key(
                        ForeignKey::create()
                            .from("boards", "schedule_id")
                            .to("schedules", "id"),
                    )
                    .foreign_key(
                        ForeignKey::create()
                            .from("boards", "uploaded_by")
                            .to("accounts", "id"),
                    )
                    .to_owned(),
            )
            .await?;
        manager
            .create_index(
                Index::create()
                    .name("boards_round")
                    .table("boards")
                    .col("round_id")
                    .to_owned(),
            )
            .await?;
        manager
            .create_table(
                Table::create()
                    .table("entries")
                    .col(big_pk_auto("id"))
                    .col(big_integer("board_id"))
                    .col(integer("position"))
                    .col(text("household"))
                    .col(text("head"))
                    .col(text("group_name"))
                    .col(big_integer("land_e4"))
                    .col(big_integer("floor_e4"))
                    .col(big_integer("total_fen"))
                    .col(boolean("flagged"))
                    .col(text("content"))
                    .col(text("salt"))
                    .foreign_key(
                        ForeignKey::create()
                            .from("entries", "board_id")
                            .to("boards", "id"),
                    )
                    .to_owned(),
            )
            .await?;
        manager
            .create_index(
                Index::create()
                    .name("entries_board_household")
                    .table("entries")
                    .col("board_id")
                    .col("household")
                    .unique()
                    .to_owned(),
            )
            .await?;
        manager
            .create_index(
                Index::create()
                    .name("entries_board_head")
                    .table("entries")
                    .col("board_id")
                    .col("head")
                    .to_owned(),
            )
            .await?;
        manager
            .create_index(
                Index::create()
                    .name("entries_household")
                    .table("entries")
                    .col("household")
                    .to_owned(),
            )
            .await?;
        manager
            .create_table(
                Table::create()
                    .table("notices")
                    .col(big_pk_auto("id"))
                    .col(big_integer("round_id"))
                    .col(big_integer("board_id"))
                    .col(integer("revision"))
                    .col(big_integer("published_at"))
                    .col(big_integer("closes_at"))
                    .col(big_integer("approved_by"))
                    .col(text("totals"))
                    .col(text("digest"))
                    .foreign_key(
                        ForeignKey::create()
                            .from("notices", "round_id")
                            .to("rounds", "id"),
                    )
                    .foreign_key(
                        ForeignKey::create()
                            .from("notices", "board_id")
                            .to("boards", "id"),
                    )
                    .foreign_key(
                        ForeignKey::create()
                            .from("notices", "approved_by")
                            .to("accounts", "id"),
                    )
                    .to_owned(),
            )
            .await?;
        manager
            .create_index(
                Index::create()
                    .name("notices_round_revision")
                    .table("notices")
                    .col("round_id")
                    .col("revision")
                    .unique()
                    .to_owned(),
            )
            .await?;
        manager
            .create_index(
                Index::create()
                    .name("notices_board")
                    .table("notices")
                    .col("board_id")
                    .unique()
                    .to_owned(),
            )
            .await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .drop_table(Table::drop().table("notices").to_owned())
            .await?;
        manager
            .drop_table(Table::drop().table("entries").to_owned())
            .await?;
        manager
            .drop_table(Table::drop().table("boards").to_owned())
            .await?;
        Ok(())
    }
}
