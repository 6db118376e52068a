//! ID, bank and phone numbers of households: sealed, with keyed hashes by
//! which the same number is found again.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::*;

use crate::frozen::{Rule, freeze, thaw};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

/// A row of a board that a notice shows, as it was and as it would be.
const OLD: &str = "EXISTS (SELECT 1 FROM notices WHERE board_id = OLD.board_id)";
const NEW: &str = "EXISTS (SELECT 1 FROM notices WHERE board_id = NEW.board_id)";
const EITHER: &str =
    "EXISTS (SELECT 1 FROM notices WHERE board_id IN (OLD.board_id, NEW.board_id))";

/// Nothing of a published board changes.
pub(crate) const fn rule(table: &str) -> Rule<'_> {
    Rule {
        table,
        insert: Some(NEW),
        update: Some(EITHER),
        delete: Some(OLD),
        why: "what belongs to a published board is never changed or deleted",
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let of_a_board = |table: &'static str| {
            ForeignKey::create()
                .from(table, "board_id")
                .to("boards", "id")
                .to_owned()
        };
        manager
            .create_table(
                Table::create()
                    .table("private_numbers")
                    .col(big_pk_auto("id"))
                    .col(big_integer("board_id"))
                    .col(text("household"))
                    .col(text("sealed"))
                    .foreign_key(&mut of_a_board("private_numbers"))
                    .to_owned(),
            )
            .await?;
        manager
            .create_table(
                Table::create()
                    .table("private_hashes")
                    .col(big_pk_auto("id"))
                    .col(big_integer("board_id"))
                    .col(text("household"))
                    .col(text("hash"))
                    .foreign_key(&mut of_a_board("private_hashes"))
                    .to_owned(),
            )
            .await?;
        for (table, columns) in [
            ("private_numbers", ["board_id", "household"].as_slice()),
            ("private_hashes", &["board_id"]),
            ("private_hashes", &["hash"]),
        ] {
            let mut index = Index::create();
            index
                .name(format!("{table}_{}", columns.join("_")))
                .table(table);
            for column in columns {
                index.col(*column);
            }
            manager.create_index(index).await?;
        }
        for table in ["private_numbers", "private_hashes"] {
            freeze(manager, &rule(table)).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in ["private_hashes", "private_numbers"] {
            thaw(manager, table).await?;
            manager
                .drop_table(Table::drop().table(table).to_owned())
                .await?;
        }
        Ok(())
    }
}
