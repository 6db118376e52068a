//! Numbers in tables that nobody is to see: sealed, and found again.

#![expect(clippy::expect_used, reason = "a test that cannot go on should stop")]

use backend::{rounds, uploads};
use domain::account::Role;
use domain::finding::Code;
use domain::project::ProjectDetails;
use sea_orm::{ConnectionTrait, Statement};
use text::Lang;

use crate::uploads::{
    ACCOUNT, ID, OTHER_ID, PHONE, count, everything_stored, marked, page, page_id, parts, send,
    table,
};
use testing::{CODE, TestOffice, details, round, sample};
use text::Sentence as _;

#[tokio::test]
async fn private_numbers_are_sealed_and_found_again_in_other_households() {
    let test = TestOffice::with_project().await;
    let first = table([("1", ID, ACCOUNT), ("2", OTHER_ID, "6228298615154495027")]);
    assert_eq!(
        send(&test, CODE, "t.csv", first.as_bytes()).await,
        rounds::Uploaded::Stored
    );
    let page_of_first = page(&test, CODE).await;
    let findings = &page_of_first
        .draft
        .as_ref()
        .expect("a draft")
        .report
        .findings;
    assert_eq!(
        findings,
        &[],
        "a number may stand again in its own household"
    );

    // Another project has the same ID and account in another household.
    create_other(&test).await;
    let spaced = "6228 2986 1515 4495 019";
    let second = table([
        ("71", ID, "6228298615154495035"),
        ("72", "990101195212147762", spaced),
    ]);
    assert_eq!(
        send(&test, "OTHER", "t.csv", second.as_bytes()).await,
        rounds::Uploaded::Stored
    );
    let page = page(&test, "OTHER").await;
    let report = page.draft.expect("a draft").report;
    let shared: Vec<_> = report
        .findings
        .iter()
        .filter(|one| one.code == Code::SharedElsewhere)
        .map(|one| {
            (
                one.cell.clone(),
                one.household.clone(),
                one.sentence(Lang::Zh),
            )
        })
        .collect();
    assert_eq!(shared.len(), 2, "{:?}", report.findings);
    for (cell, household, said) in &shared {
        assert!(
            said.contains("河湾村集体土地及房屋征收 第一榜 户号 1（张*明）"),
            "{said}"
        );
        assert!(!said.contains("张大明"));
        let place = (cell.as_deref(), household.as_deref());
        assert!(
            [(Some("F2"), Some("71")), (Some("G3"), Some("72"))].contains(&place),
            "{place:?}"
        );
    }

    nothing_is_stored_in_the_clear(&test).await;

    // On a later board of the same project its own household is no stranger.
    let reviewer = test.actor(Role::Reviewer).await;
    let marked = uploads::findings(
        &test.office,
        &reviewer,
        "OTHER",
        round(1),
        page_id(&test, "OTHER").await,
        Lang::En,
    );
    let parts = parts(&marked.await.expect("a workbook"));
    for number in [ID, ACCOUNT, PHONE, spaced] {
        assert!(!parts.contains(number), "{number} in the marked workbook");
    }
    assert!(parts.contains("9901…2181"));
}

/// A second project, with standards.
async fn create_other(test: &TestOffice) {
    let staff = test.actor(Role::Staff).await;
    let other = ProjectDetails {
        code: "OTHER".into(),
        name: "水泉村征收".into(),
        ..details()
    };
    backend::projects::create(&test.office, &staff, other)
        .await
        .expect("a project");
    let standards = sample("standards.xlsx");
    backend::standards::load(&test.office, &staff, "OTHER", "s.xlsx", standards)
        .await
        .expect("standards");
}

async fn nothing_is_stored_in_the_clear(test: &TestOffice) {
    let tables = [
        "entries",
        "boards",
        "events",
        "uploads",
        "private_numbers",
        "private_hashes",
        "notices",
    ];
    let stored = everything_stored(&test.office, &tables).await;
    assert!(
        stored.contains("张大明"),
        "the test does not see what is stored"
    );
    for number in [ID, OTHER_ID, ACCOUNT, PHONE] {
        assert!(!stored.contains(number), "{number} is stored in the clear");
    }
    assert_eq!(
        count(&test.office, "SELECT COUNT(*) FROM private_numbers").await,
        4
    );
    let sealed: Vec<String> = test
        .office
        .db()
        .query_all_raw(Statement::from_string(
            test.office.db().get_database_backend(),
            "SELECT sealed FROM private_numbers",
        ))
        .await
        .expect("rows")
        .iter()
        .map(|row| row.try_get_by_index(0).expect("a text"))
        .collect();
    let elsewhere = test.office.open_sealed("private numbers", &sealed[0]);
    assert_eq!(elsewhere, None, "it opens in its own row alone");
}

#[tokio::test]
async fn a_number_of_another_household_on_the_board_before_is_a_warning() {
    let test = TestOffice::with_project().await;
    let first = table([("1", ID, ACCOUNT), ("2", OTHER_ID, "6228298615154495027")]);
    send(&test, CODE, "t.csv", first.as_bytes()).await;
    let staff = test.actor(Role::Staff).await;
    let swapped = table([
        ("1", OTHER_ID, ACCOUNT),
        ("3", "990101195212147762", "6228298615154495050"),
    ]);
    let uploaded = rounds::upload(
        &test.office,
        &staff,
        CODE,
        round(2),
        "t2.csv",
        swapped.into_bytes(),
    );
    assert_eq!(uploaded.await.expect("an upload"), rounds::Uploaded::Stored);
    let page = rounds::office_page(&test.office, &staff, CODE, round(2))
        .await
        .expect("a page");
    let report = page.draft.expect("a draft").report;
    let shared: Vec<_> = report
        .findings
        .iter()
        .filter(|one| one.code == Code::SharedElsewhere)
        .collect();
    assert_eq!(shared.len(), 1, "{shared:?}");
    assert_eq!(shared[0].household.as_deref(), Some("1"));
    assert!(shared[0].sentence(Lang::Zh).contains("户号 2（李*）"));
}

#[tokio::test]
async fn numbers_in_names_of_files_and_headings_are_not_kept_in_the_clear() {
    let test = TestOffice::with_project().await;
    let table = format!("户号,户主,补偿费,{PHONE}\n{ID},张三,5,x\n");
    let name = format!("{ID}.csv");
    let uploaded = send(&test, CODE, &name, table.as_bytes()).await;
    assert!(
        matches!(uploaded, rounds::Uploaded::Refused(_)),
        "{uploaded:?}"
    );
    let stored = everything_stored(&test.office, &["uploads", "events"]).await;
    for number in [ID, PHONE] {
        assert!(
            !stored.contains(number),
            "{number} is stored in the clear: {stored}"
        );
    }
    let upload = page(&test, CODE).await.upload.expect("the upload");
    assert_eq!(upload.file_name, "9901…2181.csv");
    let parts = parts(
        &marked(&test, Role::Staff, upload.id)
            .await
            .expect("a workbook"),
    );
    for number in [ID, PHONE] {
        assert!(!parts.contains(number), "{number} in the marked workbook");
    }
}
