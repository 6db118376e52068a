//! Why warnings of a check are no errors: who said so, and when.
//!
//! As with changes, a reason is kept by the warning itself while a board is a
//! draft, and written down with the board when it is submitted.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::*;

use crate::frozen::{append_only, thaw};

/// Each with what its rows belong to.
const TABLES: [(&str, &str, &str); 2] = [
    ("warning_reasons", "round_id", "rounds"),
    ("board_warnings", "board_id", "boards"),
];

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for (name, of, owner) in TABLES {
            manager
                .create_table(
                    Table::create()
                        .table(name)
                        .col(big_pk_auto("id"))
                        .col(big_integer(of))
                        // Of code, household, what was found and expected.
                        .col(text("warning"))
                        .col(text("reason"))
                        .col(big_integer("given_by"))
                        .col(big_integer("given_at"))
                        .foreign_key(ForeignKey::create().from(name, of).to(owner, "id"))
                        .foreign_key(
                            ForeignKey::create()
                                .from(name, "given_by")
                                .to("accounts", "id"),
                        )
                        .to_owned(),
                )
                .await?;
            manager
                .create_index(
                    Index::create()
                        .name(format!("{name}_of"))
                        .table(name)
                        .col(of)
                        .col("warning")
                        .to_owned(),
                )
                .await?;
            append_only(manager, name).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for (name, _, _) in TABLES {
            thaw(manager, name).await?;
            manager
                .drop_table(Table::drop().table(name).to_owned())
                .await?;
        }
        Ok(())
    }
}
