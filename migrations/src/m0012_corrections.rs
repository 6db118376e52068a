//! Corrections and withdrawals with their reasons, and upheld objections that
//! were carried over to a later board. All of it only grows.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::*;

use crate::frozen::append_only;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .create_table(
                Table::create()
                    .table("corrections")
                    .col(big_pk_auto("id"))
                    .col(big_integer("round_id"))
                    // The newest upload of the round as the correction began:
                    // its own come after.
                    .col(big_integer("after_board"))
                    .col(text("reason"))
                    .col(big_integer("begun_by"))
                    .col(big_integer("begun_at"))
                    .foreign_key(&mut references("corrections", "round_id", "rounds"))
                    .foreign_key(&mut references("corrections", "begun_by", "accounts"))
                    .to_owned(),
            )
            .await?;
        manager
            .create_table(
                Table::create()
                    .table("withdrawals")
                    .col(big_pk_auto("id"))
                    .col(big_integer("notice_id"))
                    .col(text("reason"))
                    .col(big_integer("asked_by"))
                    .col(big_integer("asked_at"))
                    .foreign_key(&mut references("withdrawals", "notice_id", "notices"))
                    .foreign_key(&mut references("withdrawals", "asked_by", "accounts"))
                    .to_owned(),
            )
            .await?;
        manager
            .create_table(
                Table::create()
                    .table("withdrawal_answers")
                    .col(big_pk_auto("id"))
                    .col(big_integer_uniq("withdrawal_id"))
                    .col(boolean("confirmed"))
                    // Why it was not confirmed.
                    .col(text_null("reason"))
                    .col(big_integer("answered_by"))
                    .col(big_integer("answered_at"))
                    .foreign_key(&mut references(
                        "withdrawal_answers",
                        "withdrawal_id",
                        "withdrawals",
                    ))
                    .foreign_key(&mut references(
                        "withdrawal_answers",
                        "answered_by",
                        "accounts",
                    ))
                    .to_owned(),
            )
            .await?;
        manager
            .create_table(
                Table::create()
                    .table("carry_overs")
                    .col(big_pk_auto("id"))
                    .col(big_integer("objection_id"))
                    // The round that goes out without the change.
                    .col(big_integer("round_id"))
                    .col(text("reason"))
                    .col(big_integer("decided_by"))
                    .col(big_integer("decided_at"))
                    .foreign_key(&mut references("carry_overs", "objection_id", "objections"))
                    .foreign_key(&mut references("carry_overs", "round_id", "rounds"))
                    .foreign_key(&mut references("carry_overs", "decided_by", "accounts"))
                    .to_owned(),
            )
            .await?;
        for (table, name, columns) in [
            ("corrections", "corrections_round", &["round_id"][..]),
            ("withdrawals", "withdrawals_notice", &["notice_id"]),
            (
                "carry_overs",
                "carry_overs_round",
                &["round_id", "objection_id"],
            ),
        ] {
            let mut index = Index::create().name(name).table(table).to_owned();
            for column in columns {
                index.col(*column);
            }
            if table == "carry_overs" {
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
            crate::frozen::thaw(manager, table).await?;
            manager
                .drop_table(Table::drop().table(table).to_owned())
                .await?;
        }
        Ok(())
    }
}

/// Each after the ones that refer to it.
const TABLES: [&str; 4] = [
    "carry_overs",
    "withdrawal_answers",
    "withdrawals",
    "corrections",
];

pub(crate) fn references(
    table: &'static str,
    column: &'static str,
    to: &'static str,
) -> ForeignKeyCreateStatement {
    ForeignKey::create()
        .from(table, column)
        .to(to, "id")
        .to_owned()
}
