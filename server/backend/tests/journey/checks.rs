//! What an upload is checked against besides itself: the household's last board.

#![expect(clippy::expect_used, reason = "a test that cannot set up should stop")]

use backend::rounds::{TypedReasons, Uploaded};
use backend::{Error, rounds};
use domain::account::Role;
use domain::finding::{Code, Detail, Finding, Severity};
use domain::review::Checklist;
use text::Lang;

use testing::{CODE, TestOffice, round};
use text::Sentence as _;

/// A table of households: number, 亩 of 水浇地 and ㎡ of 砖混 in ten-thousandths.
fn table(households: &[(&str, i64, i64)]) -> Vec<u8> {
    let mut table =
        "户号,户主,土地类别,土地面积(亩),土地补偿费,房屋结构,房屋面积(㎡),房屋补偿费,合计\n"
            .to_owned();
    for (number, land, floor) in households {
        let quantity = |e4: &i64| domain::quantity::Quantity::from_e4(*e4).plain();
        let (of_land, of_floor) = (land * 48_000 / 10_000, floor * 550 / 10_000);
        table += &format!(
            "{number},张三丰,水浇地,{},{of_land},砖混,{},{of_floor},{}\n",
            quantity(land),
            quantity(floor),
            of_land + of_floor
        );
    }
    table.into_bytes()
}

async fn upload(test: &TestOffice, number: u8, bytes: Vec<u8>) {
    let staff = test.actor(Role::Staff).await;
    let stored = rounds::upload(&test.office, &staff, CODE, round(number), "榜.csv", bytes).await;
    assert_eq!(stored.expect("a reading"), Uploaded::Stored);
}

/// The warnings of this kind on a round's draft.
async fn warned(test: &TestOffice, number: u8, code: Code) -> Vec<Finding> {
    let staff = test.actor(Role::Staff).await;
    let page = rounds::office_page(&test.office, &staff, CODE, round(number)).await;
    let groups = page.expect("a page").draft.expect("a draft").warnings;
    let group = groups.into_iter().find(|group| group.code == code);
    let warnings = group.into_iter().flat_map(|group| group.warnings);
    warnings.map(|one| one.finding).collect()
}

async fn submit(test: &TestOffice, number: u8) -> Result<(), Error> {
    let staff = test.actor(Role::Staff).await;
    rounds::submit(&test.office, &staff, CODE, round(number)).await
}

/// The first board is out, and its window over.
async fn after_first() -> TestOffice {
    let test = TestOffice::with_project().await;
    let first = [
        ("1", 20_000, 1_200_000),
        ("2", 10_000, 900_000),
        ("3", 32_000, 800_000),
        ("4", 400_000, 1_000_000),
    ];
    upload(&test, 1, table(&first)).await;
    assert_eq!(warned(&test, 1, Code::AreaJumps).await, []);
    test.settle(1).await;
    submit(&test, 1).await.expect("submitted");
    let reviewer = test.actor(Role::Reviewer).await;
    let signed = Checklist::whole();
    testing::approve(&test.office, &reviewer, CODE, round(1), &signed)
        .await
        .expect("approved");
    test.clock
        .set("2024-09-20T01:00:00Z".parse().expect("a time"));
    test
}

fn jump(cell: &str, household: &str, found: &str, expected: &str) -> Finding {
    Finding {
        severity: Severity::Warning,
        code: Code::AreaJumps,
        sheet: None,
        cell: Some(cell.to_owned()),
        household: Some(household.to_owned()),
        detail: Detail::words(found, expected),
    }
}

#[tokio::test]
async fn an_area_ten_times_that_of_the_last_board_is_asked_about() {
    let test = after_first().await;
    let second = [
        ("1", 200_000, 1_200_000),
        ("2", 10_000, 90_000),
        ("3", 33_000, 1_600_000),
        ("4", 40_000, 1_000_000),
        ("5", 320_000, 800_000),
    ];
    upload(&test, 2, table(&second)).await;
    let warnings = warned(&test, 2, Code::AreaJumps).await;
    assert_eq!(
        warnings,
        [
            jump("D2", "1", "20 亩", "2 亩"),
            jump("G3", "2", "9 ㎡", "90 ㎡"),
            jump("D5", "4", "4 亩", "40 亩"),
        ]
    );
    let said = warnings[0].sentence(Lang::Zh);
    assert!(said.contains("20 亩") && said.contains("2 亩") && said.contains("核对"));

    test.settle(2).await;
    test.explain(2).await;
    let Err(Error::Refused(refusal)) = submit(&test, 2).await else {
        panic!("the warnings have no reason");
    };
    let said = refusal.errors[0].1.get(Lang::Zh);
    assert!(said.contains("提醒"), "{said}");
    let typed = TypedReasons {
        of_one: vec![],
        of_kind: vec![
            (Code::AreaJumps, "按测量记录核对过".to_owned()),
            (Code::AreaStandsOut, "按测量记录核对过".to_owned()),
        ],
    };
    let staff = test.actor(Role::Staff).await;
    rounds::explain_warnings(&test.office, &staff, CODE, round(2), &typed)
        .await
        .expect("explained");
    submit(&test, 2).await.expect("submitted");
}

#[tokio::test]
async fn a_correction_is_held_against_what_it_corrects() {
    let test = after_first().await;
    let staff = test.actor(Role::Staff).await;
    rounds::begin_correction(&test.office, &staff, CODE, round(1), "面积登记有误")
        .await
        .expect("begun");
    let mended = [("1", 20_000, 1_200_000), ("4", 4_200_000, 1_000_000)];
    upload(&test, 1, table(&mended)).await;
    let warnings = warned(&test, 1, Code::AreaJumps).await;
    assert_eq!(warnings, [jump("D3", "4", "420 亩", "40 亩")]);
}
