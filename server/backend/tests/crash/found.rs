//! What a killed child left in the database: all of its work or none, else the
//! test fails here.

use std::path::Path;
use std::time::Duration;

use backend::{Error, notices, uploads};
use domain::table::UploadReport;
use sea_orm::{ConnectionTrait, DatabaseConnection, Statement, TryGetable};
use views::NoticeFilter;

use crate::task::Task;
use testing::{TestOffice, round};

/// What there is of a task.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Found {
    Nothing,
    Whole,
}

/// Looks for the task's work.
pub(crate) async fn found(test: &TestOffice, task: &Task) -> Found {
    match task {
        Task::Upload { file, households } => upload(test, file, *households).await,
        Task::Publish {
            project,
            households,
        } => publication(test, project, *households).await,
        Task::File { submission } => objection(test, submission).await,
    }
}

/// Every board of this office is of the same size. What is half stored is
/// nobody's, and goes once its upload has been silent for a while.
async fn upload(test: &TestOffice, file: &Path, households: usize) -> Found {
    let db = test.office.db();
    let boards = count(db, "SELECT COUNT(*) FROM boards WHERE complete").await;
    test.clock
        .set(test.office.now() + chrono::Duration::minutes(2));
    uploads::sweep(&test.office).await.expect("swept");
    let left = count(db, "SELECT COUNT(*) FROM boards").await;
    assert_eq!(left, boards, "half a board");
    let running = "SELECT COUNT(*) FROM uploads WHERE stage IN ('waiting', 'reading', 'storing')";
    assert_eq!(count(db, running).await, 0, "an upload without end");
    let entries = count(db, "SELECT COUNT(*) FROM entries").await;
    assert_eq!(entries, boards * number(households), "whole boards");
    for parts in [
        "COUNT(*) FROM events WHERE kind = 'board_uploaded'",
        "COUNT(DISTINCT boards.id) FROM boards JOIN events \
         ON kind = 'board_uploaded' AND canonical LIKE '%' || file_digest || '%'",
    ] {
        let found = count(db, &format!("SELECT {parts}")).await;
        assert_eq!(found, boards, "{parts}");
    }

    let name = file.file_name().expect("a name").to_string_lossy();
    let this = format!("FROM boards WHERE file_name = '{name}'");
    match count(db, &format!("SELECT COUNT(*) {this}")).await {
        0 => Found::Nothing,
        1 => {
            let report: String = one(db, &format!("SELECT report {this}")).await;
            let report: UploadReport = serde_json::from_str(&report).expect("a report");
            let rows = format!("FROM entries WHERE board_id = (SELECT id {this})");
            let entries = count(db, &format!("SELECT COUNT(*) {rows}")).await;
            assert_eq!(entries, i64::from(report.totals.households));
            let sum = format!("SELECT CAST(SUM(total_fen) AS BIGINT) {rows}");
            assert_eq!(count(db, &sum).await, report.totals.payout.fen());
            Found::Whole
        }
        more => panic!("{more} boards of one file"),
    }
}

async fn publication(test: &TestOffice, project: &str, households: usize) -> Found {
    let db = test.office.db();
    let this = format!(
        "FROM rounds JOIN projects ON projects.id = project_id \
         LEFT JOIN notices ON notices.round_id = rounds.id \
         WHERE code = '{project}' AND number = 1"
    );
    let state: String = one(db, &format!("SELECT rounds.state {this}")).await;
    let notices = count(db, &format!("SELECT COUNT(notices.id) {this}")).await;
    let event = async |kind: &str, holds: &str| {
        let subject = format!("project/{project}/round/1");
        count(
            db,
            &format!(
                "SELECT COUNT(*) FROM events WHERE subject = '{subject}' \
                 AND kind = '{kind}' AND canonical LIKE '%{holds}%'"
            ),
        )
        .await
    };
    let events = [
        event("board_approved", "").await,
        event("notice_published", "").await,
    ];
    let page = notices::notice(
        &test.office,
        project,
        round(1),
        NoticeFilter::default(),
        None,
    )
    .await;
    match (state.as_str(), notices, events) {
        ("in_review", 0, [0, 0]) => {
            assert!(matches!(page, Err(Error::NotFound)), "nobody sees it");
            Found::Nothing
        }
        ("published", 1, [1, 1]) => {
            let digest: String = one(db, &format!("SELECT notices.digest {this}")).await;
            assert_eq!(event("notice_published", &digest).await, 1);
            let entries = format!(
                "SELECT COUNT(*) FROM entries WHERE board_id = (SELECT notices.board_id {this})"
            );
            assert_eq!(count(db, &entries).await, number(households));
            let page = page.expect("a notice");
            assert_eq!(i64::from(page.head.totals.households), number(households));
            assert_eq!(i64::from(page.matching), number(households));
            Found::Whole
        }
        part => panic!("a part of a publication: {part:?}"),
    }
}

/// Every objection of this office has one file.
async fn objection(test: &TestOffice, submission: &str) -> Found {
    let db = test.office.db();
    let objections = count(db, "SELECT COUNT(*) FROM objections").await;
    for parts in [
        "COUNT(*) FROM objection_steps",
        "COUNT(DISTINCT objection_id) FROM objection_steps",
        "COUNT(*) FROM objection_files",
        "COUNT(DISTINCT objection_id) FROM objection_files",
        "COUNT(*) FROM events WHERE kind = 'objection_filed'",
        "COUNT(DISTINCT receipt) FROM objections JOIN events \
         ON events.kind = 'objection_filed' AND subject = 'objection/' || receipt",
    ] {
        let found = count(db, &format!("SELECT {parts}")).await;
        assert_eq!(found, objections, "{parts}");
    }
    let this = format!(
        "FROM objections WHERE id IN \
         (SELECT objection_id FROM objection_files WHERE file_name = '{submission}.pdf')"
    );
    match count(db, &format!("SELECT COUNT(*) {this}")).await {
        0 => Found::Nothing,
        1 => {
            let key: String = one(
                db,
                &format!(
                    "SELECT object_key FROM objection_files \
                     WHERE objection_id = (SELECT id {this})"
                ),
            )
            .await;
            assert!(test.folder.path().join("files").join(key).is_file());
            Found::Whole
        }
        more => panic!("{more} objections of one post"),
    }
}

/// A child's connections end a moment after the child, on PostgreSQL: until
/// then its last statement may still be at work.
pub(crate) async fn wait_for_postgres(db: &DatabaseConnection, child: &str) {
    if db.get_database_backend() != sea_orm::DbBackend::Postgres {
        return;
    }
    let connections = format!(
        "SELECT COUNT(*) FROM pg_stat_activity \
         WHERE datname = current_database() AND application_name = '{child}'"
    );
    for _ in 0..2_000 {
        if count(db, &connections).await == 0 {
            return;
        }
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    panic!("PostgreSQL holds on to a dead child");
}

async fn count(db: &DatabaseConnection, sql: &str) -> i64 {
    one(db, sql).await
}

/// The one value that the query gives.
async fn one<T: TryGetable>(db: &DatabaseConnection, sql: &str) -> T {
    let statement = Statement::from_string(db.get_database_backend(), sql);
    let row = db.query_one_raw(statement).await;
    row.unwrap_or_else(|cause| panic!("{sql}: {cause}"))
        .unwrap_or_else(|| panic!("{sql}: no row"))
        .try_get_by_index(0)
        .unwrap_or_else(|cause| panic!("{sql}: {cause:?}"))
}

fn number(households: usize) -> i64 {
    i64::try_from(households).expect("a number")
}
