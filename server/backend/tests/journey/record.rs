//! The record: who did what when, and who may read it.

#![expect(clippy::expect_used, reason = "a test that cannot go on should stop")]

use backend::{Error, accounts, objections, record, standards};
use domain::account::Role;
use domain::event::Fact;
use domain::objection::Outcome;
use migrations::{Migrator, MigratorTrait};
use text::Lang;
use views::{RECORD_NO_PROJECT, RecordFilter, RecordLine, RecordPage, RecordValue};

use crate::filing;
use testing::{CODE, PASSWORD, TestOffice, open, sample};

/// An office with a published board and an answered objection; its receipt.
async fn answered() -> (TestOffice, String) {
    let test = TestOffice::with_notice().await;
    let supervisor = test.actor(Role::Supervisor).await;
    let receipt = objections::file(&test.office, filing(""))
        .await
        .expect("a receipt")
        .receipt;
    objections::accept(&test.office, &supervisor, &receipt)
        .await
        .expect("accepted");
    let outcome = Outcome::PartlyUpheld;
    objections::decide(&test.office, &supervisor, &receipt, outcome, "已复测")
        .await
        .expect("decided");
    (test, receipt)
}

async fn read(
    test: &TestOffice,
    role: Role,
    code: Option<&str>,
    filter: RecordFilter,
) -> RecordPage {
    let actor = test.actor(role).await;
    record::page(&test.office, &actor, code, filter)
        .await
        .expect("a page")
}

fn kinds(lines: &[RecordLine]) -> Vec<&str> {
    lines.iter().map(|line| line.kind.as_str()).collect()
}

fn fact<'a>(line: &'a RecordLine, name: &str) -> &'a RecordValue {
    let found = line.facts.iter().find(|fact| fact.name == name);
    &found
        .unwrap_or_else(|| panic!("no {name} in {line:?}"))
        .value
}

fn changed(from: impl Into<Fact>, to: impl Into<Fact>) -> RecordValue {
    RecordValue::Changed(Some(from.into()), Some(to.into()))
}

#[tokio::test]
async fn a_project_s_record_has_its_boards_and_its_objections() {
    let (test, receipt) = answered().await;
    let page = read(&test, Role::Supervisor, Some(CODE), RecordFilter::default()).await;
    let kinds = kinds(&page.lines);
    let newest = [
        "objection_decided",
        "objection_accepted",
        "objection_filed",
        "notice_published",
    ];
    assert_eq!(kinds.get(..4), Some(newest.as_slice()));
    assert_eq!(kinds.last(), Some(&"project_created"));
    assert!(!kinds.contains(&"signed_in"), "sign-ins are of no project");
    assert_eq!(usize::try_from(page.matching), Ok(page.lines.len()));

    let decided = page.lines.first().expect("a line");
    assert_eq!(
        *fact(decided, "state"),
        changed("accepted", "partly_upheld")
    );
    assert_eq!(decided.subject, format!("objection/{receipt}"));
    assert_eq!(
        decided.project.as_ref().map(|(code, _)| code.as_str()),
        Some(CODE)
    );
    assert_eq!(
        (decided.actor.as_str(), decided.actor_name.as_str()),
        ("supervisor", "supervisor")
    );
    let filed = page.lines.get(2).expect("a line");
    assert_eq!(filed.actor, "resident");
}

#[tokio::test]
async fn who_reads_what_of_the_record() {
    let (test, _) = answered().await;
    let none = RecordFilter::default;
    let whole = read(&test, Role::Supervisor, None, none()).await;
    let of = |page: &RecordPage, kind: &str| page.lines.iter().any(|line| line.kind == kind);
    assert!(
        of(&whole, "signed_in") && of(&whole, "account_added") && of(&whole, "notice_published")
    );
    assert_eq!(whole.projects.len(), 1);

    let office = read(&test, Role::Admin, None, none()).await;
    assert!(of(&office, "signed_in") && of(&office, "account_added"));
    assert!(
        office.lines.iter().all(|line| line.project.is_none()),
        "{office:?}"
    );
    let asked = RecordFilter {
        project: CODE.into(),
        ..none()
    };
    let asked = read(&test, Role::Admin, None, asked).await;
    assert!(
        asked.lines.iter().all(|line| line.project.is_none()),
        "a filter opens nothing"
    );

    for role in Role::ALL {
        let actor = test.actor(role).await;
        let whole = record::page(&test.office, &actor, None, none()).await;
        let may = matches!(role, Role::Supervisor | Role::Admin);
        assert_eq!(
            matches!(whole, Err(Error::Forbidden)),
            !may,
            "{role:?}: {whole:?}"
        );
        let project = record::page(&test.office, &actor, Some(CODE), none()).await;
        assert_eq!(
            matches!(project, Err(Error::Forbidden)),
            role == Role::Admin,
            "{role:?}"
        );
        let csv = record::csv(&test.office, &actor, Some(CODE), none(), Lang::Zh).await;
        assert_eq!(
            matches!(csv, Err(Error::Forbidden)),
            role == Role::Admin,
            "{role:?}"
        );
    }
    let staff = test.actor(Role::Staff).await;
    let missing = record::page(&test.office, &staff, Some("none"), none()).await;
    assert!(matches!(missing, Err(Error::NotFound)));
}

