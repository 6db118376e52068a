//! Whatever is done in whatever order, nothing becomes public without a second
//! person who approved just that upload.

use backend::accounts::Actor;
use backend::{rounds, windows};
use chrono::{DateTime, Duration, Utc};
use domain::account::Role;
use domain::review::Checklist;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use sea_orm::{ConnectionTrait, Statement};

use testing::{CODE, TODAY, TestOffice, round};

/// Two tables, so that one upload differs from another.
const TABLES: [&str; 2] = [
    "户号,户主,土地类别,土地面积(亩),补偿标准(元/亩),补偿费\n1,张三,水浇地,2,48000,96000\n",
    "户号,户主,土地类别,土地面积(亩),补偿标准(元/亩),补偿费\n1,张三,水浇地,3,48000,144000\n",
];

#[derive(Clone, Copy, Debug)]
enum Step {
    Upload(usize),
    Submit,
    SubmitFor(i64),
    Return,
    Approve,
    /// By the account that uploads, as if it had been given the other role.
    ApproveOwn,
    Recall,
    Correct,
    Abandon,
    AskWithdrawal,
    ConfirmWithdrawal,
    Due,
    Beat,
    Hours(i64),
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        3 => (0..2usize).prop_map(Step::Upload),
        3 => Just(Step::Submit),
        2 => (1..30i64).prop_map(Step::SubmitFor),
        1 => Just(Step::Return),
        4 => Just(Step::Approve),
        1 => Just(Step::ApproveOwn),
        1 => Just(Step::Recall),
        2 => Just(Step::Correct),
        1 => Just(Step::Abandon),
        1 => Just(Step::AskWithdrawal),
        1 => Just(Step::ConfirmWithdrawal),
        2 => Just(Step::Due),
        1 => Just(Step::Beat),
        2 => (1..400i64).prop_map(Step::Hours),
    ]
}

/// Does a step; whether it was let through does not matter.
async fn go(
    test: &TestOffice,
    (staff, reviewer): (Actor, Actor),
    now: &mut DateTime<Utc>,
    step: Step,
) {
    let (office, one) = (&test.office, round(1));
    match step {
        Step::Upload(table) => {
            let bytes = TABLES[table].as_bytes().to_vec();
            let stored = rounds::upload(office, &staff, CODE, one, "t.csv", bytes).await;
            if stored.is_ok() {
                test.settle(1).await;
                test.explain(1).await;
            }
        }
        Step::Submit => drop(rounds::submit(office, &staff, CODE, one).await),
        Step::SubmitFor(hours) => {
            let at = Some(*now + Duration::hours(hours));
            drop(rounds::submit_for(office, &staff, CODE, one, at).await);
        }
        Step::Return => drop(crate::send_back(office, &reviewer, CODE, one, "重报").await),
        Step::Approve | Step::ApproveOwn => {
            let mut actor = reviewer;
            if matches!(step, Step::ApproveOwn) {
                actor = staff;
                actor.signed.role = Role::Reviewer;
            }
            drop(testing::approve(office, &actor, CODE, one, &Checklist::whole()).await);
        }
        Step::Recall => drop(rounds::recall(office, &staff, CODE, one).await),
        Step::Correct => drop(rounds::begin_correction(office, &staff, CODE, one, "更正").await),
        Step::Abandon => drop(rounds::abandon_correction(office, &staff, CODE, one).await),
        Step::AskWithdrawal => {
            drop(rounds::ask_withdrawal(office, &staff, CODE, one, "有误").await)
        }
        Step::ConfirmWithdrawal => {
            drop(crate::answer_withdrawal(office, &reviewer, CODE, one, true, "").await);
        }
        Step::Due => drop(rounds::publish_due(office).await),
        Step::Beat => drop(windows::beat(office).await),
        Step::Hours(hours) => {
            *now += Duration::hours(hours);
            test.clock.set(*now);
        }
    }
}

/// Walks the record: each publication must follow an approval, by another
/// account than the one that uploaded last, with nothing uploaded, returned or
/// taken back in between. Gives how many publications there were.
#[expect(clippy::expect_used, reason = "a test that cannot look should stop")]
async fn publications(test: &TestOffice) -> usize {
    let db = test.office.db();
    let events = Statement::from_string(
        db.get_database_backend(),
        format!(
            "SELECT kind, actor FROM events WHERE subject = 'project/{CODE}/round/1' ORDER BY id"
        ),
    );
    let rows = db.query_all_raw(events).await.expect("events");
    let (mut uploaded, mut approved, mut out) = (None, None, 0);
    for row in rows {
        let kind: String = row.try_get("", "kind").expect("a kind");
        let actor: String = row.try_get("", "actor").expect("an actor");
        match kind.as_str() {
            "board_uploaded" => (uploaded, approved) = (Some(actor), None),
            "board_approved" => approved = Some(actor),
            "board_returned" | "board_recalled" => approved = None,
            "notice_published" => {
                assert!(
                    uploaded.is_some() && approved.is_some(),
                    "unseen by a second person"
                );
                assert_ne!(uploaded, approved);
                (uploaded, approved) = (None, None);
                out += 1;
            }
            _ => {}
        }
    }
    let notices = Statement::from_string(
        db.get_database_backend(),
        "SELECT COUNT(*) FROM notices JOIN boards ON boards.id = board_id \
         WHERE uploaded_by <> approved_by"
            .to_owned(),
    );
    let row = db.query_one_raw(notices).await.expect("notices");
    let seen: i64 = row.expect("a row").try_get_by_index(0).expect("a number");
    assert_eq!(
        usize::try_from(seen),
        Ok(out),
        "every notice is in the record"
    );
    out
}

#[test]
fn no_sequence_of_actions_publishes_without_a_second_person() {
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    let mut runner = TestRunner::new(Config {
        cases: 24,
        failure_persistence: None,
        ..Config::default()
    });
    let published = std::cell::Cell::new(0);
    let steps = prop::collection::vec(step(), 10..40);
    runner
        .run(&steps, |steps| {
            runtime.block_on(async {
                let test = TestOffice::with_project().await;
                let mut now: DateTime<Utc> = TODAY.parse().expect("a time");
                let actors = (
                    test.actor(Role::Staff).await,
                    test.actor(Role::Reviewer).await,
                );
                for step in steps {
                    go(&test, actors.clone(), &mut now, step).await;
                }
                published.set(published.get() + publications(&test).await);
            });
            Ok(())
        })
        .expect("holds");
    assert!(published.get() > 0, "no sequence published anything");
}
