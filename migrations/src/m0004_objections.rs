//! Objections, the steps they took and the files filed with them.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::*;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .create_table(
                Table::create()
                    .table("objections")
                    .col(big_pk_auto("id"))
                    .col(text_uniq("receipt"))
                    .col(text_uniq("submission"))
                    .col(text("secret_hash"))
                    .col(big_integer("notice_id"))
                    .col(text_null("household"))
                    .col(text_null("line"))
                    .col(text("kind"))
                    .col(text("statement_sealed"))
                    .col(text("person_sealed"))
                    .col(text("state"))
                    .col(big_integer("filed_at"))
                    .foreign_key(
                        ForeignKey::create()
                            .from("objections", "notice_id")
                            .to("notices", "id"),
                    )
                    .to_owned(),
            )
            .await?;
        manager
            .create_index(
                Index::create()
                    .name("objections_state")
                    .table("objections")
                    .col("state")
                    .col("filed_at")
                    .to_owned(),
            )
            .await?;
        manager
            .create_table(
                Table::create()
                    .table("objection_steps")
                    .col(big_pk_auto("id"))
                    .col(big_integer("objection_id"))
                    .col(text("state"))
                    .col(text_null("reason"))
                    .col(big_integer_null("account_id"))
                    .col(big_integer("at"))
                    .foreign_key(
                        ForeignKey::create()
                            .from("objection_steps", "objection_id")
                            .to("objections", "id"),
                    )
                    .foreign_key(
                        ForeignKey::create()
                            .from("objection_steps", "account_id")
                            .to("accounts", "id"),
                    )
                    .to_owned(),
            )
            .await?;
        manager
            .create_table(
                Table::create()
                    .table("objection_files")
                    .col(big_pk_auto("id"))
                    .col(big_integer("objection_id"))
                    .col(integer("number"))
                    .col(text("file_name"))
                    .col(text("media_type"))
                    .col(big_integer("bytes"))
                    .col(text("digest"))
                    .col(text_uniq("object_key"))
                    .foreign_key(
                        ForeignKey::create()
                            .from("objection_files", "objection_id")
                            .to("objections", "id"),
                    )
                    .to_owned(),
            )
            .await?;
        manager
            .create_index(
                Index::create()
                    .name("objection_files_number")
                    .table("objection_files")
                    .col("objection_id")
                    .col("number")
                    .unique()
                    .to_owned(),
            )
            .await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .drop_table(Table::drop().table("objection_files").to_owned())
            .await?;
        manager
            .drop_table(Table::drop().table("objection_steps").to_owned())
            .await?;
        manager
            .drop_table(Table::drop().table("objections").to_owned())
            .await?;
        Ok(())
    }
}
