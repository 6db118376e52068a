//! What changed from board to board, and why: given by the clerk, read by the
//! reviewer and by residents.

#![expect(clippy::expect_used, reason = "a test that cannot set up should stop")]

use backend::rounds::{TypedReason, Which};
use backend::{Error, RefusedField, notices, objections, projects, rounds};
use domain::account::Role;
use domain::board_ref::BoardRef;
use domain::diff::ChangeKind;
use domain::reason::ChangeCause;
use text::Lang;
use views::{ChangesFilter, NoticeFilter};

use crate::filing;
use testing::{CODE, TestOffice, remeasured, round, sample};
use text::Sentence as _;

/// The sentences of a refusal, with their fields.
fn refused(outcome: Result<(), Error>) -> Vec<(RefusedField, String)> {
    let Err(Error::Refused(refusal)) = outcome else {
        panic!("not refused: {outcome:?}");
    };
    let said = refusal.errors.into_iter();
    said.map(|(field, sentence)| (field, sentence.get(Lang::Zh).to_owned()))
        .collect()
}

/// The first board has run out, an objection to it was upheld, and the second
/// is a draft. Gives the objection's number.
async fn second_draft() -> (TestOffice, String) {
    let test = TestOffice::with_notice().await;
    let receipt = objections::file(&test.office, filing("")).await;
    let receipt = receipt.expect("a receipt").receipt;
    test.clock
        .set("2024-09-09T16:00:00Z".parse().expect("a time"));
    let supervisor = test.actor(Role::Supervisor).await;
    objections::decline(&test.office, &supervisor, &receipt, "重复")
        .await
        .expect("declined");
    upload(&test, 2, "board2-wide.xlsx", sample("board2-wide.xlsx")).await;
    (test, receipt)
}

async fn upload(test: &TestOffice, number: u8, name: &str, bytes: Vec<u8>) {
    let staff = test.actor(Role::Staff).await;
    let stored = rounds::upload(&test.office, &staff, CODE, round(number), name, bytes).await;
    assert_eq!(stored.expect("an upload"), rounds::Uploaded::Stored);
}

async fn explain(test: &TestOffice, which: &[&str], why: &TypedReason) -> Result<(), Error> {
    let staff = test.actor(Role::Staff).await;
    let which = Which::Households(which.iter().map(|&number| number.to_owned()).collect());
    rounds::explain_changes(&test.office, &staff, CODE, round(2), &which, why).await
}

fn why(cause: ChangeCause, objection: &str, note: &str) -> TypedReason {
    TypedReason {
        cause: Some(cause),
        objection: objection.to_owned(),
        note: note.to_owned(),
    }
}

#[tokio::test]
async fn no_board_goes_in_while_a_change_lacks_its_reason() {
    let (test, receipt) = second_draft().await;
    test.settle(2).await;
    let staff = test.actor(Role::Staff).await;
    let submit = async || rounds::submit(&test.office, &staff, CODE, round(2)).await;
    let said = refused(submit().await);
    assert_eq!(said[0].0, "");
    for household in ["3 户", "HW01006", "HW02007", "HW04007"] {
        assert!(said[0].1.contains(household), "{said:?}");
    }

    explain(&test, &["HW01006"], &remeasured())
        .await
        .expect("explained");
    let wrong = why(ChangeCause::Objection, "20240902-AAAA-BBBB", "");
    let said = refused(explain(&test, &["HW02007"], &wrong).await);
    assert_eq!(said[0].0, "objection");
    let leak = why(ChangeCause::Other, "", "户主电话13800138000");
    let said = refused(explain(&test, &["HW02007"], &leak).await);
    assert_eq!(said[0].0, "note");
    let said = refused(explain(&test, &["HW01001"], &remeasured()).await);
    assert_eq!(said[0].0, "households", "it did not change");

    let right = why(ChangeCause::Objection, &receipt.to_lowercase(), "");
    explain(&test, &["HW02007"], &right)
        .await
        .expect("explained");
    assert!(refused(submit().await)[0].1.contains("1 户"));
    let mended = why(ChangeCause::Error, "", "漏登了兄弟关系");
    explain(&test, &["HW04007"], &mended)
        .await
        .expect("explained");
    submit().await.expect("submitted");

    // What was sent in stands.
    let late = explain(&test, &["HW04007"], &remeasured()).await;
    assert!(matches!(late, Err(Error::NotNow(_))));
    let reviewer = test.actor(Role::Reviewer).await;
    let page = rounds::changes_page(&test.office, &reviewer, CODE, round(2), 1).await;
    let page = page.expect("a page");
    assert!(!page.open);
    let shown: Vec<(&str, String)> = page
        .changes
        .iter()
        .map(|one| {
            let reason = one.reason.as_ref().expect("a reason");
            assert_eq!(reason.by, "staff");
            (one.change.household(), reason.reason.sentence(Lang::Zh))
        })
        .collect();
    assert_eq!(
        shown,
        [
            ("HW01006", "复测".to_owned()),
            ("HW02007", format!("异议 {receipt}")),
            ("HW04007", "更正差错：漏登了兄弟关系".to_owned()),
        ]
    );
    assert_eq!(page.before.payout.plain(), "11780160.22");
    assert_eq!(page.after.payout.plain(), "11828002.22");

    let supervisor = test.actor(Role::Supervisor).await;
    let page = rounds::changes_page(&test.office, &supervisor, CODE, round(2), 1).await;
    assert!(matches!(page, Err(Error::Forbidden)), "full names");
}

