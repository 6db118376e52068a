//! Cadres, Party members and their relatives beside the village.

use backend::{Error, notices, projects, standards};
use domain::account::Role;
use domain::benchmark::{Figure, Peers};
use domain::privacy::Scope;
use domain::project::ProjectDetails;
use domain::status::StatusKind;
use text::Lang;
use views::SpecialPage;

use testing::{CODE, TestOffice, details, round, sample};

#[expect(clippy::expect_used, reason = "a test that cannot read should stop")]
async fn page(test: &TestOffice) -> SpecialPage {
    notices::special(&test.office, CODE, 1, None)
        .await
        .expect("a page")
}

#[tokio::test]
async fn flagged_households_stand_beside_the_medians_of_their_village() {
    let test = TestOffice::with_notice().await;
    let page = page(&test).await;
    let households: Vec<&str> = page.rows.iter().map(|row| row.entry.household()).collect();
    assert_eq!(
        households,
        [
            "HW01002", "HW01004", "HW02001", "HW02004", "HW03005", "HW04003"
        ]
    );
    assert_eq!(
        page.counts,
        [
            (StatusKind::Cadre, 1),
            (StatusKind::PartyMember, 1),
            (StatusKind::CadreRelative, 3),
            (StatusKind::PartyMemberRelative, 1)
        ]
    );
    // 彭生凤: (259,545.60 + 7,209.60) ÷ 6.008 亩, and 266,755.20 for six.
    let first = page.rows.first().expect("a household");
    let values: Vec<Option<String>> = first
        .measured
        .iter()
        .map(|one| one.value.map(|value| value.to_string()))
        .collect();
    assert_eq!(
        values,
        [
            Some("44,400.00".to_owned()),
            None,
            Some("44,459.20".to_owned())
        ]
    );
    assert!(first.prices.iter().all(|price| price.is_standard()));

    // The medians are those of the figures that the board itself publishes.
    for overall in &page.overall {
        let mut values = Vec::new();
        for household in all_households(&test).await {
            values.extend(overall.figure.of(&household));
        }
        values.sort_unstable();
        let all = overall.all.as_ref().expect("a median");
        assert_eq!(all.households as usize, values.len());
        let not_above = values.iter().filter(|value| **value <= all.value).count();
        let not_below = values.iter().filter(|value| **value >= all.value).count();
        assert!(not_above * 2 >= values.len() && not_below * 2 >= values.len());
    }
    let peers: Vec<&Peers> = first
        .measured
        .iter()
        .filter(|one| one.figure == Figure::PerMu)
        .flat_map(|one| &one.compared)
        .map(|one| &one.peers)
        .collect();
    assert_eq!(
        peers,
        [
            &Peers::All,
            &Peers::Group("1组".into()),
            &Peers::Kind("旱地".into())
        ]
    );
}

#[expect(clippy::expect_used, reason = "a test that cannot read should stop")]
async fn all_households(test: &TestOffice) -> Vec<domain::privacy::ShownEntry> {
    let list = notices::notice(
        &test.office,
        CODE,
        round(1),
        views::NoticeFilter::default(),
        None,
    );
    let mut all = Vec::new();
    for row in list.await.expect("a notice").rows {
        let page = notices::household(&test.office, CODE, round(1), &row.household, None).await;
        all.push(page.expect("a household").entry);
    }
    all
}

#[tokio::test]
async fn names_are_masked_for_all_but_those_with_the_access_code() {
    let test = TestOffice::with_notice().await;
    let staff = test.actor(Role::Staff).await;
    let access = projects::office_page(&test.office, &staff, CODE)
        .await
        .expect("a page")
        .access_code;
    for (given, full) in [(None, false), (Some(access.as_str()), true)] {
        let page = notices::special(&test.office, CODE, 1, given).await;
        let sheet = notices::special_sheet(&test.office, CODE, given).await;
        let csv = notices::special_csv(&test.office, CODE, Lang::Zh, given).await;
        let csv = csv.expect("a file");
        assert_eq!(csv.file_name, "HW2024-1-1-special.csv");
        for shown in [
            serde_json::to_string(&page.expect("a page")).expect("json"),
            serde_json::to_string(&sheet.expect("a sheet")).expect("json"),
            String::from_utf8(csv.bytes).expect("UTF-8"),
        ] {
            assert_eq!(shown.contains("彭生凤"), full);
            assert_eq!(shown.contains("沈德"), full);
            assert_eq!(shown.contains("彭*凤"), !full);
            assert!(shown.contains("村委会委员"));
        }
    }
}

