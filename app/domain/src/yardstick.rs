//! One yardstick for every household of a board, so that a favour shows: what
//! each gets per 亩, per ㎡ and per person, beside the middle of the village,
//! of its group and of its kind; and each price beside its standard.
//!
//! Everything here is reckoned from [`PublicEntry`] and so from figures that
//! stand on the board: who has the board and a pencil comes to the same.
//!
//! * A household's figure is rounded half up to the fen once. A household to
//!   which a figure does not apply (no land, no house, number of people not
//!   written, an area without an amount of its own) has none and counts
//!   nowhere for it.
//! * The median is that of the rounded figures: the middle one in order of
//!   size; of an even number the mean of the middle two, rounded half up to
//!   the fen.
//! * A group or kind of fewer than [`PEERS_LEAST`] households with that figure
//!   has no median: it would say little and show too much.
//! * A deviation is (figure − median) ÷ median in tenths of a percent, rounded
//!   half away from zero.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::board::LineItem;
use crate::money::Money;
use crate::privacy::PublicEntry;
use crate::quantity::Unit;
use crate::standard::{Category, Schedule};

/// Households of a group or kind that it takes to speak of a middle.
pub const PEERS_LEAST: usize = 5;
/// Into how many places the strip from the least to the greatest is divided.
const STRIP_PLACES: usize = 41;

/// What households are compared by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Figure {
    /// Land and crops, per 亩 of land.
    PerMu,
    /// Houses, per ㎡ of floor.
    PerSquareMetre,
    /// The whole payout, per person.
    PerPerson,
}

impl Figure {
    pub const ALL: [Self; 3] = [Self::PerMu, Self::PerSquareMetre, Self::PerPerson];

    /// This household's figure, rounded half up to the fen; `None` where it
    /// does not apply.
    #[must_use]
    pub fn of(self, entry: &PublicEntry) -> Option<Money> {
        match self {
            Self::PerMu => {
                let land = paid(entry, &[Category::Land])?;
                let crops: Money = of_category(entry, Category::Crops)
                    .map(|line| line.amount)
                    .sum();
                divided(land.checked_add(crops)?, entry.land.e4(), 10_000)
            }
            Self::PerSquareMetre => {
                divided(paid(entry, &[Category::House])?, entry.floor.e4(), 10_000)
            }
            Self::PerPerson => divided(entry.total, i64::from(entry.people?), 1),
        }
    }

    /// The one class of land, or the one structure of houses, that the figure
    /// is of; `None` where there are several.
    #[must_use]
    pub fn kind(self, entry: &PublicEntry) -> Option<&str> {
        let category = match self {
            Self::PerMu => Category::Land,
            Self::PerSquareMetre => Category::House,
            Self::PerPerson => return None,
        };
        let mut lines = of_category(entry, category);
        let first = lines.next()?.item.as_str();
        lines.all(|line| line.item == first).then_some(first)
    }
}

fn of_category(entry: &PublicEntry, category: Category) -> impl Iterator<Item = &LineItem> {
    entry
        .lines
        .iter()
        .filter(move |line| line.category == category)
}

/// What these lines pay; `None` where one has no amount of its own.
fn paid(entry: &PublicEntry, categories: &[Category]) -> Option<Money> {
    let lines = || {
        let of_these = |line: &&LineItem| categories.contains(&line.category);
        entry.lines.iter().filter(of_these)
    };
    lines()
        .all(LineItem::has_amount)
        .then(|| lines().map(|line| line.amount).sum())
}

/// `amount × times ÷ by`, rounded half away from zero; `None` for nothing to divide by.
fn divided(amount: Money, by: i64, times: i64) -> Option<Money> {
    if by <= 0 {
        return None;
    }
    let product = i128::from(amount.fen()) * i128::from(times);
    let fen = rounded(product, i128::from(by));
    i64::try_from(fen).ok().map(Money::from_fen)
}

/// Half away from zero.
const fn rounded(numerator: i128, denominator: i128) -> i128 {
    let magnitude = (numerator.abs() * 2 + denominator) / (denominator * 2);
    if numerator < 0 { -magnitude } else { magnitude }
}

/// How far a figure is above or below another, in tenths of a percent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Deviation(i64);

impl Deviation {
    /// `None` where there is nothing to compare with.
    #[must_use]
    pub fn between(figure: Money, base: Money) -> Option<Self> {
        Self::of_ratio(i128::from(figure.fen()), i128::from(base.fen()))
    }