#[tokio::test]
async fn a_reason_stays_with_its_change_and_leaves_with_it() {
    let test = TestOffice::with_project().await;
    let table = |total: &str, amount: &str, extra: &str| {
        format!(
            "户号,户主,土地类别,土地面积(亩),土地补偿标准(元/亩),土地补偿费,合计,变动原因\n\
             1,张三丰,水浇地,{amount},48000,{total},{total},{extra}\n"
        )
        .into_bytes()
    };
    let staff = test.actor(Role::Staff).await;
    upload(&test, 1, "一.csv", table("96000", "2", "")).await;
    test.settle(1).await;
    rounds::submit(&test.office, &staff, CODE, round(1))
        .await
        .expect("submitted");
    let reviewer = test.actor(Role::Reviewer).await;
    let signed = domain::review::Checklist::whole();
    testing::approve(&test.office, &reviewer, CODE, round(1), &signed)
        .await
        .expect("approved");
    test.clock
        .set("2024-09-09T16:00:00Z".parse().expect("a time"));
    let reason = async || {
        let staff = test.actor(Role::Staff).await;
        let page = rounds::changes_page(&test.office, &staff, CODE, round(2), 1).await;
        let mut page = page.expect("a page");
        let one = page.changes.remove(0);
        let given = one.reason.map(|given| given.reason.sentence(Lang::Zh));
        (given, one.table_note)
    };
    upload(&test, 2, "二.csv", table("144000", "3", "")).await;
    assert_eq!(reason().await, (None, None));
    let staff = test.actor(Role::Staff).await;
    let note = why(ChangeCause::Remeasured, "", "张三丰在场");
    rounds::explain_changes(
        &test.office,
        &staff,
        CODE,
        round(2),
        &Which::Unexplained,
        &note,
    )
    .await
    .expect("explained");
    let given = Some("复测：张三丰在场".to_owned());
    assert_eq!(reason().await, (given.clone(), None));
    // The same change in a new table; then another.
    upload(&test, 2, "三.csv", table("144000", "3", "复测")).await;
    assert_eq!(reason().await, (given.clone(), None));
    upload(&test, 2, "四.csv", table("192000", "4", "")).await;
    assert_eq!(reason().await, (None, None));
    // What a table itself says, where it is a reason.
    upload(&test, 2, "五.csv", table("192000", "4", "录入错误")).await;
    let of_table = Some("更正差错：录入错误".to_owned());
    assert_eq!(reason().await, (of_table, None));
    let unknown = "异议20240902-AAAA-BBBB";
    upload(&test, 2, "六.csv", table("192000", "4", unknown)).await;
    assert_eq!(reason().await, (None, Some(unknown.to_owned())));

    // Residents see the note without the name, those concerned with it.
    upload(&test, 2, "七.csv", table("144000", "3", "")).await;
    let staff = test.actor(Role::Staff).await;
    rounds::submit(&test.office, &staff, CODE, round(2))
        .await
        .expect("submitted");
    let reviewer = test.actor(Role::Reviewer).await;
    testing::approve(&test.office, &reviewer, CODE, round(2), &signed)
        .await
        .expect("approved");
    let page = notices::household(&test.office, CODE, round(2), "1", None).await;
    let json = serde_json::to_string(&page.expect("a page")).expect("json");
    assert!(
        json.contains("张*丰在场") && !json.contains("张三丰"),
        "{json}"
    );
}

