//! A board that is withdrawn keeps its page, with the reason.

#![expect(clippy::expect_used, reason = "a test that cannot go on should stop")]

use backend::{Error, objections, rounds};
use domain::account::Role;
use domain::publication_gate::Blocker;

use crate::corrections::{approve, at, begin, notice, office_page, revision, submit, upload};
use crate::{filing, sentence};
use testing::{CODE, TestOffice, round};

#[tokio::test]
async fn a_withdrawal_takes_two_and_keeps_the_page_with_its_reason() {
    let test = TestOffice::with_notice().await;
    let (staff, reviewer) = (
        test.actor(Role::Staff).await,
        test.actor(Role::Reviewer).await,
    );
    let ask = async |reason: &str| {
        rounds::ask_withdrawal(&test.office, &staff, CODE, round(1), reason).await
    };
    let answer = async |confirmed, reason: &str| {
        crate::answer_withdrawal(&test.office, &reviewer, CODE, round(1), confirmed, reason).await
    };
    assert!(matches!(answer(true, "").await, Err(Error::NotNow(_))));
    ask("征收范围有误").await.expect("asked");
    assert!(matches!(ask("再来").await, Err(Error::NotNow(_))));
    let mut promoted = staff.clone();
    promoted.signed.role = Role::Reviewer;
    let own = crate::answer_withdrawal(&test.office, &promoted, CODE, round(1), true, "").await;
    assert_eq!(
        sentence(&own.expect_err("two people")),
        Some(text::WITHDRAWAL_OWN.zh)
    );
    assert!(matches!(answer(false, " ").await, Err(Error::Refused(_))));
    let before = office_page(&test, 1).await.withdrawal;
    answer(false, "范围没有错").await.expect("refused");
    let page = office_page(&test, 1).await;
    assert_eq!(page.withdrawal, None);
    assert_eq!(
        page.withdrawal_refused.map(|one| one.reason),
        Some("范围没有错".to_owned())
    );

    ask("严长家的范围有误，另行公布")
        .await
        .expect("asked again");
    // Whoever still has the first request on the screen confirms nothing.
    let (office, seen) = (&test.office, before.expect("waited").0);
    let stale = rounds::answer_withdrawal(office, &reviewer, CODE, round(1), seen, true, "").await;
    assert_eq!(
        sentence(&stale.expect_err("another request")),
        Some(text::WITHDRAWAL_REPLACED.zh)
    );
    let still = notice(&test, round(1).into()).await.expect("a page").head;
    assert!(still.is_open && still.this().is_some_and(|one| one.withdrawn.is_none()));
    answer(true, "").await.expect("confirmed");
    let gone = notice(&test, round(1).into()).await.expect("it stays");
    assert_eq!(gone.matching, 48);
    let withdrawn = gone
        .head
        .this()
        .and_then(|one| one.withdrawn.clone())
        .expect("why");
    assert_eq!(withdrawn.reason, "严*家的范围有误，另行公布");
    assert!(!gone.head.is_open);
    let late = objections::file(&test.office, filing("")).await;
    assert!(matches!(late, Err(Error::NotNow(_))));

    the_next_board_waits(&test).await;
}

#[tokio::test]
async fn each_person_of_a_cell_is_masked_in_the_reason() {
    let test = TestOffice::with_project().await;
    let (staff, reviewer) = (
        test.actor(Role::Staff).await,
        test.actor(Role::Reviewer).await,
    );
    let table = "户号,户主,土地类别,土地面积(亩),土地补偿标准(元/亩),土地补偿费,合计\n\
                 1,石玉梅、石玉兰,水浇地,2,48000,96000,96000\n\
                 2,秦守田(已故),水浇地,2,48000,96000,96000\n\
                 3,罗　建,水浇地,2,48000,96000,96000\n\
                 4,李四光,水浇地,2,48000,96000,96000\n";
    let (office, bytes) = (&test.office, table.as_bytes().to_vec());
    let stored = rounds::upload(office, &staff, CODE, round(1), "表.csv", bytes).await;
    assert_eq!(stored.expect("a reading"), rounds::Uploaded::Stored);
    test.settle(1).await;
    submit(&test, 1).await.expect("submitted");
    approve(&test, 1).await.expect("published");
    let reason = "石玉兰、秦守田、罗建和李四光家重新丈量";
    rounds::ask_withdrawal(office, &staff, CODE, round(1), reason)
        .await
        .expect("asked");
    crate::answer_withdrawal(office, &reviewer, CODE, round(1), true, "")
        .await
        .expect("confirmed");
    let page = notice(&test, round(1).into()).await.expect("it stays");
    let withdrawn = page.head.this().and_then(|one| one.withdrawn.clone());
    assert_eq!(
        withdrawn.expect("why").reason,
        "石*兰、秦*田、罗*和李*光家重新丈量"
    );
}

/// The withdrawn board's window has not run: the next one waits for one that has.
async fn the_next_board_waits(test: &TestOffice) {
    test.clock.set(at("2024-10-09T16:00:00Z"));
    upload(test, 2, "board2-wide.xlsx").await;
    assert!(submit(test, 2).await.is_err());
    assert_eq!(
        office_page(test, 2).await.blockers,
        [Blocker::Withdrawn { round: round(1) }]
    );
    begin(test, "重新公布").await.expect("begun");
    upload(test, 1, "board2-wide.xlsx").await;
    submit(test, 1).await.expect("submitted");
    approve(test, 1).await.expect("approved");
    let again = notice(test, round(1).into()).await.expect("a page").head;
    assert!(again.is_open && again.revision == 2);
    assert!(
        notice(test, revision(1))
            .await
            .expect("it stays")
            .head
            .this()
            .is_some_and(|one| one.withdrawn.is_some())
    );
    assert!(matches!(
        office_page(test, 2).await.blockers[..],
        [Blocker::OnDisplay { .. }]
    ));
}
