//! What is the same for the lines of both layouts: checking one against its
//! standard and noting its faults at the right cells.

use domain::amount::line_amount;
use domain::board::{LineItem, Measure};
use domain::finding::Code;
use domain::money::Money;
use domain::quantity::{Quantity, Unit};
use domain::recompute::{LineFault, line_faults};
use domain::standard::{Category, Standard};
use text::Lang;
use text::arithmetic::equation;

use super::cells::{Desk, Row};
use super::header::Group;

/// The columns in which a line stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct LineColumns {
    pub(super) quantity: Option<usize>,
    pub(super) unit: Option<usize>,
    pub(super) price: Option<usize>,
    pub(super) amount: Option<usize>,
}

/// A household's lines as far as they could be read.
#[derive(Debug, Default)]
pub(super) struct Lines<'a> {
    /// Each with the row that it stands in.
    pub(super) lines: Vec<(usize, LineItem)>,
    /// Some amount could not be read, so that a total cannot be checked.
    pub(super) incomplete: bool,
    /// Areas of the household's rows so far.
    pub(super) land: Vec<Area>,
    pub(super) floor: Vec<Area>,
    /// Amounts that can be checked only once all areas are known.
    pub(super) pending: Vec<Pending<'a>>,
}

/// An area, or a count, with its unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Area {
    pub(super) quantity: Quantity,
    pub(super) unit: Unit,
}

/// An area whose rate is per the other unit, where the amount shows that it is.
pub(super) fn in_priced_unit(measure: Measure, amount: Money) -> Measure {
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
pub(super) struct Pending<'a> {
    pub(super) row: usize,
    pub(super) group: &'a Group,
    /// `None` where the table has rates and no amounts.
    pub(super) amount: Option<Money>,
    pub(super) price: Option<Money>,
    /// Of its own row.
    pub(super) area: Option<Area>,
    pub(super) months: Option<u32>,
}

impl Lines<'_> {
    pub(super) fn push(&mut self, row: usize, line: LineItem) {
        self.lines.push((row, line));
    }
}

impl Area {
    /// The sum of areas in one unit; `None` where there are none or they mix.
    pub(super) fn sum(areas: &[Self]) -> Option<Self> {
        let (first, rest) = areas.split_first()?;
        rest.iter().try_fold(first.clone(), |sum, area| {
            let quantity = sum.quantity.checked_add(area.quantity)?;
            (sum.unit == area.unit).then_some(Self { quantity, ..sum })
        })
    }
}

impl<'a> Desk<'a> {
    /// The standard of an item; notes where the schedule has none.
    pub(super) fn standard(
        &mut self,
        at: Row<'_>,
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

    /// Notes what is wrong with a line; tells whether its quantity can be relied on.
    pub(super) fn check(
        &mut self,
        at: Row<'_>,
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
                    let found = measure.price.unwrap_or_default().short();
                    let (code, expected) = (Code::PriceDiffers, expected.short());
                    if slip {
                        self.error_at(code, at, columns.price, &found, &expected);
                    } else {
                        self.note_at(code, at, columns.price, &found, &expected);
                    }
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
                    let formula = equation(measure, expected, Lang::Zh);
                    let found = line.amount.to_string();
                    // Without standards nobody can tell a wrong amount from a floor or cap.
                    let held = self.schedule.is_none()
                        && matches!(line.category, Category::Subsidy | Category::Reward);
                    let code = if held {
                        Code::NoBreakdown
                    } else {
                        Code::AmountMismatch
                    };
                    self.note_at(code, at, columns.amount, &found, &formula);
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
