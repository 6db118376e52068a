use super::histogram::HISTOGRAM_BINS;
use super::stats::median;
use super::*;
use crate::board::LineItem;
use crate::board::{Entry, Measure};
use crate::money::Money;
use crate::privacy::{Audience, ShownEntry};
use crate::quantity::Unit;
use crate::standard::{Category, Schedule};
use crate::standard::{Limits, Standard};
use proptest::prelude::*;

fn line(category: Category, item: &str, quantity: &str, unit: &str, amount: i64) -> LineItem {
    LineItem {
        standard: Some("S".into()),
        category,
        item: item.into(),
        measure: Some(Measure {
            quantity: quantity.parse().expect("a quantity"),
            unit: Unit::from(unit),
            months: None,
            price: Some(Money::from_yuan(1)),
            per: None,
            limits: Limits::NONE,
            terms: None,
        }),
        amount: Money::from_yuan(amount),
        deviation: None,
    }
}

fn entry(lines: Vec<LineItem>, people: Option<u32>) -> ShownEntry {
    let total = lines.iter().map(|line| line.amount).sum();
    let entry = Entry {
        household: "1".into(),
        head: "张三".into(),
        group: Some("1组".into()),
        people,
        lines,
        deductions: vec![],
        total,
        status: None,
        remark: None,
    };
    ShownEntry::of(&entry, Audience::Masked)
}

fn land(quantity: &str, amount: i64) -> ShownEntry {
    let line = line(Category::Land, "旱地", quantity, "亩", amount);
    entry(vec![line], Some(3))
}

fn yuan(amount: &str) -> Money {
    amount.parse().expect("money")
}

#[test]
fn a_figure_is_the_payout_by_what_was_taken() {
    let both = entry(
        vec![
            line(Category::Land, "水浇地", "3.215", "亩", 154_320),
            line(Category::Crops, "小麦", "3.215", "亩", 3_858),
            line(Category::House, "砖混", "162.4", "㎡", 89_320),
            line(Category::Reward, "奖励", "1", "户", 5_000),
        ],
        Some(4),
    );
    for (figure, value, kind) in [
        (Figure::PerMu, "49200", Some("水浇地")),
        (Figure::PerSquareMetre, "550", Some("砖混")),
        (Figure::PerPerson, "63124.50", None),
    ] {
        assert_eq!(figure.of(&both), Some(yuan(value)), "{figure:?}");
        assert_eq!(figure.kind(&both), kind, "{figure:?}");
    }
    // Without land, house or number of people there is nothing to divide by.
    for figure in Figure::ALL {
        assert_eq!(figure.of(&entry(vec![], None)), None, "{figure:?}");
    }
    assert_eq!(Figure::PerPerson.of(&entry(vec![], Some(0))), None);
}

#[test]
fn an_area_without_an_amount_of_its_own_has_no_figure() {
    let mut unpaid = line(Category::Land, "旱地", "2", "亩", 0);
    if let Some(measure) = &mut unpaid.measure {
        measure.price = None;
    }
    let paid = line(Category::Land, "水浇地", "1", "亩", 48_000);
    assert_eq!(Figure::PerMu.of(&entry(vec![paid, unpaid], None)), None);
}

#[test]
fn the_median_is_the_middle_one_and_of_an_even_number_the_mean_of_two() {
    for (values, expected) in [
        (vec![3, 1, 2], "0.02"),
        (vec![4, 1, 3, 2], "0.03"),
        (vec![5], "0.05"),
        (vec![9, 9, 1, 1], "0.05"),
    ] {
        let mut values: Vec<Money> = values.into_iter().map(Money::from_fen).collect();
        let found = median(&mut values).expect("a median");
        assert_eq!(found.value, yuan(expected), "{values:?}");
    }
    assert_eq!(median(&mut []), None);
}

