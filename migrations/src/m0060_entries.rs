//! One index fewer on entries: large boards are stored faster.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

const BY_BOARD: &str = "entries_board_household";
const BY_HOUSEHOLD: &str = "entries_household";
/// For a household on one board, and on all of them.
const BOTH: &str = "entries_household_board";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        unique(manager, BOTH, ["household", "board_id"]).await?;
        drop_index(manager, BY_BOARD).await?;
        drop_index(manager, BY_HOUSEHOLD).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut by_household = Index::create();
        by_household
            .name(BY_HOUSEHOLD)
            .table("entries")
            .col("household");
        manager.create_index(by_household).await?;
        unique(manager, BY_BOARD, ["board_id", "household"]).await?;
        drop_index(manager, BOTH).await
    }
}

async fn unique(
    manager: &SchemaManager<'_>,
    name: &'static str,
    [first, second]: [&'static str; 2],
) -> Result<(), DbErr> {
    let mut index = Index::create();
    index.name(name).table("entries").col(first).col(second);
    manager.create_index(index.unique().to_owned()).await
}

async fn drop_index(manager: &SchemaManager<'_>, name: &'static str) -> Result<(), DbErr> {
    let mut index = Index::drop();
    manager
        .drop_index(index.name(name).table("entries").to_owned())
        .await
}
