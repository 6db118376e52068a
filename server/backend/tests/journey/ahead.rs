//! A board that is sent in and approved while the one before is still on display: it
//! goes out at its time if it is free to, and not a moment before.

#![expect(clippy::expect_used, reason = "a test that cannot set up should stop")]

use std::io::{Read, Write};

use backend::{Error, notices, objections, rounds, today, windows};
use chrono::{DateTime, Utc};
use domain::account::Role;
use domain::id::BoardId;
use domain::objection::Outcome;
use domain::publication_gate::Blocker;
use domain::review::Checklist;
use domain::round::RoundState;
use flate2::Compression;
use flate2::read::DeflateDecoder;
use flate2::write::DeflateEncoder;
use sea_orm::{ConnectionTrait, Statement};
use text::Lang;
use views::{NoticeFilter, NoticePage, OfficeRound, TaskKind};

use crate::{filing, sentence};
use testing::{CODE, TestOffice, round, sample, working_board_id};
use text::Sentence as _;

/// When the second board is to be published: the first is on display to the end of the 9th.
const PLANNED: &str = "2024-09-10T00:30:00Z";

fn at(text: &str) -> DateTime<Utc> {
    text.parse().expect("a time")
}

/// The first board is on display, and the second is a draft with its reasons.
async fn with_draft() -> TestOffice {
    let test = TestOffice::with_notice().await;
    let staff = test.actor(Role::Staff).await;
    let file = "board2-wide.xlsx";
    rounds::upload(&test.office, &staff, CODE, round(2), file, sample(file))
        .await
        .expect("uploaded");
    test.explain(2).await;
    test.settle(2).await;
    test
}

async fn submit_for(test: &TestOffice, planned: Option<&str>) -> Result<(), Error> {
    let staff = test.actor(Role::Staff).await;
    let planned = planned.map(at);
    rounds::submit_for(&test.office, &staff, CODE, round(2), planned).await
}

async fn approve(test: &TestOffice) -> Result<(), Error> {
    let reviewer = test.actor(Role::Reviewer).await;
    let signed = Checklist::whole();
    testing::approve(&test.office, &reviewer, CODE, round(2), &signed).await
}

async fn page(test: &TestOffice) -> OfficeRound {
    let staff = test.actor(Role::Staff).await;
    rounds::office_page(&test.office, &staff, CODE, round(2))
        .await
        .expect("a page")
}

async fn published(test: &TestOffice) -> Option<NoticePage> {
    let filter = NoticeFilter::default();
    notices::notice(&test.office, CODE, round(2), filter, None)
        .await
        .ok()
}

/// How many boards were published at this time.
async fn due(test: &TestOffice, now: &str) -> usize {
    test.clock.set(at(now));
    rounds::publish_due(&test.office).await.expect("a look")
}

async fn decide(test: &TestOffice, receipt: &str, outcome: Outcome) {
    let supervisor = test.actor(Role::Supervisor).await;
    objections::accept(&test.office, &supervisor, receipt)
        .await
        .expect("accepted");
    objections::decide(&test.office, &supervisor, receipt, outcome, "已复测")
        .await
        .expect("decided");
}

async fn object(test: &TestOffice) -> String {
    let filed = objections::file(&test.office, filing("")).await;
    filed.expect("a receipt").receipt
}

#[tokio::test]
async fn it_is_sent_in_ahead_and_goes_out_at_its_time() {
    let test = with_draft().await;
    // Without a time, or with one at which the first board is still on display: no.
    let at_once = submit_for(&test, None).await.expect_err("still on display");
    assert_eq!(sentence(&at_once), Some(text::ROUND_NOT_OPEN.zh));
    let Err(Error::Refused(refusal)) = submit_for(&test, Some("2024-09-09T15:59:00Z")).await else {
        panic!("the first board is on display to the end of that day");
    };
    let (field, said) = &refusal.errors[0];
    assert_eq!(*field, "planned_at");
    let said = said.get(Lang::Zh);
    assert!(
        said.contains("第一榜") && said.contains("2024-09-09"),
        "{said}"
    );

    submit_for(&test, Some(PLANNED)).await.expect("submitted");
    let reviewer = test.actor(Role::Reviewer).await;
    let review = rounds::review_page(&test.office, &reviewer, CODE, round(2), 1).await;
    let review = review.expect("a page");
    assert!(matches!(review.blockers[..], [Blocker::OnDisplay { .. }]));
    approve(&test).await.expect("approved");
    let waits = page(&test).await;
    assert_eq!(waits.working, RoundState::Approved);
    assert!(!waits.time_came);
    assert!(matches!(waits.blockers[..], [Blocker::OnDisplay { .. }]));
    for now in [
        "2024-09-02T01:00:00Z",
        "2024-09-09T15:59:59Z",
        "2024-09-10T00:29:59Z",
    ] {
        assert_eq!(due(&test, now).await, 0, "{now}");
        assert!(published(&test).await.is_none(), "{now}");
    }
    assert_eq!(due(&test, PLANNED).await, 1);
    let out = published(&test).await.expect("a notice");
    assert_eq!(out.head.published_at, at(PLANNED));
    assert_eq!(out.head.planned_at, None, "it is not late");
}

