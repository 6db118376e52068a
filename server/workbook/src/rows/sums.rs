//! Subtotals and totals, checked against the rows above them, or below them
//! where they stand first.

use domain::capitals::from_capitals;
use domain::finding::Code;
use domain::money::Money;
use domain::table::Field;
use rust_decimal::Decimal;

use super::kind::{self, RowKind};
use super::sheet_reader::{RowRef, SheetReader, masked};
use super::terms::is_deduction;
use crate::cells::grid::{Cell, is_dash};

/// Subtotals may begin at any of the last so many: of a page, of a group.
const MAX_MARKS: usize = 64;
/// More sums than this that wait for rows below them are not kept.
const MAX_WAITING: usize = 1_000;

const SUMMED: [Field; 18] = [
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
    Field::OtherQuantity,
    Field::OtherAmount,
    Field::Deduction,
    Field::Subtotal,
    Field::Amount,
    Field::GrossTotal,
    Field::Total,
];

/// Running sums of the columns that a subtotal adds up.
struct RunningSums {
    columns: Vec<usize>,
    /// Of these, those with the households' totals, before deductions and after.
    totals: [Option<usize>; 2],
    all: Vec<Decimal>,
    /// The sums where a subtotal may begin: at the top, after a subtotal, at
    /// the name of a group or a header that stands once more.
    marks: Vec<Vec<Decimal>>,
    /// After the last subtotal.
    last: Vec<Decimal>,
    /// At the first row of the household.
    household: Vec<Decimal>,
    /// Cells of the household that only repeat others.
    repeated: Vec<(usize, usize)>,
    /// Sums that what is above them does not give.
    waiting: Vec<PendingSum>,
}

/// A row of sums over what stands below it.
struct PendingSum {
    row: usize,
    /// Of the whole table.
    whole: bool,
    /// The sums so far, and what it would have to be by what stands above.
    before: Vec<Decimal>,
    above: Vec<Decimal>,
    stated: Vec<Option<Decimal>>,
}

/// What a row of sums is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Scope {
    /// The last total of the table.
    Whole,
    Some,
    /// Lines of one household.
    Household,
}

/// What a household states as its total.
pub(crate) struct StatedTotal {
    /// Its first row.
    pub(crate) first: usize,
    /// Before deductions and after; `None` where it is missing or cannot be read.
    pub(crate) totals: [Option<Money>; 2],
    /// Row and column of deductions that are repeated on its rows.
    pub(crate) repeated: Vec<(usize, usize)>,
}

/// Compares every row of sums of a sheet.
pub(crate) fn check(reader: &mut SheetReader<'_>, kinds: &[RowKind], households: &[StatedTotal]) {
    let last_total = kinds.iter().rposition(|kind| *kind == RowKind::Total);
    let mut sums = RunningSums::new(reader);
    let mut households = households.iter().peekable();
    let mut open: [Option<Money>; 2] = [None, None];
    for (position, (row, kind)) in (reader.header.body..).zip(kinds).enumerate() {
        match kind {
            RowKind::Skipped | RowKind::Inner | RowKind::Data => {}
            _ => sums.close(reader, std::mem::take(&mut open)),
        }
        match kind {
            RowKind::Skipped | RowKind::OtherTable => {}
            RowKind::Inner => sums.compare(reader, row, Scope::Household),
            RowKind::Data => {
                if let Some(next) = households.next_if(|one| one.first == row) {
                    sums.close(reader, std::mem::replace(&mut open, next.totals));
                    sums.begin(&next.repeated);
                }
                sums.add(reader, row);
            }
            RowKind::Group(_) => sums.mark(),
            RowKind::GroupSum(_) => {
                sums.mark();
                sums.compare(reader, row, Scope::Some);
            }
            RowKind::Subtotal | RowKind::Total => {
                let whole = Some(position) == last_total;
                sums.compare(reader, row, if whole { Scope::Whole } else { Scope::Some });
            }
        }
    }
    sums.close(reader, open);
    sums.finish(reader);
}