#[tokio::test]
async fn filters_by_kind_account_project_and_day() {
    let (test, _) = answered().await;
    test.clock
        .set("2024-09-02T16:00:00Z".parse().expect("a time"));
    test.actor(Role::Staff).await;
    let ask = async |filter| read(&test, Role::Supervisor, None, filter).await;
    let all = ask(RecordFilter::default()).await;

    let kind = ask(RecordFilter {
        kind: "board_approved".into(),
        ..RecordFilter::default()
    })
    .await;
    assert_eq!(kinds(&kind.lines), ["board_approved"]);
    let account = ask(RecordFilter {
        account: "resident".into(),
        ..RecordFilter::default()
    })
    .await;
    assert_eq!(kinds(&account.lines), ["objection_filed"]);
    let no_project = RecordFilter {
        project: RECORD_NO_PROJECT.into(),
        ..RecordFilter::default()
    };
    let no_project = ask(no_project).await;
    let project = ask(RecordFilter {
        project: CODE.into(),
        ..RecordFilter::default()
    })
    .await;
    // Each of these readings signed the supervisor in once more.
    assert_eq!(project.matching + no_project.matching, all.matching + 3);
    assert!(project.lines.iter().all(|line| line.project.is_some()));

    // In China 3 September began with the clock's last step.
    let day = |from: &str, to: &str| RecordFilter {
        from: from.into(),
        to: to.into(),
        kind: "project_created".into(),
        ..RecordFilter::default()
    };
    for (filter, found) in [
        (day("2024-09-02", "2024-09-02"), 1),
        (day("2024-09-02", ""), 1),
        (day("", "2024-09-02"), 1),
        (day("2024-09-03", ""), 0),
        (day("", "2024-09-01"), 0),
    ] {
        assert_eq!(ask(filter.clone()).await.matching, found, "{filter:?}");
    }
    let today = RecordFilter {
        from: "2024-09-03".into(),
        account: "staff".into(),
        ..RecordFilter::default()
    };
    assert_eq!(kinds(&ask(today).await.lines), ["signed_in"]);
}

#[tokio::test]
async fn a_long_record_has_pages() {
    let test = TestOffice::new().await;
    for _ in 0..60 {
        test.actor(Role::Staff).await;
    }
    let page = async |page| {
        let kind = "signed_in".to_owned();
        let filter = RecordFilter {
            kind,
            account: "staff".into(),
            page,
            ..RecordFilter::default()
        };
        read(&test, Role::Admin, None, filter).await
    };
    let (first, second, beyond) = (page(1).await, page(2).await, page(99).await);
    assert_eq!(
        (first.matching, first.pages, first.lines.len()),
        (60, 2, 50)
    );
    assert_eq!((second.lines.len(), beyond.filter.page), (10, 2));
    let last = first.lines.last().expect("a line").number;
    assert!(second.lines.iter().all(|line| line.number < last));
}

#[tokio::test]
async fn standards_that_replace_others_say_what_they_changed() {
    let test = TestOffice::with_project().await;
    let staff = test.actor(Role::Staff).await;
    let header = "编号,类别,名称,单位,标准,下限,上限,依据\n";
    let load = async |rows: &str| {
        let bytes = format!("{header}{rows}").into_bytes();
        standards::load(&test.office, &staff, CODE, "s.csv", bytes)
            .await
            .expect("standards");
    };
    load("A1,土地,旱地,亩,43200,,,甲\nA2,土地,水浇地,亩,48000,,,甲\n").await;
    load("A1,土地,旱地,亩,45000,,,甲\nA3,土地,林地,亩,30000,,,甲\n").await;
    let filter = RecordFilter {
        kind: "standards_loaded".into(),
        ..RecordFilter::default()
    };
    let page = read(&test, Role::Reviewer, Some(CODE), filter).await;
    let newest = page.lines.first().expect("a line");
    assert_eq!(*fact(newest, "version"), changed(2_i64, 3_i64));
    assert_eq!(*fact(newest, "rates"), changed(2_i64, 2_i64));
    for name in ["rates_added", "rates_removed", "rates_changed"] {
        assert_eq!(*fact(newest, name), RecordValue::Is(1_i64.into()), "{name}");
    }
    let said = "A1 旱地: 43,200 元/亩 → 45,000 元/亩";
    assert_eq!(*fact(newest, "rate_changes"), RecordValue::Is(said.into()));
}

