//! What the tests of `backend` and `server` begin with: an office with a database
//! of its own (SQLite in a temporary folder, or PostgreSQL where
//! `SANBANG_TEST_DATABASE_URL` says), a clock that stands still, and an account
//! of every role. It may use every crate of the server's; only tests use it.
//!
//! To add something that many tests need, add it to [`TestOffice`]; where it
//! takes long to prepare, as a [`Template`] of its own.

#![expect(clippy::expect_used, reason = "a test that cannot set up should stop")]

mod template;

use std::sync::Arc;

use backend::accounts::{self, Actor};
use backend::clock::FixedClock;
use backend::declarations::{self, Declaration};
use backend::officials::{self, NewOfficial};
use backend::rounds::{TypedReason, Which};
use backend::{AppContext, Error, check, projects, rounds, standards};
use domain::account::Role;
use domain::declaration::{DeclaredBy, Tie};
use domain::id::BoardId;
use domain::privacy::Scope;
use domain::project::{ProjectDetails, RoundPlan};
use domain::reason::ChangeCause;
use domain::review::Checklist;
use domain::round::RoundNumber;
use domain::status::StatusKind;
use sea_orm::{ConnectionTrait, Statement};
use text::Lang;
use tokio::sync::OnceCell;

pub use template::{Place, Template, open};

pub const CODE: &str = "HW2024";
pub const PASSWORD: &str = "correct horse battery";
/// When a test begins.
pub const TODAY: &str = "2024-09-02T01:00:00Z";

/// An office without anything but accounts.
static EMPTY: OnceCell<Template> = OnceCell::const_new();
/// With a project and its standards.
static WITH_PROJECT: OnceCell<Template> = OnceCell::const_new();
/// With the first board published.
static WITH_NOTICE: OnceCell<Template> = OnceCell::const_new();

pub struct TestOffice {
    pub office: AppContext,
    pub clock: Arc<FixedClock>,
    pub folder: tempfile::TempDir,
    pub database_url: String,
}

impl TestOffice {
    /// An empty office with one account per role, named after it.
    pub async fn new() -> Self {
        let make = || {
            Template::new(clock(), async |office| {
                for role in Role::ALL {
                    accounts::add_account(office, role.key(), role.key(), role, PASSWORD)
                        .await
                        .expect("an account");
                }
            })
        };
        Self::at(EMPTY.get_or_init(make).await.copy().await).await
    }

    /// With a project and its standards.
    pub async fn with_project() -> Self {
        let make = async || {
            let this = Self::new().await;
            let staff = this.actor(Role::Staff).await;
            projects::create(&this.office, &staff, details())
                .await
                .expect("a project");
            load_standards(&this).await;
            register(&this.office, &staff).await;
            this.declare_none().await;
            this.into_template().await
        };
        Self::at(WITH_PROJECT.get_or_init(make).await.copy().await).await
    }

    /// With the first board published.
    pub async fn with_notice() -> Self {
        let make = async || {
            let this = Self::with_project().await;
            this.publish(1, "board1-wide.xlsx").await;
            this.into_template().await
        };
        Self::at(WITH_NOTICE.get_or_init(make).await.copy().await).await
    }

    async fn at(place: Place) -> Self {
        let clock = clock();
        Self {
            office: place.open(clock.clone()).await,
            clock,
            folder: place.folder,
            database_url: place.database_url,
        }
    }

    async fn into_template(self) -> Template {
        let place = Place {
            folder: self.folder,
            database_url: self.database_url,
        };
        Template::of(place, &self.office).await
    }

    pub async fn actor(&self, role: Role) -> Actor {
        let address = [127, 0, 0, 1].into();
        let token = accounts::sign_in(&self.office, role.key(), PASSWORD, address)
            .await
            .expect("signed in");
        accounts::actor(&self.office, &token)
            .await
            .expect("a look-up")
            .expect("an actor")
    }

    /// Every household of the samples that the first board does not mark has
    /// declared that it has no relation.
    async fn declare_none(&self) {
        let bytes = sample("board1-wide.xlsx");
        let reading = check::read("board1-wide.xlsx", &bytes, None, Lang::Zh);
        let entries = reading.expect("a board").board.entries;
        let rows: Vec<String> = entries
            .iter()
            .filter(|entry| entry.status.is_none())
            .map(|entry| {
                format!(
                    "((SELECT id FROM projects WHERE code = '{CODE}'), '{}', '', 'village', \
                     '村委会', '', TRUE, (SELECT id FROM accounts WHERE name = 'staff'), 0)",
                    entry.household
                )
            })
            .collect();
        let sql = format!(
            "INSERT INTO declarations (project_id, household, relation, declared_by, declarer, \
             basis, in_bulk, recorded_by, recorded_at) VALUES {}",
            rows.join(", ")
        );
        self.office
            .db()
            .execute_unprepared(&sql)
            .await
            .expect("declared");
    }

    /// Declares what a round's draft still lacks: the officials that its table
    /// names, the households that said nothing, and 华旺顺, whom the second board
    /// marks as the sister of 沈德 and the first does not.
    pub async fn settle(&self, number: u8) {
        self.settle_in(CODE, number).await;
    }

