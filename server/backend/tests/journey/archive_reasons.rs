//! The archive has every reason: of corrections, withdrawals, carry-overs, moved
//! windows, changes, warnings and prices, and what the reviewer said; and none
//! of them can be changed or left out behind a manifest made anew.

#![expect(clippy::expect_used, reason = "a test that cannot go on should stop")]

use std::collections::BTreeMap;
use std::io::Cursor;

use backend::rounds::{self, TypedComment, TypedReasons, Uploaded, Which};
use backend::{Error, archive, objections, projects, windows};
use domain::account::Role;
use domain::finding::Code;
use domain::objection::{ObjectionKind, Outcome};
use domain::review::Checklist;
use views::{ArchiveRound, MoveReason};

use crate::archive::{files, manifest_of, text, zip_for, zipped};
use crate::filing;
use testing::{CODE, TestOffice, remeasured, round, working_board_id};

/// Two households: the first at a price of its own, the second with this area
/// at the standard's.
fn table(mu: i64) -> Vec<u8> {
    let paid = mu * 48_000;
    format!(
        "户号,户主,土地类别,土地面积(亩),土地补偿标准(元/亩),土地补偿费,合计\n\
         1,张三丰,水浇地,2,50000,100000,100000\n\
         2,李四光,水浇地,{mu},48000,{paid},{paid}\n"
    )
    .into_bytes()
}

/// Puts a table in, with every reason that it needs, up to pre-review.
async fn submit(test: &TestOffice, number: u8, mu: i64) {
    let (office, number, bytes) = (&test.office, round(number), table(mu));
    let staff = test.actor(Role::Staff).await;
    let stored = rounds::upload(office, &staff, CODE, number, "表.csv", bytes).await;
    assert_eq!(stored.expect("a reading"), Uploaded::Stored);
    let typed = TypedReasons {
        of_one: vec![],
        of_kind: vec![(Code::PriceDiffers, "村民会议同意的价格".into())],
    };
    rounds::explain_warnings(office, &staff, CODE, number, &typed)
        .await
        .expect("explained");
    let page = rounds::office_page(office, &staff, CODE, number).await;
    let changes = page.expect("a page").changes;
    if changes.is_some_and(|changes| changes.unexplained > 0) {
        let (which, why) = (Which::Unexplained, remeasured());
        rounds::explain_changes(office, &staff, CODE, number, &which, &why)
            .await
            .expect("explained");
    }
    test.settle(number.get()).await;
    rounds::submit(office, &staff, CODE, number)
        .await
        .expect("submitted");
}

async fn approve(test: &TestOffice) {
    let reviewer = test.actor(Role::Reviewer).await;
    testing::approve(&test.office, &reviewer, CODE, round(1), &Checklist::whole())
        .await
        .expect("approved");
}

async fn begin(test: &TestOffice, reason: &str) {
    let staff = test.actor(Role::Staff).await;
    rounds::begin_correction(&test.office, &staff, CODE, round(1), reason)
        .await
        .expect("begun");
}

async fn withdrawal(test: &TestOffice, asked: &str, refused: Option<&str>) {
    let (staff, reviewer) = (
        test.actor(Role::Staff).await,
        test.actor(Role::Reviewer).await,
    );
    rounds::ask_withdrawal(&test.office, &staff, CODE, round(1), asked)
        .await
        .expect("asked");
    let (confirmed, why) = (refused.is_none(), refused.unwrap_or_default());
    crate::answer_withdrawal(&test.office, &reviewer, CODE, round(1), confirmed, why)
        .await
        .expect("answered");
}

