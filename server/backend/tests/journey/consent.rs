//! A person is asked before what cannot be taken back: nothing is kept until
//! just that is confirmed, by the same account.

use backend::accounts::Actor;
use backend::{Error, kin, objections, rounds};
use domain::account::Role;
use domain::declaration::Tie;
use domain::objection::Outcome;
use domain::review::Checklist;
use views::{Irrevocable, Publication, Unconfirmed};

use crate::corrections::{approve, at, office_page, submit, upload};
use crate::filing;
use testing::{CODE, TestOffice, round};

/// What a use case asks.
fn asked(outcome: Result<(), Error>) -> Unconfirmed {
    match outcome {
        Err(Error::Unconfirmed(asked)) => *asked,
        other => panic!("asked nothing: {other:?}"),
    }
}

async fn person(test: &TestOffice, role: Role) -> Actor {
    test.actor(role).await.asked()
}

#[tokio::test]
async fn an_upheld_objection_is_carried_over_once_that_is_confirmed() {
    let test = TestOffice::with_notice().await;
    let supervisor = test.actor(Role::Supervisor).await;
    let filed = objections::file(&test.office, filing("")).await;
    let receipt = filed.expect("a receipt").receipt;
    objections::accept(&test.office, &supervisor, &receipt)
        .await
        .expect("accepted");
    let outcome = Outcome::Upheld;
    objections::decide(&test.office, &supervisor, &receipt, outcome, "已复测")
        .await
        .expect("decided");
    test.clock.set(at("2024-09-09T16:00:00Z"));
    upload(&test, 2, "board2-wide.xlsx").await;

    let person = person(&test, Role::Supervisor).await;
    let carry = async |actor: &Actor, reason: &str| {
        rounds::carry_over(&test.office, actor, CODE, round(2), &receipt, reason).await
    };
    // What is not right is refused before anything is asked.
    assert!(matches!(carry(&person, " ").await, Err(Error::Refused(_))));
    let question = asked(carry(&person, "月底复测").await);
    assert!(!question.changed);
    assert!(matches!(
        &question.what,
        Irrevocable::CarryOver { household: Some(household), reason, .. }
            if household == "HW01003" && reason == "月底复测"
    ));
    assert_eq!(office_page(&test, 2).await.blockers.len(), 1, "kept");
    let confirmed = person.having_confirmed(question.mark);
    let other = asked(carry(&confirmed, "不复测了").await);
    assert!(other.changed, "another reason than was confirmed");
    carry(&confirmed, "月底复测").await.expect("carried over");
    assert_eq!(office_page(&test, 2).await.blockers, []);
}

#[tokio::test]
async fn a_board_is_asked_about_with_the_day_until_which_it_hangs() {
    let test = TestOffice::with_notice().await;
    test.clock.set(at("2024-09-10T16:00:00Z"));
    upload(&test, 2, "board2-wide.xlsx").await;
    submit(&test, 2).await.expect("submitted");
    let reviewer = person(&test, Role::Reviewer).await;
    let signed = Checklist::whole();
    let approve_as =
        async |actor: &Actor| testing::approve(&test.office, actor, CODE, round(2), &signed).await;
    let last_day = |asked: &Unconfirmed| match &asked.what {
        Irrevocable::Approval(approval) => match approval.publication {
            Publication::Now { last_day } => last_day.to_string(),
            Publication::At(at) => at.to_string(),
        },
        other => panic!("{other:?}"),
    };
    let question = asked(approve_as(&reviewer).await);
    assert_eq!(last_day(&question), "2024-09-18");
    // By the next day it would hang a day longer than was confirmed.
    test.clock.set(at("2024-09-11T16:30:00Z"));
    let confirmed = test.actor(Role::Reviewer).await;
    let confirmed = confirmed.having_confirmed(question.mark);
    let anew = asked(approve_as(&confirmed).await);
    assert!(anew.changed);
    assert_eq!(last_day(&anew), "2024-09-19");
    approve_as(&confirmed.having_confirmed(anew.mark))
        .await
        .expect("approved");
    assert!(matches!(approve(&test, 2).await, Err(Error::NotNow(_))));
}

#[tokio::test]
async fn what_one_account_confirmed_another_has_not() {
    let test = TestOffice::with_notice().await;
    let reviewer = test.actor(Role::Reviewer).await;
    let tie = Some(Tie::Close);
    kin::declare(&test.office, &reviewer, CODE, "HW01003", tie, "舅舅")
        .await
        .expect("declared");
    let supervisor = person(&test, Role::Supervisor).await;
    let page = kin::page(&test.office, &supervisor).await.expect("a page");
    let id = page.others.first().expect("a declaration").id;
    let lift = async |actor: &Actor| kin::lift(&test.office, actor, id, "户号写错了").await;
    let mark = asked(lift(&supervisor).await).mark;
    let admin = person(&test, Role::Admin).await;
    assert!(asked(lift(&admin.having_confirmed(mark.clone())).await).changed);
    assert!(asked(lift(&supervisor.clone().having_confirmed("x".into())).await).changed);
    let page = kin::page(&test.office, &supervisor).await.expect("a page");
    assert_eq!(page.others.first().expect("a declaration").lifted, None);
    lift(&supervisor.having_confirmed(mark))
        .await
        .expect("lifted");
}
