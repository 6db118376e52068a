//! Display periods: working days, a changed calendar, interruptions,
//! lateness.

#![expect(clippy::expect_used, reason = "a test that cannot set up should stop")]

use backend::calendar::{self, CalendarChange};
use backend::{Error, notices, objections, projects, rounds, windows};
use chrono::{DateTime, Datelike, NaiveDate, Utc};
use domain::account::Role;
use domain::calendar::DayKind;
use domain::project::{ProjectDetails, RoundPlan};
use domain::round::{Length, RoundState, WindowUnit};
use migrations::{Migrator, MigratorTrait};
use sea_orm::{ConnectionTrait, Statement};
use views::{MoveReason, NoticeFilter, NoticeHead};

use crate::filing;
use testing::{CODE, TestOffice, details, load_standards, open, round};

pub(crate) fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

pub(crate) fn at(text: &str) -> DateTime<Utc> {
    text.parse().expect("a time")
}

/// With the first board published, which is on display for so many working days and is
/// due on a day.
pub(crate) async fn with_working_days(count: u16, due: Option<&str>) -> TestOffice {
    let test = TestOffice::new().await;
    let staff = test.actor(Role::Staff).await;
    let rounds = vec![RoundPlan {
        window: Length {
            count,
            unit: WindowUnit::WorkingDays,
        },
        due: due.map(day),
        ..RoundPlan::usual(round(1))
    }];
    let details = ProjectDetails {
        rounds,
        ..details()
    };
    projects::create(&test.office, &staff, details)
        .await
        .expect("a project");
    load_standards(&test).await;
    test
}

pub(crate) async fn head(test: &TestOffice) -> NoticeHead {
    notices::notice(&test.office, CODE, round(1), NoticeFilter::default(), None)
        .await
        .expect("a notice")
        .head
}

fn holiday(of: &str) -> CalendarChange {
    CalendarChange {
        from: Some(day(of)),
        to: None,
        kind: Some(DayKind::Holiday),
        note: "防汛停工".into(),
    }
}

#[tokio::test]
async fn the_calendar_of_three_years_is_there() {
    let test = TestOffice::new().await;
    let admin = test.actor(Role::Admin).await;
    // Working days as everyone counts them: 2024, 2025 and 2026.
    for (year, free, worked) in [(2024, 30, 8), (2025, 28, 5), (2026, 33, 6)] {
        let page = calendar::page(&test.office, &admin, Some(year))
            .await
            .expect("a year");
        assert!(page.known && page.year == year);
        let of = |kind| page.days.iter().filter(|one| one.kind == kind).count();
        assert_eq!((of(DayKind::Holiday), of(DayKind::Workday)), (free, worked));
        for one in &page.days {
            let weekend = one.day.weekday().number_from_monday() > 5;
            assert!(
                one.kind == DayKind::Holiday || weekend,
                "{} is worked anyway",
                one.day
            );
        }
    }
    let unknown = calendar::page(&test.office, &admin, Some(2031)).await;
    assert_eq!(unknown.expect("this year").year, 2024);
}

#[tokio::test]
async fn a_window_in_working_days_goes_around_the_holidays() {
    let test = with_working_days(10, None).await;
    test.clock.set(at("2024-09-24T01:00:00Z"));
    test.publish(1, "board1-wide.xlsx").await;
    // 25, 26, 27, 29 (worked), 30 September; 8, 9, 10, 11, 12 (worked) October.
    assert_eq!(head(&test).await.window.last_day(), day("2024-10-12"));
}

#[tokio::test]
async fn a_changed_calendar_moves_an_open_window_later_and_never_earlier() {
    let test = with_working_days(5, None).await;
    test.publish(1, "board1-wide.xlsx").await;
    assert_eq!(head(&test).await.window.last_day(), day("2024-09-09"));

    let staff = test.actor(Role::Staff).await;
    let admin = test.actor(Role::Admin).await;
    let refused = calendar::set_days(&test.office, &staff, holiday("2024-09-05")).await;
    assert!(matches!(refused, Err(Error::Forbidden)));
    let empty = calendar::set_days(&test.office, &admin, CalendarChange::default()).await;
    assert!(matches!(empty, Err(Error::Refused(refusal)) if refusal.errors.len() == 3));

    calendar::set_days(&test.office, &admin, holiday("2024-09-05"))
        .await
        .expect("changed");
    let moved = head(&test).await;
    assert_eq!(moved.window.last_day(), day("2024-09-10"));
    let why = MoveReason::Calendar {
        day: day("2024-09-05"),
        note: "防汛停工".into(),
    };
    assert_eq!(
        moved.moves.iter().map(|one| &one.why).collect::<Vec<_>>(),
        [&why]
    );

    // Taken back: residents were told the 10th, and the 10th it stays.
    let back = CalendarChange {
        kind: Some(DayKind::Ordinary),
        ..holiday("2024-09-05")
    };
    calendar::set_days(&test.office, &admin, back)
        .await
        .expect("changed");
    assert_eq!(head(&test).await.window.last_day(), day("2024-09-10"));

    // A window that is over stays so.
    test.clock.set(at("2024-09-11T01:00:00Z"));
    let admin = test.actor(Role::Admin).await;
    calendar::set_days(&test.office, &admin, holiday("2024-09-06"))
        .await
        .expect("changed");
    let closed = head(&test).await;
    assert_eq!(closed.window.last_day(), day("2024-09-10"));
    assert!(!closed.is_open);
}

