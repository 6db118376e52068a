//! Attacks on recusal by reading: whom an objection concerns never learns who wrote,
//! nor that anybody did.

#![expect(clippy::expect_used, reason = "a test that cannot go on should stop")]

use std::io::Cursor;

use backend::accounts::{self, Actor};
use backend::declarations::{self, Declaration};
use backend::objections::{Filing, NewFile};
use backend::officials::{self, NewOfficial};
use backend::{Error, archive, kin, objections, record, rounds, today};
use domain::account::Role;
use domain::conflict_of_interest::RestrictedAction;
use domain::declaration::{DeclaredBy, Tie};
use domain::id::OfficialId;
use domain::objection::{Lane, ObjectionKind, Outcome};
use domain::status::StatusKind;
use text::Lang;
use views::{QueueFilter, RecordFilter};

use crate::archive::{files, zip_for};
use crate::filing;
use crate::recusal::{recused, try_it};
use testing::{CODE, PASSWORD, TestOffice, round, sample};

const HOUSEHOLD: &str = "HW01006";

async fn colleague(test: &TestOffice, name: &str, role: Role) -> Actor {
    accounts::add_account(&test.office, name, name, role, PASSWORD)
        .await
        .expect("an account");
    let token = accounts::sign_in(&test.office, name, PASSWORD, [127, 0, 0, 1].into())
        .await
        .expect("signed in");
    let actor = accounts::actor(&test.office, &token).await;
    actor.expect("a look-up").expect("an actor")
}

/// An official who signs in as `supervisor`, and to whom a household declared a tie.
pub(crate) async fn relative_of_supervisor(test: &TestOffice) -> OfficialId {
    let staff = test.actor(Role::Staff).await;
    let new = NewOfficial {
        name: "周平".into(),
        post: "街道干事".into(),
        kind: Some(StatusKind::Cadre),
        from: "2022-01-01".into(),
        account: "supervisor".into(),
        ..NewOfficial::default()
    };
    let official = officials::add(&test.office, &staff, new)
        .await
        .expect("registered");
    let one = Declaration {
        household: HOUSEHOLD.into(),
        is_chosen: true,
        tie: Some(Tie::InLaw),
        relation: "女婿".into(),
        official: Some(official),
        by: Some(DeclaredBy::Householder),
        declarer: "严长".into(),
        basis: String::new(),
    };
    declarations::declare(&test.office, &staff, CODE, one)
        .await
        .expect("declared");
    official
}

/// Everything in the office that could say something of objections.
async fn everything(test: &TestOffice, actor: &Actor) -> Vec<(&'static str, String)> {
    let office = &test.office;
    let mut seen = Vec::new();
    seen.push((
        "today",
        json(&today::today(office, actor).await.expect("today")),
    ));
    for (name, code) in [("record", None), ("project record", Some(CODE))] {
        for kind in [
            "",
            "objection_filed",
            "objection_decided",
            "recusal_refused",
        ] {
            let filter = RecordFilter {
                kind: kind.into(),
                ..RecordFilter::default()
            };
            if let Ok(page) = record::page(office, actor, code, filter).await {
                seen.push((name, json(&page)));
            }
        }
    }
    let archive = archive::page(office, actor, CODE)
        .await
        .expect("an archive");
    seen.push(("archive", json(&archive)));
    for number in [1, 2] {
        let page = rounds::office_page(office, actor, CODE, round(number)).await;
        seen.push(("round", json(&page.expect("a page"))));
    }
    for lane in Lane::ALL {
        let filter = QueueFilter {
            lane,
            ..QueueFilter::default()
        };
        if let Ok(queue) = objections::queue(office, actor, filter).await {
            seen.push(("queue", json(&queue)));
        }
    }
    seen
}

fn json(value: &impl serde::Serialize) -> String {
    serde_json::to_string(value).expect("JSON")
}

/// An objection to the household that the second board changes elsewhere.
pub(crate) fn about_household() -> Filing {
    Filing {
        household: Some(HOUSEHOLD.into()),
        kind: Some(ObjectionKind::Person),
        ..filing("")
    }
}

