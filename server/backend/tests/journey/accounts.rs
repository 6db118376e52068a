//! Who may do what, and who gets in.

use backend::{Error, accounts, objections, projects, rounds};
use domain::account::Role;
use domain::objection::Outcome;
use domain::review::Checklist;

use testing::{CODE, PASSWORD, TestOffice, details, round};
use views::QueueFilter;

#[tokio::test]
async fn each_role_does_its_own_and_nothing_else() {
    let test = TestOffice::with_project().await;
    for role in Role::ALL {
        let actor = test.actor(role).await;
        let mut other = details();
        other.code = format!("X-{}", role.key().replace('_', "-"));
        let outcomes = [
            (
                Role::Staff,
                projects::create(&test.office, &actor, other)
                    .await
                    .map(drop),
            ),
            (
                Role::Staff,
                rounds::submit(&test.office, &actor, CODE, round(1)).await,
            ),
            (
                Role::Reviewer,
                testing::approve(&test.office, &actor, CODE, round(1), &Checklist::whole()).await,
            ),
            (
                Role::Reviewer,
                crate::send_back(&test.office, &actor, CODE, round(1), "x").await,
            ),
            (
                Role::Reviewer,
                rounds::review_page(&test.office, &actor, CODE, round(1), 1)
                    .await
                    .map(drop),
            ),
            (
                Role::Supervisor,
                objections::queue(&test.office, &actor, QueueFilter::default())
                    .await
                    .map(drop),
            ),
            (
                Role::Supervisor,
                objections::case(&test.office, &actor, "20240902-AAAA-BBBB")
                    .await
                    .map(drop),
            ),
            (
                Role::Supervisor,
                objections::accept(&test.office, &actor, "20240902-AAAA-BBBB").await,
            ),
            (
                Role::Supervisor,
                objections::decide(
                    &test.office,
                    &actor,
                    "20240902-AAAA-BBBB",
                    Outcome::Upheld,
                    "x",
                )
                .await,
            ),
        ];
        for (index, (allowed, outcome)) in outcomes.into_iter().enumerate() {
            let forbidden = matches!(outcome, Err(Error::Forbidden));
            assert_eq!(
                forbidden,
                role != allowed,
                "{role:?}, action {index}: {outcome:?}"
            );
        }
    }
}

#[tokio::test]
async fn failed_sign_ins_say_nothing_and_are_slowed() {
    let test = TestOffice::new().await;
    let address = [10, 0, 0, 1].into();
    let try_it = async |name: &str, password: &str| {
        accounts::sign_in(&test.office, name, password, address).await
    };
    let wrong = |outcome: Result<String, Error>| match outcome {
        Err(Error::Refused(refusal)) => refusal.errors,
        other => panic!("{other:?}"),
    };
    assert_eq!(
        wrong(try_it("staff", "nope nope").await),
        wrong(try_it("nobody", "nope nope").await)
    );
    for _ in 0..4 {
        wrong(try_it("staff", "nope nope").await);
    }
    assert!(matches!(
        try_it("staff", PASSWORD).await,
        Err(Error::Throttled { .. })
    ));
    test.clock
        .set("2024-09-02T01:15:01Z".parse().expect("a time"));
    let token = try_it("staff", PASSWORD).await.expect("signed in");
    accounts::sign_out(&test.office, &token)
        .await
        .expect("signed out");
    assert_eq!(
        accounts::actor(&test.office, &token)
            .await
            .expect("a look-up"),
        None
    );
}
