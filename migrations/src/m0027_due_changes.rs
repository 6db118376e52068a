//! How the day by which a board is to be out was changed, and why.

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
                    .table("due_changes")
                    .col(big_pk_auto("id"))
                    .col(big_integer("round_id"))
                    // Days in China; null where none was set.
                    .col(text_null("due_before"))
                    .col(text("due_after"))
                    // Published.
                    .col(text("reason"))
                    .col(big_integer("changed_by"))
                    .col(big_integer("changed_at"))
                    .foreign_key(
                        ForeignKey::create()
                            .from("due_changes", "round_id")
                            .to("rounds", "id"),
                    )
                    .foreign_key(
                        ForeignKey::create()
                            .from("due_changes", "changed_by")
                            .to("accounts", "id"),
                    )
                    .to_owned(),
            )
            .await?;
        manager
            .create_index(
                Index::create()
                    .name("due_changes_round")
                    .table("due_changes")
                    .col("round_id")
                    .to_owned(),
            )
            .await?;
        append_only(manager, "due_changes").await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        thaw(manager, "due_changes").await?;
        manager
            .drop_table(Table::drop().table("due_changes").to_owned())
            .await
    }
}
