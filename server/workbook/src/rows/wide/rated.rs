//! Lines with a rate in the table and no quantity of their own: the rate is paid
//! for the area, the people or the household, as it says what it is per.

use domain::amount::line_amount;
use domain::board::Measure;
use domain::finding::Code;
use domain::money::Money;
use domain::quantity::{Quantity, Unit};
use domain::standard::{Category, Limits, Standard};
use domain::table::Field;

use super::group::{category, is_area, name};
use crate::header::subject::Topic;
use crate::rows::lines::{Area, DeferredAmount, LineColumns, Lines, StatedLine};
use crate::rows::open::ways;
use crate::rows::sheet_reader::{RowRef, SheetReader};

/// The longest time of transition that is inferred from an amount.
pub(crate) const MAX_MONTHS: u32 = 120;

/// Adds the line of an amount that has a rate beside it. What has a rate and
/// nothing that it is paid for adds nothing: a total that says otherwise is wrong.
pub(crate) fn rated(
    reader: &mut SheetReader<'_>,
    at: RowRef<'_>,
    deferred: &DeferredAmount<'_>,
    price: Money,
    areas: &[Area],
    out: &mut Lines<'_>,
) {
    let rate = Rate::of(reader, at, deferred, price);
    let people = reader.count(at, Field::People).value();
    let paid_for = rate.paid_for(areas, people);
    let readings: Vec<Measure> = rate
        .readings(&paid_for)
        .iter()
        .flat_map(|reading| ways(reading, &deferred.factors))
        .collect();
    let fitting = readings.iter().find(|measure| rate.fits(measure)).cloned();
    let stated = deferred.amount.or_else(|| product(fitting.as_ref()?));
    let Some(amount) = stated else {
        if fitting.is_none() && rate.lacks_quantity(&paid_for) {
            let missing = if rate.is_monthly() {
                "月数"
            } else {
                "数量"
            };
            reader.note_at(Code::MissingValue, at, deferred.group.price, "", missing);
        }
        return;
    };
    // Where the rate says what it is per, that must give the amount.
    let first = readings.into_iter().next().filter(|_| rate.is_certain());
    let measure = fitting.or(first);
    if measure.is_none() {
        let found = amount.to_string();
        reader.note_at(Code::NoBreakdown, at, deferred.group.amount, &found, "");
    }
    let line = StatedLine {
        standard: rate.standard,
        category: rate.category,
        item: rate.item,
        measure,
        amount,
    };
    let columns = LineColumns {
        quantity: deferred.group.amount,
        unit: None,
        price: deferred.group.price,
        amount: deferred.group.amount.or(deferred.group.price),
    };
    reader.add(at, line, columns, out);
}

fn product(measure: &Measure) -> Option<Money> {
    line_amount(measure).ok().flatten()
}

/// A rate, and what the table and the standards say of it.
struct Rate<'a> {
    topic: Topic,
    category: Category,
    item: String,
    standard: Option<&'a Standard>,
    price: Money,
    /// What it is per, as its heading says, or the standard.
    per: Option<Unit>,
    /// For how many months, where the table says it.
    months: Option<u32>,
    /// What it must give, where the table says it.
    amount: Option<Money>,
}

impl<'a> Rate<'a> {
    fn of(
        reader: &SheetReader<'a>,
        at: RowRef<'_>,
        deferred: &DeferredAmount<'_>,
        price: Money,
    ) -> Self {
        let group = deferred.group;
        let category = category(reader, group);
        let item = name(reader, at, group);
        let standard = reader.schedule.and_then(|schedule| {
            schedule
                .find(category, &item)
                .or_else(|| schedule.find_by_name(&item))
                .or_else(|| schedule.only(category))
        });
        let stated = reader.header.priced_unit(group.price);
        Self {
            topic: group.topic,
            category,
            item,
            standard,
            price,
            per: stated.or_else(|| standard.map(|standard| standard.unit.clone())),
            months: deferred.months.filter(|_| group.topic == Topic::Transition),
            amount: deferred.amount,
        }
    }

    fn is_monthly(&self) -> bool {
        self.per == Some(Unit::SquareMetreMonth)
    }

    /// Whether it is clear what the rate multiplies, whatever comes of it.
    fn is_certain(&self) -> bool {
        match self.topic {
            Topic::Transition => self.months.is_some(),
            _ => self.per.as_ref().is_some_and(is_area),
        }
    }

    /// Whether a quantity is missing: no land or house to pay for is nothing to
    /// say, a tree that nobody counted is.
    fn lacks_quantity(&self, paid_for: &[Area]) -> bool {
        !self.per.as_ref().is_none_or(is_area) || !paid_for.is_empty()
    }

    /// What the rate may be paid for, by what it is per.
    fn paid_for(&self, areas: &[Area], people: Option<u32>) -> Vec<Area> {
        let counted = |number: u32, unit: Unit| Area {
            quantity: Quantity::from_e4(i64::from(number).saturating_mul(Quantity::ONE.e4())),
            unit,
        };
        match &self.per {
            None | Some(Unit::SquareMetreMonth) => areas.to_vec(),
            Some(per) if is_area(per) => areas.to_vec(),
            Some(Unit::Household) => vec![counted(1, Unit::Household)],
            Some(Unit::Other(word)) if word == "人" => people
                .map(|people| counted(people, Unit::from("人")))
                .into_iter()
                .collect(),
            Some(_) => Vec::new(),
        }
    }

    /// The ways in which the rate can be read, the likeliest first: by the month
    /// and once.
    fn readings(&self, paid_for: &[Area]) -> Vec<Measure> {
        let months = match self.topic {
            Topic::Transition => self
                .months
                .or_else(|| self.inferred_months(paid_for.first()?)),
            _ => None,
        };
        // Without an amount to tell, a rate beside months is per month.
        let once = !self.is_monthly() && (self.months.is_none() || self.amount.is_some());
        let monthly = paid_for
            .iter()
            .filter_map(|area| Some(self.measure(area, Some(months?))));
        let once = paid_for
            .iter()
            .filter(|_| once)
            .map(|area| self.measure(area, None));
        monthly.chain(once).collect()
    }

    /// The months that the amount is paid for, to the nearest whole number.
    fn inferred_months(&self, area: &Area) -> Option<u32> {
        let monthly = area.quantity.decimal().checked_mul(self.price.yuan())?;
        let months = self.amount?.yuan().checked_div(monthly)?.round();
        let months = u32::try_from(months).ok()?;
        (2..=MAX_MONTHS).contains(&months).then_some(months)
    }

    fn measure(&self, area: &Area, months: Option<u32>) -> Measure {
        let other_unit = |per: &Unit| *per != area.unit && is_area(per);
        let (unit, per) = match months {
            Some(_) => (Unit::SquareMetreMonth, None),
            None => (area.unit.clone(), self.per.clone().filter(other_unit)),
        };
        Measure {
            quantity: area.quantity,
            unit,
            months,
            price: Some(self.price),
            per,
            limits: self
                .standard
                .map_or(Limits::NONE, |standard| standard.limits),
            terms: None,
        }
    }

    fn fits(&self, measure: &Measure) -> bool {
        self.amount
            .is_none_or(|amount| line_amount(measure) == Ok(Some(amount)))
    }
}
