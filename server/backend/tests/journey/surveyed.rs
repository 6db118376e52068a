//! The surveyed total of a project, and the land of its boards beside it.

#![expect(clippy::expect_used, reason = "a test that cannot set up should stop")]

use backend::rounds::{TypedReasons, Uploaded};
use backend::{Error, projects, rounds};
use domain::account::Role;
use domain::finding::{Code, Finding};
use domain::project::ProjectDetails;
use domain::review::Checklist;
use domain::surveyed::Surveyed;
use sea_orm::{ConnectionTrait, Statement};
use text::Lang;
use views::RecordFilter;

use crate::archive::{files, text as text_of, zip_for};
use crate::sentence;
use testing::{CODE, TestOffice, details, round, sample};
use text::Sentence as _;

/// The land of the first board, as the samples have it.
const LAND: &str = "156.173";

fn mu(area: &str) -> Option<Surveyed> {
    Surveyed::typed(area, "mu").expect("an area")
}

async fn set(test: &TestOffice, stated: Option<Surveyed>) -> Result<(), Error> {
    let staff = test.actor(Role::Staff).await;
    projects::set_surveyed(&test.office, &staff, CODE, stated).await
}

async fn upload(test: &TestOffice, number: u8, file: &str) -> Uploaded {
    let staff = test.actor(Role::Staff).await;
    let (office, bytes) = (&test.office, sample(file));
    let uploaded = rounds::upload(office, &staff, CODE, round(number), file, bytes).await;
    uploaded.expect("a reading")
}

async fn submit(test: &TestOffice) -> Result<(), Error> {
    let staff = test.actor(Role::Staff).await;
    rounds::submit(&test.office, &staff, CODE, round(1)).await
}

async fn approve(test: &TestOffice, number: u8) {
    let reviewer = test.actor(Role::Reviewer).await;
    let signed = Checklist::whole();
    testing::approve(&test.office, &reviewer, CODE, round(number), &signed)
        .await
        .expect("approved");
}

/// What a round's draft was warned of.
async fn warned(test: &TestOffice, number: u8) -> Option<Finding> {
    let staff = test.actor(Role::Staff).await;
    let page = rounds::office_page(&test.office, &staff, CODE, round(number)).await;
    let report = page.expect("a page").draft.expect("a draft").report;
    let mut found = report.findings.into_iter();
    found.find(|one| one.code == Code::SurveyedDiffers)
}

async fn is_open(test: &TestOffice) -> bool {
    let staff = test.actor(Role::Staff).await;
    let page = projects::office_page(&test.office, &staff, CODE).await;
    page.expect("a page").surveyed_open
}

#[tokio::test]
async fn a_board_that_is_off_the_surveyed_total_needs_a_reason() {
    let test = TestOffice::with_project().await;
    upload(&test, 1, "board1-wide.xlsx").await;
    assert_eq!(warned(&test, 1).await, None, "the project states none");

    set(&test, mu(LAND)).await.expect("set");
    assert_eq!(
        sentence(&submit(&test).await.expect_err("not compared")),
        Some(text::SURVEYED_CHANGED.zh)
    );
    assert_eq!(upload(&test, 1, "board1-wide.xlsx").await, Uploaded::Stored);
    assert_eq!(warned(&test, 1).await, None, "the same to the last place");
    assert_eq!(
        upload(&test, 1, "board1-wide.xlsx").await,
        Uploaded::Unchanged
    );

    set(&test, mu("157.1")).await.expect("changed");
    assert_eq!(upload(&test, 1, "board1-wide.xlsx").await, Uploaded::Stored);
    let found = warned(&test, 1).await.expect("a warning");
    let said = found.sentence(Lang::Zh);
    for part in ["156.173 亩", "157.1 亩", "少 0.927 亩"] {
        assert!(said.contains(part), "{part}: {said}");
    }
    let Err(Error::Refused(refusal)) = submit(&test).await else {
        panic!("the warning has no reason");
    };
    assert!(refusal.errors[0].1.get(Lang::Zh).contains("提醒"));
    explain(&test).await;
    submit(&test).await.expect("submitted");
}

async fn explain(test: &TestOffice) {
    let why = TypedReasons {
        of_one: vec![],
        of_kind: vec![(Code::SurveyedDiffers, "道路占地没有分到户".to_owned())],
    };
    let staff = test.actor(Role::Staff).await;
    rounds::explain_warnings(&test.office, &staff, CODE, round(1), &why)
        .await
        .expect("explained");
}

