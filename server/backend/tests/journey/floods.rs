//! Attacks by many objections and many guesses.

#![expect(clippy::expect_used, reason = "a test that cannot go on should stop")]

use std::collections::BTreeSet;
use std::net::IpAddr;

use backend::objections::{self, Filing, Receipt, Sender};
use backend::{Error, projects, rounds};
use domain::account::Role;
use domain::objection::{HeldAnswer, HeldFor, Lane, ObjectionState, Outcome};
use testing::{CODE, TestOffice, round};
use views::{ObjectionRow, QueueFilter, TaskKind};

use crate::corrections::office_page;
use crate::filing;

/// Several pages of each list. (It was tried with 2,040, which takes a minute.)
const FLOOD: usize = 640;

fn address(text: &str) -> IpAddr {
    text.parse().expect("an address")
}

async fn file_from(test: &TestOffice, from: &str, household: &str) -> Receipt {
    let one = Filing {
        household: Some(household.into()),
        line: None,
        sender: Sender {
            address: Some(address(from)),
            ..Sender::default()
        },
        ..filing("")
    };
    objections::file(&test.office, one)
        .await
        .expect("never refused")
}

/// Every row of a list, page by page.
async fn all(test: &TestOffice, lane: Lane) -> Vec<ObjectionRow> {
    let supervisor = test.actor(Role::Supervisor).await;
    let mut rows = Vec::new();
    let mut filter = QueueFilter {
        lane,
        ..QueueFilter::default()
    };
    loop {
        let page = objections::queue(&test.office, &supervisor, filter.clone())
            .await
            .expect("a page");
        assert!(page.rows.len() <= 100, "{}", page.rows.len());
        rows.extend(page.rows);
        match page.next {
            Some(next) => filter.after = next,
            None => return rows,
        }
    }
}

fn places(rows: &[ObjectionRow]) -> BTreeSet<&str> {
    rows.iter().map(|row| row.receipt.as_str()).collect()
}

#[tokio::test]
async fn a_flood_hides_no_objection_and_none_of_it_is_lost() {
    let test = TestOffice::with_notice().await;
    let first = file_from(&test, "10.0.0.1", "HW01003").await;
    // One device with many addresses, and every household in turn.
    let mut flood = Vec::new();
    for nth in 0..FLOOD {
        let from = format!("2001:db8:1:2::{nth:x}");
        let household = format!("HW{:02}{:03}", 1 + nth % 2, 1 + nth / 2 % 8);
        flood.push(file_from(&test, &from, &household).await.receipt);
    }
    let later = file_from(&test, "10.0.0.2", "HW03001").await;

    let (waiting, held) = (
        all(&test, Lane::Waiting).await,
        all(&test, Lane::Held).await,
    );
    assert_eq!(waiting.len() + held.len(), FLOOD + 2, "all are there");
    assert_eq!(waiting[0].receipt, first.receipt, "oldest first");
    assert!(places(&waiting).contains(later.receipt.as_str()));
    assert!(waiting.len() < 250, "{} of the flood", waiting.len());
    let both: BTreeSet<&str> = &places(&waiting) | &places(&held);
    assert_eq!(both.len(), FLOOD + 2, "each once");
    assert!(flood.iter().all(|one| both.contains(one.as_str())));
    assert!(waiting.iter().all(|row| row.begins.is_none()));
    assert!(
        held.iter()
            .all(|row| row.begins.as_deref() == Some("我家是 3.5 亩"))
    );

    // The supervisor is told of both, and later boards wait for both.
    let supervisor = test.actor(Role::Supervisor).await;
    let today = backend::today::today(&test.office, &supervisor).await;
    let mut counts: Vec<(bool, u64)> = today
        .expect("a page")
        .tasks
        .iter()
        .filter_map(|task| match task.kind {
            TaskKind::Objections { held, count, .. } => Some((held, count)),
            _ => None,
        })
        .collect();
    counts.sort_unstable();
    let lengths = [waiting.len(), held.len()].map(|many| u64::try_from(many).expect("few"));
    assert_eq!(counts, [(false, lengths[0]), (true, lengths[1])]);
    let page = rounds::office_page(&test.office, &supervisor, CODE, round(2)).await;
    let blockers = page.expect("a page").blockers;
    assert!(blockers.len() >= FLOOD + 2, "its clock runs");
    // Who does not answer them learns that the board has to wait, and no more.
    let of_staff = office_page(&test, 2).await.blockers;
    assert!((1..=2).contains(&of_staff.len()), "{of_staff:?}");
}

