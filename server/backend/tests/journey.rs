//! The whole way of a board and of an objection, through the use cases, on the
//! database that the run is for.

mod common;

use backend::objections::{self, Filing, NewFile};
use backend::{Error, accounts, notices, projects, rounds, standards};
use common::{CODE, PASSWORD, TestOffice, details, round, sample};
use domain::account::Role;
use domain::money::Money;
use domain::objection::{ObjectionKind, ObjectionState, Outcome};
use domain::privacy::Scope;
use domain::project::ProjectDetails;
use domain::read::{NoticeFilter, Sort};
use domain::round::RoundState;
use domain::text;

fn sentence(error: &Error) -> Option<&'static str> {
    match error {
        Error::NotNow(text) => Some(text.zh),
        _ => None,
    }
}

fn filing(submission: &str) -> Filing {
    Filing {
        submission: submission.into(),
        project: CODE.into(),
        round: Some(round(1)),
        household: Some("HW01003".into()),
        line: Some(0),
        kind: Some(ObjectionKind::Area),
        statement: "我家是 3.5 亩".into(),
        name: "严长".into(),
        phone: "13800138000".into(),
        files: vec![],
    }
}

#[tokio::test]
async fn a_published_board_shows_masked_names_and_true_sums() {
    let test = TestOffice::with_notice().await;
    let page = notices::notice(&test.office, CODE, round(1), NoticeFilter::default(), None)
        .await
        .expect("a notice");
    assert_eq!(page.head.totals.households, 48);
    assert_eq!(page.head.totals.payout.plain(), "11780160.22");
    assert_eq!(page.head.totals.land.plain(), "156.173");
    assert_eq!(page.head.totals.floor.plain(), "6440.48");
    assert_eq!(page.head.totals.flagged, 6);
    assert_eq!(page.groups.len(), 6);
    assert_eq!(page.head.days_left, 8);
    let json = serde_json::to_string(&page).expect("json");
    assert!(
        json.contains("陶*生") && !json.contains("陶新生"),
        "names are masked"
    );

    let household = notices::household(&test.office, CODE, round(1), "HW01002", None)
        .await
        .expect("a household");
    let status = household.entry.status.expect("a status");
    assert_eq!(status.relation.as_deref(), Some("配偶之父母"));
    assert_eq!(status.official_post.as_deref(), Some("村委会委员"));
    assert_eq!(status.official_name.as_deref(), Some("沈*"));
    assert_eq!(
        household.entry.total,
        household
            .entry
            .lines
            .iter()
            .map(|l| l.amount)
            .sum::<Money>()
    );
}

#[tokio::test]
async fn the_access_code_opens_full_names_and_nothing_else_does() {
    let test = TestOffice::with_notice().await;
    let staff = test.actor(Role::Staff).await;
    let code = projects::office_page(&test.office, &staff, CODE)
        .await
        .expect("page")
        .access_code;
    for (given, opens) in [
        (code.to_lowercase(), true),
        ("AAAA-BBBB-CCCC-DDDD".into(), false),
    ] {
        let page = notices::household(&test.office, CODE, round(1), "HW01001", Some(&given))
            .await
            .expect("a household");
        assert_eq!(page.entry.head == "陶新生", opens, "{given}");
    }
}

#[tokio::test]
async fn filters_sorts_and_searches() {
    let test = TestOffice::with_notice().await;
    let list = async |filter| {
        notices::notice(&test.office, CODE, round(1), filter, None)
            .await
            .expect("a notice")
    };
    let flagged = list(NoticeFilter {
        flagged: true,
        ..Default::default()
    })
    .await;
    assert_eq!(flagged.matching, 6);
    let by_name = list(NoticeFilter {
        q: "严长".into(),
        ..Default::default()
    })
    .await;
    assert_eq!(
        by_name.rows.first().map(|row| row.household.as_str()),
        Some("HW01003")
    );
    let part = list(NoticeFilter {
        q: "严".into(),
        ..Default::default()
    })
    .await;
    assert_eq!(part.matching, 0, "a part of a name finds nobody");
    let group = list(NoticeFilter {
        group: "2组".into(),
        sort: Sort::PayoutDown,
        ..Default::default()
    })
    .await;
    assert_eq!(group.matching, 8);
    assert!(
        group
            .rows
            .is_sorted_by_key(|row| std::cmp::Reverse(row.total))
    );

    let found = notices::search(&test.office, "hw01003")
        .await
        .expect("a search");
    assert_eq!(found.households.len(), 1);
    let found = notices::search(&test.office, "河湾")
        .await
        .expect("a search");
    assert_eq!(found.projects.len(), 1);
}

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

    let empty = rounds::send_back(&test.office, &reviewer, CODE, round(1), "  ").await;
    assert!(matches!(empty, Err(Error::Refused(_))));
    rounds::send_back(&test.office, &reviewer, CODE, round(1), "附着物没有清单")
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
    rounds::approve(&test.office, &reviewer, CODE, round(1))
        .await
        .expect("approved");
    let twice = rounds::approve(&test.office, &reviewer, CODE, round(1)).await;
    assert_eq!(
        sentence(&twice.expect_err("only once")),
        Some(text::NOT_IN_REVIEW.zh)
    );
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
    let own = rounds::approve(&test.office, &promoted, CODE, round(1)).await;
    assert_eq!(
        sentence(&own.expect_err("refused")),
        Some(text::OWN_UPLOAD.zh)
    );
}