/// A board that was sent back with a comment, published, objected to, down for
/// three days, corrected, withdrawn; and a second that does not show what was
/// upheld.
async fn story() -> TestOffice {
    let test = TestOffice::with_project().await;
    submit(&test, 1, 1).await;
    let staff = test.actor(Role::Staff).await;
    let due = "2024-12-01".parse().expect("a day");
    projects::change_due(&test.office, &staff, CODE, round(3), due, "等复测结果")
        .await
        .expect("changed");
    comment_and_send_back(&test).await;
    submit(&test, 1, 3).await;
    approve(&test).await;

    let supervisor = test.actor(Role::Supervisor).await;
    let mut objection = filing("");
    objection.household = Some("1".into());
    let receipt = objections::file(&test.office, objection)
        .await
        .expect("filed")
        .receipt;
    objections::accept(&test.office, &supervisor, &receipt)
        .await
        .expect("accepted");
    let upheld = Outcome::Upheld;
    objections::decide(&test.office, &supervisor, &receipt, upheld, "复测有误")
        .await
        .expect("decided");
    let mut objection = filing("");
    objection.household = Some("2".into());
    objection.kind = Some(ObjectionKind::Person);
    let persons = objections::file(&test.office, objection)
        .await
        .expect("filed")
        .receipt;
    objections::accept(&test.office, &supervisor, &persons)
        .await
        .expect("accepted");
    objections::decide(&test.office, &supervisor, &persons, upheld, "人数有误")
        .await
        .expect("decided");
    withdrawal(&test, "范围有误", Some("范围没有错")).await;
    begin(&test, "看错了").await;
    let staff = test.actor(Role::Staff).await;
    rounds::abandon_correction(&test.office, &staff, CODE, round(1))
        .await
        .expect("called off");
    for now in ["2024-09-02T02:00:00Z", "2024-09-04T03:00:00Z"] {
        test.clock.set(now.parse().expect("a time"));
        windows::beat(&test.office).await.expect("a beat");
    }
    begin(&test, "二户面积登记有误").await;
    submit(&test, 1, 4).await;
    approve(&test).await;
    withdrawal(&test, "整张榜要重做", None).await;

    let staff = test.actor(Role::Staff).await;
    rounds::upload(&test.office, &staff, CODE, round(2), "二.csv", table(4))
        .await
        .expect("uploaded");
    let supervisor = test.actor(Role::Supervisor).await;
    let why = "月底复测，三榜再改";
    rounds::carry_over(&test.office, &supervisor, CODE, round(2), &receipt, why)
        .await
        .expect("carried over");
    let why = "少算的人数按面积补上了";
    rounds::confirm_remedy(&test.office, &supervisor, CODE, round(2), &persons, why)
        .await
        .expect("confirmed");
    test
}

/// The reviewer says what is wrong, but not with an ID number in it.
async fn comment_and_send_back(test: &TestOffice) {
    let reviewer = test.actor(Role::Reviewer).await;
    let board = working_board_id(&test.office, CODE, round(1)).await;
    let comment = TypedComment {
        board,
        household: "2".into(),
        cell: "D3".into(),
        comment: "和测绘表对不上".into(),
    };
    rounds::comment(&test.office, &reviewer, CODE, round(1), &comment)
        .await
        .expect("kept");
    let leak = "身份证 11010519491231002X 写错";
    let said = TypedComment {
        board,
        comment: leak.into(),
        ..comment
    };
    let said = rounds::comment(&test.office, &reviewer, CODE, round(1), &said).await;
    assert!(
        matches!(said, Err(Error::Refused(_))),
        "the archive is open"
    );
    let said = crate::send_back(&test.office, &reviewer, CODE, round(1), leak).await;
    assert!(
        matches!(said, Err(Error::Refused(_))),
        "the archive is open"
    );
    crate::send_back(&test.office, &reviewer, CODE, round(1), "面积请复核")
        .await
        .expect("returned");
}

#[tokio::test]
async fn the_archive_has_every_reason() {
    let test = story().await;
    let staff = test.actor(Role::Staff).await;
    let page = archive::page(&test.office, &staff, CODE).await;
    let rounds = page.expect("a page").archive.rounds;
    let [first, second, _] = rounds.as_slice() else {
        panic!("three rounds");
    };
    reasons_of(first);
    let carried = second.carried.first().expect("a carry-over");
    assert_eq!(
        (carried.reason.as_str(), carried.household.as_deref()),
        ("月底复测，三榜再改", Some("1"))
    );

    let files = files(&zip_for(&test, Role::Supervisor).await);
    let index = text(&files, "index.html");
    for said in [
        "面积请复核",
        "和测绘表对不上",
        "范围有误",
        "范围没有错",
        "看错了",
        "二户面积登记有误",
        "整张榜要重做",
        "月底复测，三榜再改",
        "公示期顺延 3 天",
        "复测有误",
        "等复测结果",
    ] {
        assert!(index.contains(said), "{said}");
    }
    for linked in index.split("href=\"").skip(1) {
        let path = linked.split('"').next().expect("an address");
        let there = files.contains_key(path);
        assert!(there || path == "manifest.json", "{path} is a dead link");
    }
    let lines = text(&files, "board-1-revision-2/lines.csv");
    let own_price = lines.lines().find(|line| line.contains("张三丰"));
    let own_price = own_price.expect("a line");
    assert!(
        own_price.ends_with(",48000.00,村民会议同意的价格,,,"),
        "{own_price}"
    );
    let changes = text(&files, "board-1-revision-2/changes.csv");
    assert!(changes.contains("2,有变动,复测,,,staff,"), "{changes}");
    for folder in ["board-1-upload-1", "board-1-revision-1"] {
        let warnings = text(&files, &format!("{folder}/warnings.csv"));
        assert!(
            warnings.contains(",村民会议同意的价格,staff,"),
            "{warnings}"
        );
    }
    let comments = text(&files, "board-1-upload-1/comments.csv");
    assert!(
        comments.contains("2,,D3,土地面积(亩),和测绘表对不上,reviewer,"),
        "{comments}"
    );
}

