//! What is to be done, who has to do it, and how many days are left.

#![expect(clippy::expect_used, reason = "a test that cannot set up should stop")]

use backend::{objections, projects, rounds, today};
use domain::account::Role;
use domain::objection::Outcome;
use domain::progress::Step;
use views::{Left, OfficeToday, Task, TaskKind};

use crate::corrections::{approve, at, submit, upload};
use crate::filing;
use crate::upheld::decided;
use testing::{CODE, TestOffice, round, sample};

async fn seen(test: &TestOffice, role: Role) -> OfficeToday {
    let actor = test.actor(role).await;
    today::today(&test.office, &actor).await.expect("a page")
}

fn step(task: &Task) -> Option<(u8, Step)> {
    match (&task.kind, &task.of) {
        (TaskKind::Step { step, .. }, Some(of)) => Some((of.round.get(), *step)),
        _ => None,
    }
}

fn steps(tasks: &[Task]) -> Vec<(u8, Step)> {
    tasks.iter().filter_map(step).collect()
}

async fn due(test: &TestOffice, number: u8, day: &str) {
    let staff = test.actor(Role::Staff).await;
    let day = day.parse().expect("a day");
    projects::change_due(&test.office, &staff, CODE, round(number), day, "按计划")
        .await
        .expect("changed");
}

#[tokio::test]
async fn the_next_step_of_a_board_is_a_task_of_who_has_to_do_it() {
    let test = TestOffice::with_project().await;
    let mut all = Vec::new();
    let mut note = async |test: &TestOffice| {
        let mut now = Vec::new();
        for role in [Role::Staff, Role::Reviewer, Role::Supervisor, Role::Admin] {
            let page = seen(test, role).await;
            for one in &page.waiting {
                assert_ne!(one.who, Some(role));
            }
            now.push(steps(&page.tasks));
        }
        all.push(now);
    };
    note(&test).await;
    let staff = test.actor(Role::Staff).await;
    let file = "board1-wide.xlsx";
    rounds::upload(&test.office, &staff, CODE, round(1), file, sample(file))
        .await
        .expect("uploaded");
    note(&test).await;
    test.settle(1).await;
    test.explain(1).await;
    note(&test).await;
    submit(&test, 1).await.expect("submitted");
    note(&test).await;
    approve(&test, 1).await.expect("approved");
    note(&test).await;
    let of_staff = |step: Step| vec![vec![(1, step)], vec![], vec![], vec![]];
    let of_reviewer = vec![vec![], vec![(1, Step::Review)], vec![], vec![]];
    let nobody = vec![vec![]; 4];
    assert_eq!(all[0], of_staff(Step::Upload));
    assert_eq!(all[2], of_staff(Step::Submit));
    assert_eq!(all[3], of_reviewer);
    // The board hangs: nothing is to be done for the next one yet.
    assert_eq!(all[4], nobody);
    let [(1, first)] = all[1][0][..] else {
        panic!("{:?}", all[1]);
    };
    assert!(
        matches!(first, Step::Declarations | Step::Reasons | Step::Submit),
        "{first:?}"
    );
}

#[tokio::test]
async fn a_board_that_is_late_comes_first_and_says_by_how_much() {
    let test = TestOffice::with_notice().await;
    due(&test, 2, "2024-09-12").await;
    due(&test, 3, "2024-09-14").await;
    for (now, left, of_third) in [
        // Tuesday to Thursday.
        ("2024-09-10T01:00:00Z", Left::Working(2), true),
        ("2024-09-12T01:00:00Z", Left::Working(0), true),
        ("2024-09-18T01:00:00Z", Left::Late(6), true),
        ("2024-09-02T01:00:00Z", Left::Working(8), false),
    ] {
        test.clock.set(at(now));
        let page = seen(&test, Role::Staff).await;
        let first = page.tasks.first().expect("a task");
        assert_eq!(step(first), Some((2, Step::Upload)), "{now}");
        assert_eq!(first.left, Some(left), "{now}");
        let waits = |task: &Task| task.kind == TaskKind::EarlierFirst;
        assert_eq!(page.tasks.iter().any(waits), of_third, "{now}");
        // Others see that it waits for the clerk.
        let page = seen(&test, Role::Reviewer).await;
        assert_eq!(page.tasks, []);
        let first = page.waiting.first().expect("a task");
        assert_eq!((first.who, first.left), (Some(Role::Staff), Some(left)));
    }
}

#[tokio::test]
async fn a_window_that_ended_asks_for_the_next_board() {
    let test = TestOffice::with_notice().await;
    assert_eq!(seen(&test, Role::Staff).await.tasks, []);
    test.clock.set(at("2024-09-09T16:00:00Z"));
    let page = seen(&test, Role::Staff).await;
    let [one] = &page.tasks[..] else {
        panic!("{:?}", page.tasks);
    };
    let TaskKind::Step {
        after: Some(after), ..
    } = &one.kind
    else {
        panic!("{one:?}");
    };
    assert!(after.is_over && after.round == round(1));
    assert_eq!(after.last_day.to_string(), "2024-09-09");
}

#[tokio::test]
async fn that_somebody_objected_only_those_learn_who_answer() {
    let test = TestOffice::with_notice().await;
    let receipt = objections::file(&test.office, filing(""))
        .await
        .expect("filed")
        .receipt;
    for role in [Role::Staff, Role::Reviewer, Role::Admin] {
        let page = seen(&test, role).await;
        let said = serde_json::to_string(&page).expect("json");
        assert!(!said.contains("objections") && !said.contains(&receipt));
        assert_eq!((page.tasks, page.waiting), (vec![], vec![]), "{role:?}");
    }
    let page = seen(&test, Role::Supervisor).await;
    assert!(matches!(
        page.tasks[..],
        [Task {
            kind: TaskKind::Objections { count: 1, .. },
            ..
        }]
    ));
}

#[tokio::test]
async fn what_was_upheld_waits_for_the_next_board_and_for_a_word_on_another_change() {
    let test = TestOffice::with_notice().await;
    let receipt = decided(&test, "HW01003", Outcome::Upheld).await;
    let page = seen(&test, Role::Staff).await;
    let mend = TaskKind::Mend {
        receipt: receipt.clone(),
        household: Some("HW01003".into()),
    };
    assert!(page.tasks.iter().any(|task| task.kind == mend));
    test.clock.set(at("2024-09-09T16:00:00Z"));
    upload(&test, 2, "board2-wide.xlsx").await;
    let page = seen(&test, Role::Staff).await;
    assert_eq!(steps(&page.tasks), [(2, Step::Upload)], "mend it first");
    let page = seen(&test, Role::Supervisor).await;
    assert_eq!(page.tasks, []);
    assert!(page.waiting.iter().any(|task| task.kind == mend));
}
