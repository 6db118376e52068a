//! What changed from one board to the next, and why.
//!
//! Reasons are given while a board is a draft and kept by the change itself, so
//! that a new upload with the same change keeps its reason. What is submitted
//! is written down once more for the board: that is what the reviewer reads and
//! residents see.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::*;

use crate::frozen::{append_only, thaw};

const TABLES: [&str; 4] = [
    "board_changes",
    "board_comparisons",
    "change_reasons",
    "change_notes",
];

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .create_table(
                Table::create()
                    .table("change_notes")
                    .col(big_pk_auto("id"))
                    .col(big_integer("board_id"))
                    .col(text("household"))
                    // As the office's table has it.
                    .col(text("note"))
                    .foreign_key(&mut to_board("change_notes"))
                    .to_owned(),
            )
            .await?;
        manager
            .create_table(
                Table::create()
                    .table("change_reasons")
                    .col(big_pk_auto("id"))
                    .col(big_integer("round_id"))
                    .col(text("household"))
                    // Of what changed: another change needs a reason of its own.
                    .col(text("fingerprint"))
                    .col(text("cause"))
                    .col(text_null("objection"))
                    .col(text("note"))
                    .col(big_integer("given_by"))
                    .col(big_integer("given_at"))
                    .foreign_key(
                        ForeignKey::create()
                            .from("change_reasons", "round_id")
                            .to("rounds", "id"),
                    )
                    .foreign_key(&mut to_account("change_reasons"))
                    .to_owned(),
            )
            .await?;
        manager
            .create_table(
                Table::create()
                    .table("board_comparisons")
                    .col(big_pk_auto("id"))
                    .col(big_integer("board_id"))
                    .col(big_integer("with_notice"))
                    .foreign_key(&mut to_board("board_comparisons"))
                    .foreign_key(
                        ForeignKey::create()
                            .from("board_comparisons", "with_notice")
                            .to("notices", "id"),
                    )
                    .to_owned(),
            )
            .await?;
        manager
            .create_table(
                Table::create()
                    .table("board_changes")
                    .col(big_pk_auto("id"))
                    .col(big_integer("board_id"))
                    .col(text("household"))
                    .col(text("kind"))
                    .col(text("cause"))
                    .col(text_null("objection"))
                    .col(text("note"))
                    .col(big_integer("given_by"))
                    .col(big_integer("given_at"))
                    .foreign_key(&mut to_board("board_changes"))
                    .foreign_key(&mut to_account("board_changes"))
                    .to_owned(),
            )
            .await?;
        for (name, table, columns, unique) in [
            (
                "change_notes_board",
                "change_notes",
                &["board_id", "household"][..],
                true,
            ),
            (
                "change_reasons_round",
                "change_reasons",
                &["round_id", "household"],
                false,
            ),
            (
                "board_comparisons_board",
                "board_comparisons",
                &["board_id"],
                true,
            ),
            (
                "board_changes_board",
                "board_changes",
                &["board_id", "household"],
                true,
            ),
        ] {
            let mut index = Index::create();
            index.name(name).table(table);
            for column in columns {
                index.col(*column);
            }
            if unique {
                index.unique();
            }
            manager.create_index(index).await?;
        }
        for table in TABLES {
            append_only(manager, table).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in TABLES {
            thaw(manager, table).await?;
            manager
                .drop_table(Table::drop().table(table).to_owned())
                .await?;
        }
        Ok(())
    }
}

fn to_board(table: &'static str) -> ForeignKeyCreateStatement {
    ForeignKey::create()
        .from(table, "board_id")
        .to("boards", "id")
        .to_owned()
}

fn to_account(table: &'static str) -> ForeignKeyCreateStatement {
    ForeignKey::create()
        .from(table, "given_by")
        .to("accounts", "id")
        .to_owned()
}
