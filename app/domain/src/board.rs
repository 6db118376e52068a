//! What an office uploads for a round: entries with their line items.

use serde::{Deserialize, Serialize};

use crate::money::Money;
use crate::quantity::{Quantity, Unit};
use crate::standard::{Category, Limits};
use crate::status::SpecialStatus;
use crate::terms::{self, Deduction, Factor, RatePart, Terms};

/// One line of compensation (明细).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LineItem {
    /// Code of the [`crate::standard::Standard`], where one applies.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub standard: Option<String>,
    pub category: Category,
    /// As the office wrote it: `水浇地`, `附着物`.
    pub item: String,
    /// `None` where the table gives a sum only (附着物 in wide tables).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub measure: Option<Measure>,
    pub amount: Money,
    /// Set just where the price is not the standard's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deviation: Option<Box<PriceDeviation>>,
}

/// That a line's price is not its standard's, and why. Residents see both.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PriceDeviation {
    /// The standard's price, per the same unit as the line's.
    pub standard: Money,
    /// Given before the board is submitted.
    pub reason: Option<String>,
}

/// What an amount is the product of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Measure {
    pub quantity: Quantity,
    pub unit: Unit,
    /// Set just where the unit takes months.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub months: Option<u32>,
    /// Per unit (and month); `None` where the table gives an area and no price.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub price: Option<Money>,
    /// The unit that the price is per, where it is not the quantity's own:
    /// 1,234 ㎡ at 48,000 元/亩.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub per: Option<Unit>,
    /// What the standard sets for a household at the least and at the most.
    #[serde(default, skip_serializing_if = "Limits::are_none")]
    pub limits: Limits,
    /// Parts of the rate, factors and deductions, where the line has any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub terms: Option<Box<Terms>>,
}

impl LineItem {
    /// The same line, whatever was said of its price.
    #[must_use]
    pub fn without_reason(&self) -> Self {
        let mut line = self.clone();
        if let Some(deviation) = &mut line.deviation {
            deviation.reason = None;
        }
        line
    }

    /// Whether the table gives the line an amount of its own; an area whose
    /// payment is just part of the household's total has none.
    #[must_use]
    pub fn has_amount(&self) -> bool {
        self.amount != Money::ZERO
            || self
                .measure
                .as_ref()
                .is_none_or(|measure| measure.price.is_some())
    }
}

/// A price with the unit that it is per.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Rate {
    pub price: Money,
    pub per: Unit,
}

impl Rate {
    /// `48,000`; `72/㎡` where the column or label says another unit.
    #[must_use]
    pub fn shown_under(&self, unit: &Unit) -> String {
        if self.per == *unit {
            self.price.short()
        } else {
            format!("{}/{}", self.price.short(), self.per.label())
        }
    }
}

/// The rates of one category's lines, each once, lowest first.
#[must_use]
pub fn rates(lines: &[LineItem], category: Category) -> Vec<Rate> {
    let found = lines
        .iter()
        .filter(|line| line.category == category)
        .filter_map(|line| line.measure.as_ref())
        .filter_map(|measure| {
            Some(Rate {
                price: measure.price?,
                per: measure.priced_unit().clone(),
            })
        });
    // There are a few at most; sorting proper would be a part of the bundle.
    let mut rates = Vec::new();
    for rate in found {
        if let Err(place) = rates.binary_search(&rate) {
            rates.insert(place, rate);
        }
    }
    rates
}

impl Measure {
    /// What the product is multiplied by.
    #[must_use]
    pub fn factors(&self) -> &[Factor] {
        self.terms.as_deref().map_or(&[], |terms| &terms.factors)
    }

    /// What is deducted from the product.
    #[must_use]
    pub fn deductions(&self) -> &[Deduction] {
        self.terms.as_deref().map_or(&[], |terms| &terms.deductions)
    }

    /// What its price is the sum of.
    #[must_use]
    pub fn parts(&self) -> &[RatePart] {
        self.terms.as_deref().map_or(&[], |terms| &terms.parts)
    }

    /// The unit that the price is per.
    #[must_use]
    pub fn priced_unit(&self) -> &Unit {
        self.per.as_ref().unwrap_or(&self.unit)
    }
}