    /// As [`TestOffice::settle`], for another project.
    pub async fn settle_in(&self, project: &str, number: u8) {
        let staff = self.actor(Role::Staff).await;
        let page = rounds::office_page(&self.office, &staff, project, round(number)).await;
        let check = page.expect("a page").declarations.expect("a draft");
        if !check.unregistered.is_empty() {
            register(&self.office, &staff).await;
        }
        if !check.contradictions.is_empty() {
            self.declare_sister(&staff).await;
        }
        if check.undeclared > 0 {
            let said = (Some(DeclaredBy::Village), "村委会", "逐户核对");
            declarations::declare_rest(&self.office, &staff, project, check.undeclared, said)
                .await
                .expect("declared");
        }
    }

    async fn declare_sister(&self, staff: &Actor) {
        let page = officials::page(&self.office, staff).await;
        let officials = page.expect("a page").officials;
        let shen = officials.iter().find(|row| row.official.name == "沈德");
        let one = Declaration {
            household: "HW04007".into(),
            is_chosen: true,
            tie: Some(Tie::Close),
            relation: "姐妹".into(),
            official: shen.map(|row| row.official.id),
            by: Some(DeclaredBy::Householder),
            declarer: "华旺顺".into(),
            basis: String::new(),
        };
        declarations::declare(&self.office, staff, CODE, one)
            .await
            .expect("declared");
    }

    /// Says of every change that has no reason yet that it was measured again.
    pub async fn explain(&self, number: u8) {
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

    pub async fn publish(&self, number: u8, file: &str) {
        self.publish_table(number, file, sample(file)).await;
    }

    /// Publishes a table of this name and content.
    pub async fn publish_table(&self, number: u8, file: &str, bytes: Vec<u8>) {
        let staff = self.actor(Role::Staff).await;
        let reviewer = self.actor(Role::Reviewer).await;
        let stored = rounds::upload(&self.office, &staff, CODE, round(number), file, bytes).await;
        assert_eq!(stored.expect("an upload"), rounds::Uploaded::Stored);
        self.explain(number).await;
        self.settle(number).await;
        rounds::submit(&self.office, &staff, CODE, round(number))
            .await
            .expect("submitted");
        approve(
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

/// The id of a round's working board; 0 where there is none.
pub async fn working_board_id(office: &AppContext, project: &str, number: RoundNumber) -> BoardId {
    let sql = format!(
        "SELECT boards.id FROM boards JOIN rounds ON rounds.id = boards.round_id \
         JOIN projects ON projects.id = rounds.project_id \
         WHERE projects.code = '{project}' AND rounds.number = {} AND boards.complete \
         ORDER BY boards.id DESC LIMIT 1",
        number.get()
    );
    let db = office.db();
    let sql = Statement::from_string(db.get_database_backend(), sql);
    let row = db.query_one_raw(sql).await.expect("boards");
    let id = row.map_or(0, |row| row.try_get_by_index(0).expect("a number"));
    BoardId::new(id)
}

/// Approves the board that is there, as one who has read it.
pub async fn approve(
    office: &AppContext,
    reviewer: &Actor,
    project: &str,
    number: RoundNumber,
    signed: &Checklist,
) -> Result<(), Error> {
    let board = working_board_id(office, project, number).await;
    rounds::approve(office, reviewer, project, number, board, signed).await
}

/// Enters the officials of the samples into the register.
pub async fn register(office: &AppContext, staff: &Actor) {
    for (name, post, kind) in [
        ("沈德", "村委会委员", StatusKind::Cadre),
        ("窦家", "党员", StatusKind::PartyMember),
    ] {
        let new = NewOfficial {
            name: name.into(),
            post: post.into(),
            kind: Some(kind),
            from: "2021-03-01".into(),
            ..NewOfficial::default()
        };
        officials::add(office, staff, new)
            .await
            .expect("registered");
    }
}

/// A reason that fits every change.
pub fn remeasured() -> TypedReason {
    TypedReason {
        cause: Some(ChangeCause::Remeasured),
        objection: String::new(),
        note: String::new(),
    }
}

/// Loads the samples' standards into the project.
pub async fn load_standards(test: &TestOffice) {
    let staff = test.actor(Role::Staff).await;
    let file = "standards.xlsx";
    standards::load(&test.office, &staff, CODE, file, sample(file))
        .await
        .expect("standards");
}

fn clock() -> Arc<FixedClock> {
    Arc::new(FixedClock::new(TODAY.parse().expect("a time")))
}

pub fn details() -> ProjectDetails {
    ProjectDetails {
        code: CODE.into(),
        name: "河湾村集体土地及房屋征收".into(),
        area: "青禾街道河湾村".into(),
        office: "青禾街道办事处".into(),
        approval_number: "示政地〔2024〕31号".into(),
        phone: "0000-0000000".into(),
        scope: Scope::Masked,
        scope_reason: String::new(),
        surveyed: None,
        rounds: (1..=3)
            .map(|number| RoundPlan::usual(round(number)))
            .collect(),
    }
}

pub fn round(number: u8) -> RoundNumber {
    RoundNumber::new(number).expect("a round")
}

pub fn sample(name: &str) -> Vec<u8> {
    let path = format!(
        "{}/../workbook/tests/samples/{name}",
        env!("CARGO_MANIFEST_DIR")
    );
    std::fs::read(&path).unwrap_or_else(|cause| panic!("{path}: {cause}"))
}
