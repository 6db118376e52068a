//! What every use case works with: database, files, clock and keys.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, Utc};
use object_store::local::LocalFileSystem;
use sea_orm::sqlx::sqlite::{SqliteJournalMode, SqliteSynchronous};
use sea_orm::{
    AccessMode, ConnectOptions, Database, DatabaseConnection, DatabaseTransaction, DbBackend,
    IsolationLevel, SqliteTransactionMode, TransactionOptions, TransactionTrait,
};
use subtle::ConstantTimeEq;

use crate::Error;
use crate::clock::{Clock, SystemClock};
use crate::notices::Benchmarks;
use crate::secrets::{self, Keys, Random, SystemRandom};

/// Where an office keeps what it has.
pub struct Config {
    /// `sqlite://data/sanbang.db` or `postgres://…`
    pub database_url: String,
    /// Keys and filed photos.
    pub data_dir: PathBuf,
    pub clock: Arc<dyn Clock>,
    pub random: Arc<dyn Random>,
}

impl Config {
    /// With the system's clock and randomness.
    #[must_use]
    pub fn new(database_url: impl Into<String>, data_dir: impl Into<PathBuf>) -> Self {
        Self {
            database_url: database_url.into(),
            data_dir: data_dir.into(),
            clock: Arc::new(SystemClock),
            random: Arc::new(SystemRandom),
        }
    }
}

/// One installation. Cheap to share behind an [`Arc`].
pub struct Office {
    db: DatabaseConnection,
    pub(crate) files: LocalFileSystem,
    pub(crate) keys: Keys,
    clock: Arc<dyn Clock>,
    pub(crate) random: Arc<dyn Random>,
    /// Argon2 takes 19 MiB and a core each time: so many at once, no more.
    pub(crate) hashing: tokio::sync::Semaphore,
    pub(crate) benchmarks: Benchmarks,
    /// A large table takes hundreds of megabytes while it is read.
    pub(crate) reading: tokio::sync::Semaphore,
    /// Files without names, while they are made.
    pub(crate) scratch: PathBuf,
    /// An archive takes the disk for as long as it is made.
    pub(crate) archiving: tokio::sync::Semaphore,
}

/// How many passwords are hashed at once.
const HASHING_AT_ONCE: usize = 2;
/// How many tables are read at once; others wait their turn.
const READING_AT_ONCE: usize = 2;
/// How many archives are made at once.
const ARCHIVES_AT_ONCE: usize = 1;

impl Office {
    /// Connects to the database and opens the data folder.
    ///
    /// # Errors
    /// Where either cannot be opened.
    pub async fn open(config: Config) -> Result<Self, Error> {
        let files = config.data_dir.join("files");
        std::fs::create_dir_all(&files).map_err(Error::internal)?;
        if let Some(path) = sqlite_path(&config.database_url)
            && let Some(folder) = Path::new(path).parent()
        {
            std::fs::create_dir_all(folder).map_err(Error::internal)?;
        }
        Ok(Self {
            db: connect(&config.database_url).await?,
            files: LocalFileSystem::new_with_prefix(files)?,
            keys: Keys::open(&config.data_dir, config.random.as_ref())?,
            clock: config.clock,
            random: config.random,
            hashing: tokio::sync::Semaphore::new(HASHING_AT_ONCE),
            benchmarks: Benchmarks::default(),
            reading: tokio::sync::Semaphore::new(READING_AT_ONCE),
            scratch: config.data_dir.join("scratch"),
            archiving: tokio::sync::Semaphore::new(ARCHIVES_AT_ONCE),
        })
    }

    /// For running migrations.
    #[must_use]
    pub const fn db(&self) -> &DatabaseConnection {
        &self.db
    }

    #[must_use]
    pub fn now(&self) -> DateTime<Utc> {
        self.clock.now()
    }

    pub(crate) fn now_millis(&self) -> i64 {
        self.now().timestamp_millis()
    }

