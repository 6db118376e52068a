//! Where each household stands in its table, and what a reviewer said of its
//! cells: fixed once the review is over.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::*;

use crate::frozen::{Rule, freeze, thaw};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .alter_table(
                Table::alter()
                    .table("entries")
                    .add_column(text_null("place"))
                    .to_owned(),
            )
            .await?;
        manager
            .create_table(
                Table::create()
                    .table("review_comments")
                    .col(big_pk_auto("id"))
                    .col(big_integer("board_id"))
                    .col(text("household"))
                    .col(text_null("sheet"))
                    // Null: of the household as a whole.
                    .col(text_null("cell"))
                    .col(text("label"))
                    .col(text("comment"))
                    .col(big_integer("given_by"))
                    .col(big_integer("given_at"))
                    .foreign_key(
                        ForeignKey::create()
                            .from("review_comments", "board_id")
                            .to("boards", "id"),
                    )
                    .foreign_key(
                        ForeignKey::create()
                            .from("review_comments", "given_by")
                            .to("accounts", "id"),
                    )
                    .to_owned(),
            )
            .await?;
        manager
            .create_index(
                Index::create()
                    .name("review_comments_board")
                    .table("review_comments")
                    .col("board_id")
                    .to_owned(),
            )
            .await?;
        let rule = Rule {
            table: "review_comments",
            insert: Some("EXISTS (SELECT 1 FROM reviews WHERE board_id = NEW.board_id)"),
            update: Some("TRUE"),
            delete: Some("EXISTS (SELECT 1 FROM reviews WHERE board_id = OLD.board_id)"),
            why: "what a reviewer said is fixed once the review is over",
        };
        freeze(manager, &rule).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        thaw(manager, "review_comments").await?;
        manager
            .drop_table(Table::drop().table("review_comments").to_owned())
            .await?;
        manager
            .alter_table(
                Table::alter()
                    .table("entries")
                    .drop_column("place")
                    .to_owned(),
            )
            .await
    }
}