    fn of_ratio(figure: i128, base: i128) -> Option<Self> {
        if base <= 0 {
            return None;
        }
        let tenths = figure.checked_sub(base)?.checked_mul(1000)?;
        // A deviation too small to show is not none.
        let shown = match rounded(tenths, base) {
            0 => tenths.signum(),
            shown => shown,
        };
        i64::try_from(shown).ok().map(Self)
    }

    #[must_use]
    pub const fn tenths(self) -> i64 {
        self.0
    }

    #[must_use]
    pub const fn is_none(self) -> bool {
        self.0 == 0
    }

    /// Without a sign: `15`, `3.2`.
    #[must_use]
    pub fn percent(self) -> String {
        let (whole, tenth) = (self.0.unsigned_abs() / 10, self.0.unsigned_abs() % 10);
        if tenth == 0 {
            whole.to_string()
        } else {
            format!("{whole}.{tenth}")
        }
    }

    /// For files: `-3.2`.
    #[must_use]
    pub fn plain(self) -> String {
        let sign = if self.0 < 0 { "-" } else { "" };
        format!("{sign}{}", self.percent())
    }
}

/// With whom a household is compared.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Peers {
    /// Every household of the board.
    All,
    /// Those of its group: `2组`.
    Group(String),
    /// Those with the same class of land, or the same structure: `楼房`.
    Kind(String),
}

/// The middle of some households.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Middle {
    pub median: Money,
    /// Households that have the figure.
    pub households: u32,
}

/// A figure beside the middle of its peers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Compared {
    pub peers: Peers,
    pub middle: Middle,
    /// `None` where the median is nothing.
    pub deviation: Option<Deviation>,
}

/// One figure of one household.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Measured {
    pub figure: Figure,
    /// `None` where it does not apply.
    pub value: Option<Money>,
    /// Class of land or structure, where it is one.
    pub kind: Option<String>,
    /// With all first; empty where it does not apply.
    pub compared: Vec<Compared>,
}

/// How all households spread from the least figure to the greatest, for
/// drawing: how many stand at each place.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Strip {
    pub least: Money,
    pub greatest: Money,
    pub places: Vec<u32>,
}

impl Strip {
    fn of(sorted: &[Money]) -> Self {
        let (Some(least), Some(greatest)) = (sorted.first(), sorted.last()) else {
            return Self::default();
        };
        let mut strip = Self {
            least: *least,
            greatest: *greatest,
            places: vec![0; STRIP_PLACES],
        };
        for value in sorted {
            let at = strip.place(*value);
            if let Some(count) = strip.places.get_mut(at) {
                *count += 1;
            }
        }
        strip
    }

    /// Where a figure stands, from 0.
    #[must_use]
    pub fn place(&self, value: Money) -> usize {
        let width = i128::from(self.greatest.fen()) - i128::from(self.least.fen());
        let last = STRIP_PLACES - 1;
        if width <= 0 {
            return last / 2;
        }
        let from_least = i128::from(value.fen()) - i128::from(self.least.fen());
        let at = rounded(from_least * last as i128, width);
        usize::try_from(at).unwrap_or_default().min(last)
    }
}

/// The figures of a board's households, gathered one household at a time.
#[derive(Clone, Debug, Default)]
pub struct Village([Values; Figure::ALL.len()]);

#[derive(Clone, Debug, Default)]
struct Values {
    all: Vec<Money>,
    flagged: Vec<Money>,
    groups: BTreeMap<String, Vec<Money>>,
    kinds: BTreeMap<String, Vec<Money>>,
}

impl Village {
    pub fn add(&mut self, entry: &PublicEntry) {
        for (figure, values) in Figure::ALL.into_iter().zip(&mut self.0) {
            let Some(value) = figure.of(entry) else {
                continue;
            };
            values.all.push(value);
            if entry.status.is_some() {
                values.flagged.push(value);
            }
            if let Some(group) = &entry.group {
                values.groups.entry(group.clone()).or_default().push(value);
            }
            if let Some(kind) = figure.kind(entry) {
                values.kinds.entry(kind.to_owned()).or_default().push(value);
            }
        }
    }

