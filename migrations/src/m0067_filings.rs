//! The one-time number of a filed form is kept as a hash, and an objection knows
//! what it was held for.

use data_encoding::HEXLOWER;
use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::*;
use sea_orm_migration::sea_orm::{ConnectionTrait, Statement};
use sha2::{Digest, Sha256};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

/// How many rows are hashed at a time.
const AT_ONCE: u64 = 500;
const INDEX: &str = "objections_notice";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    /// All or nothing: no number is hashed twice.
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        hash_numbers(manager).await?;
        manager
            .alter_table(
                Table::alter()
                    .table("objections")
                    // What there was too much of when it was filed: an address
                    // block's, a household's or a project's. None: nothing.
                    .add_column(text_null("held_for"))
                    .to_owned(),
            )
            .await?;
        manager
            .create_index(
                Index::create()
                    .name(INDEX)
                    .table("objections")
                    .col("notice_id")
                    .col("filed_at")
                    .to_owned(),
            )
            .await
    }

    /// What was hashed stays so: to the program of before it is a number that no
    /// form has.
    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .drop_index(Index::drop().name(INDEX).table("objections").to_owned())
            .await?;
        manager
            .alter_table(
                Table::alter()
                    .table("objections")
                    .drop_column("held_for")
                    .to_owned(),
            )
            .await
    }
}

/// Hashes what is no hash yet: a number has 43 characters, a hash 64.
async fn hash_numbers(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let db = manager.get_connection();
    let backend = db.get_database_backend();
    loop {
        let sql = format!(
            "SELECT id, submission FROM objections WHERE length(submission) <> 64 LIMIT {AT_ONCE}"
        );
        let rows = db
            .query_all_raw(Statement::from_string(backend, sql))
            .await?;
        if rows.is_empty() {
            return Ok(());
        }
        for row in rows {
            let id: i64 = row.try_get("", "id")?;
            let number: String = row.try_get("", "submission")?;
            let hash = HEXLOWER.encode(&Sha256::digest(number.as_bytes()));
            let sql = "UPDATE objections SET submission = $1 WHERE id = $2";
            let values = [hash.into(), id.into()];
            db.execute_raw(Statement::from_sql_and_values(backend, sql, values))
                .await?;
        }
    }
}
