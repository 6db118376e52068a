//! Which line an objection is about, by its place in the entry, and that a
//! supervisor took another change for the one that was asked for.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::*;

use crate::frozen::{Rule, freeze, thaw};
use crate::m0012_corrections::references;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

const TABLE: &str = "remedy_confirmations";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .alter_table(
                Table::alter()
                    .table("objections")
                    // From 0. Objections of before have the line's words alone.
                    .add_column(integer_null("line_index"))
                    .to_owned(),
            )
            .await?;
        manager
            .create_table(
                Table::create()
                    .table(TABLE)
                    .col(big_pk_auto("id"))
                    .col(big_integer("objection_id"))
                    // The round of the board that shows the change.
                    .col(big_integer("round_id"))
                    .col(big_integer("board_id"))
                    .col(text("reason"))
                    .col(big_integer("confirmed_by"))
                    .col(big_integer("confirmed_at"))
                    .foreign_key(&mut references(TABLE, "objection_id", "objections"))
                    .foreign_key(&mut references(TABLE, "round_id", "rounds"))
                    .foreign_key(&mut references(TABLE, "board_id", "boards"))
                    .foreign_key(&mut references(TABLE, "confirmed_by", "accounts"))
                    .to_owned(),
            )
            .await?;
        for (name, columns) in [
            ("remedy_confirmations_round", ["round_id", "objection_id"]),
            ("remedy_confirmations_once", ["objection_id", "board_id"]),
        ] {
            let mut index = Index::create().name(name).table(TABLE).to_owned();
            for column in columns {
                index.col(column);
            }
            if name.ends_with("once") {
                index.unique();
            }
            manager.create_index(index).await?;
        }
        freeze(
            manager,
            &Rule {
                table: TABLE,
                insert: Some("EXISTS (SELECT 1 FROM notices WHERE board_id = NEW.board_id)"),
                update: Some("TRUE"),
                delete: Some("TRUE"),
                why: "what was said of a published board is never changed, deleted or added to",
            },
        )
        .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        thaw(manager, TABLE).await?;
        manager
            .drop_table(Table::drop().table(TABLE).to_owned())
            .await?;
        manager
            .alter_table(
                Table::alter()
                    .table("objections")
                    .drop_column("line_index")
                    .to_owned(),
            )
            .await
    }
}
