//! What an objection that was upheld asks of the next board.

#![expect(clippy::expect_used, reason = "a test that cannot set up should stop")]

use backend::{Error, notices, objections, rounds};
use domain::account::Role;
use domain::objection::{ObjectionKind, Outcome};
use domain::publication_gate::Blocker;
use domain::standard::Category;
use migrations::{Migrator, MigratorTrait as _};
use sea_orm::ConnectionTrait as _;

use crate::corrections::{approve, at, begin, notice, office_page, submit, upload};
use crate::{filing, sentence};
use testing::{CODE, TestOffice, open, round};

/// Files an objection to a household and has it decided.
pub(crate) async fn decided(test: &TestOffice, household: &str, outcome: Outcome) -> String {
    let one = objections::Filing {
        household: Some(household.into()),
        ..filing("")
    };
    decided_as(test, one, outcome).await
}

/// Files an objection and has it decided.
pub(crate) async fn decided_as(
    test: &TestOffice,
    one: objections::Filing,
    outcome: Outcome,
) -> String {
    let supervisor = test.actor(Role::Supervisor).await;
    let receipt = objections::file(&test.office, one)
        .await
        .expect("a receipt")
        .receipt;
    objections::accept(&test.office, &supervisor, &receipt)
        .await
        .expect("accepted");
    objections::decide(&test.office, &supervisor, &receipt, outcome, "已复测")
        .await
        .expect("decided");
    receipt
}

#[tokio::test]
async fn what_was_upheld_shows_on_the_next_board_or_is_openly_carried_over() {
    let test = TestOffice::with_notice().await;
    // The samples change HW01006 from the first board to the second, not HW01003.
    decided(&test, "HW01006", Outcome::Upheld).await;
    decided(&test, "HW01001", Outcome::Dismissed).await;
    let receipt = decided(&test, "HW01003", Outcome::PartlyUpheld).await;
    test.clock.set(at("2024-09-09T16:00:00Z"));
    upload(&test, 2, "board2-wide.xlsx").await;
    assert_eq!(
        sentence(&submit(&test, 2).await.expect_err("not mended")),
        Some(text::ROUND_NOT_OPEN.zh)
    );
    let page = office_page(&test, 2).await;
    let holds = Blocker::NotMended {
        round: round(1),
        receipt: receipt.clone(),
        household: Some("HW01003".into()),
    };
    assert_eq!(page.blockers, [holds]);

    let (staff, supervisor) = (
        test.actor(Role::Staff).await,
        test.actor(Role::Supervisor).await,
    );
    let carry = async |actor, receipt: &str, reason: &str| {
        rounds::carry_over(&test.office, actor, CODE, round(2), receipt, reason).await
    };
    assert!(matches!(
        carry(&staff, &receipt, "等复测").await,
        Err(Error::Forbidden)
    ));
    assert!(matches!(
        carry(&supervisor, &receipt, " ").await,
        Err(Error::Refused(_))
    ));
    assert!(matches!(
        carry(&supervisor, "20240902-AAAA-BBBB", "等复测").await,
        Err(Error::NotNow(_))
    ));
    carry(&supervisor, &receipt, "严长家月底复测，三榜更正")
        .await
        .expect("carried over");
    assert!(matches!(
        carry(&supervisor, &receipt, "再来").await,
        Err(Error::NotNow(_))
    ));
    submit(&test, 2).await.expect("submitted");
    approve(&test, 2).await.expect("approved");
    let head = notice(&test, round(2).into()).await.expect("a notice").head;
    let carried = &head.carried[0];
    assert_eq!(
        carried.reason, "严*家月底复测，三榜更正",
        "names are masked"
    );
    assert_eq!(carried.household.as_deref(), Some("HW01003"));
    assert_eq!(carried.by, "supervisor");

    // The third board owes it still.
    test.clock.set(at("2024-09-20T16:00:00Z"));
    upload(&test, 3, "board3-wide.xlsx").await;
    assert!(matches!(
        office_page(&test, 3).await.blockers[..],
        [Blocker::NotMended { .. }]
    ));
}