    /// The middles of all that was gathered.
    #[must_use]
    pub fn yardstick(self) -> Yardstick {
        Yardstick(self.0.map(|mut values| {
            let all = middle(&mut values.all);
            let of_many = |(name, mut values): (String, Vec<Money>)| {
                let enough = values.len() >= PEERS_LEAST;
                Some((name, middle(&mut values).filter(|_| enough)?))
            };
            Marks {
                flagged: middle(&mut values.flagged),
                strip: Strip::of(&values.all),
                groups: values.groups.into_iter().filter_map(of_many).collect(),
                kinds: values.kinds.into_iter().filter_map(of_many).collect(),
                all,
            }
        }))
    }
}

/// Sorts, and finds the middle; `None` of nothing.
fn middle(values: &mut [Money]) -> Option<Middle> {
    values.sort_unstable();
    let half = values.len() / 2;
    let upper = values.get(half)?;
    let median = if values.len() % 2 == 1 {
        *upper
    } else {
        let lower = values.get(half.checked_sub(1)?)?;
        let sum = i128::from(lower.fen()) + i128::from(upper.fen());
        Money::from_fen(i64::try_from(rounded(sum, 2)).unwrap_or(i64::MAX))
    };
    Some(Middle {
        median,
        households: u32::try_from(values.len()).unwrap_or(u32::MAX),
    })
}

/// What a board's households are measured by.
#[derive(Clone, Debug, Default)]
pub struct Yardstick([Marks; Figure::ALL.len()]);

#[derive(Clone, Debug, Default)]
struct Marks {
    all: Option<Middle>,
    flagged: Option<Middle>,
    groups: BTreeMap<String, Middle>,
    kinds: BTreeMap<String, Middle>,
    strip: Strip,
}

/// A figure of the village as a whole.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Overall {
    pub figure: Figure,
    /// `None` where no household has it.
    pub all: Option<Middle>,
    /// The middle of the flagged households.
    pub flagged: Option<Middle>,
    /// Empty where households are not shown.
    pub strip: Strip,
}

impl Yardstick {
    /// The village as a whole, with how its households spread.
    #[must_use]
    pub fn overall(&self) -> Vec<Overall> {
        Figure::ALL
            .into_iter()
            .zip(&self.0)
            .map(|(figure, marks)| Overall {
                figure,
                all: marks.all.clone(),
                flagged: marks.flagged.clone(),
                strip: marks.strip.clone(),
            })
            .collect()
    }

    /// As [`Yardstick::overall`] where households are not to be shown: no
    /// spread, and no middle of so few that it would be a household's own.
    #[must_use]
    pub fn totals(&self) -> Vec<Overall> {
        let enough = |middle: &Middle| middle.households as usize >= PEERS_LEAST;
        self.overall()
            .into_iter()
            .map(|overall| Overall {
                all: overall.all.filter(enough),
                flagged: overall.flagged.filter(enough),
                strip: Strip::default(),
                figure: overall.figure,
            })
            .collect()
    }

    /// A household by every figure.
    #[must_use]
    pub fn measure(&self, entry: &PublicEntry) -> Vec<Measured> {
        Figure::ALL
            .into_iter()
            .zip(&self.0)
            .map(|(figure, marks)| {
                let value = figure.of(entry);
                let kind = figure.kind(entry);
                let group = entry.group.as_ref();
                let beside = |peers: Peers, middle: Option<&Middle>| {
                    let middle = middle?.clone();
                    let deviation = Deviation::between(value?, middle.median);
                    Some(Compared {
                        peers,
                        middle,
                        deviation,
                    })
                };
                let compared = [
                    beside(Peers::All, marks.all.as_ref()),
                    group.and_then(|group| {
                        beside(Peers::Group(group.clone()), marks.groups.get(group))
                    }),
                    kind.and_then(|kind| {
                        beside(Peers::Kind(kind.to_owned()), marks.kinds.get(kind))
                    }),
                ];
                Measured {
                    figure,
                    value,
                    kind: kind.map(ToOwned::to_owned),
                    compared: compared.into_iter().flatten().collect(),
                }
            })
            .collect()
    }
}

/// A price on the board beside the standard it belongs to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PriceBeside {
    pub item: String,
    pub price: Money,
    pub per: Unit,
    /// Price and unit of the standard; `None` where the line names none.
    pub standard: Option<(Money, Unit)>,
    /// `None` without a standard, or where the units cannot be compared.
    pub deviation: Option<Deviation>,
}

