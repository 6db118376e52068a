//! That the account of an official is to be another one, or none, which takes a
//! second person.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::*;

use crate::frozen::{Rule, freeze, thaw};
use crate::m0012_corrections::references;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

const TABLE: &str = "official_link_changes";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .create_table(
                Table::create()
                    .table(TABLE)
                    .col(big_pk_auto("id"))
                    .col(big_integer("official_id"))
                    // The account that it is to be; none where it is to be none.
                    .col(big_integer_null("account_id"))
                    .col(big_integer("asked_by"))
                    .col(big_integer("asked_at"))
                    .col(big_integer_null("answered_by"))
                    .col(big_integer_null("answered_at"))
                    .col(boolean_null("agreed"))
                    .foreign_key(&mut references(TABLE, "official_id", "officials"))
                    .foreign_key(&mut references(TABLE, "account_id", "accounts"))
                    .foreign_key(&mut references(TABLE, "asked_by", "accounts"))
                    .foreign_key(&mut references(TABLE, "answered_by", "accounts"))
                    .to_owned(),
            )
            .await?;
        manager
            .create_index(
                Index::create()
                    .name("official_link_changes_official")
                    .table(TABLE)
                    .col("official_id")
                    .to_owned(),
            )
            .await?;
        // It is answered once; who asked for what stays.
        freeze(
            manager,
            &Rule {
                table: TABLE,
                insert: None,
                update: Some(
                    "OLD.answered_at IS NOT NULL OR OLD.official_id <> NEW.official_id \
                     OR COALESCE(OLD.account_id, 0) <> COALESCE(NEW.account_id, 0) \
                     OR OLD.asked_by <> NEW.asked_by OR OLD.asked_at <> NEW.asked_at",
                ),
                delete: Some("TRUE"),
                why: "what was asked for an account of an official, and answered, stays",
            },
        )
        .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        thaw(manager, TABLE).await?;
        manager
            .drop_table(Table::drop().table(TABLE).to_owned())
            .await
    }
}