/// An objection with a file, decided by a colleague.
async fn filed(test: &TestOffice) -> String {
    let mut with_file = about_household();
    with_file.files.push(NewFile {
        file_name: "a.pdf".into(),
        bytes: b"%PDF-1.4 13800138000 %%EOF".to_vec(),
    });
    let filed = objections::file(&test.office, with_file).await;
    filed.expect("filed").receipt
}

#[tokio::test]
async fn whom_an_objection_concerns_sees_the_same_as_if_nobody_had_objected() {
    let test = TestOffice::with_notice().await;
    relative_of_supervisor(&test).await;
    let supervisor = test.actor(Role::Supervisor).await;
    let other = colleague(&test, "supervisor2", Role::Supervisor).await;
    let before = everything(&test, &supervisor).await;

    let receipt = filed(&test).await;
    assert_eq!(everything(&test, &supervisor).await, before, "filed");
    let mut whole = filing("");
    (whole.household, whole.line) = (None, None);
    let whole = objections::file(&test.office, whole).await.expect("filed");
    assert_eq!(everything(&test, &supervisor).await, before, "to the board");
    for receipt in [&receipt, &whole.receipt] {
        let case = objections::case(&test.office, &supervisor, receipt).await;
        assert!(matches!(case, Err(Error::NotFound)), "{case:?}");
        let file = objections::attachment(&test.office, &supervisor, receipt, 1).await;
        assert!(matches!(file, Err(Error::NotFound)));
        objections::accept(&test.office, &other, receipt)
            .await
            .expect("accepted");
        objections::decide(&test.office, &other, receipt, Outcome::Upheld, "属实")
            .await
            .expect("decided");
    }
    // Nor does it show that a colleague took more away than there is for others.
    let decided = RecordFilter {
        kind: "objection_decided".into(),
        ..RecordFilter::default()
    };
    record::csv(&test.office, &other, Some(CODE), decided, Lang::Zh)
        .await
        .expect("a table");
    archive::download(&test.office, &other, CODE)
        .await
        .expect("an archive");
    assert_eq!(everything(&test, &supervisor).await, before, "decided");

    // The colleague sees all of it, and the archives of both hold together.
    let seen = everything(&test, &other).await;
    for place in ["project record", "archive", "queue"] {
        let told = |(name, said): &(&str, String)| *name == place && said.contains(&receipt);
        assert!(seen.iter().any(told), "{place}");
    }
    objections::case(&test.office, &other, &receipt)
        .await
        .expect("a case");
    let zip = zip_for(&test, Role::Supervisor).await;
    archive::check(Cursor::new(&zip)).expect("whole");
    for (path, bytes) in files(&zip) {
        let text = String::from_utf8_lossy(&bytes);
        assert!(!path.contains(&receipt), "{path}");
        for hidden in [
            receipt.as_str(),
            &whole.receipt,
            "objection/",
            "13800138000",
        ] {
            assert!(!text.contains(hidden), "{hidden} in {path}");
        }
    }
}

#[tokio::test]
async fn what_was_refused_of_an_objection_points_at_it_for_nobody_else() {
    let test = TestOffice::with_notice().await;
    relative_of_supervisor(&test).await;
    let receipt = filed(&test).await;
    let supervisor = test.actor(Role::Supervisor).await;
    let tried = try_it(&test, &supervisor, &receipt, RestrictedAction::Accept).await;
    assert!(recused(tried).is_some());
    let other = colleague(&test, "supervisor2", Role::Supervisor).await;
    let filter = RecordFilter {
        kind: "recusal_refused".into(),
        ..RecordFilter::default()
    };
    for (actor, sees) in [
        (&test.actor(Role::Admin).await, false),
        (&supervisor, false),
        (&other, true),
    ] {
        let page = record::page(&test.office, actor, None, filter.clone()).await;
        assert_eq!(!page.expect("a page").lines.is_empty(), sees);
        let csv = record::csv(&test.office, actor, None, filter.clone(), Lang::Zh).await;
        let csv = String::from_utf8(csv.expect("a table").bytes).expect("UTF-8");
        assert_eq!(csv.contains(&receipt), sees);
    }
}

