//! Why warnings stand: said by a named person before a board goes in, kept with
//! it, and beside the line where a price is not the standard's.

#![expect(clippy::expect_used, reason = "a test that cannot set up should stop")]

use backend::rounds::{TypedReasons, Uploaded};
use backend::{Error, notices, rounds};
use domain::account::Role;
use domain::finding::{Code, Severity};
use domain::review::Checklist;
use text::Lang;
use text::arithmetic::deviation_sentence;
use views::WarningGroup;

use testing::{CODE, TestOffice, round};

/// Two households; the first at this price and amount.
fn table(price: &str, amount: &str) -> Vec<u8> {
    format!(
        "户号,户主,土地类别,土地面积(亩),土地补偿标准(元/亩),土地补偿费,合计\n\
         1,张三丰,水浇地,2,{price},{amount},{amount}\n\
         2,李四光,水浇地,1,48000,48000,48000\n"
    )
    .into_bytes()
}

async fn upload(test: &TestOffice, number: u8, name: &str, bytes: Vec<u8>) -> Uploaded {
    let staff = test.actor(Role::Staff).await;
    rounds::upload(&test.office, &staff, CODE, round(number), name, bytes)
        .await
        .expect("a reading")
}

async fn warnings(test: &TestOffice, number: u8) -> Vec<WarningGroup> {
    let staff = test.actor(Role::Staff).await;
    let page = rounds::office_page(&test.office, &staff, CODE, round(number)).await;
    page.expect("a page").draft.expect("a draft").warnings
}

async fn explain(test: &TestOffice, number: u8, typed: TypedReasons) -> Result<(), Error> {
    let staff = test.actor(Role::Staff).await;
    rounds::explain_warnings(&test.office, &staff, CODE, round(number), &typed).await
}

fn of_one(group: &WarningGroup, reason: &str) -> TypedReasons {
    TypedReasons {
        of_one: vec![(group.warnings[0].key.clone(), reason.to_owned())],
        of_kind: vec![],
    }
}

async fn publish(test: &TestOffice, number: u8) {
    let (staff, reviewer) = (
        test.actor(Role::Staff).await,
        test.actor(Role::Reviewer).await,
    );
    test.settle(number).await;
    rounds::submit(&test.office, &staff, CODE, round(number))
        .await
        .expect("submitted");
    let signed = Checklist::whole();
    testing::approve(&test.office, &reviewer, CODE, round(number), &signed)
        .await
        .expect("approved");
}

#[tokio::test]
async fn a_price_of_its_own_goes_out_with_its_reason_and_the_standard() {
    let test = TestOffice::with_project().await;
    // The amount is the standard's: the price was mistyped.
    let Uploaded::Refused(report) = upload(&test, 1, "错.csv", table("50000", "96000")).await
    else {
        panic!("a slip is an error");
    };
    let [slip] = report.findings.as_slice() else {
        panic!("one finding: {:?}", report.findings);
    };
    assert_eq!(
        (slip.code, slip.severity),
        (Code::PriceDiffers, Severity::Error)
    );

    let stored = upload(&test, 1, "一.csv", table("50000", "100000")).await;
    assert_eq!(stored, Uploaded::Stored);
    let groups = warnings(&test, 1).await;
    let [group] = groups.as_slice() else {
        panic!("one kind: {groups:?}");
    };
    assert_eq!(
        (group.code, group.count, group.unexplained),
        (Code::PriceDiffers, 1, 1)
    );
    let staff = test.actor(Role::Staff).await;
    let submitted = rounds::submit(&test.office, &staff, CODE, round(1)).await;
    let Err(Error::Refused(refusal)) = submitted else {
        panic!("a warning has no reason");
    };
    assert!(refusal.errors[0].1.get(Lang::Zh).contains("1 处提醒"));

    let leak = explain(&test, 1, of_one(group, "问 13800138000")).await;
    let Err(Error::Refused(refusal)) = leak else {
        panic!("a phone number");
    };
    assert_eq!(
        refusal.errors[0].0,
        backend::RefusedField::Warning(group.warnings[0].key.clone())
    );
    let blank = explain(&test, 1, of_one(group, " ")).await;
    assert!(matches!(blank, Err(Error::Refused(_))));
    let reason = "张三丰家经村民会议同意";
    explain(&test, 1, of_one(group, reason))
        .await
        .expect("explained");

    // The same warning of another file keeps it.
    let mut other = table("50000", "100000");
    other.extend_from_slice("3,王五一,水浇地,1,48000,48000,48000\n".as_bytes());
    assert_eq!(upload(&test, 1, "二.csv", other).await, Uploaded::Stored);
    let kept = warnings(&test, 1).await[0].warnings[0].reason.clone();
    let kept = kept.expect("a reason");
    assert_eq!((kept.reason.as_str(), kept.by.as_str()), (reason, "staff"));

    publish(&test, 1).await;
    let reviewer = test.actor(Role::Reviewer).await;
    let review = rounds::review_page(&test.office, &reviewer, CODE, round(1), 1).await;
    let review = review.expect("a page");
    let read = &review.draft.warnings[0].warnings[0].reason;
    assert_eq!(
        read.as_ref().map(|given| given.reason.as_str()),
        Some(reason)
    );

    let page = notices::household(&test.office, CODE, round(1), "1", None).await;
    let line = page.expect("a page").entry.lines()[0].clone();
    assert_eq!(
        deviation_sentence(&line, Lang::Zh).as_deref(),
        Some("与标准 48,000 元/亩 不同：张*丰家经村民会议同意")
    );
    let usual = notices::household(&test.office, CODE, round(1), "2", None).await;
    let line = usual.expect("a page").entry.lines()[0].clone();
    assert_eq!(line.deviation, None);
    it_is_explained_anew_on_the_next_board(&test).await;
}

