//! Factors and deductions of a row: which line they are of, by what makes its
//! amount come out, and what is left for the household.

use std::borrow::Cow;

use domain::amount::line_amount;
use domain::board::{LineItem, Measure};
use domain::finding::Code;
use domain::money::{Money, MoneyError};
use domain::table::Field;
use domain::terms::{self, Deduction, RatePart};
use rust_decimal::Decimal;

use super::lines::{Lines, in_priced_unit};
use super::open::{OpenDeduction, ReadFactor, ways};
use super::sheet_reader::{CellValue, RowRef, SheetReader, masked};
use crate::cells::grid::{Cell, is_dash};
use crate::header::column::TermColumn;
use crate::header::subject::Topic;
use crate::words::meaning::Meaning;
use crate::words::terms::{deducted, factor, may_be_deducted, taken_off};

/// Whether an item of a long table is one that is taken off: 扣除旧料款.
pub(crate) fn is_deduction(item: &str, number: Option<Decimal>) -> bool {
    let negative = number.is_some_and(|number| number.is_sign_negative());
    match deducted(item) {
        Some(Meaning::Is(_) | Meaning::Deducted) => true,
        _ => negative && may_be_deducted(item),
    }
}

impl SheetReader<'_> {
    /// What a row takes off, whatever of.
    pub(crate) fn deductions(&mut self, at: RowRef<'_>, out: &mut Lines<'_>) -> Vec<OpenDeduction> {
        let header = self.header;
        let mut open = Vec::new();
        for column in header.of(Field::Deduction) {
            match self.taken_off(at, column.index) {
                CellValue::Value(amount) if amount != Money::ZERO => open.push(OpenDeduction {
                    row: at.row,
                    column: column.index,
                    topic: column.subject.topic,
                    deduction: Deduction {
                        name: column.leaf.clone(),
                        amount,
                    },
                }),
                CellValue::Invalid => out.incomplete = true,
                _ => {}
            }
        }
        open
    }

    /// What a cell takes off, without a sign: -800 and 800 under 扣除 are the same.
    pub(crate) fn taken_off(&mut self, at: RowRef<'_>, column: usize) -> CellValue<Money> {
        let sheet = self.sheet;
        let cell = sheet.cell(at.row, column);
        let (code, found, expected) = match cell {
            Cell::Blank => return CellValue::Blank,
            Cell::Text(text) if is_dash(text) => return CellValue::Blank,
            Cell::Error(error) => (Code::CellError, Cow::Borrowed(&**error), ""),
            // Said where the formats of the column are.
            Cell::Date(_) | Cell::Unshown(_) => return CellValue::Invalid,
            Cell::Text(_) | Cell::Number(..) | Cell::Formatted(_) => {
                let scale = self.header.scale(column);
                let number = taken_off(cell).number_in(scale);
                let yuan =
                    number.and_then(|off| off.abs().checked_mul(Decimal::from(scale.yuan())));
                let found = || Cow::Owned(masked(&cell.shown()));
                match yuan.map(Money::from_yuan_exact) {
                    Some(Ok(amount)) => return CellValue::Value(amount),
                    Some(Err(MoneyError::FinerThanFen)) => (Code::TooFine, found(), "≤ 2"),
                    Some(Err(_)) | None => (Code::NotANumber, found(), ""),
                }
            }
        };
        self.note_in(code, at, column, &found, expected);
        CellValue::Invalid
    }

    /// The factors of a row's line; one that is merged down over several rows is
    /// that of each. `None` where one cannot be read, which is noted.
    pub(crate) fn factors(
        &mut self,
        at: RowRef<'_>,
        columns: &[TermColumn],
    ) -> Option<Vec<ReadFactor>> {
        let mut read = Vec::new();
        let sheet = self.sheet;
        for column in columns {
            let row = sheet.merged_from(at.row, column.index);
            let cell = sheet.cell(row, column.index);
            match cell {
                Cell::Blank => continue,
                Cell::Text(text) if is_dash(text) => continue,
                Cell::Error(error) => {
                    self.note_in(Code::CellError, at, column.index, error, "");
                    return None;
                }
                // Said where the formats of the column are.
                Cell::Date(_) | Cell::Unshown(_) => return None,
                Cell::Text(_) | Cell::Number(..) | Cell::Formatted(_) => {}
            }
            let Some(factor) = factor(cell, &column.heading) else {
                let found = masked(&cell.shown());
                self.note_in(Code::FactorUnclear, at, column.index, &found, "");
                return None;
            };
            read.push(ReadFactor {
                column: column.index,
                name: column.name.clone(),
                read: factor,
            });
        }
        Some(read)
    }

    /// The parts of a row's rate, where each stands.
    pub(crate) fn rate_parts(&mut self, at: RowRef<'_>, columns: &[TermColumn]) -> Vec<RatePart> {
        let mut parts = Vec::new();
        for column in columns {
            let from = self.sheet.merged_from(at.row, column.index);
            let part = self.money_in(RowRef { row: from, ..at }, column.index);
            if let CellValue::Value(price) = part {
                parts.push(RatePart {
                    name: column.name.clone(),
                    price,
                });
            }
        }
        parts
    }

    /// A measure with its factors, and with those of the row's deductions that make
    /// the stated amount come out; the others stay open.
    pub(crate) fn with_terms(
        &mut self,
        at: RowRef<'_>,
        measure: Measure,
        factors: &[ReadFactor],
        topic: Option<Topic>,
        amount: Option<Money>,
        open: &mut Vec<OpenDeduction>,
    ) -> Measure {
        let ways = ways(&measure, factors);
        let Some(amount) = amount else {
            for unclear in factors.iter().filter(|factor| !factor.read.certain) {
                let found = self.sheet.cell(at.row, unclear.column).shown();
                self.note_in(Code::FactorUnclear, at, unclear.column, &found, "");
            }
            return ways.into_iter().next().unwrap_or(measure);
        };
        for taken in taken(open, topic) {
            for way in &ways {
                let mut measure = way.clone();
                if !taken.is_empty() {
                    let mut terms = measure.terms.take().map(|terms| *terms).unwrap_or_default();
                    terms.deductions = taken
                        .iter()
                        .filter_map(|at| Some(open.get(*at)?.deduction.clone()))
                        .collect();
                    measure.terms = terms.boxed();
                }
                let measure = in_priced_unit(measure, amount);
                if line_amount(&measure) == Ok(Some(amount)) {
                    let mut at = 0;
                    open.retain(|_| {
                        at += 1;
                        !taken.contains(&(at - 1))
                    });
                    return measure;
                }
            }
        }
        ways.into_iter().next().unwrap_or(measure)
    }
}