#[tokio::test]
async fn a_refused_sign_in_names_the_account_and_never_what_was_typed_for_none() {
    let test = TestOffice::new().await;
    for name in ["staff", "my secret password"] {
        let address = [10, 0, 0, 9].into();
        let refused = accounts::sign_in(&test.office, name, "wrong wrong", address).await;
        assert!(refused.is_err());
    }
    let filter = RecordFilter {
        kind: "sign_in_failed".into(),
        ..RecordFilter::default()
    };
    let page = read(&test, Role::Admin, None, filter).await;
    let subjects: Vec<&str> = page
        .lines
        .iter()
        .map(|line| line.subject.as_str())
        .collect();
    assert_eq!(subjects, ["account", "account/staff"]);
}

#[tokio::test]
async fn nobody_can_be_called_resident_or_system() {
    let test = TestOffice::new().await;
    for name in ["resident", "system"] {
        let added = accounts::add_account(&test.office, name, name, Role::Staff, PASSWORD).await;
        assert!(matches!(added, Err(Error::Refused(_))), "{name}");
    }
}

#[tokio::test]
async fn the_record_is_taken_away_as_a_table_and_that_is_recorded() {
    let (test, _) = answered().await;
    let supervisor = test.actor(Role::Supervisor).await;
    let filter = RecordFilter {
        kind: "objection_decided".into(),
        ..RecordFilter::default()
    };
    let file = record::csv(&test.office, &supervisor, Some(CODE), filter, Lang::Zh)
        .await
        .expect("a file");
    assert_eq!(file.file_name, "record-HW2024-20240902.csv");
    let text = String::from_utf8(file.bytes).expect("UTF-8");
    let lines: Vec<&str> = text.lines().collect();
    assert!(
        lines
            .first()
            .is_some_and(|header| header.contains("时间（北京时间）")),
        "{text}"
    );
    for said in [
        "2024-09-02 09:00:00",
        "答复异议",
        "状态: 已受理，正在核实 → 部分成立",
        CODE,
    ] {
        assert!(text.contains(said), "{said} in {text}");
    }
    let page = read(&test, Role::Supervisor, Some(CODE), RecordFilter::default()).await;
    let newest = page.lines.first().expect("a line");
    assert_eq!(
        (newest.kind.as_str(), newest.actor.as_str()),
        ("record_exported", "supervisor")
    );
    assert_eq!(*fact(newest, "rows"), RecordValue::Is(1_i64.into()));
    let asked = RecordValue::Is("kind=objection_decided".into());
    assert_eq!(*fact(newest, "filter"), asked);
}

#[tokio::test]
async fn events_of_before_find_their_project_when_the_column_comes() {
    let (test, _) = answered().await;
    let before = read(&test, Role::Staff, Some(CODE), RecordFilter::default()).await;
    let since = Migrator::migrations()
        .iter()
        .filter(|migration| migration.name() >= "m0050")
        .count();
    let since = u32::try_from(since).expect("a few");
    // On a connection of its own, as at a start: SQLite's others know the old triggers.
    let start = open(&test.database_url, test.folder.path(), test.clock.clone()).await;
    Migrator::down(start.db(), Some(since)).await.expect("down");
    Migrator::up(start.db(), None).await.expect("up");
    let after = read(&test, Role::Staff, Some(CODE), RecordFilter::default()).await;
    assert_eq!(after.lines, before.lines);
    let sql = "UPDATE events SET project = 'other'";
    let changed = sea_orm::ConnectionTrait::execute_unprepared(test.office.db(), sql).await;
    assert!(changed.is_err(), "events are append-only again");
}

#[tokio::test]
async fn a_board_uploaded_anew_says_what_it_was_before() {
    let test = TestOffice::with_project().await;
    let staff = test.actor(Role::Staff).await;
    for file in ["board1-wide.xlsx", "board3-wide.xlsx"] {
        let round = testing::round(1);
        backend::rounds::upload(&test.office, &staff, CODE, round, file, sample(file))
            .await
            .expect("uploaded");
    }
    let filter = RecordFilter {
        kind: "board_uploaded".into(),
        ..RecordFilter::default()
    };
    let page = read(&test, Role::Staff, Some(CODE), filter).await;
    let newest = page.lines.first().expect("a line");
    assert_eq!(*fact(newest, "households"), changed(48_i64, 47_i64));
    let RecordValue::Changed(Some(from), Some(to)) = fact(newest, "payout_fen") else {
        panic!("{newest:?}")
    };
    assert_ne!(from, to);
}
