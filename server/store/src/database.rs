//! The database connection of an installation, with its keys and sealed files.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use object_store::local::LocalFileSystem;
use sea_orm::sqlx::sqlite::{SqliteJournalMode, SqliteSynchronous};
use sea_orm::{
    AccessMode, ConnectOptions, Database, DatabaseConnection, DatabaseTransaction, DbBackend,
    IsolationLevel, SqliteTransactionMode, TransactionOptions, TransactionTrait,
};
use subtle::ConstantTimeEq;

use crate::Error;
use crate::secrets::{self, Keys, Random};

/// One installation's database, files and keys.
pub struct Store {
    db: DatabaseConnection,
    pub(crate) files: LocalFileSystem,
    keys: Keys,
    random: Arc<dyn Random>,
}

impl Store {
    /// Connects to the database (`sqlite://…` or `postgres://…`) and opens the data
    /// folder, which has the keys and the files.
    ///
    /// # Errors
    /// Where either cannot be opened.
    pub async fn open(
        database_url: &str,
        data_dir: &Path,
        random: Arc<dyn Random>,
    ) -> Result<Self, Error> {
        let files = data_dir.join("files");
        std::fs::create_dir_all(&files)?;
        if let Some(path) = sqlite_path(database_url)
            && let Some(folder) = Path::new(path).parent()
        {
            std::fs::create_dir_all(folder)?;
        }
        Ok(Self {
            db: connect(database_url).await?,
            files: LocalFileSystem::new_with_prefix(files)?,
            keys: Keys::open(data_dir, random.as_ref())?,
            random,
        })
    }

    #[must_use]
    pub const fn db(&self) -> &DatabaseConnection {
        &self.db
    }

    /// Whether the database answers.
    ///
    /// # Errors
    /// [`Error::Database`] where it does not.
    pub async fn ping(&self) -> Result<(), Error> {
        Ok(self.db.ping().await?)
    }

    /// Begins a transaction that may write. On SQLite it takes the write lock
    /// at once: a later upgrade would fail without waiting.
    ///
    /// # Errors
    /// [`Error::Database`].
    pub async fn begin(&self) -> Result<DatabaseTransaction, Error> {
        let options = TransactionOptions {
            sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
            ..TransactionOptions::default()
        };
        Ok(self.db.begin_with_options(options).await?)
    }

    /// Begins a transaction that reads everything as of one moment.
    ///
    /// # Errors
    /// [`Error::Database`].
    pub async fn snapshot(&self) -> Result<DatabaseTransaction, Error> {
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

    /// Encrypts and authenticates bytes for one purpose of this installation.
    ///
    /// # Errors
    /// [`Error::Random`].
    pub fn seal_bytes(&self, purpose: &str, plain: &[u8]) -> Result<Vec<u8>, Error> {
        self.keys.seal_bytes(purpose, plain, self.random.as_ref())
    }

    /// Opens what [`Store::seal_bytes`] sealed for the same purpose; `None` for
    /// anything else.
    #[must_use]
    pub fn open_bytes(&self, purpose: &str, sealed: &[u8]) -> Option<Vec<u8>> {
        self.keys.open_bytes(purpose, sealed)
    }

    /// As [`Store::seal_bytes`], in base64url.
    ///
    /// # Errors
    /// [`Error::Random`].
    pub fn seal(&self, purpose: &str, plain: &[u8]) -> Result<String, Error> {
        Ok(secrets::base64url(&self.seal_bytes(purpose, plain)?))
    }

    /// Opens what [`Store::seal`] sealed for the same purpose.
    #[must_use]
    pub fn open_sealed(&self, purpose: &str, text: &str) -> Option<Vec<u8>> {
        self.open_bytes(purpose, &secrets::from_base64url(text)?)
    }

    /// A keyed hash: HMAC-SHA-256 under the purpose's own key.
    #[must_use]
    pub fn mac_bytes(&self, purpose: &str, data: &[u8]) -> [u8; 32] {
        self.keys.mac(purpose, data)
    }

    /// As [`Store::mac_bytes`], in base64url.
    #[must_use]
    pub fn mac(&self, purpose: &str, data: &[u8]) -> String {
        secrets::base64url(&self.mac_bytes(purpose, data))
    }

    /// Whether this is [`Store::mac`] of the data; in constant time.
    #[must_use]
    pub fn is_mac(&self, purpose: &str, data: &[u8], given: &str) -> bool {
        let right = self.mac(purpose, data);
        right.as_bytes().ct_eq(given.as_bytes()).into()
    }

    /// 256 random bits, base64url.
    ///
    /// # Errors
    /// [`Error::Random`].
    pub fn random_token(&self) -> Result<String, Error> {
        Ok(secrets::base64url(&self.random_bytes::<32>()?))
    }

    /// # Errors
    /// [`Error::Random`].
    pub fn random_bytes<const N: usize>(&self) -> Result<[u8; N], Error> {
        let mut bytes = [0; N];
        self.random.fill(&mut bytes)?;
        Ok(bytes)
    }

    /// For those who need randomness on a thread of their own.
    #[must_use]
    pub fn random(&self) -> Arc<dyn Random> {
        self.random.clone()
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
                // In KiB: with the usual 2,000 a large board's pages are written
                // again and again while it is stored.
                .pragma("cache_size", "-8000")
                .busy_timeout(Duration::from_secs(15))
        });
    Ok(Database::connect(options).await?)
}