#[test]
fn a_household_stands_beside_village_group_and_kind() {
    let mut stats = PeerStats::default();
    for amount in [40, 44, 48, 52] {
        stats.add(&land("1", amount));
    }
    // Counts nowhere for land.
    stats.add(&entry(vec![], Some(1)));
    let favoured = land("1", 60);
    let four = stats.clone().benchmark().measure(&favoured);
    let per_mu = four.first().expect("per 亩");
    assert_eq!(per_mu.compared.len(), 1, "four are too few for a group");
    stats.add(&favoured);
    let five = stats.benchmark();
    let measured = five.measure(&favoured);
    let per_mu = measured.first().expect("per 亩");
    let tenths = |compared: &Compared| compared.deviation.map(Deviation::tenths);
    let beside: Vec<_> = per_mu
        .compared
        .iter()
        .map(|one| (one.peers.clone(), tenths(one)))
        .collect();
    assert_eq!(
        beside,
        [
            (Peers::All, Some(250)),
            (Peers::Group("1组".into()), Some(250)),
            (Peers::Kind("旱地".into()), Some(250))
        ]
    );
    let low = five.measure(&land("1", 40));
    let low = low.first().and_then(|one| one.compared.first());
    assert_eq!(tenths(low.expect("compared")), Some(-167));
    let overall = five.overall();
    let histogram = &overall.first().expect("per 亩").histogram;
    assert_eq!(histogram.bins.iter().sum::<u32>(), 5);
    assert_eq!(histogram.bin(yuan("60")), HISTOGRAM_BINS - 1);
    assert_eq!(histogram.bin(yuan("40")), 0);
}

#[test]
fn where_households_are_not_shown_neither_are_the_middles_of_few() {
    let mut stats = PeerStats::default();
    for amount in [40, 44, 48] {
        stats.add(&land("1", amount));
    }
    for overall in stats.benchmark().totals() {
        assert_eq!((overall.all, overall.flagged), (None, None));
        assert_eq!(overall.histogram, Histogram::default());
    }
}

#[test]
fn a_price_stands_beside_its_standard() {
    let standard = |price: i64, unit: &str| Schedule {
        standards: vec![Standard {
            code: "S".into(),
            category: Category::Land,
            name: "旱地".into(),
            unit: Unit::from(unit),
            price: Money::from_yuan(price),
            limits: Limits::NONE,
            basis: "示".into(),
        }],
    };
    let priced = |price: i64, unit: &str| {
        let mut line = line(Category::Land, "旱地", "1", unit, 1);
        if let Some(measure) = &mut line.measure {
            measure.price = Some(Money::from_yuan(price));
        }
        line
    };
    for (price, per, normal, unit, deviation) in [
        (48_000, "亩", 48_000, "亩", Some(0)),
        (50_400, "亩", 48_000, "亩", Some(50)),
        (72, "㎡", 48_000, "亩", Some(0)),
        (48_000, "亩", 72, "㎡", Some(0)),
        (1, "座", 48_000, "亩", None),
        // One part in a million is a deviation all the same.
        (1_000_001, "亩", 1_000_000, "亩", Some(1)),
    ] {
        let beside = prices(&[priced(price, per)], &standard(normal, unit));
        let found = beside.first().expect("a price").deviation;
        assert_eq!(found.map(Deviation::tenths), deviation, "{price} {per}");
    }
    let none = prices(&[priced(1, "亩")], &Schedule::default());
    assert!(none.iter().all(|one| !one.is_standard()));
}

proptest! {
    #[test]
    fn half_of_all_are_not_above_the_median_and_half_not_below(
        fen in prop::collection::vec(0_i64..1_000_000_000, 1..60)
    ) {
        let mut values: Vec<Money> = fen.iter().copied().map(Money::from_fen).collect();
        let median = median(&mut values).expect("a median").value;
        let above = values.iter().filter(|value| **value > median).count();
        let below = values.iter().filter(|value| **value < median).count();
        prop_assert!(above * 2 <= values.len() && below * 2 <= values.len());
    }

    #[test]
    fn every_household_has_its_place_on_the_histogram(
        fen in prop::collection::vec(any::<i64>(), 1..60)
    ) {
        let mut values: Vec<Money> = fen.into_iter().map(Money::from_fen).collect();
        values.sort_unstable();
        let histogram = Histogram::of(&values);
        prop_assert_eq!(histogram.bins.iter().sum::<u32>() as usize, values.len());
        prop_assert!(values.is_sorted_by_key(|value| histogram.bin(*value)));
    }
}