#[tokio::test]
async fn a_correction_mends_what_was_upheld_for_the_next_board_too() {
    let test = TestOffice::with_notice().await;
    decided(&test, "HW01006", Outcome::Upheld).await;
    begin(&test, "按异议更正").await.expect("begun");
    upload(&test, 1, "board2-wide.xlsx").await;
    submit(&test, 1).await.expect("submitted");
    approve(&test, 1).await.expect("approved");
    test.clock.set(at("2024-09-09T16:00:00Z"));
    upload(&test, 2, "board1-wide.xlsx").await;
    assert!(
        matches!(
            office_page(&test, 2).await.blockers[..],
            [Blocker::NotMended { .. }]
        ),
        "the old figures do not come back"
    );
    upload(&test, 2, "board2-wide.xlsx").await;
    assert_eq!(office_page(&test, 2).await.blockers, []);
}

/// Which line of HW01006 on the first board this is.
async fn line(test: &TestOffice, category: Category) -> Option<u32> {
    let page = notices::household(&test.office, CODE, round(1), "HW01006", None).await;
    let page = page.expect("a page");
    let mut lines = page.entry.lines().iter();
    let index = lines.position(|line| line.category == category);
    u32::try_from(index.expect("a line")).ok()
}

async fn about(test: &TestOffice, category: Category) -> objections::Filing {
    objections::Filing {
        household: Some("HW01006".into()),
        line: line(test, category).await,
        kind: Some(ObjectionKind::Area),
        ..filing("")
    }
}

#[tokio::test]
async fn what_was_upheld_of_a_line_is_mended_by_that_line_alone() {
    let test = TestOffice::with_notice().await;
    // The second board changes land and crops of HW01006, and not its house.
    decided_as(&test, about(&test, Category::Land).await, Outcome::Upheld).await;
    let receipt = decided_as(&test, about(&test, Category::House).await, Outcome::Upheld).await;
    test.clock.set(at("2024-09-09T16:00:00Z"));
    upload(&test, 2, "board2-wide.xlsx").await;
    let holds = Blocker::NotConfirmed {
        round: round(1),
        receipt: receipt.clone(),
        household: Some("HW01006".into()),
    };
    assert_eq!(
        office_page(&test, 2).await.blockers,
        std::slice::from_ref(&holds)
    );
    // The same of objections of before a line's place was kept.
    let db = test.office.db();
    let forget = "UPDATE objections SET line_index = NULL";
    db.execute_unprepared(forget).await.expect("forgotten");
    assert_eq!(office_page(&test, 2).await.blockers, [holds]);
    assert!(submit(&test, 2).await.is_err(), "not mended");
    // What was carried over needs no word; but this one is not.
    let board1 = "board1-wide.xlsx";
    upload(&test, 2, board1).await;
    let page = office_page(&test, 2).await;
    assert_eq!(page.blockers.len(), 2, "{:?}", page.blockers);
    let not_mended = |one: &Blocker| matches!(one, Blocker::NotMended { .. });
    assert!(page.blockers.iter().all(not_mended));
}