#[tokio::test]
async fn each_role_does_its_own_and_nothing_else() {
    let test = TestOffice::with_project().await;
    for role in Role::ALL {
        let actor = test.actor(role).await;
        let mut other = details();
        other.code = format!("X-{}", role.key().replace('_', "-"));
        let outcomes = [
            (
                Role::Staff,
                projects::create(&test.office, &actor, other)
                    .await
                    .map(drop),
            ),
            (
                Role::Staff,
                rounds::submit(&test.office, &actor, CODE, round(1)).await,
            ),
            (
                Role::Reviewer,
                rounds::approve(&test.office, &actor, CODE, round(1)).await,
            ),
            (
                Role::Reviewer,
                rounds::send_back(&test.office, &actor, CODE, round(1), "x").await,
            ),
            (
                Role::Reviewer,
                rounds::review_page(&test.office, &actor, CODE, round(1))
                    .await
                    .map(drop),
            ),
            (
                Role::Supervisor,
                objections::queue(&test.office, &actor).await.map(drop),
            ),
            (
                Role::Supervisor,
                objections::case(&test.office, &actor, "20240902-AAAA-BBBB")
                    .await
                    .map(drop),
            ),
            (
                Role::Supervisor,
                objections::accept(&test.office, &actor, "20240902-AAAA-BBBB").await,
            ),
            (
                Role::Supervisor,
                objections::decide(
                    &test.office,
                    &actor,
                    "20240902-AAAA-BBBB",
                    Outcome::Upheld,
                    "x",
                )
                .await,
            ),
        ];
        for (index, (allowed, outcome)) in outcomes.into_iter().enumerate() {
            let forbidden = matches!(outcome, Err(Error::Forbidden));
            assert_eq!(
                forbidden,
                role != allowed,
                "{role:?}, action {index}: {outcome:?}"
            );
        }
    }
}

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
    let queue = objections::queue(&test.office, &supervisor)
        .await
        .expect("a queue");
    assert_eq!(queue.open.len(), 1, "a repeated post files nothing more");

    let typed = receipt.secret.to_lowercase().replace('-', " ");
    let followed = objections::track(&test.office, &receipt.receipt, &typed)
        .await
        .expect("found");
    assert_eq!(followed.state, ObjectionState::Submitted);
    assert_eq!(
        followed.subject.line.as_deref(),
        Some("旱地 3.397 亩 × 43,200 元/亩 = 146,750.40 元")
    );
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
            [(String::new(), text::RECEIPT_UNKNOWN.into())]
        );
    }

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
    let fields: Vec<&str> = refusal
        .errors
        .iter()
        .map(|(field, _)| field.as_str())
        .collect();
    assert_eq!(
        fields,
        ["line", "kind", "statement", "name", "phone", "files"]
    );
    let queue = objections::queue(&test.office, &supervisor)
        .await
        .expect("a queue");
    assert!(queue.open.is_empty());
    let files = walk(&test.folder.path().join("files"));
    assert!(files.is_empty(), "{files:?}");
}

#[expect(clippy::expect_used, reason = "a test that cannot look should stop")]
fn walk(folder: &std::path::Path) -> Vec<std::path::PathBuf> {
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
        sentence(&submit().await.expect_err("still hangs")),
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
    rounds::submit(&test.office, &staff, CODE, round(2))
        .await
        .expect("submitted");
}

#[tokio::test]
async fn a_totals_only_project_shows_no_household() {
    let test = TestOffice::new().await;
    let staff = test.actor(Role::Staff).await;
    let narrow = ProjectDetails {
        scope: Scope::Totals,
        ..details()
    };
    let refused = projects::create(&test.office, &staff, narrow.clone()).await;
    assert!(
        matches!(refused, Err(Error::Refused(_))),
        "a reason is needed"
    );
    let narrow = ProjectDetails {
        scope_reason: "村民会议决定".into(),
        ..narrow
    };
    projects::create(&test.office, &staff, narrow)
        .await
        .expect("a project");
    standards::load(
        &test.office,
        &staff,
        CODE,
        "standards.xlsx",
        sample("standards.xlsx"),
    )
    .await
    .expect("standards");
    test.publish(1, "board1-wide.xlsx").await;
    let page = notices::notice(&test.office, CODE, round(1), NoticeFilter::default(), None)
        .await
        .expect("a notice");
    assert!(page.rows.is_empty() && page.head.totals.households == 48);
    let household = notices::household(&test.office, CODE, round(1), "HW01001", None).await;
    assert!(matches!(household, Err(Error::NotFound)));
    let found = notices::search(&test.office, "HW01001")
        .await
        .expect("a search");
    assert!(found.households.is_empty());
}

#[tokio::test]
async fn failed_sign_ins_say_nothing_and_are_slowed() {
    let test = TestOffice::new().await;
    let address = [10, 0, 0, 1].into();
    let try_it = async |name: &str, password: &str| {
        accounts::sign_in(&test.office, name, password, address).await
    };
    let wrong = |outcome: Result<String, Error>| match outcome {
        Err(Error::Refused(refusal)) => refusal.errors,
        other => panic!("{other:?}"),
    };
    assert_eq!(
        wrong(try_it("staff", "nope nope").await),
        wrong(try_it("nobody", "nope nope").await)
    );
    for _ in 0..4 {
        wrong(try_it("staff", "nope nope").await);
    }
    assert!(matches!(
        try_it("staff", PASSWORD).await,
        Err(Error::Throttled { .. })
    ));
    test.clock
        .set("2024-09-02T01:15:01Z".parse().expect("a time"));
    let token = try_it("staff", PASSWORD).await.expect("signed in");
    accounts::sign_out(&test.office, &token)
        .await
        .expect("signed out");
    assert_eq!(
        accounts::actor(&test.office, &token)
            .await
            .expect("a look-up"),
        None
    );
}
