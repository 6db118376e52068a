//! The database connection of an installation, with its keys and sealed files.

use std::path::{Path, PathBuf};
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
use crate::folders::{self, InUse};
use crate::keys::{Keys, Place, Versions};
use crate::secrets::{self, Random};

/// One installation's database, files and keys.
pub struct Store {
    db: DatabaseConnection,
    pub(crate) files: LocalFileSystem,
    keys: Arc<Keys>,
    random: Arc<dyn Random>,
    data_dir: PathBuf,
    in_use: InUse,
}

/// Seals on a thread of its own.
#[derive(Clone)]
pub struct Sealer {
    keys: Arc<Keys>,
    random: Arc<dyn Random>,
}

impl Sealer {
    /// As [`Store::seal_bytes`].
    ///
    /// # Errors
    /// [`Error::Random`].
    pub fn seal_bytes(&self, place: &Place, plain: &[u8]) -> Result<Vec<u8>, Error> {
        self.keys.seal(place, plain, self.random.as_ref())
    }
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
        folders::make(data_dir)?;
        let in_use = InUse::shared(data_dir)?;
        for folder in [&files, &data_dir.join("keys")] {
            folders::make_private(folder)?;
            folders::only_owner_within(folder)?;
        }
        let sqlite = sqlite_path(database_url).map(Path::new);
        if let Some(folder) = sqlite.and_then(Path::parent) {
            folders::make(folder)?;
        }
        let db = connect(database_url).await?;
        // What SQLite writes beside a database later is as open as that is.
        for ending in ["", "-wal", "-shm"] {
            if let Some(path) = sqlite {
                let beside = format!("{}{ending}", path.display());
                folders::only_owner_if_there(Path::new(&beside))?;
            }
        }
        Ok(Self {
            db,
            files: LocalFileSystem::new_with_prefix(files)?,
            keys: Arc::new(Keys::open(data_dir, random.as_ref())?),
            random,
            data_dir: data_dir.to_owned(),
            in_use,
        })
    }

    /// Makes the next version of the key, with which everything is sealed from now
    /// on. No other process may use the data folder: it would go on with the version
    /// before.
    ///
    /// # Errors
    /// [`Error::Busy`] where one does; [`Error::Folder`].
    pub fn begin_rotation(&mut self) -> Result<(), Error> {
        self.in_use.alone()?;
        let mut keys = Keys::open(&self.data_dir, self.random.as_ref())?;
        // One that was begun and did not end goes on.
        if keys.current() == keys.oldest() {
            keys.add_version(&self.data_dir, self.random.as_ref())?;
        }
        self.keys = Arc::new(keys);
        Ok(())
    }

    /// Nothing is sealed with an earlier version any more: from now on only the
    /// newest opens.
    ///
    /// # Errors
    /// [`Error::Folder`].
    pub fn end_rotation(&mut self) -> Result<(), Error> {
        let mut keys = Keys::open(&self.data_dir, self.random.as_ref())?;
        keys.retire(&self.data_dir, self.random.as_ref())?;
        self.keys = Arc::new(keys);
        Ok(())
    }

    /// The version of the key that is sealed with.
    #[must_use]
    pub fn key_version(&self) -> u32 {
        self.keys.current()
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

    /// Encrypts and authenticates bytes; they open in this place alone.
    ///
    /// # Errors
    /// [`Error::Random`].
    pub fn seal_bytes(&self, place: &Place, plain: &[u8]) -> Result<Vec<u8>, Error> {
        self.keys.seal(place, plain, self.random.as_ref())
    }

    /// Opens what [`Store::seal_bytes`] sealed for the same place; `None` for
    /// anything else.
    #[must_use]
    pub fn open_bytes(&self, place: &Place, sealed: &[u8]) -> Option<Vec<u8>> {
        self.keys.open_sealed(place, sealed, Versions::InUse)
    }

    /// As [`Store::open_bytes`], also with a version of the key that was replaced
    /// since: for what was taken out before.
    #[must_use]
    pub fn open_taken_out(&self, place: &Place, sealed: &[u8]) -> Option<Vec<u8>> {
        self.keys.open_sealed(place, sealed, Versions::All)
    }

    /// Whether something is sealed with the newest version of the key.
    pub(crate) fn is_current(&self, sealed: &[u8]) -> bool {
        self.keys.is_current(sealed)
    }

    /// As [`Store::seal_bytes`], in base64url.
    ///
    /// # Errors
    /// [`Error::Random`].
    pub fn seal(&self, place: &Place, plain: &[u8]) -> Result<String, Error> {
        Ok(secrets::base64url(&self.seal_bytes(place, plain)?))
    }

    /// Opens what [`Store::seal`] sealed for the same place.
    #[must_use]
    pub fn open_sealed(&self, place: &Place, text: &str) -> Option<Vec<u8>> {
        self.open_bytes(place, &secrets::from_base64url(text)?)
    }

    /// For those who seal on a thread of their own.
    #[must_use]
    pub fn sealer(&self) -> Sealer {
        Sealer {
            keys: self.keys.clone(),
            random: self.random.clone(),
        }
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
