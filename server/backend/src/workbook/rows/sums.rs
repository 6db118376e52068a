//! Subtotals and totals, checked against the rows above them.

use std::collections::HashMap;

use domain::finding::Code;
use domain::read::Field;
use rust_decimal::Decimal;

use super::super::cells::{Desk, Row};

/// Subtotals may begin at any of the last so many: of a page, of a group.
const MARKS_MOST: usize = 64;

const SUMMED: [Field; 14] = [
    Field::People,
    Field::LandArea,
    Field::LandAreaOther,
    Field::LandAmount,
    Field::CropsAmount,
    Field::FloorArea,
    Field::HouseAmount,
    Field::FixtureAmount,
    Field::MovingAmount,
    Field::TransitionAmount,
    Field::RewardAmount,
    Field::Subtotal,
    Field::Amount,
    Field::Total,
];

/// Running sums of the columns that a subtotal adds up.
pub(super) struct Sums {
    columns: Vec<usize>,
    all: HashMap<usize, Decimal>,
    /// The sums where a subtotal may begin: at the top, after a subtotal, at
    /// the name of a group or a header that stands once more.
    marks: Vec<HashMap<usize, Decimal>>,
    /// After the last subtotal.
    last: HashMap<usize, Decimal>,
}

impl Sums {
    pub(super) fn new(desk: &Desk<'_>) -> Self {
        let columns = SUMMED
            .into_iter()
            .chain([Field::OtherAmount])
            .flat_map(|field| desk.header.of(field).map(|column| column.index))
            .collect();
        Self {
            columns,
            all: HashMap::new(),
            marks: Vec::new(),
            last: HashMap::new(),
        }
    }

    pub(super) fn add(&mut self, desk: &Desk<'_>, row: usize) {
        // Totals may stand on each of a household's rows: added once it is read.
        let total = desk.header.at(Field::Total);
        for column in self.columns.iter().filter(|column| Some(**column) != total) {
            let Some(number) = desk.sheet.cell(row, *column).number() else {
                continue;
            };
            let sum = self.all.entry(*column).or_default();
            *sum = sum.checked_add(number).unwrap_or(*sum);
        }
    }

    /// Adds a household's total, as its column counts.
    pub(super) fn add_total(&mut self, desk: &Desk<'_>, total: Decimal) {
        if let Some(column) = desk.header.at(Field::Total) {
            let sum = self.all.entry(column).or_default();
            *sum = sum.checked_add(total).unwrap_or(*sum);
        }
    }

    /// A subtotal may begin here.
    pub(super) fn mark(&mut self) {
        if self.marks.last() != Some(&self.all) {
            self.marks.push(self.all.clone());
        }
        if self.marks.len() > MARKS_MOST {
            self.marks.remove(0);
        }
    }

    /// Compares a row of sums; the last of a table must be the whole.
    pub(super) fn compare(&mut self, desk: &mut Desk<'_>, row: usize, whole: bool) {
        for column in self.columns.clone() {
            let Some(stated) = desk.sheet.cell(row, column).number() else {
                continue;
            };
            let all = self.all.get(&column).copied().unwrap_or_default();
            let since = |mark: &HashMap<usize, Decimal>| {
                all.checked_sub(mark.get(&column).copied().unwrap_or_default())
                    .unwrap_or_default()
            };
            let fits =
                stated == all || (!whole && self.marks.iter().any(|mark| since(mark) == stated));
            if !fits {
                let sum = if whole { all } else { since(&self.last) };
                let (found, expected) =
                    (stated.normalize().to_string(), sum.normalize().to_string());
                let at = Row { row, household: "" };
                desk.note_in(Code::SumMismatch, at, column, &found, &expected);
            }
        }
        self.last.clone_from(&self.all);
        self.mark();
    }
}
