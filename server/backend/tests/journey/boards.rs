//! A board's way from upload to publication, and back to the clerk.

use backend::rounds::TypedComment;
use backend::{Error, RefusedField, objections, rounds};
use domain::account::Role;
use domain::finding::Code;
use domain::review::{Checklist, ReviewItem};
use domain::round::RoundState;
use domain::table::{ColumnChoices, Field};

use crate::{filing, sentence};
use testing::{CODE, TestOffice, round, sample};

#[tokio::test]
async fn a_faulty_board_is_refused_and_nothing_of_it_stays() {
    let test = TestOffice::with_project().await;
    let staff = test.actor(Role::Staff).await;
    let file = "board1-faulty.xlsx";
    let uploaded = rounds::upload(&test.office, &staff, CODE, round(1), file, sample(file))
        .await
        .expect("a reading");
    assert!(matches!(uploaded, rounds::Uploaded::Refused(_)));
    let page = rounds::office_page(&test.office, &staff, CODE, round(1))
        .await
        .expect("a page");
    assert_eq!((page.state, page.draft), (RoundState::Draft, None));
    let submitted = rounds::submit(&test.office, &staff, CODE, round(1)).await;
    assert_eq!(
        sentence(&submitted.expect_err("refused")),
        Some(text::NOTHING_TO_SUBMIT.zh)
    );
}

#[tokio::test]
async fn a_board_comes_back_with_a_reason_and_goes_again() {
    let test = TestOffice::with_project().await;
    let (staff, reviewer) = (
        test.actor(Role::Staff).await,
        test.actor(Role::Reviewer).await,
    );
    let upload = async |file: &str| {
        rounds::upload(&test.office, &staff, CODE, round(1), file, sample(file)).await
    };
    upload("board1-long.xlsx").await.expect("uploaded");
    rounds::submit(&test.office, &staff, CODE, round(1))
        .await
        .expect("submitted");
    let again = upload("board1-wide.xlsx")
        .await
        .expect_err("not while in review");
    assert_eq!(sentence(&again), Some(text::ROUND_NOT_EDITABLE.zh));

    let empty = crate::send_back(&test.office, &reviewer, CODE, round(1), "  ").await;
    assert!(matches!(empty, Err(Error::Refused(_))));
    crate::send_back(&test.office, &reviewer, CODE, round(1), "附着物没有清单")
        .await
        .expect("returned");
    let page = rounds::office_page(&test.office, &staff, CODE, round(1))
        .await
        .expect("a page");
    assert_eq!(page.state, RoundState::Returned);
    assert_eq!(page.return_reason.as_deref(), Some("附着物没有清单"));

    upload("board1-long.xlsx").await.expect("uploaded again");
    rounds::submit(&test.office, &staff, CODE, round(1))
        .await
        .expect("submitted again");
    let approve = async |signed: Checklist| {
        testing::approve(&test.office, &reviewer, CODE, round(1), &signed).await
    };
    let unsigned = ReviewItem::ALL
        .into_iter()
        .filter(|item| *item != ReviewItem::Secrecy);
    let Err(Error::Refused(refusal)) = approve(unsigned.collect()).await else {
        panic!("an item is not signed");
    };
    let fields: Vec<_> = refusal.errors.into_iter().map(|(field, _)| field).collect();
    assert_eq!(fields, [RefusedField::Item(ReviewItem::Secrecy)]);
    approve(Checklist::whole()).await.expect("approved");
    let twice = approve(Checklist::whole()).await;
    assert_eq!(
        sentence(&twice.expect_err("only once")),
        Some(text::NOT_IN_REVIEW.zh)
    );
}

#[tokio::test]
async fn a_reviewer_answers_only_for_the_board_that_they_read() {
    let test = TestOffice::with_project().await;
    let (staff, reviewer) = (
        test.actor(Role::Staff).await,
        test.actor(Role::Reviewer).await,
    );
    let send_in = async |file: &str| {
        rounds::upload(&test.office, &staff, CODE, round(1), file, sample(file))
            .await
            .expect("uploaded");
        rounds::submit(&test.office, &staff, CODE, round(1))
            .await
            .expect("submitted");
    };
    send_in("board1-long.xlsx").await;
    let page = rounds::review_page(&test.office, &reviewer, CODE, round(1), 1).await;
    let read = page.expect("a page").board;

    // A colleague sends it back, and another table takes its place.
    crate::send_back(&test.office, &reviewer, CODE, round(1), "附着物没有清单")
        .await
        .expect("returned");
    send_in("board1-wide.xlsx").await;

    let (office, signed) = (&test.office, Checklist::whole());
    let comment = TypedComment {
        board: read,
        household: "HW01003".into(),
        cell: String::new(),
        comment: "和测绘表对不上".into(),
    };
    for done in [
        rounds::approve(office, &reviewer, CODE, round(1), read, &signed).await,
        rounds::send_back(office, &reviewer, CODE, round(1), read, "有误").await,
        rounds::comment(office, &reviewer, CODE, round(1), &comment).await,
    ] {
        assert_eq!(
            sentence(&done.expect_err("another board")),
            Some(text::BOARD_REPLACED.zh)
        );
    }
    let page = rounds::review_page(&test.office, &reviewer, CODE, round(1), 1).await;
    let page = page.expect("a page");
    assert_eq!(
        (page.state, page.comments.len()),
        (RoundState::InReview, 0),
        "nothing was done"
    );
    rounds::approve(office, &reviewer, CODE, round(1), page.board, &signed)
        .await
        .expect("the one that was read");
}