impl PriceBeside {
    /// Whether it is just what the standard says.
    #[must_use]
    pub fn is_standard(&self) -> bool {
        self.deviation.is_some_and(Deviation::is_none)
    }
}

/// Every priced line beside its standard.
#[must_use]
pub fn prices(lines: &[LineItem], schedule: &Schedule) -> Vec<PriceBeside> {
    lines
        .iter()
        .filter_map(|line| {
            let measure = line.measure.as_ref()?;
            let (price, per) = (measure.price?, measure.priced_unit());
            let standard = line
                .standard
                .as_deref()
                .and_then(|code| schedule.by_code(code));
            let deviation = standard.and_then(|standard| {
                // Both as so much per 3 亩, which is 2000 ㎡.
                let (over, under) = match (per, &standard.unit) {
                    (one, other) if one == other => (1, 1),
                    (Unit::SquareMetre, Unit::Mu) => (2000, 3),
                    (Unit::Mu, Unit::SquareMetre) => (3, 2000),
                    _ => return None,
                };
                Deviation::of_ratio(
                    i128::from(price.fen()) * over,
                    i128::from(standard.price.fen()) * under,
                )
            });
            Some(PriceBeside {
                item: line.item.clone(),
                price,
                per: per.clone(),
                standard: standard.map(|standard| (standard.price, standard.unit.clone())),
                deviation,
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::board::{Entry, Measure};
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
            }),
            amount: Money::from_yuan(amount),
            deviation: None,
        }
    }

    fn entry(lines: Vec<LineItem>, people: Option<u32>) -> PublicEntry {
        let total = lines.iter().map(|line| line.amount).sum();
        PublicEntry::of(&Entry {
            household: "1".into(),
            head: "张三".into(),
            group: Some("1组".into()),
            people,
            lines,
            total,
            status: None,
            remark: None,
        })
    }

    fn land(quantity: &str, amount: i64) -> PublicEntry {
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
        for (values, median) in [
            (vec![3, 1, 2], "0.02"),
            (vec![4, 1, 3, 2], "0.03"),
            (vec![5], "0.05"),
            (vec![9, 9, 1, 1], "0.05"),
        ] {
            let mut values: Vec<Money> = values.into_iter().map(Money::from_fen).collect();
            let found = middle(&mut values).expect("a middle");
            assert_eq!(found.median, yuan(median), "{values:?}");
        }
        assert_eq!(middle(&mut []), None);
    }

    #[test]
    fn a_household_stands_beside_village_group_and_kind() {
        let mut village = Village::default();
        for amount in [40, 44, 48, 52] {
            village.add(&land("1", amount));
        }
        // Counts nowhere for land.
        village.add(&entry(vec![], Some(1)));
        let favoured = land("1", 60);
        let four = village.clone().yardstick().measure(&favoured);
        let per_mu = four.first().expect("per 亩");
        assert_eq!(per_mu.compared.len(), 1, "four are too few for a group");
        village.add(&favoured);
        let five = village.yardstick();
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
        let strip = &overall.first().expect("per 亩").strip;
        assert_eq!(strip.places.iter().sum::<u32>(), 5);
        assert_eq!(strip.place(yuan("60")), STRIP_PLACES - 1);
        assert_eq!(strip.place(yuan("40")), 0);
    }

    #[test]
    fn where_households_are_not_shown_neither_are_the_middles_of_few() {
        let mut village = Village::default();
        for amount in [40, 44, 48] {
            village.add(&land("1", amount));
        }
        for overall in village.yardstick().totals() {
            assert_eq!((overall.all, overall.flagged), (None, None));
            assert_eq!(overall.strip, Strip::default());
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
            let median = middle(&mut values).expect("a middle").median;
            let above = values.iter().filter(|value| **value > median).count();
            let below = values.iter().filter(|value| **value < median).count();
            prop_assert!(above * 2 <= values.len() && below * 2 <= values.len());
        }

        #[test]
        fn every_household_has_its_place_on_the_strip(
            fen in prop::collection::vec(any::<i64>(), 1..60)
        ) {
            let mut values: Vec<Money> = fen.into_iter().map(Money::from_fen).collect();
            values.sort_unstable();
            let strip = Strip::of(&values);
            prop_assert_eq!(strip.places.iter().sum::<u32>() as usize, values.len());
            prop_assert!(values.is_sorted_by_key(|value| strip.place(*value)));
        }
    }
}
