//! Factors and deductions, from the table to what residents read and take away.

#![expect(clippy::expect_used, reason = "a test that cannot set up should stop")]

use std::io::Cursor;

use backend::archive;
use backend::notices;
use backend::objections;
use backend::rounds::{self, Uploaded};
use domain::account::Role;
use domain::objection::ObjectionKind;
use domain::privacy::ShownChange;
use domain::review::Checklist;
use text::Lang;
use text::arithmetic::{deduction, formula};
use views::NoticeFilter;

use crate::archive::{files, zip_for};
use testing::{CODE, TestOffice, round};

/// Two houses, one of them not new, and what is taken off for old materials.
fn table(off: i64) -> Vec<u8> {
    let total = 44_000 + 96_000 - off;
    format!(
        "户号,户主,土地类别,土地面积(亩),土地补偿费,房屋结构,房屋面积(㎡),房屋单价(元/㎡),成新率(%),房屋补偿费,扣除旧料款,合计,特殊身份\n\
         1,窦家,水浇地,2,96000,砖混,100,550,80,44000,{off},{total},党员\n\
         2,李四光,,,,砖混,100,550,100,55000,,55000,\n"
    )
    .into_bytes()
}

async fn publish(test: &TestOffice, number: u8, bytes: Vec<u8>) {
    let staff = test.actor(Role::Staff).await;
    let stored = rounds::upload(&test.office, &staff, CODE, round(number), "榜.csv", bytes).await;
    assert_eq!(stored.expect("a reading"), Uploaded::Stored);
    test.settle(number).await;
    test.explain(number).await;
    rounds::submit(&test.office, &staff, CODE, round(number))
        .await
        .expect("submitted");
    let reviewer = test.actor(Role::Reviewer).await;
    testing::approve(
        &test.office,
        &reviewer,
        CODE,
        round(number),
        &Checklist::whole(),
    )
    .await
    .expect("approved");
}

#[tokio::test]
async fn what_multiplies_and_what_is_taken_off_is_read_compared_and_kept() {
    let test = TestOffice::with_project().await;
    publish(&test, 1, table(2_000)).await;

    let filter = NoticeFilter::default();
    let page = notices::notice(&test.office, CODE, round(1), filter, None)
        .await
        .expect("a notice");
    assert_eq!(page.head.totals.payout.plain(), "193000.00");
    assert_eq!(page.head.totals.deducted.plain(), "2000.00");

    // Who is specially marked takes the same away.
    let marked = notices::special_csv(&test.office, CODE, Lang::Zh, None).await;
    let marked = String::from_utf8(marked.expect("a file").bytes).expect("text");
    let (header, row) = marked.split_once('\n').expect("a row");
    let columns = ["扣除前合计(元)", "扣除(元)", "扣除的各项(元)"].join(",");
    assert!(header.trim_end().ends_with(&columns), "{header}");
    let off = "140000.00,2000.00,扣除旧料款 2000.00";
    assert!(row.trim_end().ends_with(off), "{row}");

    let household = notices::household(&test.office, CODE, round(1), "1", None)
        .await
        .expect("a household");
    let entry = &household.entry;
    assert_eq!(entry.lines_total().plain(), "140000.00");
    assert_eq!(entry.total().plain(), "138000.00");
    let said: Vec<String> = entry.deductions().iter().map(deduction).collect();
    assert_eq!(said, ["扣除旧料款 −2,000.00 元"]);
    let house = entry.lines().iter().find(|line| line.item == "砖混");
    assert_eq!(
        formula(house.expect("a house"), Lang::Zh),
        "100.00 ㎡ × 550 元/㎡ × 成新率 80% = 44,000.00 元"
    );

    // An objection may be about what was taken off.
    let filing = objections::Filing {
        household: Some("1".into()),
        kind: Some(ObjectionKind::Amount),
        line: Some(2),
        ..crate::filing("")
    };
    let receipt = objections::file(&test.office, filing).await.expect("filed");
    let supervisor = test.actor(Role::Supervisor).await;
    let about = objections::case(&test.office, &supervisor, &receipt.receipt)
        .await
        .expect("an objection");
    let json = serde_json::to_string(&about).expect("json");
    assert!(json.contains("扣除旧料款 −2,000.00 元"), "{json}");
}

#[tokio::test]
async fn what_is_taken_off_is_compared_between_boards_and_kept_in_the_archive() {
    let test = TestOffice::with_project().await;
    publish(&test, 1, table(2_000)).await;
    test.clock
        .set("2024-09-20T01:00:00Z".parse().expect("a time"));
    publish(&test, 2, table(3_000)).await;

    let household = notices::household(&test.office, CODE, round(2), "1", None)
        .await
        .expect("a household");
    let changes = household.compared.expect("compared").changes;
    let off = changes.iter().find_map(|change| match change {
        ShownChange::Deduction(off) => Some(off.clone()),
        _ => None,
    });
    let off = off.expect("a change of what is taken off");
    let said = [off.from, off.to].map(|one| one.as_ref().map(deduction));
    assert_eq!(
        said.map(Option::unwrap_or_default),
        ["扣除旧料款 −2,000.00 元", "扣除旧料款 −3,000.00 元"]
    );

    let zip = zip_for(&test, Role::Supervisor).await;
    archive::check(Cursor::new(&zip)).expect("whole");
    let files = files(&zip);
    let text = |end: &str| {
        let mut named = files.iter().filter(|(name, _)| name.ends_with(end));
        let (_, bytes) = named.next_back().expect("a file");
        String::from_utf8(bytes.clone()).expect("text")
    };
    let households = text("households.csv");
    assert!(
        households.contains("140000.00,3000.00,扣除旧料款 3000.00"),
        "{households}"
    );
    let lines = text("lines.csv");
    assert!(lines.contains("成新率 0.8"), "{lines}");
    assert!(text("index.html").contains("补偿合计已扣除 3,000.00 元"));
}
