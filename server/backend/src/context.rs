//! What every use case works with: the store, the clock, and what is done only so
//! often at once.

use std::path::PathBuf;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use domain::benchmark::Benchmark;
use domain::diff::ChangeKind;
use domain::status::StatusKind;
use sea_orm::{DatabaseConnection, DatabaseTransaction};
use store::files::KeptFile;
use store::ids::BoardId;
use store::secrets::{Random, SystemRandom};
use store::{Place, Store};
use tokio::sync::Semaphore;

use crate::Error;
use crate::address_block::BlockBudget;
use crate::address_limit::AddressLimit;
use crate::clock::{Clock, SystemClock};
use crate::computed::{Computed, Turns};
use crate::names::NameLists;
use crate::passwords::{Hashing, HashingCost};

/// Where an office keeps what it has.
pub struct Config {
    /// `sqlite://data/sanbang.db` or `postgres://…`
    pub database_url: String,
    /// Keys and filed photos.
    pub data_dir: PathBuf,
    pub clock: Arc<dyn Clock>,
    pub random: Arc<dyn Random>,
    pub hashing_cost: HashingCost,
    /// Bytes that photos and PDFs filed with objections may take, all together.
    pub max_filed_bytes: u64,
}

/// Twenty gigabytes: some 8,000 photos of a phone.
pub const MAX_FILED_BYTES: u64 = 20 * 1000 * 1000 * 1000;

impl Config {
    /// With the system's clock and randomness.
    #[must_use]
    pub fn new(database_url: impl Into<String>, data_dir: impl Into<PathBuf>) -> Self {
        Self {
            database_url: database_url.into(),
            data_dir: data_dir.into(),
            clock: Arc::new(SystemClock),
            random: Arc::new(SystemRandom),
            hashing_cost: HashingCost::default(),
            max_filed_bytes: MAX_FILED_BYTES,
        }
    }
}

/// What the comparison with the village says of a board as a whole.
pub(crate) struct SpecialBoard {
    pub(crate) benchmark: Benchmark,
    /// How many flagged households there are of each kind.
    pub(crate) counts: Vec<(StatusKind, u32)>,
}

/// One installation. Cheap to share behind an [`Arc`].
pub struct AppContext {
    pub(crate) store: Store,
    clock: Arc<dyn Clock>,
    pub(crate) hashing: Hashing,
    /// Sign-ins from devices that are not known.
    pub(crate) sign_ins: BlockBudget,
    pub(crate) hashing_cost: HashingCost,
    /// In which boards are gone through for whoever asks.
    pub(crate) comparing: Turns,
    /// What the comparison with the village says of published boards.
    pub(crate) special: Computed<BoardId, SpecialBoard>,
    /// Whether anybody could see a difference between two published boards.
    pub(crate) differing: Computed<(BoardId, BoardId), bool>,
    /// What changed from one published board to another, by household.
    pub(crate) comparisons: Computed<(BoardId, BoardId), Vec<(String, ChangeKind)>>,
    pub(crate) names: NameLists,
    pub(crate) searches: AddressLimit,
    /// Objections that go straight into the queue.
    pub(crate) filings: AddressLimit,
    /// Access codes, and receipts with their secrets.
    pub(crate) wrong_codes: AddressLimit,
    /// A large table takes hundreds of megabytes while it is read.
    pub(crate) reading: Semaphore,
    /// Files without names, while they are made.
    pub(crate) scratch: PathBuf,
    /// Files of one objection after the other are looked at and sealed.
    pub(crate) filing: Semaphore,
    pub(crate) max_filed_bytes: u64,
    /// An archive takes the disk for as long as it is made.
    pub(crate) archiving: Semaphore,
}

/// Sign-ins from devices that are not known that an address block has at once: an
/// office shares one address.
const SIGN_INS_AT_ONCE: i64 = 60;
/// Milliseconds until it has one more.
const SIGN_IN_MILLIS_EACH: i64 = 5_000;
/// How many tables are read at once; others wait their turn.
const READING_AT_ONCE: usize = 2;
/// Of how many objections the files are looked at or sealed at once.
const FILING_AT_ONCE: usize = 1;
/// Boards whose benchmarks are kept.
const MAX_BENCHMARKS: usize = 8;
/// Pairs of boards of which it is kept whether they differ.
const MAX_DIFFERING: usize = 1_000;
/// Changed households that are kept, of all comparisons: about 60 MB.
const MAX_COMPARED: usize = 1_000_000;
/// How many wait until boards are compared for them; it is done one at a time.
const COMPARISONS_WAITING: usize = 64;
/// How many archives are made at once.
const ARCHIVES_AT_ONCE: usize = 1;

