//! An objection's way from the form to its answer.

#![expect(clippy::expect_used, reason = "a test that cannot go on should stop")]

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use backend::clock::Clock;
use backend::objections::{self, Filing, NewFile};
use backend::{Error, RefusedField};
use chrono::{DateTime, Utc};
use domain::account::Role;
use domain::objection::{ObjectionState, Outcome};

use crate::{filing, sentence};
use testing::{TestOffice, open};
use views::QueueFilter;

#[tokio::test]
async fn an_objection_is_filed_once_followed_and_answered() {
    let test = TestOffice::with_notice().await;
    let supervisor = test.actor(Role::Supervisor).await;
    let submission = test.office.random_token().expect("a token");
    let pdf = b"%PDF-1.4\n1 0 obj\nendobj\ntrailer\n%%EOF\n".to_vec();
    let mut first = filing(&submission);
    first.files.push(NewFile {
        file_name: "../../证明.pdf".into(),
        bytes: pdf.clone(),
    });
    let receipt = objections::file(&test.office, first.clone())
        .await
        .expect("a receipt");
    let again = objections::file(&test.office, first)
        .await
        .expect("the same receipt");
    assert_eq!(receipt, again);
    let queue = objections::queue(&test.office, &supervisor, QueueFilter::default())
        .await
        .expect("a queue");
    assert_eq!(queue.rows.len(), 1, "a repeated post files nothing more");

    let typed = receipt.secret.to_lowercase().replace('-', " ");
    let followed = objections::track(&test.office, &receipt.receipt, &typed)
        .await
        .expect("found");
    assert_eq!(followed.state, ObjectionState::Submitted);
    assert_eq!(
        followed.subject.line.as_deref(),
        Some("旱地 3.397 亩 × 43,200 元/亩 = 146,750.40 元")
    );
    a_wrong_receipt_tells_nothing(&test, &receipt).await;

    let early = objections::decide(
        &test.office,
        &supervisor,
        &receipt.receipt,
        Outcome::Upheld,
        "复测",
    )
    .await;
    assert!(
        matches!(early, Err(Error::NotNow(_))),
        "accepted first, decided then"
    );
    objections::accept(&test.office, &supervisor, &receipt.receipt)
        .await
        .expect("accepted");
    objections::decide(
        &test.office,
        &supervisor,
        &receipt.receipt,
        Outcome::Upheld,
        "已复测,面积有误",
    )
    .await
    .expect("decided");
    let followed = objections::track(&test.office, &receipt.receipt, &receipt.secret)
        .await
        .expect("found");
    assert_eq!(followed.state, ObjectionState::Upheld);
    assert_eq!(
        followed
            .steps
            .last()
            .and_then(|step| step.reason.as_deref()),
        Some("已复测,面积有误")
    );

    let (file, bytes) = objections::attachment(&test.office, &supervisor, &receipt.receipt, 1)
        .await
        .expect("a file");
    assert_eq!((file.file_name.as_str(), bytes), ("证明.pdf", pdf));
}

async fn a_wrong_receipt_tells_nothing(test: &TestOffice, receipt: &objections::Receipt) {
    for (number, secret) in [
        (receipt.receipt.as_str(), "AAAA"),
        ("20240902-AAAA-BBBB", receipt.secret.as_str()),
    ] {
        let wrong = objections::track(&test.office, number, secret)
            .await
            .expect_err("refused");
        let Error::Refused(refusal) = wrong else {
            panic!("{wrong:?}")
        };
        assert_eq!(
            refusal.errors,
            [(RefusedField::Whole, text::RECEIPT_UNKNOWN.into())]
        );
    }
}

#[tokio::test]
async fn a_bad_filing_names_every_field_and_stores_nothing() {
    let test = TestOffice::with_notice().await;
    let supervisor = test.actor(Role::Supervisor).await;
    let bad = Filing {
        kind: None,
        statement: " ".into(),
        name: String::new(),
        phone: "12".into(),
        line: Some(99),
        files: vec![NewFile {
            file_name: "照片.jpg".into(),
            bytes: b"\xff\xd8\xff\xe0 no photo".to_vec(),
        }],
        ..filing("")
    };
    let refused = objections::file(&test.office, bad)
        .await
        .expect_err("refused");
    let Error::Refused(refusal) = refused else {
        panic!("{refused:?}")
    };
    let fields: Vec<RefusedField> = refusal.errors.into_iter().map(|(field, _)| field).collect();
    assert_eq!(
        fields,
        ["line", "kind", "statement", "name", "phone", "files"]
    );
    let queue = objections::queue(&test.office, &supervisor, QueueFilter::default())
        .await
        .expect("a queue");
    assert!(queue.rows.is_empty());
    let files = test.folder.path().join("files/objections");
    assert!(!files.exists(), "{:?}", walk(&files));
}

#[tokio::test]
async fn nothing_personal_lies_open_in_database_or_files() {
    let test = TestOffice::with_notice().await;
    let mut one = filing(&test.office.random_token().expect("a token"));
    one.files.push(NewFile {
        file_name: "a.pdf".into(),
        bytes: b"%PDF-1.4 13800138000 %%EOF".to_vec(),
    });
    objections::file(&test.office, one)
        .await
        .expect("a receipt");
    for path in walk(test.folder.path()) {
        let bytes = std::fs::read(&path).expect("a file");
        let text = String::from_utf8_lossy(&bytes);
        assert!(
            !text.contains("13800138000") && !text.contains("3.5 亩"),
            "{}",
            path.display()
        );
    }
}

/// Every file of a folder, however deep.
#[expect(clippy::expect_used, reason = "a test that cannot look should stop")]
fn walk(folder: &Path) -> Vec<PathBuf> {
    std::fs::read_dir(folder)
        .expect("a folder")
        .map(|entry| entry.expect("an entry").path())
        .flat_map(|path| {
            if path.is_dir() {
                walk(&path)
            } else {
                vec![path]
            }
        })
        .collect()
}

/// Says that the board is on display when it is first asked, and then that its window
/// has run out.
#[derive(Default)]
struct RunningOut(AtomicBool);

impl Clock for RunningOut {
    fn now(&self) -> DateTime<Utc> {
        let over = self.0.swap(true, Ordering::SeqCst);
        let at = if over {
            "2024-09-09T16:00:00Z"
        } else {
            "2024-09-09T15:59:59Z"
        };
        at.parse().unwrap_or_default()
    }
}

#[tokio::test]
async fn a_window_that_runs_out_while_photos_are_stored_is_over() {
    let test = TestOffice::with_notice().await;
    let clock = Arc::new(RunningOut::default());
    let office = open(&test.database_url, test.folder.path(), clock).await;
    let late = objections::file(&office, filing("")).await;
    assert_eq!(
        sentence(&late.expect_err("over")),
        Some(text::WINDOW_OVER.zh)
    );
    let supervisor = test.actor(Role::Supervisor).await;
    let queue = objections::queue(&test.office, &supervisor, QueueFilter::default()).await;
    assert!(queue.expect("a queue").rows.is_empty());
}