#[tokio::test]
async fn an_objection_without_an_answer_keeps_it_back_past_its_time() {
    let test = with_draft().await;
    let receipt = object(&test).await;
    submit_for(&test, Some(PLANNED)).await.expect("submitted");
    approve(&test).await.expect("approved");
    assert_eq!(due(&test, "2024-09-10T01:00:00Z").await, 0);
    assert_eq!(due(&test, "2024-09-11T01:00:00Z").await, 0);
    assert!(published(&test).await.is_none());
    let held = page(&test).await;
    assert!(held.time_came);
    // What it waits for is told to those only who answer it.
    assert_eq!(held.blockers, [Blocker::Unfinished { round: round(1) }]);
    let supervisor = test.actor(Role::Supervisor).await;
    let held = rounds::office_page(&test.office, &supervisor, CODE, round(2)).await;
    let blockers = held.expect("a page").blockers;
    let [waits @ Blocker::Unanswered { .. }] = &blockers[..] else {
        panic!("{blockers:?}");
    };
    assert!(waits.sentence(Lang::Zh).contains(&receipt));
    let staff = test.actor(Role::Staff).await;
    let today = today::today(&test.office, &staff).await.expect("a page");
    let held = today
        .tasks
        .iter()
        .filter(|task| task.kind == TaskKind::Held);
    assert_eq!(held.count(), 1);

    decide(&test, &receipt, Outcome::Dismissed).await;
    assert_eq!(due(&test, "2024-09-12T01:00:00Z").await, 1);
    let out = published(&test).await.expect("a notice");
    assert_eq!(
        out.head.planned_at,
        Some(at(PLANNED)),
        "it is late in public"
    );
    assert_eq!(out.head.published_at, at("2024-09-12T01:00:00Z"));
}

#[tokio::test]
async fn what_was_upheld_meanwhile_keeps_it_back_until_it_is_carried_over() {
    let test = with_draft().await;
    let receipt = object(&test).await;
    submit_for(&test, Some(PLANNED)).await.expect("submitted");
    approve(&test).await.expect("approved");
    // The second board has this household as it was.
    decide(&test, &receipt, Outcome::Upheld).await;
    assert_eq!(due(&test, PLANNED).await, 0);
    assert!(matches!(
        page(&test).await.blockers[..],
        [Blocker::NotMended { .. }]
    ));
    let supervisor = test.actor(Role::Supervisor).await;
    rounds::carry_over(
        &test.office,
        &supervisor,
        CODE,
        round(2),
        &receipt,
        "下一榜改正",
    )
    .await
    .expect("carried over");
    assert_eq!(due(&test, PLANNED).await, 1);
}

#[tokio::test]
async fn what_does_not_pass_by_itself_is_not_sent_in_or_approved_ahead() {
    let test = with_draft().await;
    let receipt = object(&test).await;
    submit_for(&test, Some(PLANNED)).await.expect("submitted");
    decide(&test, &receipt, Outcome::Upheld).await;
    let refused = approve(&test).await.expect_err("it must be mended");
    assert_eq!(sentence(&refused), Some(text::ROUND_NOT_OPEN.zh));
    let reviewer = test.actor(Role::Reviewer).await;
    crate::send_back(&test.office, &reviewer, CODE, round(2), "异议成立，要改")
        .await
        .expect("returned");
    let staff = test.actor(Role::Staff).await;
    let file = "board2-wide.xlsx";
    rounds::upload(&test.office, &staff, CODE, round(2), file, sample(file))
        .await
        .expect("uploaded");
    let refused = submit_for(&test, Some(PLANNED)).await;
    assert!(matches!(refused, Err(Error::NotNow(_))), "not mended");
    rounds::begin_correction(&test.office, &staff, CODE, round(1), "一户要改")
        .await
        .expect("begun");
    let refused = submit_for(&test, Some(PLANNED)).await;
    assert!(matches!(refused, Err(Error::NotNow(_))), "being corrected");

    let test = TestOffice::with_project().await;
    let staff = test.actor(Role::Staff).await;
    rounds::upload(&test.office, &staff, CODE, round(2), file, sample(file))
        .await
        .expect("uploaded");
    test.settle(2).await;
    let refused = submit_for(&test, Some(PLANNED)).await;
    assert!(
        matches!(refused, Err(Error::NotNow(_))),
        "nothing before it"
    );
}