/// One household's row of a board (公示条目), with full name and remarks: for
/// the office. What readers see of it is a [`crate::privacy::Entry`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// 户号, unique within the project.
    pub household: String,
    /// 户主
    pub head: String,
    /// 组别: `1组`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group: Option<String>,
    /// 人口
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub people: Option<u32>,
    pub lines: Vec<LineItem>,
    /// What is taken off the sum of the lines, as the table names it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub deductions: Vec<Deduction>,
    /// What the household is paid, as the table states it; a board with a total
    /// that is not the sum of its lines less the deductions is refused.
    pub total: Money,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<SpecialStatus>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remark: Option<String>,
}

/// A board's content.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Board {
    pub entries: Vec<Entry>,
}

/// A board's sums. Land counts lines of category 土地 in 亩 (㎡ converted
/// exactly and rounded once at the end); floor area counts 房屋 in ㎡.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Totals {
    pub households: u32,
    /// What the households are paid.
    pub payout: Money,
    /// What was deducted from the sums of their lines.
    #[serde(default, skip_serializing_if = "Money::is_zero")]
    pub deducted: Money,
    /// 亩
    pub land: Quantity,
    /// ㎡
    pub floor: Quantity,
    /// Households with a special status.
    pub flagged: u32,
}

impl Entry {
    /// Land taken, in 亩.
    #[must_use]
    pub fn land(&self) -> Quantity {
        land_mu(&self.lines)
    }

    /// Floor area demolished, in ㎡.
    #[must_use]
    pub fn floor(&self) -> Quantity {
        floor_m2(&self.lines)
    }

    /// Names of people that stand in it: of its head, and of the official to
    /// whom it is related.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        let official = self
            .status
            .as_ref()
            .and_then(|status| status.official.as_ref());
        let official = official.map(|official| official.name.as_str());
        [Some(self.head.as_str()), official].into_iter().flatten()
    }

    /// The sum of the lines, before what is deducted from it.
    #[must_use]
    pub fn lines_total(&self) -> Money {
        self.lines.iter().map(|line| line.amount).sum()
    }

    /// What is deducted from the sum of the lines.
    #[must_use]
    pub fn deducted(&self) -> Money {
        terms::deducted(&self.deductions)
    }

    /// What the household is to be paid: its lines less its deductions. `None`
    /// where it does not fit.
    #[must_use]
    pub fn net(&self) -> Option<Money> {
        self.lines_total().checked_sub(self.deducted())
    }
}

impl Board {
    #[must_use]
    pub fn totals(&self) -> Totals {
        let all = || self.entries.iter().flat_map(|entry| &entry.lines);
        Totals {
            households: count(self.entries.len()),
            payout: self.entries.iter().map(|entry| entry.total).sum(),
            deducted: self.entries.iter().map(Entry::deducted).sum(),
            land: land_mu(all()),
            floor: floor_m2(all()),
            flagged: count(
                self.entries
                    .iter()
                    .filter(|entry| entry.status.is_some())
                    .count(),
            ),
        }
    }
}

/// Land of these lines in 亩.
pub(crate) fn land_mu<'a>(lines: impl IntoIterator<Item = &'a LineItem>) -> Quantity {
    let (mut mu, mut square_metres) = (0_i64, 0_i64);
    for line in lines
        .into_iter()
        .filter(|line| line.category == Category::Land)
    {
        match &line.measure {
            Some(Measure {
                quantity,
                unit: Unit::Mu,
                ..
            }) => mu = mu.saturating_add(quantity.e4()),
            Some(Measure {
                quantity,
                unit: Unit::SquareMetre,
                ..
            }) => {
                square_metres = square_metres.saturating_add(quantity.e4());
            }
            _ => {}
        }
    }
    let converted = crate::quantity::square_metres_to_mu(Quantity::from_e4(square_metres));
    Quantity::from_e4(mu.saturating_add(converted.e4()))
}

/// Floor area of these lines in ㎡.
pub(crate) fn floor_m2<'a>(lines: impl IntoIterator<Item = &'a LineItem>) -> Quantity {
    let e4 = lines
        .into_iter()
        .filter(|line| line.category == Category::House)
        .filter_map(|line| line.measure.as_ref())
        .filter(|measure| measure.unit == Unit::SquareMetre)
        .fold(0_i64, |sum, measure| {
            sum.saturating_add(measure.quantity.e4())
        });
    Quantity::from_e4(e4)
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
