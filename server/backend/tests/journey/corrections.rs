//! Corrections, publication at a set time, and what holds a board up.

#![expect(clippy::expect_used, reason = "a test that cannot set up should stop")]

use backend::{Error, notices, projects, rounds, standards, today};
use chrono::{DateTime, Utc};
use domain::account::Role;
use domain::publication_gate::Blocker;
use domain::review::Checklist;
use domain::round::RoundState;
use views::{BoardAsked, NoticeFilter, NoticePage, OfficeRound, TaskKind};

use crate::sentence;
use testing::{CODE, TestOffice, round, sample};

pub(crate) fn at(text: &str) -> DateTime<Utc> {
    text.parse().expect("a time")
}

pub(crate) fn revision(number: u32) -> BoardAsked {
    BoardAsked {
        round: round(1),
        revision: Some(number),
    }
}

pub(crate) async fn notice(test: &TestOffice, board: BoardAsked) -> Result<NoticePage, Error> {
    notices::notice(&test.office, CODE, board, NoticeFilter::default(), None).await
}

pub(crate) async fn office_page(test: &TestOffice, number: u8) -> OfficeRound {
    let staff = test.actor(Role::Staff).await;
    rounds::office_page(&test.office, &staff, CODE, round(number))
        .await
        .expect("a page")
}

pub(crate) async fn upload(test: &TestOffice, number: u8, file: &str) {
    let staff = test.actor(Role::Staff).await;
    let stored = rounds::upload(
        &test.office,
        &staff,
        CODE,
        round(number),
        file,
        sample(file),
    )
    .await;
    assert_eq!(stored.expect("an upload"), rounds::Uploaded::Stored);
    test.settle(number).await;
    test.explain(number).await;
}

pub(crate) async fn submit(test: &TestOffice, number: u8) -> Result<(), Error> {
    let staff = test.actor(Role::Staff).await;
    rounds::submit(&test.office, &staff, CODE, round(number)).await
}

pub(crate) async fn approve(test: &TestOffice, number: u8) -> Result<(), Error> {
    let reviewer = test.actor(Role::Reviewer).await;
    let signed = Checklist::whole();
    testing::approve(&test.office, &reviewer, CODE, round(number), &signed).await
}

pub(crate) async fn begin(test: &TestOffice, reason: &str) -> Result<(), Error> {
    let staff = test.actor(Role::Staff).await;
    rounds::begin_correction(&test.office, &staff, CODE, round(1), reason).await
}

#[tokio::test]
async fn a_correction_is_a_new_revision_with_a_reason_and_a_new_window() {
    let test = TestOffice::with_notice().await;
    let nothing = begin(&test, " ").await;
    assert!(matches!(nothing, Err(Error::Refused(_))));
    let personal = begin(&test, "张三 13800138000 的面积").await;
    assert!(
        matches!(personal, Err(Error::Refused(_))),
        "it is published"
    );
    test.clock.set(at("2024-09-20T01:00:00Z"));
    begin(&test, "复核发现严长等三户面积登记有误")
        .await
        .expect("begun");
    assert_eq!(
        sentence(&begin(&test, "再来").await.expect_err("once")),
        Some(text::CORRECTION_NOT_NOW.zh)
    );
    let page = office_page(&test, 1).await;
    assert_eq!(
        (page.state, page.working),
        (RoundState::Closed, RoundState::Draft)
    );
    assert_eq!(page.draft, None, "what is published is no draft");
    assert_eq!(
        sentence(&submit(&test, 1).await.expect_err("nothing uploaded")),
        Some(text::NOTHING_TO_SUBMIT.zh)
    );

    upload(&test, 1, "board2-wide.xlsx").await;
    submit(&test, 1).await.expect("submitted");
    let during = notice(&test, round(1).into()).await.expect("still up");
    assert_eq!((during.head.revision, during.head.revisions.len()), (1, 1));
    let reviewer = test.actor(Role::Reviewer).await;
    let review = rounds::review_page(&test.office, &reviewer, CODE, round(1), 1)
        .await
        .expect("a page");
    let compared = review.changes.expect("compared with what it corrects");
    assert_eq!((compared.with.round, compared.with.revision), (round(1), 1));
    assert_eq!(compared.counts.changed, 3);
    assert!(review.correction.is_some());
    approve(&test, 1).await.expect("approved");

    let new = notice(&test, round(1).into()).await.expect("a notice").head;
    assert_eq!(new.revision, 2);
    assert!(new.is_open, "a window of its own");
    assert_eq!(new.window.last_day().to_string(), "2024-09-27");
    assert_eq!(
        new.this().and_then(|one| one.reason.as_deref()),
        Some("复核发现严*等三户面积登记有误")
    );
    let old = notice(&test, revision(1)).await.expect("it stays").head;
    assert!(!old.is_open && old.replaced_by().is_some());
    assert_eq!(old.path(), "/p/HW2024/r/1/v/1");
    assert_eq!(old.window.last_day().to_string(), "2024-09-09");
    assert!(matches!(
        notice(&test, revision(3)).await,
        Err(Error::NotFound)
    ));
    let household = notices::household(&test.office, CODE, round(1), "HW01006", None)
        .await
        .expect("a household");
    let compared = household.compared.expect("compared");
    assert_eq!((compared.with.round, compared.with.revision), (round(1), 1));
    assert!(!compared.changes.is_empty());

    // The second board is compared with what the first says now.
    test.clock.set(at("2024-09-28T01:00:00Z"));
    test.publish(2, "board2-wide.xlsx").await;
    let same = notices::household(&test.office, CODE, round(2), "HW01006", None)
        .await
        .expect("a household");
    assert_eq!(same.compared.expect("compared").changes, []);
}

