//! A table with very many faults of a kind: they are counted, everywhere.

#![expect(clippy::expect_used, reason = "a test that cannot set up should stop")]

use backend::check::{self, Entries};
use backend::rounds::{TypedReasons, Uploaded};
use backend::{Error, rounds, uploads};
use domain::account::Role;
use domain::finding::{Code, Severity};
use text::Lang;
use views::RecordFilter;

use testing::{CODE, TestOffice, round};
use text::Sentence as _;

const HOUSEHOLDS: usize = 1_300;

/// Households of 2 亩 with this total, and this after the payee's heading.
fn table(total: usize, payee: &str) -> Vec<u8> {
    let mut table =
        "户号,户主,土地面积(亩),补偿标准(元/亩),补偿费(元),特殊身份,收款人\n".to_owned();
    for number in 1..=HOUSEHOLDS {
        table += &format!("{number},张三,2,48000,{total},无,{payee}\n");
    }
    table.into_bytes()
}

async fn upload(test: &TestOffice, bytes: Vec<u8>) -> Uploaded {
    let staff = test.actor(Role::Staff).await;
    rounds::upload(&test.office, &staff, CODE, round(1), "榜.csv", bytes)
        .await
        .expect("a reading")
}

#[tokio::test]
async fn errors_of_a_whole_column_are_counted_and_block() {
    let test = TestOffice::with_project().await;
    let Uploaded::Refused(report) = upload(&test, table(96_001, "")).await else {
        panic!("every amount is wrong");
    };
    assert_eq!(report.count(Severity::Error), HOUSEHOLDS);
    let wrong: Vec<String> = report
        .findings
        .iter()
        .filter(|one| one.code == Code::AmountMismatch)
        .map(|one| one.sentence(Lang::Zh))
        .collect();
    assert_eq!(wrong.len(), 1);
    assert!(wrong[0].contains("1300"), "{wrong:?}");

    let staff = test.actor(Role::Staff).await;
    let page = rounds::office_page(&test.office, &staff, CODE, round(1)).await;
    let kept = page.expect("a page").upload.expect("it is kept");
    let shown = kept.report.expect("its report");
    assert_eq!(shown.count(Severity::Error), HOUSEHOLDS, "on the page");
    let marked = uploads::findings(&test.office, &staff, CODE, round(1), kept.id, Lang::Zh);
    let marked = marked.await.expect("a workbook");
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(&marked.bytes)).expect("a zip");
    let mut parts = String::new();
    for index in 0..zip.len() {
        let mut part = zip.by_index(index).expect("a part");
        std::io::Read::read_to_string(&mut part, &mut parts).expect("text");
    }
    assert!(parts.contains("1300 处错误"));
    let filter = RecordFilter {
        kind: "board_refused".into(),
        ..RecordFilter::default()
    };
    let record = backend::record::page(&test.office, &staff, Some(CODE), filter).await;
    let facts = format!("{:?}", record.expect("a record").lines[0].facts);
    assert!(facts.contains("Number(1300)"), "{facts}");

    let reading = check::read("榜.csv", &table(96_001, ""), None, Lang::Zh);
    let reading = reading.expect("a board");
    assert_eq!(check::exit_code(&reading), check::EXIT_ERRORS);
    assert!(check::json(&reading, Entries::LeftOut).contains("\"count\": 1300"));
}

#[test]
fn a_check_says_how_many_more_there_are_than_it_lists() {
    let reading = check::read("榜.csv", &table(96_000, "代理人"), None, Lang::Zh);
    let reading = reading.expect("a board");
    assert!(check::text(&reading, Entries::LeftOut, Lang::Zh).contains("还有 300 处"));
    assert!(check::json(&reading, Entries::LeftOut).contains("not_listed"));
}

#[tokio::test]
async fn warnings_that_are_not_listed_need_a_reason_too() {
    let test = TestOffice::with_project().await;
    assert_eq!(
        upload(&test, table(96_000, "代理人")).await,
        Uploaded::Stored
    );
    let staff = test.actor(Role::Staff).await;
    let submit = async || rounds::submit(&test.office, &staff, CODE, round(1)).await;
    let explain = async |code: Code| {
        let typed = TypedReasons {
            of_one: vec![],
            of_kind: vec![(code, "委托书齐全".to_owned())],
        };
        rounds::explain_warnings(&test.office, &staff, CODE, round(1), &typed)
            .await
            .expect("explained");
    };
    explain(Code::PayeeDiffers).await;
    let Err(Error::Refused(refusal)) = submit().await else {
        panic!("300 warnings have no reason");
    };
    let said = refusal.errors[0].1.get(Lang::Zh);
    assert!(said.contains("有 1 处提醒没有写理由"), "{said}");
    explain(Code::NotListed).await;
    submit().await.expect("submitted");
}