#[tokio::test]
async fn a_file_to_take_away_has_every_household_with_its_medians() {
    let test = TestOffice::with_notice().await;
    let file = notices::special_csv(&test.office, CODE, Lang::Zh, None)
        .await
        .expect("a file");
    let text = String::from_utf8(file.bytes).expect("UTF-8");
    let mut rows = csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    let header = rows.headers().expect("a header").clone();
    let page = page(&test).await;
    let column = |name: &str| header.iter().position(|one| one == name).expect("a column");
    let (household, value) = (column("户号"), column("每亩地补偿(元/亩)"));
    let (median, deviation) = (
        column("全村中位数：每亩地补偿"),
        column("比全村中位数高低（%）：每亩地补偿"),
    );
    for (row, cells) in page.rows.iter().zip(rows.records()) {
        let cells = cells.expect("a row");
        let per_mu = row.measured.first().expect("per 亩");
        let beside = per_mu.compared.first().expect("the village");
        assert_eq!(cells[household], *row.entry.household());
        assert_eq!(cells[value], per_mu.value.expect("a value").plain());
        assert_eq!(cells[median], beside.median.value.plain());
        assert_eq!(cells[deviation], beside.deviation.expect("some").plain());
    }
    assert_eq!(
        text.matches('\n').count(),
        7,
        "a heading and six households"
    );
}

#[tokio::test]
async fn the_newest_board_is_the_one_that_is_compared() {
    let test = TestOffice::with_notice().await;
    assert_eq!(page(&test).await.rows.len(), 6);
    test.clock
        .set("2024-09-09T16:00:00Z".parse().expect("a time"));
    test.publish(2, "board2-wide.xlsx").await;
    let second = page(&test).await;
    assert_eq!(second.head.round, round(2));
    assert_eq!(second.rows.len(), 7);
}

#[tokio::test]
async fn where_only_totals_are_shown_there_is_no_household() {
    let test = TestOffice::new().await;
    let staff = test.actor(Role::Staff).await;
    let narrow = ProjectDetails {
        scope: Scope::Totals,
        scope_reason: "村民会议决定".into(),
        ..details()
    };
    projects::create(&test.office, &staff, narrow)
        .await
        .expect("a project");
    let file = "standards.xlsx";
    standards::load(&test.office, &staff, CODE, file, sample(file))
        .await
        .expect("standards");
    let unpublished = notices::special(&test.office, CODE, 1, None).await;
    assert!(matches!(unpublished, Err(Error::NotFound)));
    test.publish(1, "board1-wide.xlsx").await;
    let page = page(&test).await;
    assert!(!page.shows_households && page.rows.is_empty());
    assert_eq!(page.head.totals.flagged, 6);
    assert_eq!(page.counts.len(), 4);
    let per_mu = page.overall.first().expect("per 亩");
    assert!(per_mu.all.is_some() && per_mu.histogram.bins.is_empty());
    // Five of the six have a house: just enough for a middle of their own.
    let per_floor = page.overall.get(1).expect("per ㎡");
    assert_eq!(
        per_floor.flagged.as_ref().map(|one| one.households),
        Some(5)
    );
    let csv = notices::special_csv(&test.office, CODE, Lang::Zh, None).await;
    let text = String::from_utf8(csv.expect("a file").bytes).expect("UTF-8");
    assert_eq!(text.matches('\n').count(), 1, "the heading alone");
}
