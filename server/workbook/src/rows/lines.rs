//! What is the same for the lines of both layouts: making one of what its row
//! states, checking it against its standard, and noting its faults at the right
//! cells.

use domain::amount::line_amount;
use domain::board::{LineItem, Measure};
use domain::finding::{Code, Detail, Severity};
use domain::money::Money;
use domain::quantity::{Quantity, Unit};
use domain::recompute::{LineFault, deviation, line_faults};
use domain::standard::{Category, Standard};

use super::open::{OpenDeduction, ReadFactor};
use super::sheet_reader::{RowRef, SheetReader};
use crate::header::groups::Group;

/// The columns in which a line stands.
#[derive(Clone, Copy, Debug)]
pub(crate) struct LineColumns {
    pub(crate) quantity: Option<usize>,
    pub(crate) unit: Option<usize>,
    pub(crate) price: Option<usize>,
    pub(crate) amount: Option<usize>,
}

/// A line as its row states it.
#[derive(Debug)]
pub(crate) struct StatedLine<'a> {
    pub(crate) standard: Option<&'a Standard>,
    pub(crate) category: Category,
    pub(crate) item: String,
    /// What it is worked out from, where that shows.
    pub(crate) measure: Option<Measure>,
    pub(crate) amount: Money,
}

impl<'a> StatedLine<'a> {
    /// A sum that says no more.
    pub(crate) fn lump(category: Category, item: &str, amount: Money) -> Self {
        Self {
            standard: None,
            category,
            item: item.to_owned(),
            measure: None,
            amount,
        }
    }

    /// A line of a standard, called as the standard is.
    pub(crate) fn of(standard: &'a Standard, measure: Option<Measure>, amount: Money) -> Self {
        Self {
            standard: Some(standard),
            category: standard.category,
            item: standard.name.clone(),
            measure,
            amount,
        }
    }

    /// As it goes into the board; a price that is not its standard's shows.
    fn into_item(self) -> LineItem {
        LineItem {
            standard: self.standard.map(|standard| standard.code.clone()),
            category: self.category,
            item: self.item,
            deviation: deviation(self.measure.as_ref(), self.standard),
            measure: self.measure,
            amount: self.amount,
        }
    }
}

/// A household's lines as far as they could be read.
#[derive(Debug, Default)]
pub(crate) struct Lines<'a> {
    /// Each with the row that it stands in.
    pub(crate) lines: Vec<(usize, LineItem)>,
    /// Some amount could not be read, so that a total cannot be checked.
    pub(crate) incomplete: bool,
    /// Areas of the household's rows so far.
    pub(crate) land: Vec<Area>,
    pub(crate) floor: Vec<Area>,
    /// Amounts that can be checked only once all areas are known.
    pub(crate) deferred: Vec<DeferredAmount<'a>>,
    /// What the row takes off, and no line of it yet.
    pub(crate) open: Vec<OpenDeduction>,
    /// The column that the row's land has as a part of its rate.
    pub(crate) joined: Option<usize>,
    /// What the household's rows take off its sum.
    pub(crate) deducted: Vec<OpenDeduction>,
}

/// An area, or a count, with its unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Area {
    pub(crate) quantity: Quantity,
    pub(crate) unit: Unit,
}

/// An area whose rate is per the other unit, where the amount shows that it is.
pub(crate) fn in_priced_unit(measure: Measure, amount: Money) -> Measure {
    let other = match measure.unit {
        Unit::Mu => Unit::SquareMetre,
        Unit::SquareMetre => Unit::Mu,
        _ => return measure,
    };
    if measure.per.is_some() || line_amount(&measure) == Ok(Some(amount)) {
        return measure;
    }
    let converted = Measure {
        per: Some(other),
        ..measure.clone()
    };
    if line_amount(&converted) == Ok(Some(amount)) {
        converted
    } else {
        measure
    }
}

