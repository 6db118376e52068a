//! What is the same for the lines of both layouts: checking one against its
//! standard and noting its faults at the right cells.

use domain::board::LineItem;
use domain::finding::Code;
use domain::read::Field;
use domain::recompute::{LineFault, line_faults};
use domain::standard::{Category, Standard};

use super::cells::{Desk, Row};

/// The columns in which a line stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct LineFields {
    pub(super) item: Field,
    pub(super) quantity: Field,
    pub(super) unit: Option<Field>,
    pub(super) price: Field,
    pub(super) amount: Field,
}

/// A household's lines as far as they could be read.
#[derive(Debug, Default)]
pub(super) struct Lines {
    pub(super) lines: Vec<LineItem>,
    /// Some amount could not be read, so that a total cannot be checked.
    pub(super) incomplete: bool,
}

impl Desk<'_> {
    /// The standard of an item; notes where the schedule has none.
    pub(super) fn standard(
        &mut self,
        at: Row<'_>,
        category: Category,
        item: &str,
        field: Field,
    ) -> Option<Standard> {
        let schedule = self.schedule?;
        let found = schedule.find(category, item).cloned();
        if found.is_none() {
            self.note(Code::UnknownStandard, at, field, item, "");
        }
        found
    }

    /// Notes what is wrong with a line; tells whether its quantity can be relied on.
    pub(super) fn check(
        &mut self,
        at: Row<'_>,
        line: &LineItem,
        standard: Option<&Standard>,
        fields: LineFields,
    ) -> bool {
        let Some(measure) = &line.measure else {
            return false;
        };
        let mut sound = true;
        for fault in line_faults(line, standard) {
            match fault {
                LineFault::Price { expected } => {
                    let found = measure.price.short();
                    self.note(
                        Code::PriceDiffers,
                        at,
                        fields.price,
                        &found,
                        &expected.short(),
                    );
                }
                LineFault::Unit { expected } => {
                    let field = fields.unit.unwrap_or(fields.quantity);
                    self.note(
                        Code::UnitDiffers,
                        at,
                        field,
                        measure.unit.label(),
                        &expected,
                    );
                }
                LineFault::Amount { formula, .. } => {
                    let found = line.amount.to_string();
                    // Without standards nobody can tell a wrong amount from a floor or cap.
                    let held = self.schedule.is_none()
                        && matches!(line.category, Category::Subsidy | Category::Reward);
                    let code = if held {
                        Code::NoBreakdown
                    } else {
                        Code::AmountMismatch
                    };
                    self.note(code, at, fields.amount, &found, &formula);
                }
                LineFault::TenTimes { expected } => {
                    sound = false;
                    let found = measure.quantity.to_string();
                    self.note(
                        Code::TenTimesOff,
                        at,
                        fields.quantity,
                        &found,
                        &expected.to_string(),
                    );
                }
            }
        }
        sound
    }
}
