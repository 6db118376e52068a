//! What several processes, or several people, do at the same moment. On
//! PostgreSQL each has a connection of its own and nobody waits for the first.

use backend::{Error, accounts, kin, objections, projects, rounds, standards, windows};
use domain::account::Role;
use domain::declaration::Tie;
use domain::objection::ObjectionKind;
use domain::table::{ColumnChoices, Field};
use futures_util::future::join_all;
use migrations::{Migrator, MigratorTrait};
use sea_orm::{ConnectionTrait, DbBackend, Statement};

use testing::{CODE, PASSWORD, TestOffice, details, open, round, sample};

const TIMES: usize = 6;

#[expect(clippy::expect_used, reason = "a test that cannot count should stop")]
async fn count(test: &TestOffice, sql: &str) -> i64 {
    let db = test.office.db();
    let sql = Statement::from_string(db.get_database_backend(), sql);
    let row = db.query_one_raw(sql).await.expect("an answer");
    row.expect("a row").try_get_by_index(0).expect("a number")
}

#[tokio::test]
async fn processes_that_start_at_once_have_one_heartbeat() {
    let test = TestOffice::new().await;
    // The first time each waits for a connection, and they come one by one.
    for _ in 0..3 {
        let db = test.office.db();
        db.execute_unprepared("DELETE FROM heartbeats")
            .await
            .expect("none");
        let beats = (0..TIMES).map(|_| windows::beat(&test.office));
        for beat in join_all(beats).await {
            assert_eq!(beat.expect("a beat"), 0);
        }
        assert_eq!(count(&test, "SELECT COUNT(*) FROM heartbeats").await, 1);
    }
}

#[tokio::test]
async fn processes_that_start_at_once_migrate_once() {
    let test = TestOffice::new().await;
    if test.office.db().get_database_backend() == DbBackend::Sqlite {
        // It is of one process.
        return;
    }
    Migrator::down(test.office.db(), Some(1))
        .await
        .expect("one step back");
    let (url, folder) = (&test.database_url, test.folder.path());
    let other = open(url, folder, test.clock.clone()).await;
    let (one, two) = tokio::join!(migrations::up(test.office.db()), migrations::up(other.db()));
    one.expect("migrated");
    two.expect("migrated");
    windows::beat(&test.office).await.expect("the tables");
}

#[tokio::test]
async fn one_of_two_gets_the_name_and_the_other_is_told() {
    let test = TestOffice::with_project().await;
    let staff = test.actor(Role::Staff).await;
    let office = &test.office;
    let added =
        (0..2).map(|_| accounts::add_account(office, "twin", "Twin", Role::Staff, PASSWORD));
    one_is_refused(join_all(added).await);
    let mut other = details();
    other.code = "HW2025".into();
    let created = (0..TIMES).map(|_| projects::create(office, &staff, other.clone()));
    one_is_refused(join_all(created).await);
}

/// All but one are refused, with a sentence.
fn one_is_refused(done: Vec<Result<(), Error>>) {
    let all = done.len();
    let refused = done
        .into_iter()
        .filter_map(Result::err)
        .inspect(|error| assert!(matches!(error, Error::Refused(_)), "{error:?}"))
        .count();
    assert_eq!(refused, all - 1);
}

#[tokio::test]
async fn a_post_that_is_sent_twice_at_once_is_one_objection() {
    let test = TestOffice::with_notice().await;
    let filing = objections::Filing {
        submission: test.office.random_token().expect("a number"),
        project: CODE.into(),
        round: Some(round(1)),
        household: Some("HW01003".into()),
        kind: Some(ObjectionKind::Area),
        statement: "面积量少了".into(),
        name: "张三".into(),
        phone: "13800000000".into(),
        ..objections::Filing::default()
    };
    let filed = (0..TIMES).map(|_| objections::file(&test.office, filing.clone()));
    let receipts: Vec<String> = join_all(filed)
        .await
        .into_iter()
        .map(|receipt| receipt.expect("a receipt").receipt)
        .collect();
    assert!(
        receipts.iter().all(|one| *one == receipts[0]),
        "{receipts:?}"
    );
    assert_eq!(count(&test, "SELECT COUNT(*) FROM objections").await, 1);
    let filed = "SELECT COUNT(*) FROM events WHERE kind = 'objection_filed'";
    assert_eq!(count(&test, filed).await, 1);
}

#[tokio::test]
async fn standards_and_columns_that_come_at_once_come_one_after_the_other() {
    let test = TestOffice::with_project().await;
    let staff = test.actor(Role::Staff).await;
    let file = "standards.xlsx";
    let loaded = (0..2).map(|_| standards::load(&test.office, &staff, CODE, file, sample(file)));
    for one in join_all(loaded).await {
        one.expect("loaded");
    }
    assert_eq!(
        count(&test, "SELECT CAST(MAX(version) AS BIGINT) FROM schedules").await,
        3
    );
    let choices = ColumnChoices::from([("户主".to_owned(), Some(Field::Head))]);
    let chosen =
        (0..TIMES).map(|_| rounds::choose_columns(&test.office, &staff, CODE, choices.clone()));
    for one in join_all(chosen).await {
        one.expect("chosen");
    }
    assert_eq!(count(&test, "SELECT COUNT(*) FROM column_choices").await, 1);
}

#[tokio::test]
async fn of_two_who_lift_a_declaration_one_is_told() {
    let test = TestOffice::with_project().await;
    let staff = test.actor(Role::Staff).await;
    let supervisor = test.actor(Role::Supervisor).await;
    kin::declare(&test.office, &staff, CODE, "HW01001", Some(Tie::Own), "")
        .await
        .expect("declared");
    let page = kin::page(&test.office, &supervisor).await.expect("a page");
    let id = page.others[0].id;
    let lifts = (0..TIMES).map(|_| kin::lift(&test.office, &supervisor, id, "户号写错"));
    let done = join_all(lifts).await;
    assert_eq!(done.iter().filter(|one| one.is_ok()).count(), 1, "{done:?}");
    for refused in done.iter().filter_map(|one| one.as_ref().err()) {
        assert!(
            matches!(refused, Error::NotFound | Error::NotNow(_)),
            "{refused:?}"
        );
    }
    let sql = "SELECT COUNT(*) FROM events WHERE kind = 'kin_lifted'";
    assert_eq!(count(&test, sql).await, 1);
}
