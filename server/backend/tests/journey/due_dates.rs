//! By when boards are to be out.

#![expect(clippy::expect_used, reason = "a test that cannot go on should stop")]

use backend::{Error, RefusedField, projects, rounds};
use domain::account::Role;
use domain::project::{ProjectDetails, RoundPlan};
use domain::round::{Length, WindowUnit};
use sea_orm::ConnectionTrait;
use views::DueMoved;

use crate::sentence;
use crate::windows::{at, day, with_working_days};
use testing::{CODE, TestOffice, details, round};

#[tokio::test]
async fn rounds_are_data_within_bounds() {
    let test = TestOffice::new().await;
    let staff = test.actor(Role::Staff).await;
    let plan = |number: u8, count: u16, due: Option<&str>| RoundPlan {
        window: Length {
            count,
            unit: WindowUnit::WorkingDays,
        },
        due: due.map(day),
        ..RoundPlan::usual(round(number))
    };
    for (rounds, field) in [
        (vec![], RefusedField::Window(round(1))),
        (vec![plan(1, 4, None)], RefusedField::Window(round(1))),
        (vec![plan(1, 366, None)], RefusedField::Window(round(1))),
        (
            vec![plan(1, 7, None), plan(3, 7, None)],
            RefusedField::Window(round(3)),
        ),
        (
            vec![
                plan(1, 7, Some("2024-09-09")),
                plan(2, 7, Some("2024-09-08")),
            ],
            RefusedField::Due(round(2)),
        ),
    ] {
        let details = ProjectDetails {
            rounds,
            ..details()
        };
        let refused = projects::create(&test.office, &staff, details).await;
        let Err(Error::Refused(refusal)) = refused else {
            panic!("{field:?}: {refused:?}")
        };
        assert_eq!(refusal.errors[0].0, field);
    }
    let details = ProjectDetails {
        rounds: (1..=9).map(|number| plan(number, 5, None)).collect(),
        ..details()
    };
    projects::create(&test.office, &staff, details)
        .await
        .expect("nine rounds");
}

#[tokio::test]
async fn a_due_date_is_changed_with_a_reason_and_lateness_stays() {
    let test = with_working_days(5, Some("2024-09-05")).await;
    let staff = test.actor(Role::Staff).await;
    let change = async |to: &str, reason: &str| {
        projects::change_due(&test.office, &staff, CODE, round(1), day(to), reason).await
    };
    let mark = async || {
        let page = projects::office_page(&test.office, &staff, CODE).await;
        page.expect("a page").head.rounds[0].clone()
    };
    for (to, reason, field) in [
        ("2024-09-20", " ", "due_reason"),
        ("2024-09-20", "请打 13800138000", "due_reason"),
        ("2024-09-01", "推迟", "due_on"),
        ("2024-09-05", "推迟", "due_on"),
    ] {
        let Err(Error::Refused(refusal)) = change(to, reason).await else {
            panic!("{to} {reason}");
        };
        assert_eq!(refusal.errors[0].0, field, "{to} {reason}");
    }
    for role in [Role::Reviewer, Role::Supervisor, Role::Admin] {
        let actor = test.actor(role).await;
        let to = day("2024-09-20");
        let refused = projects::change_due(&test.office, &actor, CODE, round(1), to, "推迟").await;
        assert!(matches!(refused, Err(Error::Forbidden)), "{role:?}");
    }
    assert_eq!(mark().await.due_moved, None);
    change("2024-09-20", "汛期停工，陶新生家要复测")
        .await
        .expect("changed");
    let moved = mark().await;
    assert_eq!(
        moved.due_moved,
        Some(DueMoved {
            first: day("2024-09-05"),
            now: day("2024-09-20"),
        })
    );
    let hidden = projects::page(&test.office, CODE).await;
    assert!(matches!(hidden, Err(Error::NotFound)), "not late yet");

    // It is late by what was said first, whatever is said now.
    test.clock.set(at("2024-09-10T01:00:00Z"));
    let staff = test.actor(Role::Staff).await;
    let to = day("2024-10-15");
    projects::change_due(&test.office, &staff, CODE, round(1), to, "再推迟")
        .await
        .expect("changed again");
    let page = projects::page(&test.office, CODE).await.expect("late");
    let mark = &page.head.rounds[0];
    assert!(mark.is_overdue());
    assert_eq!((mark.due, mark.days_late), (Some(day("2024-09-05")), 5));
    assert_eq!(mark.due_moved.as_ref().map(|moved| moved.now), Some(to));
    let said: Vec<&str> = page.due_moves.iter().map(|(zh, _)| zh.as_str()).collect();
    for (said, parts) in said.iter().zip([
        ["2024-09-02", "2024-09-05", "2024-09-20", "汛期停工"],
        ["2024-09-10", "2024-09-20", "2024-10-15", "再推迟"],
    ]) {
        for part in parts {
            assert!(said.contains(part), "{part}: {said}");
        }
    }
    assert_eq!(said.len(), 2);
    let office = rounds::office_page(&test.office, &staff, CODE, round(1)).await;
    let office = office.expect("a page");
    assert!(office.due_open);
    assert_eq!(office.due_moves[0].by, "staff");
    publication_fixes_it(&test).await;
}