    /// Whether the database answers.
    ///
    /// # Errors
    /// [`Error::Internal`] where it does not.
    pub async fn healthy(&self) -> Result<(), Error> {
        self.db.ping().await.map_err(Error::from)
    }

    /// Begins a transaction that may write. On SQLite it takes the write lock
    /// at once: a later upgrade would fail without waiting.
    pub(crate) async fn begin(&self) -> Result<DatabaseTransaction, Error> {
        let options = TransactionOptions {
            sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
            ..TransactionOptions::default()
        };
        Ok(self.db.begin_with_options(options).await?)
    }

    /// Begins a transaction that reads everything as of one moment.
    pub(crate) async fn snapshot(&self) -> Result<DatabaseTransaction, Error> {
        let options = match self.db.get_database_backend() {
            // Its transactions read as of their first statement anyway.
            DbBackend::Sqlite => TransactionOptions {
                sqlite_transaction_mode: Some(SqliteTransactionMode::Deferred),
                ..TransactionOptions::default()
            },
            _ => TransactionOptions {
                isolation_level: Some(IsolationLevel::RepeatableRead),
                access_mode: Some(AccessMode::ReadOnly),
                ..TransactionOptions::default()
            },
        };
        Ok(self.db.begin_with_options(options).await?)
    }

    /// Seals a text for this installation: encrypted, authenticated, base64url.
    ///
    /// # Errors
    /// Where the system has no randomness to give.
    pub fn seal(&self, purpose: &str, plain: &[u8]) -> Result<String, Error> {
        let sealed = self.keys.seal_bytes(purpose, plain, self.random.as_ref())?;
        Ok(secrets::base64url(&sealed))
    }

    /// Opens what [`Office::seal`] sealed for the same purpose.
    #[must_use]
    pub fn open_sealed(&self, purpose: &str, text: &str) -> Option<Vec<u8>> {
        self.keys
            .open_bytes(purpose, &secrets::from_base64url(text)?)
    }

    /// A keyed hash, base64url.
    #[must_use]
    pub fn mac(&self, purpose: &str, data: &[u8]) -> String {
        secrets::base64url(&self.keys.mac(purpose, data))
    }

    /// Whether this is [`Office::mac`] of the data; in constant time.
    #[must_use]
    pub fn is_mac(&self, purpose: &str, data: &[u8], given: &str) -> bool {
        let right = self.mac(purpose, data);
        right.as_bytes().ct_eq(given.as_bytes()).into()
    }

    /// 256 random bits, base64url.
    ///
    /// # Errors
    /// Where the system has no randomness to give.
    pub fn random_token(&self) -> Result<String, Error> {
        secrets::random_token(self.random.as_ref())
    }

    pub(crate) fn random_bytes<const N: usize>(&self) -> Result<[u8; N], Error> {
        let mut bytes = [0; N];
        self.random.fill(&mut bytes)?;
        Ok(bytes)
    }
}

fn sqlite_path(url: &str) -> Option<&str> {
    let path = url
        .strip_prefix("sqlite://")
        .or_else(|| url.strip_prefix("sqlite:"))?;
    Some(path.split('?').next().unwrap_or(path))
}

async fn connect(url: &str) -> Result<DatabaseConnection, Error> {
    let mut options = ConnectOptions::new(url);
    options
        .max_connections(16)
        .acquire_timeout(Duration::from_secs(15))
        .sqlx_logging(false)
        .map_sqlx_sqlite_opts(|sqlite| {
            sqlite
                .create_if_missing(true)
                .journal_mode(SqliteJournalMode::Wal)
                .synchronous(SqliteSynchronous::Full)
                .foreign_keys(true)
                // REPLACE asks the triggers of frozen tables only with this.
                .pragma("recursive_triggers", "ON")
                .busy_timeout(Duration::from_secs(15))
        });
    Ok(Database::connect(options).await?)
}
