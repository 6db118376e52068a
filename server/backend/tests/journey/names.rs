//! People are found by their names, and nothing that is masked is confirmed.

#![expect(clippy::expect_used, reason = "a test that cannot set up should stop")]

use backend::notices;
use domain::account::Role;
use domain::objection::ObjectionKind;
use views::{Found, NoticeFilter, NoticePage};

use testing::{CODE, TestOffice, round};

const HEADS: [&str; 9] = [
    "张建明",
    "张晓明",
    "石玉梅、石玉兰",
    "罗\u{3000}建",
    "秦守田(已故)",
    "枣林村集体",
    "阿不都热合曼·吐尔逊",
    "贺 长青",
    "欧阳兰",
];

/// A published board with these heads, one household each.
async fn published() -> TestOffice {
    let test = TestOffice::with_project().await;
    let mut table = String::from("户号,户主,土地面积(亩),补偿标准(元/亩),补偿费(元)\n");
    for (number, head) in (1..).zip(HEADS) {
        table += &format!("HW{number:03},{head},2,48000,96000\n");
    }
    test.publish_table(1, "names.csv", table.into_bytes()).await;
    test
}

async fn find(test: &TestOffice, q: &str, access: Option<&str>) -> Found {
    notices::search(&test.office, q, |_| access)
        .await
        .expect("a search")
}

async fn list(test: &TestOffice, q: &str, access: Option<&str>) -> NoticePage {
    let filter = NoticeFilter {
        q: q.into(),
        ..Default::default()
    };
    let page = notices::notice(&test.office, CODE, round(1), filter, access).await;
    page.expect("a notice")
}

async fn access_code(test: &TestOffice) -> String {
    let staff = test.actor(Role::Staff).await;
    let page = backend::projects::office_page(&test.office, &staff, CODE).await;
    page.expect("a project").access_code
}

#[tokio::test]
async fn everybody_is_found_by_any_spelling() {
    let test = published().await;
    let code = access_code(&test).await;
    for (typed, household) in [
        ("石玉梅", "HW003"),
        ("石玉兰", "HW003"),
        ("石 玉 兰", "HW003"),
        ("石玉兰、石玉梅", "HW003"),
        ("石玉梅、石玉兰", "HW003"),
        ("罗建", "HW004"),
        ("罗　建", "HW004"),
        ("\u{200b}罗 建", "HW004"),
        ("秦守田", "HW005"),
        ("秦守田（已故）", "HW005"),
        ("秦守田已故", "HW005"),
        ("枣林村集体", "HW006"),
        ("枣林村 集体", "HW006"),
        ("阿不都热合曼·吐尔逊", "HW007"),
        ("阿不都热合曼.吐尔逊", "HW007"),
        ("阿不都热合曼吐尔逊", "HW007"),
        ("阿不都热合曼", "HW007"),
        ("贺长青", "HW008"),
        ("欧阳兰", "HW009"),
        ("ｈｗ００９", "HW009"),
        ("hw 009", "HW009"),
    ] {
        for access in [None, Some(code.as_str())] {
            let found = find(&test, typed, access).await.households;
            let found: Vec<&str> = found.iter().map(|one| one.household.as_str()).collect();
            assert_eq!(found, [household], "{typed}");
            let rows = list(&test, typed, access).await.rows;
            let rows: Vec<&str> = rows.iter().map(|one| one.household.as_str()).collect();
            assert_eq!(rows, [household], "{typed} in the list");
        }
    }
}

#[tokio::test]
async fn a_search_confirms_no_hidden_character() {
    let test = published().await;
    let right = find(&test, "张建明", None).await;
    assert_eq!(right.households.len(), 2);
    let listed = list(&test, "张建明", None).await.rows;
    for guess in ["张晓明", "张大明", "张*明", "张　国明"] {
        assert_eq!(find(&test, guess, None).await, right, "{guess}");
        assert_eq!(list(&test, guess, None).await.rows, listed, "{guess}");
    }
    // Whatever stands in the middle, nobody is found by it.
    for part in [
        "张",
        "明",
        "建",
        "建明",
        "张建",
        "玉",
        "热合曼",
        "吐尔逊",
        "玉梅",
    ] {
        let hit = find(&test, part, None).await.households;
        let masked = find(&test, &part.replace(['建', '热'], "某"), None)
            .await
            .households;
        assert_eq!(hit, masked, "{part}");
        assert!(hit.is_empty(), "{part}");
    }
    let seen = serde_json::to_string(&(&right, &listed)).expect("json");
    assert!(!seen.contains('建') && !seen.contains('晓') && seen.contains("张*明"));

    let code = access_code(&test).await;
    let found = find(&test, "张建明", Some(&code)).await.households;
    let [only] = found.as_slice() else {
        panic!("{found:?}");
    };
    assert_eq!(
        (only.household.as_str(), only.head.as_str()),
        ("HW001", "张建明")
    );
    assert!(
        find(&test, "张大明", Some(&code))
            .await
            .households
            .is_empty()
    );
    assert_eq!(list(&test, "张晓明", Some(&code)).await.matching, 1);
    // A code that is none opens nothing.
    assert_eq!(find(&test, "张大明", Some("AAAA-AAAA")).await, right);
}

#[tokio::test]
async fn an_objection_says_the_same_whoever_files_it() {
    let test = published().await;
    for name in ["张建明", "张大明"] {
        let filing = backend::objections::Filing {
            project: CODE.into(),
            round: Some(round(1)),
            household: Some("HW001".into()),
            kind: Some(ObjectionKind::Area),
            statement: "面积不对。".into(),
            name: name.into(),
            phone: "１３８ ００１３ ８０００".into(),
            ..Default::default()
        };
        let receipt = backend::objections::file(&test.office, filing)
            .await
            .expect("filed");
        // Read from paper, typed on a phone.
        let typed: String = receipt.receipt.to_lowercase().replace('-', " － ");
        let secret = receipt.secret.to_lowercase().replace('-', "—");
        let tracked = backend::objections::track(&test.office, &typed, &secret).await;
        assert_eq!(tracked.expect("an objection").receipt, receipt.receipt);
    }
}

#[tokio::test]
async fn an_objection_says_its_line_as_the_reader_saw_it() {
    let test = TestOffice::with_project().await;
    let table = "户号,户主,土地面积(亩),补偿标准(元/亩),补偿费(元),扣除张建明旧料款(元),合计(元)\n\
                 HW001,张建明,2,48000,96000,1000,95000\n";
    test.publish_table(1, "lines.csv", table.as_bytes().to_vec())
        .await;
    let code = access_code(&test).await;
    for (access_code, shows) in [(None, false), (Some(code), true)] {
        let mut filing = crate::filing("");
        filing.household = Some("HW001".into());
        // What is taken off is numbered after the lines.
        filing.line = Some(1);
        filing.sender.access_code = access_code;
        let receipt = backend::objections::file(&test.office, filing).await;
        let receipt = receipt.expect("filed");
        let (number, secret) = (&receipt.receipt, &receipt.secret);
        let tracked = backend::objections::track(&test.office, number, secret).await;
        let line = tracked.expect("an objection").subject.line;
        let line = line.expect("a line");
        assert!(line.contains("1,000.00"), "{line}");
        assert_eq!(line.contains("张建明"), shows, "{line}");
    }
}