/// What was published in spite of it is in archives, and its digest in an event.
#[tokio::test]
async fn a_warning_from_before_there_were_figures_is_archived_as_it_was() {
    let test = TestOffice::with_project().await;
    set(&test, mu("157.1")).await.expect("set");
    upload(&test, 1, "board1-wide.xlsx").await;
    explain(&test).await;
    let words = r#""found":"156.173 亩","expected":"157.1 亩 · -0.927 亩"}"#;
    put_words(&test, words).await;
    submit(&test).await.expect("the reason is still found");
    approve(&test, 1).await;

    let files = files(&zip_for(&test, Role::Staff).await);
    let warnings = text_of(&files, "board-1-revision-1/warnings.jsonl");
    let finding = format!(
        "{}{words},\"times\":1,",
        r#"{"finding":{"severity":"warning","code":"surveyed_differs","sheet":null,"cell":null,"household":null,"#
    );
    assert!(warnings.starts_with(&finding), "{warnings}");
    let table = text_of(&files, "board-1-revision-1/warnings.csv");
    assert!(table.contains("比本项目的勘测总面积 157.1 亩 少 0.927 亩"));
}

/// Makes the figures of the draft's one finding these words.
async fn put_words(test: &TestOffice, words: &str) {
    let db = test.office.db();
    let report = |sql: &str| Statement::from_string(db.get_database_backend(), sql);
    let row = db.query_one_raw(report("SELECT report FROM boards")).await;
    let row = row.expect("an answer").expect("a board");
    let before: String = row.try_get("", "report").expect("a report");
    let (head, rest) = before.split_once(r#""found":null"#).expect("a finding");
    let (_, tail) = rest.split_once("}}}}").expect("its end");
    let after = format!("{head}{words}{tail}");
    let sql = format!("UPDATE boards SET report = '{after}'");
    db.execute_unprepared(&sql).await.expect("written");
}

#[tokio::test]
async fn it_stays_what_it_was_once_a_board_is_published_against_it() {
    let test = TestOffice::with_project().await;
    set(&test, mu("156.2")).await.expect("set");
    set(&test, mu(LAND)).await.expect("changed");
    upload(&test, 1, "board1-wide.xlsx").await;
    submit(&test).await.expect("submitted");
    let in_review = set(&test, None).await.expect_err("a board is in review");
    assert_eq!(sentence(&in_review), Some(text::SURVEYED_FIXED.zh));
    approve(&test, 1).await;
    assert!(!is_open(&test).await);
    let published = set(&test, mu("150")).await.expect_err("published");
    assert_eq!(sentence(&published), Some(text::SURVEYED_FIXED.zh));
    for sql in [
        "UPDATE projects SET surveyed_e4 = 1",
        "UPDATE projects SET surveyed_e4 = NULL, surveyed_unit = NULL, surveyed_at = NULL",
        "UPDATE projects SET surveyed_unit = 'square_metre'",
    ] {
        let refused = test.office.db().execute_unprepared(sql).await;
        let said = refused.expect_err(sql).to_string();
        assert!(said.contains("never changed"), "{said}");
    }
    let page = projects::page(&test.office, CODE).await.expect("a page");
    assert_eq!(
        page.surveyed.as_deref(),
        Some("156.173 亩（104,115.33 ㎡）")
    );

    let supervisor = test.actor(Role::Supervisor).await;
    let filter = RecordFilter {
        kind: "surveyed_set".into(),
        ..RecordFilter::default()
    };
    let record = backend::record::page(&test.office, &supervisor, Some(CODE), filter).await;
    let lines = record.expect("a record").lines;
    assert_eq!(lines.len(), 2);
    let newest = format!("{:?}", lines[0]);
    assert!(
        newest.contains("156.2 亩") && newest.contains("156.173 亩"),
        "{newest}"
    );
}

#[tokio::test]
async fn it_can_be_stated_after_boards_that_knew_of_none() {
    let test = TestOffice::with_notice().await;
    assert!(is_open(&test).await);
    test.clock
        .set("2024-09-10T01:00:00Z".parse().expect("a time"));
    set(&test, mu(LAND)).await.expect("set");
    upload(&test, 2, "board2-wide.xlsx").await;
    assert!(warned(&test, 2).await.is_some());
    assert!(is_open(&test).await, "nothing is published against it yet");
}

#[tokio::test]
async fn staff_state_it_and_nobody_else() {
    let test = TestOffice::with_project().await;
    for role in [Role::Reviewer, Role::Supervisor, Role::Admin] {
        let actor = test.actor(role).await;
        let refused = projects::set_surveyed(&test.office, &actor, CODE, mu(LAND)).await;
        assert!(matches!(refused, Err(Error::Forbidden)), "{role:?}");
    }
    let staff = test.actor(Role::Staff).await;
    let other = ProjectDetails {
        code: "other".into(),
        surveyed: mu(LAND),
        ..details()
    };
    projects::create(&test.office, &staff, other)
        .await
        .expect("created");
    let page = projects::office_page(&test.office, &staff, "other").await;
    assert_eq!(page.expect("a page").surveyed, mu(LAND));
}
