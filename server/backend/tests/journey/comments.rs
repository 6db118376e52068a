//! What a reviewer says of cells, from the desk to the clerk.

#![expect(clippy::expect_used, reason = "a test that cannot set up should stop")]

use backend::Error;
use backend::rounds::{self, TypedComment};
use domain::account::Role;
use domain::id::BoardId;
use sea_orm::ConnectionTrait;
use views::CellComment;

use testing::{CODE, TestOffice, round, sample, working_board_id};

fn typed(household: &str, cell: &str, comment: &str) -> TypedComment {
    TypedComment {
        board: BoardId::default(),
        household: household.to_owned(),
        cell: cell.to_owned(),
        comment: comment.to_owned(),
    }
}

async fn in_review(file: &str) -> TestOffice {
    let test = TestOffice::with_project().await;
    let staff = test.actor(Role::Staff).await;
    rounds::upload(&test.office, &staff, CODE, round(1), file, sample(file))
        .await
        .expect("uploaded");
    rounds::submit(&test.office, &staff, CODE, round(1))
        .await
        .expect("submitted");
    test
}

async fn clerk_sees(test: &TestOffice) -> Vec<CellComment> {
    let staff = test.actor(Role::Staff).await;
    let page = rounds::office_page(&test.office, &staff, CODE, round(1)).await;
    page.expect("a page").comments
}

#[tokio::test]
async fn a_returned_board_carries_comments_on_its_cells() {
    let test = in_review("board1-wide.xlsx").await;
    let reviewer = test.actor(Role::Reviewer).await;
    let of = rounds::commenting(&test.office, &reviewer, CODE, round(1), "HW01003").await;
    let of = of.expect("a household");
    assert_eq!(
        (of.household.as_str(), of.head.as_str()),
        ("HW01003", "严长")
    );
    let amount = of.cells.iter().find(|one| one.cell == "I7");
    assert!(amount.expect("a cell").label.contains("补偿"), "{amount:?}");
    assert!(of.cells.iter().all(|one| one.cell.ends_with('7')));

    let board = working_board_id(&test.office, CODE, round(1)).await;
    let say = async |mut comment: TypedComment| {
        comment.board = board;
        rounds::comment(&test.office, &reviewer, CODE, round(1), &comment).await
    };
    say(typed("HW01003", "I7", "和测绘表差 100 元"))
        .await
        .expect("kept");
    say(typed("HW01005", "", "这一户请再核一遍"))
        .await
        .expect("kept");
    let long = "长".repeat(501);
    for (wrong, field) in [
        (typed("HW01003", "I8", "不是这一户的格"), "cell"),
        (typed("HW99999", "", "没有这一户"), "comment"),
        (typed("HW01003", "I7", " "), "comment"),
        (typed("HW01003", "I7", &long), "comment"),
    ] {
        let Err(Error::Refused(refusal)) = say(wrong.clone()).await else {
            panic!("{wrong:?} is taken");
        };
        assert_eq!(refusal.errors[0].0, field, "{wrong:?}");
    }
    assert_eq!(clerk_sees(&test).await, [], "half a review");

    let review = rounds::review_page(&test.office, &reviewer, CODE, round(1), 1).await;
    let comments = review.expect("a page").comments;
    assert_eq!(comments.len(), 2);
    rounds::uncomment(
        &test.office,
        &reviewer,
        CODE,
        round(1),
        board,
        comments[1].id,
    )
    .await
    .expect("taken back");
    crate::send_back(&test.office, &reviewer, CODE, round(1), "见意见")
        .await
        .expect("returned");
    let seen = clerk_sees(&test).await;
    let [one] = seen.as_slice() else {
        panic!("{seen:?}");
    };
    assert_eq!(
        (one.household.as_str(), one.cell.as_deref(), one.by.as_str()),
        ("HW01003", Some("I7"), "reviewer")
    );
    assert!(one.sheet.is_some() && one.comment == "和测绘表差 100 元");

    // The review is over: nothing is said or unsaid any more, not even by SQL.
    let late = say(typed("HW01003", "", "还有")).await;
    assert!(matches!(late, Err(Error::NotNow(_))));
    for sql in [
        "DELETE FROM review_comments",
        "UPDATE review_comments SET comment = 'x'",
        "DELETE FROM reviews",
        "UPDATE reviews SET outcome = 'approved'",
    ] {
        let changed = test.office.db().execute_unprepared(sql).await;
        assert!(changed.is_err(), "{sql}");
    }
}

#[tokio::test]
async fn in_a_long_table_each_line_has_its_own_cells() {
    let test = in_review("board1-long.xlsx").await;
    let reviewer = test.actor(Role::Reviewer).await;
    let of = rounds::commenting(&test.office, &reviewer, CODE, round(1), "HW01001").await;
    let cells = of.expect("a household").cells;
    let amounts: Vec<&str> = cells
        .iter()
        .filter(|one| one.label.ends_with("补偿金额") || one.label.ends_with("金额"))
        .map(|one| one.cell.as_str())
        .collect();
    assert!(amounts.len() > 1, "{cells:?}");
    let mut once = amounts.clone();
    once.dedup();
    assert_eq!(amounts, once, "each in a row of its own");
}