#[tokio::test]
async fn what_is_held_says_so_and_is_answered_in_bulk() {
    let test = TestOffice::with_notice().await;
    let supervisor = test.actor(Role::Supervisor).await;
    let mut receipts = Vec::new();
    for nth in 0..16 {
        receipts.push(file_from(&test, &format!("10.0.1.{nth}"), "HW01003").await);
    }
    // Another household of the same village is not touched by it.
    file_from(&test, "10.0.1.1", "HW01004").await;
    assert_eq!(all(&test, Lane::Waiting).await.len(), 13);
    let (free, held) = receipts.split_at(12);
    let state = async |one: &Receipt| {
        let tracked = objections::track(&test.office, &one.receipt, &one.secret).await;
        let tracked = tracked.expect("an objection");
        (tracked.state, tracked.held_for)
    };
    assert_eq!(state(&free[0]).await, (ObjectionState::Submitted, None));
    let waits = (ObjectionState::Submitted, Some(HeldFor::Household));
    assert_eq!(state(&held[0]).await, waits);

    let chosen =
        |of: &[Receipt]| -> BTreeSet<String> { of.iter().map(|one| one.receipt.clone()).collect() };
    let answer = async |of: &[Receipt], answer, reason: &str| {
        objections::answer_held(&test.office, &supervisor, &chosen(of), answer, reason).await
    };
    for (of, said, reason) in [
        (&held[..0], Some(HeldAnswer::Accept), ""),
        (held, None, "重复"),
        (held, Some(HeldAnswer::Decline), " "),
    ] {
        let refused = answer(of, said, reason).await;
        assert!(matches!(refused, Err(Error::Refused(_))), "{refused:?}");
    }
    // Not those that were never held, nor some of a list that is not all held.
    let mixed = [held[0].clone(), free[0].clone()];
    let refused = answer(&mixed, Some(HeldAnswer::Decline), "重复").await;
    assert!(matches!(refused, Err(Error::NotNow(_))), "{refused:?}");
    assert_eq!(state(&held[0]).await, waits, "all or none");

    answer(&held[..2], Some(HeldAnswer::Accept), "")
        .await
        .expect("accepted");
    assert_eq!(state(&held[0]).await, (ObjectionState::Accepted, None));
    answer(&held[2..], Some(HeldAnswer::Decline), "和前面的重复")
        .await
        .expect("declined");
    assert_eq!(state(&held[3]).await, (ObjectionState::Declined, None));
    assert!(all(&test, Lane::Held).await.is_empty());
    assert_eq!(all(&test, Lane::Waiting).await.len(), 15);
    assert_eq!(all(&test, Lane::Answered).await.len(), 2);
    // Like any other, once it is accepted.
    let (office, receipt) = (&test.office, &held[0].receipt);
    objections::decide(office, &supervisor, receipt, Outcome::Dismissed, "复测无误")
        .await
        .expect("decided");
    let again = answer(&held[..1], Some(HeldAnswer::Accept), "").await;
    assert!(matches!(again, Err(Error::NotNow(_))), "{again:?}");
    let staff = test.actor(Role::Staff).await;
    let ticked = chosen(held);
    let may_not =
        objections::answer_held(office, &staff, &ticked, Some(HeldAnswer::Accept), "").await;
    assert!(matches!(may_not, Err(Error::Forbidden)));
}

#[tokio::test]
async fn a_village_on_one_address_is_not_held() {
    let test = TestOffice::with_notice().await;
    // Every household of the board, four people each, within the hour.
    let supervisor = test.actor(Role::Supervisor).await;
    for nth in 0..48 {
        let household = format!("HW{:02}{:03}", 1 + nth / 8, 1 + nth % 8);
        for _ in 0..4 {
            file_from(&test, "10.0.0.9", &household).await;
        }
    }
    let page = objections::queue(&test.office, &supervisor, QueueFilter::default()).await;
    let counts = page.expect("a page").counts;
    assert_eq!(
        counts,
        [(Lane::Waiting, 192), (Lane::Held, 0), (Lane::Answered, 0)]
    );
}

#[tokio::test]
async fn wrong_codes_are_counted_and_a_village_has_its_answers() {
    let test = TestOffice::with_notice().await;
    let receipt = file_from(&test, "10.0.0.9", "HW01003").await;
    let staff = test.actor(Role::Staff).await;
    let page = projects::office_page(&test.office, &staff, CODE).await;
    let code = page.expect("a project").access_code;
    assert!(
        code.replace('-', "").len() >= 16 && receipt.secret.replace('-', "").len() >= 16,
        "80 bits"
    );
    let look_up = async |secret: &str, from: &str| {
        let from = address(from);
        objections::look_up(&test.office, &receipt.receipt, secret, from).await
    };
    let open = async |code: &str, from: &str| {
        projects::check_access(&test.office, CODE, code, address(from)).await
    };
    // One network, addresses without end.
    let mut refused = 0;
    for nth in 0..1_000 {
        let from = format!("2001:db8:7:7::{nth:x}");
        let tried = match nth % 2 {
            0 => look_up("AAAA-AAAA-AAAA-AAAA", &from).await.map(drop),
            _ => open("AAAA-AAAA-AAAA-AAAA", &from).await.map(drop),
        };
        refused += usize::from(matches!(tried, Err(Error::Throttled { .. })));
    }
    assert_eq!(refused, 800);
    // A neighbour on the same network finds what is theirs, and opens the board.
    let neighbour = "2001:db8:7:7:ffff::1";
    assert!(look_up(&receipt.secret, neighbour).await.is_ok());
    assert!(open(&code, neighbour).await.expect("opened"));
    // And a wrong one on another network is told what is wrong.
    let elsewhere = look_up("AAAA", "10.9.9.9").await;
    assert!(matches!(elsewhere, Err(Error::Refused(_))));
    assert!(!open("AAAA", "10.9.9.9").await.expect("a look"));
}
