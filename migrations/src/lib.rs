//! The database's shape: one file a change, run in order, on SQLite and on
//! PostgreSQL. Money is fen, quantities are ten-thousandths, times are
//! milliseconds since 1970 in UTC, all as 64-bit integers: SQLite has no exact
//! decimals, and integers compare the same on both.

pub use sea_orm_migration::MigratorTrait;
use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::{DatabaseConnection, DbBackend, TransactionTrait};

mod frozen;
mod m0001_accounts;
mod m0002_projects;
mod m0003_boards;
mod m0004_objections;
mod m0005_events;
mod m0006_columns;
mod m0010_frozen;
mod m0011_rounds;
mod m0012_corrections;
mod m0013_windows;
mod m0020_uploads;
mod m0021_private_numbers;
mod m0025_surveyed;
mod m0026_says_none;
mod m0027_due_changes;
mod m0030_reviews;
mod m0031_changes;
mod m0032_warnings;
mod m0033_comments;
mod m0040_officials;
mod m0041_declarations;
mod m0042_kin;
mod m0050_record;
mod m0060_entries;
mod m0061_approved_entries;
mod m0062_reasons_frozen;
mod m0063_recusals_unsaid;
mod m0064_entry_packs;
mod m0065_window_days;
mod m0066_remedies;
mod m0067_filings;
mod m0068_official_links;
mod m0069_sealed_again;

/// Brings a database to the shape that this program expects.
pub struct Migrator;

/// Who migrates a PostgreSQL holds this lock: "sanbang" by its letters.
const LOCK: i64 = 0x0073_616e_6261_6e67;

/// Runs the migrations that a database has not had yet. Of several processes
/// that start at once on one PostgreSQL one runs them, and the others wait for
/// it.
///
/// # Errors
/// Where a migration fails; what came before it stays.
pub async fn up(db: &DatabaseConnection) -> Result<(), DbErr> {
    if db.get_database_backend() != DbBackend::Postgres {
        return Migrator::up(db, None).await;
    }
    // Let go of with the transaction, however that ends.
    let held = db.begin().await?;
    held.execute_unprepared(&format!("SELECT pg_advisory_xact_lock({LOCK})"))
        .await?;
    Migrator::up(db, None).await?;
    held.commit().await
}

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m0001_accounts::Migration),
            Box::new(m0002_projects::Migration),
            Box::new(m0003_boards::Migration),
            Box::new(m0004_objections::Migration),
            Box::new(m0005_events::Migration),
            Box::new(m0006_columns::Migration),
            Box::new(m0010_frozen::Migration),
            Box::new(m0011_rounds::Migration),
            Box::new(m0012_corrections::Migration),
            Box::new(m0013_windows::Migration),
            Box::new(m0020_uploads::Migration),
            Box::new(m0021_private_numbers::Migration),
            Box::new(m0025_surveyed::Migration),
            Box::new(m0026_says_none::Migration),
            Box::new(m0027_due_changes::Migration),
            Box::new(m0030_reviews::Migration),
            Box::new(m0031_changes::Migration),
            Box::new(m0032_warnings::Migration),
            Box::new(m0033_comments::Migration),
            Box::new(m0040_officials::Migration),
            Box::new(m0041_declarations::Migration),
            Box::new(m0042_kin::Migration),
            Box::new(m0050_record::Migration),
            Box::new(m0060_entries::Migration),
            Box::new(m0061_approved_entries::Migration),
            Box::new(m0062_reasons_frozen::Migration),
            Box::new(m0063_recusals_unsaid::Migration),
            Box::new(m0064_entry_packs::Migration),
            Box::new(m0065_window_days::Migration),
            Box::new(m0066_remedies::Migration),
            Box::new(m0067_filings::Migration),
            Box::new(m0068_official_links::Migration),
            Box::new(m0069_sealed_again::Migration),
        ]
    }
}
