//! What an objection that was upheld asks of the next board.

#![expect(clippy::expect_used, reason = "a test that cannot set up should stop")]

use backend::{Error, objections, rounds};
use domain::account::Role;
use domain::objection::Outcome;
use domain::publication_gate::Blocker;

use crate::corrections::{approve, at, begin, notice, office_page, submit, upload};
use crate::{filing, sentence};
use testing::{CODE, TestOffice, round};

/// Files an objection to a household and has it decided.
async fn decided(test: &TestOffice, household: &str, outcome: Outcome) -> String {
    let supervisor = test.actor(Role::Supervisor).await;
    let one = objections::Filing {
        household: Some(household.into()),
        ..filing("")
    };
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
