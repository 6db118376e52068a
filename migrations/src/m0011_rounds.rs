//! Rounds: in what a window is counted, when a board is due, what is being
//! corrected, when an approved board is to go out and who approved it.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::*;

use crate::frozen::{Rule, freeze, thaw};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

/// A round that has shown something stays what it was said to be, and public.
const ROUND_UPDATE: &str = "EXISTS (SELECT 1 FROM notices WHERE round_id = OLD.id) AND ( \
     NEW.project_id <> OLD.project_id OR NEW.number <> OLD.number OR NEW.tier <> OLD.tier \
     OR NEW.window_days <> OLD.window_days OR NEW.window_unit <> OLD.window_unit \
     OR COALESCE(NEW.due_on, '') <> COALESCE(OLD.due_on, '') \
     OR NEW.state NOT IN ('published', 'withdrawn'))";
const ROUND_DELETE: &str = "EXISTS (SELECT 1 FROM notices WHERE round_id = OLD.id)";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for column in [
            text("window_unit").default("days").to_owned(),
            // A day in China: 2024-09-12.
            text_null("due_on"),
            // State of the correction under way.
            text_null("correction"),
            big_integer_null("planned_at"),
            big_integer_null("approved_by"),
        ] {
            add(manager, "rounds", column).await?;
        }
        for column in [
            // Why the revision before was mended; null on the first.
            text_null("correction_reason"),
            // When it was to go out, where that was set.
            big_integer_null("planned_at"),
        ] {
            add(manager, "notices", column).await?;
        }
        freeze(
            manager,
            &Rule {
                table: "rounds",
                insert: None,
                update: Some(ROUND_UPDATE),
                delete: Some(ROUND_DELETE),
                why: "what has been published is never changed or deleted",
            },
        )
        .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        thaw(manager, "rounds").await?;
        for (table, column) in [
            ("notices", "planned_at"),
            ("notices", "correction_reason"),
            ("rounds", "approved_by"),
            ("rounds", "planned_at"),
            ("rounds", "correction"),
            ("rounds", "due_on"),
            ("rounds", "window_unit"),
        ] {
            manager
                .alter_table(Table::alter().table(table).drop_column(column).to_owned())
                .await?;
        }
        Ok(())
    }
}

/// SQLite adds a column at a time.
async fn add(
    manager: &SchemaManager<'_>,
    table: &'static str,
    column: ColumnDef,
) -> Result<(), DbErr> {
    manager
        .alter_table(Table::alter().table(table).add_column(column).to_owned())
        .await
}