#[tokio::test]
async fn residents_read_what_changed_and_why() {
    let (test, receipt) = second_draft().await;
    publish_second_and_third(&test, &receipt).await;
    let changes = async |number: u8, filter: ChangesFilter| {
        notices::changes(&test.office, CODE, round(number), filter, None).await
    };
    let first = changes(1, ChangesFilter::default()).await;
    assert!(matches!(first, Err(Error::NotFound)), "nothing before it");

    let second = changes(2, ChangesFilter::default()).await.expect("a page");
    let board = |number| BoardRef {
        round: round(number),
        revision: 1,
    };
    assert_eq!((second.with, second.others), (board(1), vec![board(1)]));
    let households: Vec<&str> = second
        .rows
        .iter()
        .map(|row| row.household.as_str())
        .collect();
    assert_eq!(households, ["HW01006", "HW02007", "HW04007"]);
    let why = second.rows[1].reasons[0].reason.sentence(Lang::Zh);
    assert_eq!(why, format!("异议 {receipt}"));
    let json = serde_json::to_string(&second.rows).expect("json");
    assert!(json.contains('*'), "names are masked");
    let staff = test.actor(Role::Staff).await;
    let project = projects::office_page(&test.office, &staff, CODE).await;
    let code = project.expect("a project").access_code;
    let member = notices::changes(
        &test.office,
        CODE,
        round(2),
        ChangesFilter::default(),
        Some(&code),
    )
    .await
    .expect("a page");
    for (masked, full) in second.rows.iter().zip(&member.rows) {
        assert_ne!(masked.head, full.head);
        assert!(!json.contains(&full.head), "{} is shown", full.head);
    }

    let third = changes(3, ChangesFilter::default()).await.expect("a page");
    assert_eq!(third.with, board(2));
    let removed = &third.rows[0];
    assert_eq!(
        (removed.household.as_str(), removed.kind, removed.after),
        ("HW06001", ChangeKind::Removed, None)
    );

    // Over two boards, with the reasons of both.
    let over = ChangesFilter {
        with: Some(board(1)),
        ..ChangesFilter::default()
    };
    let over = changes(3, over).await.expect("a page");
    let shown: Vec<(&str, BoardRef)> = over
        .rows
        .iter()
        .map(|row| (row.household.as_str(), row.reasons[0].board))
        .collect();
    assert_eq!(
        shown,
        [
            ("HW01006", board(2)),
            ("HW02007", board(2)),
            ("HW04007", board(2)),
            ("HW06001", board(3)),
        ]
    );
    let some = ChangesFilter {
        with: Some(board(1)),
        kind: Some(ChangeKind::Removed),
        ..ChangesFilter::default()
    };
    let some = changes(3, some).await.expect("a page");
    assert_eq!((some.rows.len(), some.counts.all()), (1, 4));

    reasons_stand_on_the_pages(&test, &why).await;
}

/// Publishes both boards, each change of the second explained.
async fn publish_second_and_third(test: &TestOffice, receipt: &str) {
    let upheld = why(ChangeCause::Objection, receipt, "");
    explain(test, &["HW02007"], &upheld)
        .await
        .expect("explained");
    let staff = test.actor(Role::Staff).await;
    test.explain(2).await;
    test.settle(2).await;
    rounds::submit(&test.office, &staff, CODE, round(2))
        .await
        .expect("submitted");
    let reviewer = test.actor(Role::Reviewer).await;
    let signed = domain::review::Checklist::whole();
    testing::approve(&test.office, &reviewer, CODE, round(2), &signed)
        .await
        .expect("approved");
    test.clock
        .set("2024-09-20T16:00:00Z".parse().expect("a time"));
    let file = "board3-wide.xlsx";
    upload(test, 3, file, sample(file)).await;
    let staff = test.actor(Role::Staff).await;
    let left = why(ChangeCause::Other, "", "核实后不在征收范围内");
    let all = Which::Unexplained;
    rounds::explain_changes(&test.office, &staff, CODE, round(3), &all, &left)
        .await
        .expect("explained");
    rounds::submit(&test.office, &staff, CODE, round(3))
        .await
        .expect("submitted");
    let reviewer = test.actor(Role::Reviewer).await;
    testing::approve(&test.office, &reviewer, CODE, round(3), &signed)
        .await
        .expect("approved");
}

/// On the notice, and on the pages of households.
async fn reasons_stand_on_the_pages(test: &TestOffice, upheld: &str) {
    let changed = NoticeFilter {
        changed: true,
        ..NoticeFilter::default()
    };
    let list = notices::notice(&test.office, CODE, round(2), changed, None).await;
    let list = list.expect("a notice");
    assert_eq!(list.changes.expect("compared").counts.changed, 3);
    let listed: Vec<&str> = list.rows.iter().map(|row| row.household.as_str()).collect();
    assert_eq!(listed, ["HW01006", "HW02007", "HW04007"]);
    let household = async |number: u8, household: &str| {
        notices::household(&test.office, CODE, round(number), household, None)
            .await
            .expect("a page")
    };
    let changed = household(2, "HW02007").await.compared.expect("compared");
    assert_eq!(changed.reasons[0].reason.sentence(Lang::Zh), upheld);
    for number in [1, 2] {
        let later = household(number, "HW06001")
            .await
            .later
            .expect("a later board");
        let why = later.reasons[0].reason.sentence(Lang::Zh);
        assert_eq!((later.there, why.as_str()), (false, "核实后不在征收范围内"));
    }
}
