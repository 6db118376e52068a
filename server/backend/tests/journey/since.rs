//! What a clerk is told of a table beside the one before it.

#![expect(clippy::expect_used, reason = "a test that cannot set up should stop")]

use backend::rounds::{self, TypedReason, Uploaded, Which};
use domain::account::Role;
use domain::objection::Outcome;
use domain::reason::ChangeCause;
use domain::table::Since;
use views::OfficeRound;

use crate::corrections::{at, office_page};
use crate::upheld::decided;
use testing::{CODE, TestOffice, round, sample};

async fn upload(test: &TestOffice, bytes: Vec<u8>) -> OfficeRound {
    let staff = test.actor(Role::Staff).await;
    rounds::upload(&test.office, &staff, CODE, round(1), "表.csv", bytes)
        .await
        .expect("read");
    office_page(test, 1).await
}

fn table(rows: &[&str]) -> Vec<u8> {
    let header = "户号,户主,土地类别,土地面积(亩),土地补偿标准(元/亩),土地补偿费,合计\n";
    format!("{header}{}\n", rows.join("\n")).into_bytes()
}

#[tokio::test]
async fn an_upload_says_what_became_of_the_errors_of_the_one_before() {
    let test = TestOffice::with_project().await;
    let good = "1,张三丰,水浇地,2,48000,96000,96000";
    let wrong = "2,李四光,水浇地,2,48000,96001,96001";
    let other = "3,王五常,水浇地,2,48000,96002,96002";
    let page = upload(&test, table(&[wrong, other])).await;
    let first = page.upload.expect("refused");
    assert_eq!(first.since, None);
    let report = first.report.expect("a report");
    let read: Vec<(&str, String)> = report
        .first_rows
        .iter()
        .map(|row| (row.head.as_str(), row.total.to_string()))
        .collect();
    let as_read = [("李四光", "96,001.00"), ("王五常", "96,002.00")];
    assert_eq!(read, as_read.map(|(head, total)| (head, total.to_owned())));
    let errors = report.count(domain::finding::Severity::Error);
    assert!(errors >= 2, "{report:?}");

    // One is mended, one is left, and the table has one more.
    let new = "4,赵六,水浇地,2,48000,96003,96003";
    let mended = "2,李四光,水浇地,2,48000,96000,96000";
    let page = upload(&test, table(&[good, mended, other, new])).await;
    let since = page.upload.and_then(|upload| upload.since).expect("said");
    assert_eq!(since.before, errors);
    assert!(
        since.mended > 0 && since.left > 0 && since.new > 0,
        "{since:?}"
    );
    assert_eq!(since.mended + since.left, since.before);

    let page = upload(&test, table(&[good, mended])).await;
    assert_eq!(page.upload, None, "it is the draft");
    let before = since.left + since.new;
    let all = Since {
        before,
        mended: before,
        left: 0,
        new: 0,
    };
    assert_eq!(page.since, Some(all));
    let heads: Vec<&str> = page
        .first_rows
        .iter()
        .map(|one| one.head.as_str())
        .collect();
    assert_eq!(heads, ["张三丰", "李四光"]);
    // Nothing was wrong with the one before.
    let page = upload(&test, table(&[good])).await;
    assert_eq!(page.since, None);
}

#[tokio::test]
async fn an_upheld_objection_is_offered_as_the_reason_of_its_household() {
    let test = TestOffice::with_notice().await;
    let receipt = decided(&test, "HW01006", Outcome::Upheld).await;
    decided(&test, "HW02007", Outcome::Dismissed).await;
    test.clock.set(at("2024-09-09T16:00:00Z"));
    let staff = test.actor(Role::Staff).await;
    let file = "board2-wide.xlsx";
    let stored = rounds::upload(&test.office, &staff, CODE, round(2), file, sample(file)).await;
    assert_eq!(stored.expect("read"), Uploaded::Stored);
    let changes = async || {
        let page = rounds::changes_page(&test.office, &staff, CODE, round(2), 1).await;
        page.expect("a page").changes
    };
    for change in changes().await {
        let offered: &[String] = match change.change.household() {
            "HW01006" => std::slice::from_ref(&receipt),
            _ => &[],
        };
        assert_eq!(change.upheld, offered, "{}", change.change.household());
    }
    let reason = TypedReason {
        cause: Some(ChangeCause::Objection),
        objection: receipt.clone(),
        note: String::new(),
    };
    let which = Which::Households(vec!["HW01006".into()]);
    rounds::explain_changes(&test.office, &staff, CODE, round(2), &which, &reason)
        .await
        .expect("explained");
    let all = changes().await;
    let explained = all.iter().find(|one| one.change.household() == "HW01006");
    let given = explained
        .and_then(|one| one.reason.as_ref())
        .expect("given");
    assert_eq!(given.reason.objection.as_ref(), Some(&receipt));
}
