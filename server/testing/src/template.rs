//! Databases and data folders for tests. Migrations run once in a test program:
//! what they and the preparation of an office leave is kept in memory, and each
//! test gets a copy.

use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use backend::clock::Clock;
use backend::passwords::HashingCost;
use backend::secrets::SystemRandom;
use backend::{AppContext, Config};
use migrations::{Migrator, MigratorTrait};
use sea_orm::{ConnectionTrait, Database};
use tempfile::TempDir;

const DATABASE: &str = "sanbang.db";

/// Where an office of a test is: a folder of its own, with its database in it or
/// on the PostgreSQL that `SANBANG_TEST_DATABASE_URL` names.
pub struct Place {
    pub folder: TempDir,
    pub database_url: String,
}

/// An office as tests begin with it, ready to be copied.
pub struct Template {
    files: Vec<File>,
    /// The database, where it is on PostgreSQL.
    database: Option<String>,
}

struct File {
    /// From the office's folder.
    path: PathBuf,
    mode: u32,
    content: Vec<u8>,
}

impl Place {
    /// A new folder, and an empty database.
    pub async fn new() -> Self {
        place(None).await
    }

    /// Opens the office that is here, by this clock.
    pub async fn open(&self, clock: Arc<dyn Clock>) -> AppContext {
        open(&self.database_url, self.folder.path(), clock).await
    }
}

/// The office on a database and a data folder, by this clock. Passwords are
/// hashed at next to no cost.
pub async fn open(database_url: &str, data_dir: &Path, clock: Arc<dyn Clock>) -> AppContext {
    AppContext::open(Config {
        clock,
        random: Arc::new(SystemRandom),
        hashing_cost: HashingCost::for_tests(),
        ..Config::new(database_url, data_dir)
    })
    .await
    .expect("an office")
}

impl Template {
    /// A new office, its database brought up to date and then prepared.
    pub async fn new(clock: Arc<dyn Clock>, prepare: impl AsyncFnOnce(&AppContext)) -> Self {
        let place = Place::new().await;
        let office = place.open(clock).await;
        Migrator::up(office.db(), None).await.expect("migrations");
        prepare(&office).await;
        Self::of(place, &office).await
    }

    /// Keeps what is in this place. The office cannot be used afterwards.
    pub async fn of(place: Place, office: &AppContext) -> Self {
        // On SQLite the last to close writes everything into one file; on
        // PostgreSQL only a database that nobody uses can be copied.
        office.db().close_by_ref().await.expect("closed");
        let mut files = Vec::new();
        read(place.folder.path(), Path::new(""), &mut files);
        let database = server().map(|_| {
            let (_, name) = place.database_url.rsplit_once('/').expect("a name");
            name.to_owned()
        });
        Self { files, database }
    }

    /// A copy, in a place of its own.
    pub async fn copy(&self) -> Place {
        let place = place(self.database.as_deref()).await;
        for file in &self.files {
            let path = place.folder.path().join(&file.path);
            std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
            std::fs::write(&path, &file.content).expect("written");
            let mode = std::fs::Permissions::from_mode(file.mode);
            std::fs::set_permissions(&path, mode).expect("its mode");
        }
        place
    }
}

fn read(root: &Path, under: &Path, files: &mut Vec<File>) {
    for entry in std::fs::read_dir(root.join(under)).expect("a folder") {
        let entry = entry.expect("an entry");
        let path = under.join(entry.file_name());
        let metadata = entry.metadata().expect("what it is");
        if metadata.is_dir() {
            read(root, &path, files);
        } else {
            files.push(File {
                mode: metadata.permissions().mode(),
                content: std::fs::read(entry.path()).expect("read"),
                path,
            });
        }
    }
}

/// The PostgreSQL that the tests are to use, with a database that is there.
fn server() -> Option<String> {
    std::env::var("SANBANG_TEST_DATABASE_URL").ok()
}

/// A new folder, and a new database: on PostgreSQL a copy of that one, if any.
async fn place(template: Option<&str>) -> Place {
    let folder = tempfile::tempdir().expect("a folder");
    let Some(server) = server() else {
        let database_url = format!("sqlite://{}", folder.path().join(DATABASE).display());
        return Place {
            folder,
            database_url,
        };
    };
    // Names may tell large from small letters; PostgreSQL's do not.
    let random = folder.path().file_name().expect("a name");
    let name: String = random
        .to_string_lossy()
        .bytes()
        .map(|byte| format!("{byte:x}"))
        .collect();
    let name = format!("t_{name}");
    let template = template.map_or(String::new(), |template| format!(" TEMPLATE {template}"));
    let db = Database::connect(&server).await.expect("PostgreSQL");
    db.execute_unprepared(&format!("CREATE DATABASE {name}{template}"))
        .await
        .expect("a database");
    db.close().await.expect("closed");
    let (base, _) = server.rsplit_once('/').expect("a URL with a database");
    Place {
        folder,
        database_url: format!("{base}/{name}"),
    }
}
