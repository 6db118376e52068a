//! What was said of a board is said before it is published: nothing is added
//! afterwards, not even by SQL.

use sea_orm_migration::prelude::*;

use crate::frozen::{Rule, append_only, freeze, thaw};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

const TABLES: [&str; 5] = [
    "board_changes",
    "board_comparisons",
    "board_warnings",
    "change_notes",
    "reviews",
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    /// On one connection: another of SQLite's would still know the trigger that
    /// was just dropped, and refuse to make it again.
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in TABLES {
            thaw(manager, table).await?;
            let rule = Rule {
                table,
                insert: Some("EXISTS (SELECT 1 FROM notices WHERE board_id = NEW.board_id)"),
                update: Some("TRUE"),
                delete: Some("TRUE"),
                why: "what was said of a published board is never changed, deleted or added to",
            };
            freeze(manager, &rule).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in TABLES {
            thaw(manager, table).await?;
            append_only(manager, table).await?;
        }
        Ok(())
    }
}
