//! What reviewers signed, or sent back and why: never changed.

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
                    .table("reviews")
                    .col(big_pk_auto("id"))
                    .col(big_integer("board_id"))
                    .col(big_integer("reviewer"))
                    .col(text("outcome"))
                    // Keys of the items that were signed, with commas between.
                    .col(text("items"))
                    .col(text_null("reason"))
                    .col(big_integer("at"))
                    .foreign_key(
                        ForeignKey::create()
                            .from("reviews", "board_id")
                            .to("boards", "id"),
                    )
                    .foreign_key(
                        ForeignKey::create()
                            .from("reviews", "reviewer")
                            .to("accounts", "id"),
                    )
                    .to_owned(),
            )
            .await?;
        manager
            .create_index(
                Index::create()
                    .name("reviews_board")
                    .table("reviews")
                    .col("board_id")
                    .to_owned(),
            )
            .await?;
        append_only(manager, "reviews").await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        thaw(manager, "reviews").await?;
        manager
            .drop_table(Table::drop().table("reviews").to_owned())
            .await
    }
}