/// An amount in a wide table that an area times a rate should give.
#[derive(Debug)]
pub(crate) struct DeferredAmount<'a> {
    pub(crate) row: usize,
    pub(crate) group: &'a Group,
    /// `None` where the table has rates and no amounts.
    pub(crate) amount: Option<Money>,
    pub(crate) price: Option<Money>,
    /// Of its own row.
    pub(crate) area: Option<Area>,
    pub(crate) months: Option<u32>,
    pub(crate) factors: Vec<ReadFactor>,
}

impl Lines<'_> {
    /// Adds a line that there is nothing to check of.
    pub(crate) fn push(&mut self, row: usize, line: StatedLine<'_>) {
        self.lines.push((row, line.into_item()));
    }
}

impl Area {
    pub(crate) fn of(measure: &Measure) -> Self {
        Self {
            quantity: measure.quantity,
            unit: measure.unit.clone(),
        }
    }

    /// The sum of areas in one unit; `None` where there are none or they mix.
    pub(crate) fn sum(areas: &[Self]) -> Option<Self> {
        let (first, rest) = areas.split_first()?;
        rest.iter().try_fold(first.clone(), |sum, area| {
            let quantity = sum.quantity.checked_add(area.quantity)?;
            (sum.unit == area.unit).then_some(Self { quantity, ..sum })
        })
    }
}

impl<'a> SheetReader<'a> {
    /// The standard of an item; notes where the schedule has none.
    pub(crate) fn standard(
        &mut self,
        at: RowRef<'_>,
        category: Category,
        item: &str,
        column: Option<usize>,
    ) -> Option<&'a Standard> {
        let found = self.schedule?.find(category, item);
        if found.is_none() {
            self.note_at(Code::UnknownStandard, at, column, item, "");
        }
        found
    }

    /// Adds a line, and notes what is wrong with it; tells whether its quantity can
    /// be relied on.
    pub(crate) fn add(
        &mut self,
        at: RowRef<'_>,
        line: StatedLine<'_>,
        columns: LineColumns,
        out: &mut Lines<'_>,
    ) -> bool {
        let standard = line.standard;
        let item = line.into_item();
        let sound = self.check(at, &item, standard, columns);
        out.lines.push((at.row, item));
        sound
    }

    fn check(
        &mut self,
        at: RowRef<'_>,
        line: &LineItem,
        standard: Option<&Standard>,
        columns: LineColumns,
    ) -> bool {
        let Some(measure) = &line.measure else {
            return false;
        };
        let mut sound = true;
        for fault in line_faults(line, standard) {
            match fault {
                LineFault::Price { expected, slip } => {
                    let code = Code::PriceDiffers;
                    let severity = match slip {
                        true => Severity::Error,
                        false => code.severity(),
                    };
                    let price = Detail::Price {
                        stated: measure.price.unwrap_or_default(),
                        standard: expected,
                    };
                    self.note_figures(severity, code, at, columns.price, price);
                }
                LineFault::Unit { expected } => {
                    let column = columns.unit.or(columns.quantity);
                    self.note_at(
                        Code::UnitDiffers,
                        at,
                        column,
                        measure.priced_unit().label(),
                        &expected,
                    );
                }
                LineFault::Amount { expected } => {
                    // Without standards nobody can tell a wrong amount from a floor or cap.
                    let held = self.schedule.is_none()
                        && matches!(line.category, Category::Subsidy | Category::Reward);
                    let code = if held {
                        Code::NoBreakdown
                    } else {
                        Code::AmountMismatch
                    };
                    let amount = Detail::Amount {
                        stated: line.amount,
                        measure: Box::new(measure.clone()),
                        expected,
                    };
                    self.note_figures(code.severity(), code, at, columns.amount, amount);
                }
                LineFault::TenTimes { expected } => {
                    sound = false;
                    let found = measure.quantity.to_string();
                    self.note_at(
                        Code::TenTimesOff,
                        at,
                        columns.quantity,
                        &found,
                        &expected.to_string(),
                    );
                }
            }
        }
        sound
    }
}