async fn publication_fixes_it(test: &TestOffice) {
    let staff = test.actor(Role::Staff).await;
    test.publish(1, "board1-wide.xlsx").await;
    let page = projects::page(&test.office, CODE).await.expect("out");
    assert_eq!(page.head.rounds[0].days_late, 5, "for good");
    assert_eq!(page.due_moves.len(), 2);
    // Who is on the board is named in full by no reason.
    for said in [&page.due_moves[0].0, &page.due_moves[0].1] {
        assert!(said.contains("汛期停工，陶*生家要复测"), "{said}");
    }
    let office = rounds::office_page(&test.office, &staff, CODE, round(1)).await;
    let moves = office.expect("a page").due_moves;
    assert!(
        moves[0].reason.contains("陶新生"),
        "the office reads it whole"
    );
    let to = day("2024-10-20");
    let fixed = projects::change_due(&test.office, &staff, CODE, round(1), to, "再推迟").await;
    assert_eq!(
        sentence(&fixed.expect_err("published")),
        Some(text::DUE_FIXED.zh)
    );
    for sql in [
        "UPDATE due_changes SET due_before = '2024-12-01'",
        "DELETE FROM due_changes",
        "UPDATE rounds SET due_on = '2024-12-01'",
    ] {
        assert!(test.office.db().execute_unprepared(sql).await.is_err());
    }
}

#[tokio::test]
async fn due_dates_stay_in_order_and_can_be_set_later() {
    let test = TestOffice::with_project().await;
    let staff = test.actor(Role::Staff).await;
    let change = async |of: u8, to: &str| {
        projects::change_due(&test.office, &staff, CODE, round(of), day(to), "排定日程").await
    };
    change(2, "2024-09-20").await.expect("set");
    for (of, to) in [(1, "2024-09-21"), (3, "2024-09-19")] {
        let refused = change(of, to).await;
        assert!(matches!(refused, Err(Error::Refused(_))), "{of} {to}");
    }
    change(1, "2024-09-10").await.expect("set");
    change(3, "2024-09-20").await.expect("set");
    // Set for the first time: there is nothing that was said before.
    let page = projects::office_page(&test.office, &staff, CODE).await;
    let head = page.expect("a page").head;
    let due: Vec<_> = head.rounds.iter().map(|mark| mark.due).collect();
    let days = ["2024-09-10", "2024-09-20", "2024-09-20"].map(|one| Some(day(one)));
    assert_eq!(due, days);
    assert!(head.rounds.iter().all(|mark| mark.due_moved.is_none()));
    // An earlier day holds from when it is said.
    change(1, "2024-09-06").await.expect("changed");
    let page = projects::office_page(&test.office, &staff, CODE).await;
    let mark = page.expect("a page").head.rounds[0].clone();
    assert_eq!(mark.due, Some(day("2024-09-06")));
    let first = mark.due_moved.expect("moved").first;
    assert_eq!(first, day("2024-09-10"));
}