/// There it is no change.
async fn it_is_explained_anew_on_the_next_board(test: &TestOffice) {
    test.clock
        .set("2024-09-09T16:00:00Z".parse().expect("a time"));
    let mut same = table("50000", "100000");
    same.extend_from_slice("3,王五一,水浇地,1,48000,48000,48000\n".as_bytes());
    assert_eq!(upload(test, 2, "三.csv", same).await, Uploaded::Stored);
    let staff = test.actor(Role::Staff).await;
    let page = rounds::office_page(&test.office, &staff, CODE, round(2)).await;
    let page = page.expect("a page");
    assert_eq!(page.changes.expect("compared").counts.all(), 0);
    assert_eq!(warnings(test, 2).await[0].unexplained, 1);
}

/// The reason for the price is written into the line as the board is submitted;
/// what is said of the change still holds.
#[tokio::test]
async fn a_change_to_a_price_of_its_own_has_both_reasons() {
    let test = TestOffice::with_project().await;
    let first = upload(&test, 1, "一榜.csv", table("48000", "96000")).await;
    assert_eq!(first, Uploaded::Stored);
    publish(&test, 1).await;
    test.clock
        .set("2024-09-20T01:00:00Z".parse().expect("a time"));
    let second = upload(&test, 2, "二榜.csv", table("50000", "100000")).await;
    assert_eq!(second, Uploaded::Stored);
    test.explain(2).await;
    let groups = warnings(&test, 2).await;
    explain(&test, 2, of_one(&groups[0], "村民会议同意"))
        .await
        .expect("kept");
    publish(&test, 2).await;
}

#[tokio::test]
async fn one_reason_serves_a_whole_kind_of_warnings() {
    let test = TestOffice::with_project().await;
    let table = "户号,户主,土地类别,土地面积(亩),合计,村里记号,另一列\n\
                 1,张三丰,水浇地,2,96000,甲,乙\n\
                 2,李四光,水浇地,1,48000,甲,乙\n\
                 3,王五一,水浇地,1,48000,甲,乙\n";
    let stored = upload(&test, 1, "一.csv", table.as_bytes().to_vec()).await;
    let Uploaded::Stored = stored else {
        panic!("{stored:?}");
    };
    let groups = warnings(&test, 1).await;
    let unknown = groups
        .iter()
        .find(|group| group.code == Code::UnknownColumn);
    assert_eq!(unknown.expect("columns").count, 2);
    let all = TypedReasons {
        of_one: vec![(
            unknown.expect("columns").warnings[0].key.clone(),
            "村里自己用".to_owned(),
        )],
        of_kind: groups
            .iter()
            .map(|group| (group.code, "和村里核对过".to_owned()))
            .collect(),
    };
    explain(&test, 1, all).await.expect("explained");
    let groups = warnings(&test, 1).await;
    let reasons: Vec<(Code, String)> = groups
        .iter()
        .flat_map(|group| &group.warnings)
        .map(|one| {
            let given = one.reason.as_ref().expect("a reason");
            (one.finding.code, given.reason.clone())
        })
        .collect();
    let own = reasons.iter().filter(|(_, reason)| reason == "村里自己用");
    assert_eq!(own.count(), 1, "{reasons:?}");
    publish(&test, 1).await;
}