impl RunningSums {
    fn new(reader: &SheetReader<'_>) -> Self {
        let totals = [Field::GrossTotal, Field::Total].map(|field| reader.header.at(field));
        let columns: Vec<usize> = SUMMED
            .into_iter()
            .flat_map(|field| reader.header.of(field))
            // Of several totals before deductions, the first is the households'.
            .filter(|column| {
                column.field != Some(Field::GrossTotal) || totals.contains(&Some(column.index))
            })
            .map(|column| column.index)
            .collect();
        let nothing = vec![Decimal::ZERO; columns.len()];
        Self {
            totals,
            columns,
            all: nothing.clone(),
            marks: Vec::new(),
            last: nothing.clone(),
            household: nothing,
            repeated: Vec::new(),
            waiting: Vec::new(),
        }
    }

    fn add(&mut self, reader: &SheetReader<'_>, row: usize) {
        for (column, sum) in self.columns.iter().zip(&mut self.all) {
            // Totals may stand on each of a household's rows: added once it is read.
            let again = self.repeated.contains(&(row, *column));
            if again || self.totals.contains(&Some(*column)) {
                continue;
            }
            if let Some(number) = counted(reader, row, *column) {
                *sum = sum.checked_add(number).unwrap_or(*sum);
            }
        }
    }

    /// A household ends here: adds its totals, as their columns count.
    fn close(&mut self, reader: &SheetReader<'_>, totals: [Option<Money>; 2]) {
        for (at, total) in self.totals.into_iter().zip(totals) {
            let (Some(at), Some(total)) = (at, total) else {
                continue;
            };
            let scale = Decimal::from(reader.header.scale(at).yuan());
            let total = total.yuan().checked_div(scale).unwrap_or_default();
            for (column, sum) in self.columns.iter().zip(&mut self.all) {
                if *column == at {
                    *sum = sum.checked_add(total).unwrap_or(*sum);
                }
            }
        }
    }

    /// A household begins here.
    fn begin(&mut self, repeated: &[(usize, usize)]) {
        repeated.clone_into(&mut self.repeated);
        self.household.clone_from(&self.all);
    }

    /// A subtotal may begin here.
    fn mark(&mut self) {
        self.settle_waiting();
        if self.marks.last() != Some(&self.all) {
            self.marks.push(self.all.clone());
        }
        if self.marks.len() > MAX_MARKS {
            self.marks.remove(0);
        }
    }

    /// Compares a row of sums with the rows above it; the last total of a table
    /// must be the whole.
    fn compare(&mut self, reader: &mut SheetReader<'_>, row: usize, of: Scope) {
        let stated: Vec<Option<Decimal>> = self
            .columns
            .iter()
            .map(|column| {
                let total = self.totals.contains(&Some(*column));
                stated(reader, row, *column).filter(|_| !(total && of == Scope::Household))
            })
            .collect();
        let fits = |since: &Vec<Decimal>| agree(&stated, &difference(&self.all, since));
        let whole = agree(&stated, &self.all);
        let right = whole
            || match of {
                Scope::Whole => false,
                Scope::Some => self.marks.iter().any(fits) || self.each_fits(&stated),
                Scope::Household => {
                    fits(&self.household) || fits(&self.last) || self.each_fits(&stated)
                }
            };
        if !right && self.waiting.len() < MAX_WAITING {
            let above = match of {
                Scope::Whole => self.all.clone(),
                Scope::Some => difference(&self.all, &self.last),
                Scope::Household => difference(&self.all, &self.household),
            };
            if of == Scope::Household {
                note(reader, &self.columns, row, &stated, &above);
            } else {
                self.waiting.push(PendingSum {
                    row,
                    whole: of == Scope::Whole,
                    before: self.all.clone(),
                    above,
                    stated,
                });
            }
        }
        self.last.clone_from(&self.all);
        self.mark();
    }