#[tokio::test]
async fn a_supervisor_says_that_another_change_is_the_one_and_it_is_published() {
    let test = TestOffice::with_notice().await;
    let receipt = decided_as(&test, about(&test, Category::House).await, Outcome::Upheld).await;
    test.clock.set(at("2024-09-09T16:00:00Z"));
    upload(&test, 2, "board2-wide.xlsx").await;
    let (staff, supervisor) = (
        test.actor(Role::Staff).await,
        test.actor(Role::Supervisor).await,
    );
    let confirm = async |actor, receipt: &str, reason: &str| {
        rounds::confirm_remedy(&test.office, actor, CODE, round(2), receipt, reason).await
    };
    let refused = confirm(&staff, &receipt, "已改").await;
    assert!(matches!(refused, Err(Error::Forbidden)));
    for reason in [" ", "见 13800138000"] {
        let refused = confirm(&supervisor, &receipt, reason).await;
        assert!(matches!(refused, Err(Error::Refused(_))), "{reason}");
    }
    let refused = confirm(&supervisor, "20240902-AAAA-BBBB", "已改").await;
    assert!(matches!(refused, Err(Error::NotNow(_))));
    assert_eq!(
        office_page(&test, 2).await.to_confirm,
        [],
        "not the clerk's"
    );
    let page = rounds::office_page(&test.office, &supervisor, CODE, round(2)).await;
    let [to_confirm] = &page.expect("a page").to_confirm[..] else {
        panic!("one waits");
    };
    assert_eq!(to_confirm.receipt, receipt);
    assert!(!to_confirm.changes.is_empty() && !to_confirm.is_gone);

    confirm(&supervisor, &receipt, "卫梅家少算的是旱地，已补上")
        .await
        .expect("confirmed");
    let again = confirm(&supervisor, &receipt, "再来").await;
    assert!(matches!(again, Err(Error::NotNow(_))));
    assert_eq!(office_page(&test, 2).await.blockers, []);
    // Another table without that change is another matter.
    upload(&test, 2, "board1-wide.xlsx").await;
    assert!(matches!(
        office_page(&test, 2).await.blockers[..],
        [Blocker::NotMended { .. }]
    ));
    let refused = confirm(&supervisor, &receipt, "已改").await;
    assert!(matches!(refused, Err(Error::NotNow(_))), "nothing changed");
    // With it again, what was said of it stands.
    upload(&test, 2, "board2-wide.xlsx").await;
    assert_eq!(office_page(&test, 2).await.blockers, []);
    submit(&test, 2).await.expect("submitted");
    approve(&test, 2).await.expect("approved");
    let head = notice(&test, round(2).into()).await.expect("a notice").head;
    assert_eq!(head.carried, []);
    let [confirmed] = &head.confirmed[..] else {
        panic!("{:?}", head.confirmed);
    };
    assert_eq!(confirmed.reason, "卫*家少算的是旱地，已补上");
    assert_eq!(confirmed.household.as_deref(), Some("HW01006"));
    assert_eq!(confirmed.by, "supervisor");

    // The third board keeps the change, and owes nothing.
    test.clock.set(at("2024-09-20T16:00:00Z"));
    upload(&test, 3, "board3-wide.xlsx").await;
    assert_eq!(office_page(&test, 3).await.blockers, []);
    upload(&test, 3, "board1-wide.xlsx").await;
    assert!(matches!(
        office_page(&test, 3).await.blockers[..],
        [Blocker::NotMended { .. }]
    ));

    // What was said of a published board is as fixed as the board.
    let db = test.office.db();
    for sql in [
        "UPDATE remedy_confirmations SET reason = 'x'",
        "DELETE FROM remedy_confirmations",
    ] {
        assert!(db.execute_unprepared(sql).await.is_err(), "{sql}");
    }
}

#[tokio::test]
async fn which_line_an_objection_is_about_is_known_after_the_way_back_and_forth() {
    let test = TestOffice::with_notice().await;
    let land = about(&test, Category::Land).await;
    decided_as(&test, land, Outcome::Upheld).await;
    test.clock.set(at("2024-09-09T16:00:00Z"));
    upload(&test, 2, "board2-wide.xlsx").await;
    let since = Migrator::migrations()
        .iter()
        .filter(|migration| migration.name() >= "m0066")
        .count();
    let since = u32::try_from(since).expect("a few");
    let start = open(&test.database_url, test.folder.path(), test.clock.clone()).await;
    Migrator::down(start.db(), Some(since)).await.expect("down");
    let select = "SELECT line_index FROM objections";
    assert!(start.db().execute_unprepared(select).await.is_err());
    migrations::up(start.db()).await.expect("up");
    assert_eq!(office_page(&test, 2).await.blockers, []);
}

#[tokio::test]
async fn one_time_numbers_of_before_are_hashed_and_the_way_back_loses_nothing() {
    let test = TestOffice::with_notice().await;
    let receipt = objections::file(&test.office, filing("")).await;
    let receipt = receipt.expect("filed");
    let since = Migrator::migrations()
        .iter()
        .filter(|migration| migration.name() >= "m0067")
        .count();
    let since = u32::try_from(since).expect("a few");
    let start = open(&test.database_url, test.folder.path(), test.clock.clone()).await;
    let db = start.db();
    Migrator::down(db, Some(since)).await.expect("down");
    // As the program of before kept it.
    let number = start.random_token().expect("a number");
    let clear = format!("UPDATE objections SET submission = '{number}'");
    db.execute_unprepared(&clear).await.expect("a number");
    migrations::up(db).await.expect("up");
    let kept = async || {
        let sql = "SELECT submission FROM objections";
        let sql = sea_orm::Statement::from_string(db.get_database_backend(), sql);
        let row = db.query_one_raw(sql).await.expect("a table");
        let kept: String = row.expect("a row").try_get_by_index(0).expect("a text");
        kept
    };
    let hashed = kept().await;
    assert_eq!(hashed, backend::secrets::digest(number.as_bytes()));
    // It is hashed once.
    Migrator::down(db, Some(since)).await.expect("down");
    migrations::up(db).await.expect("up");
    assert_eq!(kept().await, hashed);
    let tracked = objections::track(&start, &receipt.receipt, &receipt.secret).await;
    assert_eq!(tracked.expect("an objection").receipt, receipt.receipt);
}
