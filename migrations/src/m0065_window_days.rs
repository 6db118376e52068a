//! Which day of the calendar moved a window, and what for, in columns of their
//! own: they stood in one, with a space between them.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::*;

use crate::frozen::{append_only, thaw};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    /// All or nothing: in between the table is not frozen.
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        thaw(manager, "window_moves").await?;
        manager
            .alter_table(
                Table::alter()
                    .table("window_moves")
                    // A day in China: 2024-10-01.
                    .add_column(text_null("day"))
                    .to_owned(),
            )
            .await?;
        // A day has ten characters.
        rewrite(
            manager,
            "day = substr(note, 1, 10), note = substr(note, 12)",
        )
        .await?;
        append_only(manager, "window_moves").await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        thaw(manager, "window_moves").await?;
        rewrite(manager, "note = day || ' ' || note").await?;
        manager
            .alter_table(
                Table::alter()
                    .table("window_moves")
                    .drop_column("day")
                    .to_owned(),
            )
            .await?;
        append_only(manager, "window_moves").await
    }
}

async fn rewrite(manager: &SchemaManager<'_>, to: &str) -> Result<(), DbErr> {
    let sql = format!("UPDATE window_moves SET {to} WHERE kind = 'calendar'");
    let db = manager.get_connection();
    db.execute_unprepared(&sql).await.map(drop)
}