#[tokio::test]
async fn a_correction_can_be_called_off_and_leaves_nothing() {
    let test = TestOffice::with_notice().await;
    let staff = test.actor(Role::Staff).await;
    begin(&test, "看错了").await.expect("begun");
    upload(&test, 1, "board2-wide.xlsx").await;
    submit(&test, 1).await.expect("submitted");
    let early = rounds::abandon_correction(&test.office, &staff, CODE, round(1)).await;
    assert!(matches!(early, Err(Error::NotNow(_))), "not in pre-review");
    let reviewer = test.actor(Role::Reviewer).await;
    crate::send_back(&test.office, &reviewer, CODE, round(1), "不必更正")
        .await
        .expect("returned");
    rounds::abandon_correction(&test.office, &staff, CODE, round(1))
        .await
        .expect("called off");
    let page = office_page(&test, 1).await;
    assert_eq!(
        (page.working, page.correction),
        (RoundState::Published, None)
    );
    assert_eq!(
        page.draft.expect("what is published").report.file_name,
        "board1-wide.xlsx"
    );
    begin(&test, "这次是真的").await.expect("begun again");
    assert_eq!(
        office_page(&test, 1).await.draft,
        None,
        "an upload of the one before is not the working board"
    );
}

#[tokio::test]
async fn new_standards_are_loaded_for_a_correction_and_shown_with_it() {
    let test = TestOffice::with_notice().await;
    let staff = test.actor(Role::Staff).await;
    let load = async || {
        let table = "编号,类别,名称,单位,标准,依据\nT1,土地,水田,亩,50000,新依据\n";
        let bytes = table.as_bytes().to_vec();
        standards::load(&test.office, &staff, CODE, "s.csv", bytes).await
    };
    assert_eq!(
        sentence(&load().await.expect_err("fixed")),
        Some(text::STANDARDS_FIXED.zh)
    );
    begin(&test, "标准用错了").await.expect("begun");
    load().await.expect("loaded");
    let page = projects::page(&test.office, CODE).await.expect("a page");
    assert!(
        page.schedule
            .by_code("T1")
            .is_none_or(|one| one.basis != "新依据")
    );
}

