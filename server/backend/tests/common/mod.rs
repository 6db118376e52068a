//! One office for a test: its own database (SQLite in a temporary folder, or
//! PostgreSQL where `SANBANG_TEST_DATABASE_URL` says), a clock that stands
//! still, and an account of every role.

#![expect(clippy::expect_used, reason = "a test that cannot set up should stop")]

use std::path::Path;
use std::sync::Arc;

use backend::accounts::{self, Actor};
use backend::clock::{Clock, FixedClock};
use backend::rounds::{TypedReason, Which};
use backend::secrets::SystemRandom;
use backend::{Config, Office, projects, rounds, standards};
use domain::account::Role;
use domain::privacy::Scope;
use domain::project::{ProjectDetails, RoundPlan};
use domain::reason::ChangeCause;
use domain::review::Checklist;
use domain::round::RoundNumber;
use migrations::{Migrator, MigratorTrait};

pub(crate) const CODE: &str = "HW2024";
pub(crate) const PASSWORD: &str = "correct horse battery";
/// When a test begins.
pub(crate) const TODAY: &str = "2024-09-02T01:00:00Z";

pub(crate) struct TestOffice {
    pub(crate) office: Office,
    pub(crate) clock: Arc<FixedClock>,
    pub(crate) folder: tempfile::TempDir,
    pub(crate) database_url: String,
}

impl TestOffice {
    /// An empty office with one account per role, named after it.
    pub(crate) async fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let clock = Arc::new(FixedClock::new(TODAY.parse().expect("a time")));
        let database_url = database_url(&folder).await;
        let office = open(&database_url, folder.path(), clock.clone()).await;
        Migrator::up(office.db(), None).await.expect("migrations");
        let this = Self {
            office,
            clock,
            folder,
            database_url,
        };
        for role in Role::ALL {
            accounts::add_account(&this.office, role.key(), role.key(), role, PASSWORD)
                .await
                .expect("an account");
        }
        this
    }

    pub(crate) async fn actor(&self, role: Role) -> Actor {
        let address = [127, 0, 0, 1].into();
        let token = accounts::sign_in(&self.office, role.key(), PASSWORD, address)
            .await
            .expect("signed in");
        accounts::actor(&self.office, &token)
            .await
            .expect("a look-up")
            .expect("an actor")
    }

    /// With a project and its standards.
    pub(crate) async fn with_project() -> Self {
        let this = Self::new().await;
        let staff = this.actor(Role::Staff).await;
        projects::create(&this.office, &staff, details())
            .await
            .expect("a project");
        load_standards(&this).await;
        this
    }

    /// With the first board published.
    pub(crate) async fn with_notice() -> Self {
        let this = Self::with_project().await;
        this.publish(1, "board1-wide.xlsx").await;
        this
    }

    /// Says of every change that has no reason yet that it was measured again.
    pub(crate) async fn explain(&self, number: u8) {
        let staff = self.actor(Role::Staff).await;
        let page = rounds::office_page(&self.office, &staff, CODE, round(number)).await;
        let changes = page.expect("a page").changes;
        if changes.is_some_and(|changes| changes.unexplained > 0) {
            let (which, why) = (Which::Unexplained, remeasured());
            rounds::explain_changes(&self.office, &staff, CODE, round(number), &which, &why)
                .await
                .expect("explained");
        }
    }

    pub(crate) async fn publish(&self, number: u8, file: &str) {
        let staff = self.actor(Role::Staff).await;
        let reviewer = self.actor(Role::Reviewer).await;
        let stored = rounds::upload(
            &self.office,
            &staff,
            CODE,
            round(number),
            file,
            sample(file),
        )
        .await;
        assert_eq!(stored.expect("an upload"), rounds::Uploaded::Stored);
        self.explain(number).await;
        rounds::submit(&self.office, &staff, CODE, round(number))
            .await
            .expect("submitted");
        rounds::approve(
            &self.office,
            &reviewer,
            CODE,
            round(number),
            &Checklist::whole(),
        )
        .await
        .expect("approved");
    }
}

/// A reason that fits every change.
pub(crate) fn remeasured() -> TypedReason {
    TypedReason {
        cause: Some(ChangeCause::Remeasured),
        objection: String::new(),
        note: String::new(),
    }
}

/// Loads the samples' standards into the project.
pub(crate) async fn load_standards(test: &TestOffice) {
    let staff = test.actor(Role::Staff).await;
    let file = "standards.xlsx";
    standards::load(&test.office, &staff, CODE, file, sample(file))
        .await
        .expect("standards");
}

/// The office on a database and a data folder, by this clock.
pub(crate) async fn open(database_url: &str, data_dir: &Path, clock: Arc<dyn Clock>) -> Office {
    Office::open(Config {
        database_url: database_url.to_owned(),
        data_dir: data_dir.to_owned(),
        clock,
        random: Arc::new(SystemRandom),
    })
    .await
    .expect("an office")
}

pub(crate) fn details() -> ProjectDetails {
    ProjectDetails {
        code: CODE.into(),
        name: "河湾村集体土地及房屋征收".into(),
        area: "青禾街道河湾村".into(),
        office: "青禾街道办事处".into(),
        approval_number: "示政地〔2024〕31号".into(),
        phone: "0000-0000000".into(),
        scope: Scope::Masked,
        scope_reason: String::new(),
        rounds: (1..=3)
            .map(|number| RoundPlan::usual(round(number)))
            .collect(),
    }
}

pub(crate) fn round(number: u8) -> RoundNumber {
    RoundNumber::new(number).expect("a round")
}

pub(crate) fn sample(name: &str) -> Vec<u8> {
    let path = format!("{}/tests/samples/{name}", env!("CARGO_MANIFEST_DIR"));
    std::fs::read(&path).unwrap_or_else(|cause| panic!("{path}: {cause}"))
}

async fn database_url(folder: &tempfile::TempDir) -> String {
    let Ok(server) = std::env::var("SANBANG_TEST_DATABASE_URL") else {
        return format!("sqlite://{}/sanbang.db", folder.path().display());
    };
    let name = format!(
        "t_{}",
        folder
            .path()
            .file_name()
            .expect("a name")
            .to_string_lossy()
            .chars()
            .filter(char::is_ascii_alphanumeric)
            .map(|c| format!("{:x}", u32::from(c)))
            .collect::<String>()
    );
    let db = sea_orm::Database::connect(&server)
        .await
        .expect("PostgreSQL");
    sea_orm::ConnectionTrait::execute_unprepared(&db, &format!("CREATE DATABASE {name}"))
        .await
        .expect("a database");
    let (base, _) = server.rsplit_once('/').expect("a URL with a database");
    format!("{base}/{name}")
}