#[tokio::test]
async fn numbers_of_the_record_have_no_gaps() {
    let test = TestOffice::with_notice().await;
    let kin_of = test.actor(Role::Supervisor).await;
    let tie = Some(Tie::Own);
    kin::declare(&test.office, &kin_of, CODE, HOUSEHOLD, tie, "")
        .await
        .expect("declared");
    filed(&test).await;
    // After the hidden one there is another.
    test.actor(Role::Staff).await;
    let page = record::page(&test.office, &kin_of, None, RecordFilter::default()).await;
    let page = page.expect("a page");
    let numbers: Vec<u64> = page.lines.iter().map(|line| line.number).collect();
    let newest = numbers.first().copied().expect("a line");
    let all: Vec<u64> = (1..=newest).rev().take(numbers.len()).collect();
    assert_eq!((numbers, newest), (all, page.matching));
}

/// Those who work on boards, before anything is upheld and after.
#[tokio::test]
async fn staff_and_reviewers_learn_of_what_was_upheld_alone_and_kin_of_nothing() {
    let test = TestOffice::with_notice().await;
    let staff = test.actor(Role::Staff).await;
    let reviewer = test.actor(Role::Reviewer).await;
    let related = colleague(&test, "staff2", Role::Staff).await;
    let tie = Some(Tie::Close);
    kin::declare(&test.office, &related, CODE, HOUSEHOLD, tie, "兄弟")
        .await
        .expect("declared");
    let desks = [&staff, &reviewer, &related];
    let mut before = Vec::new();
    for actor in desks {
        before.push(everything(&test, actor).await);
    }
    let supervisor = test.actor(Role::Supervisor).await;
    let receipt = filed(&test).await;
    objections::accept(&test.office, &supervisor, &receipt)
        .await
        .expect("accepted");
    for (actor, before) in desks.into_iter().zip(&before) {
        assert_eq!(&everything(&test, actor).await, before, "{actor:?}");
    }
    objections::decide(&test.office, &supervisor, &receipt, Outcome::Upheld, "属实")
        .await
        .expect("decided");
    let over = "2024-09-10T01:00:00Z".parse().expect("a time");
    test.clock.set(over);
    let file = "board2-wide.xlsx";
    rounds::upload(&test.office, &staff, CODE, round(2), file, sample(file))
        .await
        .expect("uploaded");
    for (actor, knows) in desks.into_iter().zip([true, true, false]) {
        let said = everything(&test, actor).await;
        let tells = |(_, said): &(&str, String)| said.contains(&receipt);
        assert_eq!(said.iter().any(tells), knows, "{actor:?}");
        let place = ["record", "project record", "archive"];
        let early = |one: &&(&str, String)| place.contains(&one.0) && tells(one);
        assert_eq!(said.iter().find(early), None, "{actor:?}");
        let changes = rounds::changes_page(&test.office, actor, CODE, round(2), 1).await;
        let changes = serde_json::to_string(&changes.expect("changes")).expect("JSON");
        assert_eq!(changes.contains(&receipt), knows && actor == &staff);
    }
    // That the board waits for something is told, and not what.
    let page = rounds::office_page(&test.office, &related, CODE, round(2)).await;
    let blockers = serde_json::to_string(&page.expect("a page").blockers).expect("JSON");
    assert_eq!(blockers, r#"[{"unfinished":{"round":1}}]"#);

    rounds::carry_over(
        &test.office,
        &supervisor,
        CODE,
        round(2),
        &receipt,
        "三榜一并更正",
    )
    .await
    .expect("carried over");
    for (actor, knows) in desks.into_iter().zip([true, true, false]) {
        let said = everything(&test, actor).await;
        let tells = |(name, said): &(&str, String)| *name == "archive" && said.contains(&receipt);
        assert_eq!(said.iter().any(tells), knows, "{actor:?}");
        let record = record::csv(
            &test.office,
            actor,
            Some(CODE),
            RecordFilter::default(),
            Lang::Zh,
        );
        let record = String::from_utf8(record.await.expect("a table").bytes).expect("UTF-8");
        assert_eq!(record.contains(&receipt), knows, "{record}");
    }
    for role in [Role::Staff, Role::Reviewer, Role::Supervisor] {
        let zip = zip_for(&test, role).await;
        archive::check(Cursor::new(&zip)).expect("whole");
    }
}