impl AppContext {
    /// Connects to the database and opens the data folder.
    ///
    /// # Errors
    /// Where either cannot be opened.
    pub async fn open(config: Config) -> Result<Self, Error> {
        let Config {
            database_url,
            data_dir,
            clock,
            random,
            hashing_cost,
            max_filed_bytes,
        } = config;
        let comparing = Turns::new(COMPARISONS_WAITING);
        Ok(Self {
            store: Store::open(&database_url, &data_dir, random).await?,
            clock,
            hashing: Hashing::default(),
            sign_ins: BlockBudget::new(SIGN_INS_AT_ONCE, SIGN_IN_MILLIS_EACH),
            hashing_cost,
            special: Computed::new(comparing.clone(), MAX_BENCHMARKS, |_| 1),
            differing: Computed::new(comparing.clone(), MAX_DIFFERING, |_| 1),
            comparisons: Computed::new(comparing.clone(), MAX_COMPARED, Vec::len),
            comparing,
            names: NameLists::default(),
            searches: AddressLimit::of_searches(),
            filings: AddressLimit::of_filings(),
            wrong_codes: AddressLimit::of_wrong_codes(),
            reading: Semaphore::new(READING_AT_ONCE),
            scratch: data_dir.join("scratch"),
            max_filed_bytes,
            filing: Semaphore::new(FILING_AT_ONCE),
            archiving: Semaphore::new(ARCHIVES_AT_ONCE),
        })
    }

    /// For running migrations.
    #[must_use]
    pub const fn db(&self) -> &DatabaseConnection {
        self.store.db()
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
        Ok(self.store.ping().await?)
    }

    /// As [`Store::begin`].
    pub(crate) async fn begin(&self) -> Result<DatabaseTransaction, Error> {
        Ok(self.store.begin().await?)
    }

    /// Seals what is in no row, such as a cookie, for one purpose: encrypted,
    /// authenticated, base64url.
    ///
    /// # Errors
    /// Where the system has no randomness to give.
    pub fn seal(&self, purpose: &'static str, plain: &[u8]) -> Result<String, Error> {
        Ok(self.store.seal(&Place::of(purpose, &[]), plain)?)
    }

    /// Opens what [`AppContext::seal`] sealed for the same purpose.
    #[must_use]
    pub fn open_sealed(&self, purpose: &'static str, text: &str) -> Option<Vec<u8>> {
        self.store.open_sealed(&Place::of(purpose, &[]), text)
    }

    /// A kept file, opened, and the same as when it was kept: `digest` is its row's.
    ///
    /// # Errors
    /// [`Error::NotNow`], with what to do, where it is not.
    pub(crate) async fn kept_file(
        &self,
        file: KeptFile<'_>,
        key: &str,
        digest: &str,
    ) -> Result<Vec<u8>, Error> {
        match self.store.file(file, key, digest).await {
            Err(store::Error::Sealed(_) | store::Error::Altered) => {
                Err(Error::NotNow(text::FILE_ALTERED))
            }
            done => Ok(done?),
        }
    }

    /// A keyed hash, base64url.
    #[must_use]
    pub fn mac(&self, purpose: &str, data: &[u8]) -> String {
        self.store.mac(purpose, data)
    }

    /// Whether this is [`AppContext::mac`] of the data; in constant time.
    #[must_use]
    pub fn is_mac(&self, purpose: &str, data: &[u8], given: &str) -> bool {
        self.store.is_mac(purpose, data, given)
    }

    /// 256 random bits, base64url.
    ///
    /// # Errors
    /// Where the system has no randomness to give.
    pub fn random_token(&self) -> Result<String, Error> {
        Ok(self.store.random_token()?)
    }
}