fn reasons_of(first: &ArchiveRound) {
    let [one, two] = first.notices.as_slice() else {
        panic!("two revisions");
    };
    assert_eq!(one.correction_reason, None);
    assert_eq!(two.correction_reason.as_deref(), Some("二户面积登记有误"));
    let [moved] = one.moves.as_slice() else {
        panic!("moved once");
    };
    assert!(matches!(moved.why, MoveReason::Interrupted { days: 3, .. }));
    assert_eq!(moved.closes, one.window.closes);
    let refused = one.withdrawals.first().and_then(|one| one.answer.clone());
    let refused = refused.expect("an answer");
    assert!(!refused.confirmed && refused.by == "reviewer");
    let confirmed = two.withdrawals.first().expect("a withdrawal");
    assert_eq!(confirmed.asked_by, "staff");
    assert!(confirmed.answer.as_ref().is_some_and(|one| one.confirmed));
    let corrections: Vec<_> = first
        .corrections
        .iter()
        .map(|one| (one.reason.as_str(), one.published_as))
        .collect();
    assert_eq!(
        corrections,
        [("看错了", None), ("二户面积登记有误", Some(2))]
    );
    let boards: Vec<_> = first
        .boards
        .iter()
        .map(|one| (one.folder.as_str(), one.changes, one.warnings))
        .collect();
    assert_eq!(
        boards,
        [
            ("board-1-upload-1", 0, 1),
            ("board-1-revision-1", 0, 1),
            ("board-1-revision-2", 1, 1)
        ]
    );
}

/// What is said of an archive whose manifest was made anew after a change.
fn forged(
    whole: &BTreeMap<String, Vec<u8>>,
    change: impl FnOnce(&mut BTreeMap<String, Vec<u8>>),
) -> Result<archive::Checked, String> {
    let mut files = whole.clone();
    change(&mut files);
    let manifest = manifest_of(&files);
    files.insert("manifest.json".into(), manifest);
    archive::check(Cursor::new(zipped(&files)))
}

#[tokio::test]
async fn no_reason_can_be_changed_or_left_out() {
    let test = story().await;
    let whole = files(&zip_for(&test, Role::Supervisor).await);
    let checked = forged(&whole, |_| ()).expect("whole");
    assert_eq!((checked.notices, checked.households), (2, 4));

    let about = text(&whole, "project.json");
    for said in [
        "面积请复核",
        "范围有误",
        "范围没有错",
        "看错了",
        "二户面积登记有误",
        "整张榜要重做",
        "月底复测，三榜再改",
        "复测有误",
        "人数有误",
        "少算的人数按面积补上了",
    ] {
        assert!(about.contains(said), "{said}");
        let found = forged(&whole, |files| {
            let other = about.replacen(said, "另有原因", 1);
            files.insert("project.json".into(), other.into_bytes());
        });
        assert!(found.is_err(), "{said} was changed: {found:?}");
    }
    for list in [
        "notices",
        "corrections",
        "carried",
        "confirmed",
        "due_moves",
        "boards",
        "moves",
        "withdrawals",
        "reviews",
        "objections",
        "steps",
    ] {
        let found = forged(&whole, |files| {
            let mut value: serde_json::Value = serde_json::from_str(&about).expect("JSON");
            assert!(empty(&mut value, list), "no {list}");
            let bytes = serde_json::to_vec(&value).expect("JSON");
            files.insert("project.json".into(), bytes);
        });
        assert!(found.is_err(), "{list} left out: {found:?}");
    }
    let mut proven = 0;
    for path in whole.keys().filter(|path| path.ends_with(".jsonl")) {
        let left_out = forged(&whole, |files| drop(files.remove(path)));
        assert!(left_out.is_err(), "{path} left out");
        let changed = forged(&whole, |files| {
            let other = text(files, path).replacen("reviewer", "someone", 1);
            let other = other.replacen("staff", "someone", 1);
            let other = other.replacen("张三丰", "张三峰", 1);
            files.insert(path.clone(), other.into_bytes());
        });
        proven += usize::from(path != "events.jsonl");
        assert!(path == "events.jsonl" || changed.is_err(), "{path} changed");
    }
    // Entries of two boards; changes of one; warnings of three; comments of one.
    assert_eq!(proven, 7);
    let board = |path: &str| path.starts_with("board-1-revision-1/");
    let left_out = forged(&whole, |files| files.retain(|path, _| !board(path)));
    assert!(left_out.is_err(), "a board left out");
}

/// Empties the first list of this name that has anything.
fn empty(value: &mut serde_json::Value, list: &str) -> bool {
    match value {
        serde_json::Value::Object(fields) => {
            if let Some(serde_json::Value::Array(found)) = fields.get_mut(list)
                && !found.is_empty()
            {
                found.clear();
                return true;
            }
            fields.values_mut().any(|value| empty(value, list))
        }
        serde_json::Value::Array(values) => values.iter_mut().any(|value| empty(value, list)),
        _ => false,
    }
}
