//! Cadres and Party members, by name, post and term.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::*;

use crate::frozen::{Rule, freeze, thaw};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .create_table(
                Table::create()
                    .table("officials")
                    .col(big_pk_auto("id"))
                    .col(text("name"))
                    .col(text("post"))
                    .col(text("kind"))
                    // Calendar days: 2021-03-01.
                    .col(text("term_from"))
                    .col(text_null("term_to"))
                    // The account that this person signs in with.
                    .col(big_integer_null("account_id"))
                    .col(big_integer("recorded_by"))
                    .col(big_integer("recorded_at"))
                    .foreign_key(
                        ForeignKey::create()
                            .from("officials", "account_id")
                            .to("accounts", "id"),
                    )
                    .foreign_key(
                        ForeignKey::create()
                            .from("officials", "recorded_by")
                            .to("accounts", "id"),
                    )
                    .to_owned(),
            )
            .await?;
        manager
            .create_index(
                Index::create()
                    .name("officials_name")
                    .table("officials")
                    .col("name")
                    .to_owned(),
            )
            .await?;
        // A term ends, an account is named; who it was and what stays.
        freeze(
            manager,
            &Rule {
                table: "officials",
                insert: None,
                update: Some(
                    "OLD.name <> NEW.name OR OLD.post <> NEW.post OR OLD.kind <> NEW.kind \
                     OR OLD.term_from <> NEW.term_from",
                ),
                delete: Some("TRUE"),
                why: "an official stays in the register",
            },
        )
        .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        thaw(manager, "officials").await?;
        manager
            .drop_table(Table::drop().table("officials").to_owned())
            .await
    }
}