#[tokio::test]
async fn an_approved_board_goes_out_at_its_time_and_a_missed_one_is_late() {
    let test = TestOffice::with_project().await;
    let staff = test.actor(Role::Staff).await;
    upload(&test, 1, "board1-wide.xlsx").await;
    let submit_for = async |time: &str| {
        rounds::submit_for(&test.office, &staff, CODE, round(1), Some(at(time))).await
    };
    let past = submit_for("2024-09-01T00:00:00Z").await;
    assert!(matches!(past, Err(Error::Refused(_))));
    submit_for("2024-09-03T00:30:00Z").await.expect("submitted");
    assert_eq!(rounds::publish_due(&test.office).await.expect("a look"), 0);
    approve(&test, 1).await.expect("approved");
    assert_eq!(office_page(&test, 1).await.working, RoundState::Approved);
    assert!(matches!(
        notice(&test, round(1).into()).await,
        Err(Error::NotFound)
    ));
    assert_eq!(rounds::publish_due(&test.office).await.expect("a look"), 0);

    // Taken back, it needs another approval.
    rounds::recall(&test.office, &staff, CODE, round(1))
        .await
        .expect("taken back");
    test.clock.set(at("2024-09-03T00:31:00Z"));
    assert_eq!(rounds::publish_due(&test.office).await.expect("a look"), 0);
    let staff = test.actor(Role::Staff).await;
    upload(&test, 1, "board1-wide.xlsx").await;
    rounds::submit_for(
        &test.office,
        &staff,
        CODE,
        round(1),
        Some(at("2024-09-04T00:30:00Z")),
    )
    .await
    .expect("submitted");
    approve(&test, 1).await.expect("approved");

    // The program was down at its time.
    test.clock.set(at("2024-09-04T03:00:00Z"));
    assert_eq!(rounds::publish_due(&test.office).await.expect("a look"), 1);
    assert_eq!(rounds::publish_due(&test.office).await.expect("a look"), 0);
    let head = notice(&test, round(1).into()).await.expect("a notice").head;
    assert_eq!(head.planned_at, Some(at("2024-09-04T00:30:00Z")));
    assert_eq!(head.published_at, at("2024-09-04T03:00:00Z"));
    assert_eq!(head.window.last_day().to_string(), "2024-09-11");
}

#[tokio::test]
async fn what_came_up_since_its_approval_holds_a_board_up() {
    let test = TestOffice::with_notice().await;
    test.clock.set(at("2024-09-09T16:00:00Z"));
    upload(&test, 2, "board2-wide.xlsx").await;
    let staff = test.actor(Role::Staff).await;
    rounds::submit_for(
        &test.office,
        &staff,
        CODE,
        round(2),
        Some(at("2024-09-12T00:00:00Z")),
    )
    .await
    .expect("submitted");
    approve(&test, 2).await.expect("approved");
    // A correction of the first board begins meanwhile.
    begin(&test, "还有一户要改").await.expect("begun");
    test.clock.set(at("2024-09-12T00:00:00Z"));
    assert_eq!(rounds::publish_due(&test.office).await.expect("a look"), 0);
    let page = office_page(&test, 2).await;
    assert_eq!(page.working, RoundState::Approved);
    assert_eq!(page.blockers, [Blocker::BeingCorrected { round: round(1) }]);
    let today = today::today(&test.office, &staff).await.expect("a page");
    let held = today
        .tasks
        .iter()
        .filter(|task| task.kind == TaskKind::Held);
    assert_eq!(held.count(), 1);
    rounds::abandon_correction(&test.office, &staff, CODE, round(1))
        .await
        .expect("called off");
    assert_eq!(rounds::publish_due(&test.office).await.expect("a look"), 1);
}

#[tokio::test]
async fn a_board_whose_forerunner_was_corrected_is_told_anew() {
    let test = TestOffice::with_notice().await;
    test.clock.set(at("2024-09-09T16:00:00Z"));
    let staff = test.actor(Role::Staff).await;
    let planned = Some(at("2024-09-30T00:00:00Z"));
    let submit_for =
        async || rounds::submit_for(&test.office, &staff, CODE, round(2), planned).await;
    upload(&test, 2, "board2-wide.xlsx").await;
    submit_for().await.expect("submitted");
    approve(&test, 2).await.expect("approved");
    begin(&test, "三户面积登记有误").await.expect("begun");
    upload(&test, 1, "board2-wide.xlsx").await;
    submit(&test, 1).await.expect("submitted");
    approve(&test, 1).await.expect("approved");

    test.clock.set(at("2024-09-30T00:00:00Z"));
    assert_eq!(rounds::publish_due(&test.office).await.expect("a look"), 0);
    assert_eq!(
        office_page(&test, 2).await.blockers,
        [Blocker::Outdated { round: round(1) }]
    );
    rounds::recall(&test.office, &staff, CODE, round(2))
        .await
        .expect("taken back");
    let stale = submit(&test, 2).await;
    assert!(
        matches!(stale, Err(Error::NotNow(_))),
        "it is uploaded anew"
    );
    upload(&test, 2, "board2-wide.xlsx").await;
    submit(&test, 2).await.expect("submitted");
    approve(&test, 2).await.expect("approved");
    let page = notice(&test, round(2).into()).await.expect("a notice");
    let changes = page.changes.expect("compared");
    assert_eq!((changes.with.revision, changes.counts.all()), (2, 0));
}
