//! What is sealed of a published board may be sealed again with a newer version of
//! the key; whose it is stays as it is, and so do the hashes of what it says.

use sea_orm_migration::prelude::*;

use crate::frozen::{Rule, freeze, thaw};
use crate::m0021_private_numbers::rule;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

const TABLE: &str = "private_numbers";
/// A sealed value begins with `SB2` and the version of its key: in base64url four
/// characters each.
const CHANGED: &str = "EXISTS (SELECT 1 FROM notices WHERE board_id IN (OLD.board_id, NEW.board_id)) \
     AND NOT (NEW.id = OLD.id AND NEW.board_id = OLD.board_id \
     AND NEW.household = OLD.household \
     AND SUBSTR(NEW.sealed, 1, 4) = 'U0Iy' \
     AND SUBSTR(NEW.sealed, 1, 8) <> SUBSTR(OLD.sealed, 1, 8))";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        thaw(manager, TABLE).await?;
        let rule = Rule {
            update: Some(CHANGED),
            ..rule(TABLE)
        };
        freeze(manager, &rule).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        thaw(manager, TABLE).await?;
        freeze(manager, &rule(TABLE)).await
    }
}
