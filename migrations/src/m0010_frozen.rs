//! Nothing published can be edited or deleted, not even by SQL.

use sea_orm_migration::prelude::*;

use crate::frozen::{Rule, append_only, freeze, thaw};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

/// A board that a notice shows.
const BOARD_OLD: &str = "EXISTS (SELECT 1 FROM notices WHERE board_id = OLD.id)";
/// An entry of such a board, as it was and as it would be.
const ENTRY_OLD: &str = "EXISTS (SELECT 1 FROM notices WHERE board_id = OLD.board_id)";
const ENTRY_NEW: &str = "EXISTS (SELECT 1 FROM notices WHERE board_id = NEW.board_id)";
const ENTRY_EITHER: &str =
    "EXISTS (SELECT 1 FROM notices WHERE board_id IN (OLD.board_id, NEW.board_id))";
/// A schedule that such a board was checked against.
const SCHEDULE_OLD: &str = "EXISTS (SELECT 1 FROM boards JOIN notices ON notices.board_id = boards.id \
     WHERE boards.schedule_id = OLD.id)";
const STANDARD_OLD: &str = "EXISTS (SELECT 1 FROM boards JOIN notices ON notices.board_id = boards.id \
     WHERE boards.schedule_id = OLD.schedule_id)";
const STANDARD_NEW: &str = "EXISTS (SELECT 1 FROM boards JOIN notices ON notices.board_id = boards.id \
     WHERE boards.schedule_id = NEW.schedule_id)";
const STANDARD_EITHER: &str = "EXISTS (SELECT 1 FROM boards JOIN notices ON notices.board_id = boards.id \
     WHERE boards.schedule_id IN (OLD.schedule_id, NEW.schedule_id))";

const WHY: &str = "what has been published is never changed or deleted";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        append_only(manager, "notices").await?;
        append_only(manager, "events").await?;
        let rules = [
            ("boards", None, BOARD_OLD, BOARD_OLD),
            ("entries", Some(ENTRY_NEW), ENTRY_EITHER, ENTRY_OLD),
            ("schedules", None, SCHEDULE_OLD, SCHEDULE_OLD),
            (
                "standards",
                Some(STANDARD_NEW),
                STANDARD_EITHER,
                STANDARD_OLD,
            ),
        ];
        for (table, insert, update, delete) in rules {
            let rule = Rule {
                table,
                insert,
                update: Some(update),
                delete: Some(delete),
                why: WHY,
            };
            freeze(manager, &rule).await?;
        }
        manager
            .create_index(
                Index::create()
                    .name("boards_schedule")
                    .table("boards")
                    .col("schedule_id")
                    .to_owned(),
            )
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .drop_index(
                Index::drop()
                    .name("boards_schedule")
                    .table("boards")
                    .to_owned(),
            )
            .await?;
        for table in [
            "notices",
            "events",
            "boards",
            "entries",
            "schedules",
            "standards",
        ] {
            thaw(manager, table).await?;
        }
        Ok(())
    }
}