#[tokio::test]
async fn which_day_moved_a_window_and_what_for_survive_the_way_to_columns_and_back() {
    let test = with_working_days(5, None).await;
    test.publish(1, "board1-wide.xlsx").await;
    let admin = test.actor(Role::Admin).await;
    let said = CalendarChange {
        note: "防汛 停工".into(),
        ..holiday("2024-09-05")
    };
    calendar::set_days(&test.office, &admin, said)
        .await
        .expect("changed");
    let before = head(&test).await.moves;
    let why = MoveReason::Calendar {
        day: day("2024-09-05"),
        note: "防汛 停工".into(),
    };
    assert_eq!(
        before.iter().map(|one| &one.why).collect::<Vec<_>>(),
        [&why]
    );

    let since = Migrator::migrations()
        .iter()
        .filter(|migration| migration.name() >= "m0065")
        .count();
    let since = u32::try_from(since).expect("a few");
    // On a connection of its own, as at a start.
    let start = open(&test.database_url, test.folder.path(), test.clock.clone()).await;
    Migrator::down(start.db(), Some(since)).await.expect("down");
    let sql = "SELECT note FROM window_moves";
    let backend = start.db().get_database_backend();
    let row = start
        .db()
        .query_one_raw(Statement::from_string(backend, sql))
        .await
        .expect("read");
    let note: String = row.expect("a move").try_get("", "note").expect("a note");
    assert_eq!(note, "2024-09-05 防汛 停工");
    let changed = "UPDATE window_moves SET note = 'x'";
    assert!(start.db().execute_unprepared(changed).await.is_err());

    migrations::up(start.db()).await.expect("up");
    assert_eq!(head(&test).await.moves, before);
    assert!(start.db().execute_unprepared(changed).await.is_err());
}

#[tokio::test]
async fn an_interruption_makes_windows_longer_and_says_so() {
    let test = TestOffice::with_notice().await;
    let beat = async |now: &str| {
        test.clock.set(at(now));
        windows::beat(&test.office).await.expect("a beat")
    };
    assert_eq!(beat("2024-09-02T02:00:00Z").await, 0);
    assert_eq!(beat("2024-09-02T02:59:00Z").await, 0, "under an hour");
    assert_eq!(beat("2024-09-04T03:00:00Z").await, 1, "two days later");
    let moved = head(&test).await;
    // 2, 3 and 4 September were touched: to Thursday the 12th.
    assert_eq!(moved.window.last_day(), day("2024-09-12"));
    assert!(matches!(
        moved.moves[0].why,
        MoveReason::Interrupted { days: 3, .. }
    ));
    assert_eq!(beat("2024-09-04T03:01:00Z").await, 0, "counted once");

    // Down over its end: it is on display again, and objections are taken.
    assert_eq!(beat("2024-09-12T02:00:00Z").await, 1);
    assert_eq!(beat("2024-09-14T02:00:00Z").await, 1);
    let moved = head(&test).await;
    assert!(moved.is_open && moved.window.last_day() > day("2024-09-14"));
    objections::file(&test.office, filing(""))
        .await
        .expect("taken");
    let staff = test.actor(Role::Staff).await;
    let page = rounds::office_page(&test.office, &staff, CODE, round(1)).await;
    assert_eq!(page.expect("a page").state, RoundState::Published);
}

#[tokio::test]
async fn two_processes_count_an_interruption_once() {
    let test = TestOffice::with_notice().await;
    windows::beat(&test.office).await.expect("a beat");
    test.clock.set(at("2024-09-03T01:00:00Z"));
    let (one, other) = tokio::join!(windows::beat(&test.office), windows::beat(&test.office));
    assert_eq!(one.expect("a beat") + other.expect("a beat"), 1);
    assert_eq!(head(&test).await.moves.len(), 1);
}

#[tokio::test]
async fn a_board_that_is_due_and_not_out_is_late_in_public() {
    let test = with_working_days(5, Some("2024-09-02")).await;
    let page = async || projects::page(&test.office, CODE).await;
    assert!(matches!(page().await, Err(Error::NotFound)), "not late yet");
    test.clock.set(at("2024-09-04T16:00:00Z"));
    let late = page().await.expect("a page");
    assert!(
        late.schedule.standards.is_empty(),
        "nothing unreviewed is shown"
    );
    let mark = &late.head.rounds[0];
    assert!(mark.is_overdue());
    assert_eq!((mark.due, mark.days_late), (Some(day("2024-09-02")), 3));
    let listed = projects::list(&test.office).await.expect("a list");
    assert!(listed[0].latest.is_none() && listed[0].overdue.is_some());

    test.publish(1, "board1-wide.xlsx").await;
    test.clock.set(at("2024-10-04T16:00:00Z"));
    let out = page().await.expect("a page");
    assert!(!out.schedule.standards.is_empty());
    let mark = &out.head.rounds[0];
    assert!(!mark.is_overdue());
    assert_eq!(mark.days_late, 3, "it was late, for good");
}
