//! The surveyed total of a project's land (勘测总面积), in the unit that the
//! office wrote.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::*;

use crate::frozen::{Rule, freeze, thaw};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

/// A total that a published board was compared with stays what it was.
const PROJECT_UPDATE: &str = "(COALESCE(NEW.surveyed_e4, -1) <> COALESCE(OLD.surveyed_e4, -1) \
     OR COALESCE(NEW.surveyed_unit, '') <> COALESCE(OLD.surveyed_unit, '') \
     OR COALESCE(NEW.surveyed_at, -1) <> COALESCE(OLD.surveyed_at, -1)) \
     AND EXISTS (SELECT 1 FROM notices JOIN rounds ON rounds.id = notices.round_id \
     WHERE rounds.project_id = OLD.id AND notices.published_at >= OLD.surveyed_at)";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for column in [
            // Ten-thousandths of the unit.
            big_integer_null("surveyed_e4"),
            text_null("surveyed_unit"),
            // Since when the project states it.
            big_integer_null("surveyed_at"),
        ] {
            manager
                .alter_table(
                    Table::alter()
                        .table("projects")
                        .add_column(column)
                        .to_owned(),
                )
                .await?;
        }
        freeze(
            manager,
            &Rule {
                table: "projects",
                insert: None,
                update: Some(PROJECT_UPDATE),
                delete: None,
                why: "what a published board was compared with is never changed",
            },
        )
        .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        thaw(manager, "projects").await?;
        for column in ["surveyed_at", "surveyed_unit", "surveyed_e4"] {
            manager
                .alter_table(
                    Table::alter()
                        .table("projects")
                        .drop_column(column)
                        .to_owned(),
                )
                .await?;
        }
        Ok(())
    }
}
