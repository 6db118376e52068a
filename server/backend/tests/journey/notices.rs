//! What residents read of a published board.

use backend::{Error, notices, projects, rounds, standards};
use domain::account::Role;
use domain::money::Money;
use domain::privacy::{Scope, ShownChange};
use domain::project::ProjectDetails;
use views::{NoticeFilter, Sort};

use testing::{CODE, TestOffice, details, round, sample};

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
    let status = household.entry.status().expect("a status");
    assert_eq!(status.relation.as_deref(), Some("配偶之父母"));
    assert_eq!(status.official_post.as_deref(), Some("村委会委员"));
    assert_eq!(status.official_name.as_deref(), Some("沈*"));
    assert_eq!(
        household.entry.total(),
        household
            .entry
            .lines()
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
        assert_eq!(page.entry.head() == "陶新生", opens, "{given}");
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

    let found = notices::search(&test.office, "ｈｗ０１００３", |_| None)
        .await
        .expect("a search");
    assert_eq!(found.households.len(), 1);
    let found = notices::search(&test.office, "河湾", |_| None)
        .await
        .expect("a search");
    assert_eq!(found.projects.len(), 1);
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
        scope_reason: "村民会议决定，陶新生提出".into(),
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
    let masked = "村民会议决定，陶*生提出";
    assert_eq!(page.head.project.scope_reason, masked);
    let of_project = projects::page(&test.office, CODE).await.expect("a page");
    assert_eq!(of_project.head.scope_reason, masked);
    let household = notices::household(&test.office, CODE, round(1), "HW01001", None).await;
    assert!(matches!(household, Err(Error::NotFound)));
    let found = notices::search(&test.office, "HW01001", |_| None)
        .await
        .expect("a search");
    assert!(found.households.is_empty());
}

#[tokio::test]
async fn a_household_is_shown_beside_the_board_before() {
    let test = TestOffice::with_notice().await;
    test.clock
        .set("2024-09-09T16:00:00Z".parse().expect("a time"));
    test.publish(2, "board2-wide.xlsx").await;
    test.clock
        .set("2024-09-20T16:00:00Z".parse().expect("a time"));
    test.publish(3, "board3-wide.xlsx").await;
    let page = async |number: u8, household: &str, access: Option<&str>| {
        notices::household(&test.office, CODE, round(number), household, access)
            .await
            .expect("a page")
    };

    let first = page(1, "HW01006", None).await;
    assert_eq!(first.compared, None);
    let later = first.later.expect("a later board");
    assert_eq!((later.round, later.there), (round(3), true));
    let same = page(2, "HW01001", None).await.compared.expect("compared");
    assert_eq!(
        (same.with.round, same.is_new, same.changes),
        (round(1), false, vec![])
    );

    let changed = page(2, "HW01006", None).await.compared.expect("compared");
    let total = changed.changes.iter().find_map(|change| match change {
        ShownChange::Total(total) => Some((total.from, total.to)),
        _ => None,
    });
    let (before, after) = total.expect("another total");
    assert_eq!(before, first.entry.total());
    assert_eq!(after, page(2, "HW01006", None).await.entry.total());
    assert!(
        changed
            .changes
            .iter()
            .any(|change| matches!(change, ShownChange::Line(_)))
    );

    let gone = page(2, "HW06001", None).await;
    let later = gone.later.expect("a later board");
    assert_eq!((later.round, later.there), (round(3), false));

    let reviewer = test.actor(Role::Reviewer).await;
    let review = rounds::review_page(&test.office, &reviewer, CODE, round(3), 1).await;
    let review = review.expect("a page");
    let summary = review.changes.expect("compared");
    let counts = (
        summary.counts.changed,
        summary.counts.added,
        summary.counts.removed,
    );
    assert_eq!((summary.with.round, counts), (round(2), (0, 0, 1)));
    assert_eq!(review.first_changes[0].change.household(), "HW06001");
}