    /// Columns may each begin at another mark: of areas that are summed by page
    /// and amounts that are carried on.
    fn each_fits(&self, stated: &[Option<Decimal>]) -> bool {
        let column_fits = |(at, stated): (usize, &Option<Decimal>)| {
            let Some(stated) = stated else { return true };
            let all = self.all.get(at).copied().unwrap_or_default();
            let begins = self.marks.iter().chain([&self.household]);
            *stated == all
                || begins
                    .filter_map(|mark| mark.get(at))
                    .any(|before| all.checked_sub(*before) == Some(*stated))
        };
        stated.iter().enumerate().all(column_fits)
    }

    /// Drops the sums that the rows since have borne out.
    fn settle_waiting(&mut self) {
        let all = &self.all;
        self.waiting.retain(|waiting| {
            waiting.whole || !agree(&waiting.stated, &difference(all, &waiting.before))
        });
    }

    /// At the end of the table: what no rows bear out is wrong.
    fn finish(&mut self, reader: &mut SheetReader<'_>) {
        self.settle_waiting();
        for waiting in std::mem::take(&mut self.waiting) {
            if waiting.whole && agree(&waiting.stated, &self.all) {
                continue;
            }
            let first = waiting.before.iter().all(Decimal::is_zero);
            let expected = if first { &self.all } else { &waiting.above };
            note(
                reader,
                &self.columns,
                waiting.row,
                &waiting.stated,
                expected,
            );
        }
    }
}

/// What a row adds to the sum of a column: what an item takes off is less.
fn counted(reader: &SheetReader<'_>, row: usize, column: usize) -> Option<Decimal> {
    let number = reader.stated(row, column)?;
    let taken_off = reader.header.at(Field::Amount) == Some(column)
        && reader
            .text(row, Field::Item)
            .is_some_and(|item| is_deduction(&item, Some(number)));
    Some(if taken_off { -number.abs() } else { number })
}

/// The sum in a cell, also in capitals; notes what stands there instead.
fn stated(reader: &mut SheetReader<'_>, row: usize, column: usize) -> Option<Decimal> {
    if let Some(number) = reader.stated(row, column) {
        return Some(number);
    }
    let at = RowRef { row, household: "" };
    let sheet = reader.sheet;
    match sheet.cell(row, column) {
        Cell::Error(error) => {
            let error = error.clone();
            reader.note_in(Code::CellError, at, column, &error, "");
        }
        Cell::Text(text) if !is_dash(text) && !kind::is_label(text) => {
            if let Some(money) = from_capitals(text) {
                let scale = Decimal::from(reader.header.scale(column).yuan());
                return money.yuan().checked_div(scale);
            }
            let found = masked(text);
            reader.note_in(Code::NotANumber, at, column, &found, "");
        }
        _ => {}
    }
    None
}

fn note(
    reader: &mut SheetReader<'_>,
    columns: &[usize],
    row: usize,
    stated: &[Option<Decimal>],
    expected: &[Decimal],
) {
    for ((column, stated), expected) in columns.iter().zip(stated).zip(expected) {
        if let Some(stated) = stated.filter(|stated| stated != expected) {
            let (found, expected) = (
                stated.normalize().to_string(),
                expected.normalize().to_string(),
            );
            let at = RowRef { row, household: "" };
            reader.note_in(Code::SumMismatch, at, *column, &found, &expected);
        }
    }
}

fn difference(all: &[Decimal], before: &[Decimal]) -> Vec<Decimal> {
    let less = |(all, before): (&Decimal, &Decimal)| all.checked_sub(*before).unwrap_or(*all);
    all.iter().zip(before).map(less).collect()
}

fn agree(stated: &[Option<Decimal>], sums: &[Decimal]) -> bool {
    stated
        .iter()
        .zip(sums)
        .all(|(stated, sum)| stated.is_none_or(|stated| stated == *sum))
}
