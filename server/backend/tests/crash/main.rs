//! A process killed with `kill -9` in the middle of an upload, a publication or
//! the filing of an objection leaves all of it or none.
//!
//! Each test starts this same program again as a child process that opens the
//! office and runs one use case, kills it at many moments, opens the database
//! again after each, and looks at what is there. Then the use case must go
//! through as if nothing had been.

#![cfg(unix)]
#![expect(
    clippy::expect_used,
    reason = "a test that cannot start, kill or look should stop"
)]

mod child;
mod found;
mod sweep;
mod task;

use backend::{projects, rounds, standards};
use domain::account::Role;
use domain::project::ProjectDetails;
use sweep::sweep;
use task::Task;
use testing::{TestOffice, details, round, sample};

/// Households of the sample that big boards are copies of.
const SAMPLE: usize = 48;
/// So many copies for an upload: its rows take three INSERTs, in two steps.
const UPLOAD_COPIES: usize = 42;
/// So many copies for a publication.
const PUBLISH_COPIES: usize = 10;

/// What the other tests start, in a process of its own.
#[tokio::test]
#[ignore = "the other tests run it, as the process that they kill"]
async fn child() {
    child::run().await;
}

#[tokio::test]
async fn a_killed_upload_leaves_the_whole_board_or_none() {
    let test = TestOffice::with_project().await;
    sweep(test, Role::Staff, async |test, attempt| {
        let file = test.folder.path().join(format!("board-{attempt}.csv"));
        std::fs::write(&file, board(UPLOAD_COPIES, attempt)).expect("written");
        Task::Upload {
            file,
            households: SAMPLE * UPLOAD_COPIES,
        }
    })
    .await;
}

#[tokio::test]
async fn a_killed_publication_leaves_a_notice_or_a_board_in_review() {
    let test = TestOffice::new().await;
    sweep(test, Role::Reviewer, async |test, attempt| {
        let project = format!("P{attempt}");
        in_review(test, &project, board(PUBLISH_COPIES, attempt)).await;
        Task::Publish {
            project,
            households: SAMPLE * PUBLISH_COPIES,
        }
    })
    .await;
}

#[tokio::test]
async fn a_killed_filing_leaves_the_whole_objection_or_none() {
    let test = TestOffice::with_notice().await;
    sweep(test, Role::Staff, async |_, attempt| Task::File {
        submission: format!("{attempt:043}"),
    })
    .await;
}

/// A project with its first board in pre-review.
async fn in_review(test: &TestOffice, project: &str, board: Vec<u8>) {
    let staff = test.actor(Role::Staff).await;
    let details = ProjectDetails {
        code: project.to_owned(),
        ..details()
    };
    projects::create(&test.office, &staff, details)
        .await
        .expect("a project");
    let file = "standards.xlsx";
    standards::load(&test.office, &staff, project, file, sample(file))
        .await
        .expect("standards");
    let uploaded =
        rounds::upload(&test.office, &staff, project, round(1), "board.csv", board).await;
    assert_eq!(uploaded.expect("an upload"), rounds::Uploaded::Stored);
    test.settle_in(project, 1).await;
    rounds::submit(&test.office, &staff, project, round(1))
        .await
        .expect("submitted");
}

/// The sample's households so many times over, under numbers of their own and
/// different for each attempt.
fn board(copies: usize, attempt: usize) -> Vec<u8> {
    let bytes = sample("board1-gb18030.csv");
    let (text, _, _) = encoding_rs::GB18030.decode(&bytes);
    let mut lines = text.lines();
    let mut board = lines.next().expect("a header").to_owned();
    let households: Vec<&str> = lines.collect();
    assert_eq!(households.len(), SAMPLE);
    for copy in 0..copies {
        for line in &households {
            let (number, rest) = line.split_once(',').expect("a number");
            board.push_str(&format!("\n{number},A{attempt}-{copy}-{rest}"));
        }
    }
    board.into_bytes()
}