#[tokio::test]
async fn a_window_that_became_longer_is_waited_for() {
    let test = with_draft().await;
    windows::beat(&test.office).await.expect("a beat");
    submit_for(&test, Some(PLANNED)).await.expect("submitted");
    test.clock.set(at("2024-09-04T03:00:00Z"));
    assert_eq!(windows::beat(&test.office).await.expect("a beat"), 1);
    // To the end of the 12th now; approved after its time, it goes on waiting.
    assert_eq!(due(&test, "2024-09-10T01:00:00Z").await, 0);
    approve(&test).await.expect("approved");
    let held = page(&test).await;
    assert_eq!(held.working, RoundState::Approved);
    assert!(held.time_came);
    assert!(matches!(held.blockers[..], [Blocker::OnDisplay { .. }]));
    assert_eq!(due(&test, "2024-09-12T15:59:00Z").await, 0);
    assert_eq!(due(&test, "2024-09-12T16:00:00Z").await, 1);
}

/// Writes another name into what an entry of a board says.
async fn other_name(test: &TestOffice, board: BoardId) {
    let db = test.office.db();
    let backend = db.get_database_backend();
    let sql = "SELECT lines FROM entry_packs WHERE board_id = $1 AND first = 0";
    let found = Statement::from_sql_and_values(backend, sql, [board.get().into()]);
    let row = db.query_one_raw(found).await.expect("read");
    let lines: Vec<u8> = row.expect("a pack").try_get("", "lines").expect("bytes");
    let mut text = String::new();
    DeflateDecoder::new(lines.as_slice())
        .read_to_string(&mut text)
        .expect("lines");
    assert!(text.contains("严长"));
    let mut lines = DeflateEncoder::new(Vec::new(), Compression::fast());
    let other = text.replace("严长", "严短");
    lines.write_all(other.as_bytes()).expect("deflated");
    let lines = lines.finish().expect("deflated");
    let sql = "UPDATE entry_packs SET lines = $1 WHERE board_id = $2 AND first = 0";
    let change = Statement::from_sql_and_values(backend, sql, [lines.into(), board.get().into()]);
    db.execute_raw(change).await.expect("altered");
}

#[tokio::test]
async fn what_was_altered_after_its_approval_does_not_go_out() {
    for alter in [
        // What a resident reads, and what lists are sorted and searched by.
        None,
        Some("total_fen = total_fen + 1"),
        Some("head = '张三'"),
    ] {
        let test = with_draft().await;
        submit_for(&test, Some(PLANNED)).await.expect("submitted");
        approve(&test).await.expect("approved");
        let board = working_board_id(&test.office, CODE, round(2)).await;
        match alter {
            None => other_name(&test, board).await,
            Some(alter) => {
                let sql = format!(
                    "UPDATE entries SET {alter} WHERE board_id = {board} AND household = 'HW01003'"
                );
                let altered = test.office.db().execute_unprepared(&sql).await;
                assert_eq!(altered.expect("altered").rows_affected(), 1, "{alter}");
            }
        }
        test.clock.set(at("2024-09-10T01:00:00Z"));
        let failed = rounds::publish_due(&test.office).await;
        assert!(
            matches!(failed, Err(Error::Internal(_))),
            "{alter:?}: {failed:?}"
        );
        assert!(published(&test).await.is_none(), "{alter:?}");
        let held = page(&test).await;
        assert_eq!(held.blockers, [Blocker::Altered], "{alter:?}");

        // The clerk takes it back.
        let staff = test.actor(Role::Staff).await;
        rounds::recall(&test.office, &staff, CODE, round(2))
            .await
            .expect("taken back");
    }
}

#[tokio::test]
async fn an_approval_from_before_its_entries_were_kept_still_counts() {
    let test = with_draft().await;
    submit_for(&test, Some(PLANNED)).await.expect("submitted");
    approve(&test).await.expect("approved");
    // As it stood in the database then.
    let db = test.office.db();
    let board = working_board_id(&test.office, CODE, round(2)).await;
    let sql = format!(
        "INSERT INTO reviews (board_id, reviewer, outcome, items, at) \
         SELECT board_id, reviewer, outcome, items, at FROM reviews WHERE board_id = {board}"
    );
    db.execute_unprepared(&sql).await.expect("an old approval");
    assert_eq!(due(&test, "2024-09-10T01:00:00Z").await, 1);
}