#[tokio::test]
async fn nobody_reviews_their_own_upload_whatever_their_role_is_now() {
    let test = TestOffice::with_project().await;
    let staff = test.actor(Role::Staff).await;
    let file = "board1-wide.xlsx";
    rounds::upload(&test.office, &staff, CODE, round(1), file, sample(file))
        .await
        .expect("uploaded");
    rounds::submit(&test.office, &staff, CODE, round(1))
        .await
        .expect("submitted");
    let mut promoted = staff.clone();
    promoted.signed.role = Role::Reviewer;
    let own = testing::approve(&test.office, &promoted, CODE, round(1), &Checklist::whole()).await;
    assert_eq!(
        sentence(&own.expect_err("refused")),
        Some(text::OWN_UPLOAD.zh)
    );
}

#[tokio::test]
async fn the_next_board_waits_for_the_window_and_for_answers() {
    let test = TestOffice::with_notice().await;
    let (staff, supervisor) = (
        test.actor(Role::Staff).await,
        test.actor(Role::Supervisor).await,
    );
    let receipt = objections::file(&test.office, filing(""))
        .await
        .expect("a receipt")
        .receipt;
    let file = "board2-wide.xlsx";
    rounds::upload(&test.office, &staff, CODE, round(2), file, sample(file))
        .await
        .expect("uploaded");
    let submit = async || rounds::submit(&test.office, &staff, CODE, round(2)).await;
    assert_eq!(
        sentence(&submit().await.expect_err("still on display")),
        Some(text::ROUND_NOT_OPEN.zh)
    );
    test.clock
        .set("2024-09-09T16:00:00Z".parse().expect("a time"));
    let staff = test.actor(Role::Staff).await;
    let open = rounds::submit(&test.office, &staff, CODE, round(2)).await;
    assert_eq!(
        sentence(&open.expect_err("unanswered")),
        Some(text::ROUND_NOT_OPEN.zh)
    );
    let late = objections::file(&test.office, filing("")).await;
    assert_eq!(
        sentence(&late.expect_err("over")),
        Some(text::WINDOW_OVER.zh)
    );
    objections::decline(&test.office, &supervisor, &receipt, "重复")
        .await
        .expect("declined");
    test.explain(2).await;
    test.settle(2).await;
    rounds::submit(&test.office, &staff, CODE, round(2))
        .await
        .expect("submitted");
}

#[tokio::test]
async fn what_a_clerk_says_of_a_column_is_remembered_for_the_next_table() {
    let test = TestOffice::with_project().await;
    let staff = test.actor(Role::Staff).await;
    let table = "户号,户主,土地类别,亩分,合计,村里记号\n1,张三,水浇地,2,96000,甲\n";
    let upload = async || {
        let bytes = table.as_bytes().to_vec();
        let uploaded = rounds::upload(&test.office, &staff, CODE, round(1), "t.csv", bytes).await;
        uploaded.expect("an upload")
    };
    let rounds::Uploaded::Refused(before) = upload().await else {
        panic!("a board without its land is refused");
    };
    assert_eq!(before.totals.land.plain(), "0");
    let mut findings = before.findings.iter();
    assert!(findings.any(|finding| finding.code == Code::MissingColumn));

    let choices = ColumnChoices::from([
        ("亩分".to_owned(), Some(Field::LandArea)),
        ("村里记号".to_owned(), None),
    ]);
    let reviewer = test.actor(Role::Reviewer).await;
    let refused = rounds::choose_columns(&test.office, &reviewer, CODE, choices.clone()).await;
    assert!(matches!(refused, Err(Error::Forbidden)));
    rounds::choose_columns(&test.office, &staff, CODE, choices)
        .await
        .expect("remembered");

    // The same file again, read in another way, is a draft.
    assert_eq!(upload().await, rounds::Uploaded::Stored);
    let page = rounds::office_page(&test.office, &staff, CODE, round(1)).await;
    let after = page.expect("a page").draft.expect("a draft").report;
    assert_eq!(after.totals.land.plain(), "2");
    assert_eq!(after.findings, []);
    assert_eq!(upload().await, rounds::Uploaded::Unchanged);
}