/// Which deductions of a row may be a line's: none, each by itself, all.
fn taken(open: &[OpenDeduction], topic: Option<Topic>) -> Vec<Vec<usize>> {
    let of_line: Vec<usize> = (0..open.len())
        .filter(|at| {
            open.get(*at)
                .is_some_and(|one| one.topic.is_none() || topic.is_none() || one.topic == topic)
        })
        .collect();
    let mut taken = vec![Vec::new()];
    taken.extend(of_line.iter().map(|at| vec![*at]));
    if of_line.len() > 1 {
        taken.push(of_line);
    }
    taken
}

/// What is taken off a household's sum. A deduction that stands on each of its
/// rows is one where that gives the total; then also the cells (row, column) that
/// only repeat it.
pub(crate) fn of_household(
    open: Vec<OpenDeduction>,
    lines: &[(usize, LineItem)],
    totals: &[Money],
) -> (Vec<Deduction>, Vec<(usize, usize)>) {
    let all = by_name(open.iter());
    let repeated = |one: &OpenDeduction| {
        let same = open.iter().filter(|other| other.is_like(one));
        let mut same = same.map(|other| other.deduction.amount);
        same.all(|amount| amount == one.deduction.amount)
    };
    let first = |one: &&OpenDeduction| {
        let first = open.iter().find(|other| other.is_like(one));
        !repeated(one) || first.is_some_and(|first| first.row == one.row)
    };
    let once = by_name(open.iter().filter(first));
    let sum: Money = lines.iter().map(|(_, line)| line.amount).sum();
    let stated: Money = totals.iter().copied().sum();
    let fits = |deductions: &[Deduction]| {
        let net = sum.checked_sub(terms::deducted(deductions));
        net.is_some_and(|net| net == stated || totals.first() == Some(&net))
    };
    if !fits(&all) && fits(&once) {
        let again = open.iter().filter(|one| !first(one));
        let again = again.map(|one| (one.row, one.column)).collect();
        (once, again)
    } else {
        (all, Vec::new())
    }
}

/// Deductions of one name are one.
fn by_name<'a>(open: impl Iterator<Item = &'a OpenDeduction>) -> Vec<Deduction> {
    let mut named: Vec<Deduction> = Vec::new();
    for OpenDeduction { deduction, .. } in open {
        match named.iter_mut().find(|one| one.name == deduction.name) {
            Some(one) => {
                let sum = one.amount.checked_add(deduction.amount);
                one.amount = sum.unwrap_or(one.amount);
            }
            None => named.push(deduction.clone()),
        }
    }
    named
}
