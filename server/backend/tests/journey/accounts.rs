//! Who may do what, and who gets in.

use std::net::IpAddr;

use backend::accounts::Place;
use backend::{Error, accounts, objections, projects, rounds};
use chrono::{DateTime, TimeDelta, Utc};
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

/// What an attacker without the password can do from one address block.
async fn attack(test: &TestOffice, name: &str, from: IpAddr) -> usize {
    let mut refused = 0;
    for _ in 0..12 {
        let tried = accounts::sign_in(&test.office, name, "a guess of it", from).await;
        refused += usize::from(matches!(tried, Err(Error::Throttled { .. })));
    }
    refused
}

#[expect(clippy::expect_used, reason = "a test that cannot set up should stop")]
fn address(text: &str) -> IpAddr {
    text.parse().expect("an address")
}

#[tokio::test]
async fn nobody_is_locked_out_by_what_others_try() {
    let test = TestOffice::new().await;
    let office = &test.office;
    let place = |address, devices| Place { address, devices };
    let (home, attacker) = (address("10.0.0.1"), address("10.9.9.9"));
    let known = accounts::sign_in_at(office, "supervisor", PASSWORD, place(home, None)).await;
    let known = known.expect("signed in").devices;
    let other = accounts::sign_in_at(office, "staff", PASSWORD, place(home, None)).await;
    let other = other.expect("signed in").devices;

    assert!(attack(&test, "supervisor", attacker).await > 0, "slowed");
    // From elsewhere, on any device, and on a known device even beside the attacker.
    accounts::sign_in(office, "supervisor", PASSWORD, home)
        .await
        .expect("signed in from elsewhere");
    let beside = place(attacker, Some(known.as_str()));
    accounts::sign_in_at(office, "supervisor", PASSWORD, beside)
        .await
        .expect("signed in on a known device");
    // A device is known for the accounts that signed in there, and none is made up.
    for devices in [other.as_str(), "AAAA", ""] {
        let forged = place(attacker, Some(devices));
        let tried = accounts::sign_in_at(office, "supervisor", PASSWORD, forged).await;
        assert!(matches!(tried, Err(Error::Throttled { .. })), "{tried:?}");
    }
    // All devices of one network of IPv6 are one.
    let network = (1..=12).map(|end| address(&format!("2001:db8:1:2::{end:x}")));
    let mut slowed = false;
    for from in network {
        let tried = accounts::sign_in(office, "reviewer", "a guess of it", from).await;
        slowed |= matches!(tried, Err(Error::Throttled { .. }));
    }
    assert!(slowed);
}

#[tokio::test]
async fn a_wait_grows_to_a_minute_and_then_the_right_password_is_taken() {
    let test = TestOffice::new().await;
    let from = address("10.0.0.1");
    let mut now: DateTime<Utc> = testing::TODAY.parse().expect("a time");
    let mut waits = Vec::new();
    while waits.len() < 9 {
        let tried = accounts::sign_in(&test.office, "staff", "a guess of it", from).await;
        if let Err(Error::Throttled { wait_seconds }) = tried {
            waits.push(wait_seconds);
            now += TimeDelta::seconds(i64::try_from(wait_seconds).expect("seconds"));
            test.clock.set(now);
        }
    }
    assert_eq!(waits, [1, 2, 4, 8, 16, 32, 60, 60, 60]);
    accounts::sign_in(&test.office, "staff", PASSWORD, from)
        .await
        .expect("signed in after waiting");
    // What failed before is forgotten.
    let wrong = accounts::sign_in(&test.office, "staff", "a guess of it", from).await;
    assert!(matches!(wrong, Err(Error::Refused(_))));
    accounts::sign_in(&test.office, "staff", PASSWORD, from)
        .await
        .expect("signed in at once");
}

#[tokio::test]
async fn an_attack_from_many_addresses_gets_one_guess_each_and_stops_nobody() {
    let test = TestOffice::new().await;
    let mut guesses = 0;
    for block in 0..120 {
        let from = address(&format!("10.1.{block}.1"));
        guesses += 12 - attack(&test, "supervisor", from).await;
    }
    // Ten blocks have five, the others one each; the clock stands still.
    assert_eq!(guesses, 10 * 5 + 110);
    accounts::sign_in(&test.office, "supervisor", PASSWORD, address("10.0.0.1"))
        .await
        .expect("signed in");
}

#[tokio::test]
async fn a_known_device_is_slowed_by_its_own_failures_alone() {
    let test = TestOffice::new().await;
    let from = address("10.0.0.1");
    let first = Place {
        address: from,
        devices: None,
    };
    let keys = accounts::sign_in_at(&test.office, "staff", PASSWORD, first).await;
    let devices = keys.expect("signed in").devices;
    let known = Place {
        address: from,
        devices: Some(&devices),
    };
    let mut guesses = 0;
    loop {
        let tried = accounts::sign_in_at(&test.office, "staff", "a guess of it", known).await;
        match tried {
            Err(Error::Throttled { wait_seconds: 1 }) => break,
            _ => guesses += 1,
        }
    }
    // Whoever has the cookie does not guess without end either.
    assert_eq!(guesses, 20);
    accounts::sign_in(&test.office, "staff", PASSWORD, from)
        .await
        .expect("nobody else is slowed by it");
    let year = "2025-09-02T01:00:00Z".parse().expect("a time");
    test.clock.set(year);
    attack(&test, "staff", from).await;
    let late = accounts::sign_in_at(&test.office, "staff", PASSWORD, known).await;
    assert!(
        matches!(late, Err(Error::Throttled { .. })),
        "known no more"
    );
}
