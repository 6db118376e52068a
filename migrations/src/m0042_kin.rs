//! Households that accounts declare to be their own or their relatives'.

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
                    .table("account_kin")
                    .col(big_pk_auto("id"))
                    .col(big_integer("account_id"))
                    .col(big_integer("project_id"))
                    .col(text("household"))
                    .col(text("tie"))
                    .col(text("relation"))
                    .col(big_integer("declared_at"))
                    // Set where it was a mistake, by somebody else.
                    .col(big_integer_null("lifted_by"))
                    .col(big_integer_null("lifted_at"))
                    .col(text_null("lifted_reason"))
                    .foreign_key(
                        ForeignKey::create()
                            .from("account_kin", "account_id")
                            .to("accounts", "id"),
                    )
                    .foreign_key(
                        ForeignKey::create()
                            .from("account_kin", "project_id")
                            .to("projects", "id"),
                    )
                    .foreign_key(
                        ForeignKey::create()
                            .from("account_kin", "lifted_by")
                            .to("accounts", "id"),
                    )
                    .to_owned(),
            )
            .await?;
        manager
            .create_index(
                Index::create()
                    .name("account_kin_account_project")
                    .table("account_kin")
                    .col("account_id")
                    .col("project_id")
                    .to_owned(),
            )
            .await?;
        freeze(
            manager,
            &Rule {
                table: "account_kin",
                insert: None,
                update: Some(
                    "OLD.lifted_at IS NOT NULL OR OLD.account_id <> NEW.account_id \
                     OR OLD.project_id <> NEW.project_id OR OLD.household <> NEW.household \
                     OR OLD.tie <> NEW.tie OR OLD.relation <> NEW.relation \
                     OR OLD.declared_at <> NEW.declared_at",
                ),
                delete: Some("TRUE"),
                why: "what an account declared is lifted, never changed or deleted",
            },
        )
        .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        thaw(manager, "account_kin").await?;
        manager
            .drop_table(Table::drop().table("account_kin").to_owned())
            .await
    }
}
