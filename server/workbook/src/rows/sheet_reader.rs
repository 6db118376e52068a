//! Reading the cells of a row, with a finding for each that is wrong.

use std::borrow::Cow;

use domain::finding::{Code, Detail, Finding, Severity};
use domain::money::{Money, MoneyError};
use domain::name;
use domain::quantity::{Quantity, QuantityError, Unit};
use domain::spelling;
use domain::standard::Schedule;
use domain::table::Field;
use rust_decimal::Decimal;

use super::listed::FindingList;
use crate::cells::address::address;
use crate::cells::grid::{Cell, Sheet, is_dash};
use crate::cells::numbers;
use crate::header::table::Header;
use crate::words::terms::taken_off;

/// What stands in a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum CellValue<T> {
    Blank,
    /// Something wrong, already reported.
    Invalid,
    Value(T),
}

impl<T: Copy> CellValue<T> {
    pub(crate) fn value(self) -> Option<T> {
        if let Self::Value(value) = self {
            Some(value)
        } else {
            None
        }
    }
}

/// A sheet being read, and what was found so far.
pub(crate) struct SheetReader<'a> {
    pub(crate) sheet: &'a Sheet,
    pub(crate) header: &'a Header,
    pub(crate) schedule: Option<&'a Schedule>,
    pub(crate) found: FindingList,
}

/// Where in the sheet: a row and the household it belongs to.
#[derive(Clone, Copy, Debug)]
pub(crate) struct RowRef<'a> {
    pub(crate) row: usize,
    pub(crate) household: &'a str,
}

impl<'a> RowRef<'a> {
    pub(crate) fn new(row: usize, household: &'a str) -> Self {
        Self { row, household }
    }
}

impl<'a> SheetReader<'a> {
    pub(crate) fn new(
        sheet: &'a Sheet,
        header: &'a Header,
        schedule: Option<&'a Schedule>,
    ) -> Self {
        Self {
            sheet,
            header,
            schedule,
            found: FindingList::default(),
        }
    }

    /// Another for the same sheet, with nothing found yet.
    pub(crate) fn another(&self) -> Self {
        Self::new(self.sheet, self.header, self.schedule)
    }
}

impl<'a> SheetReader<'a> {
    /// Notes a fault at a row's cell of `field`.
    pub(crate) fn note(
        &mut self,
        code: Code,
        at: RowRef<'_>,
        field: Field,
        found: &str,
        expected: &str,
    ) {
        let cell = self.header.at(field).map(|column| address(at.row, column));
        self.push(code, cell, at.household, found, expected);
    }

    /// As [`SheetReader::note`], where a field has several columns.
    pub(crate) fn note_in(
        &mut self,
        code: Code,
        at: RowRef<'_>,
        column: usize,
        found: &str,
        expected: &str,
    ) {
        let cell = Some(address(at.row, column));
        self.push(code, cell, at.household, found, expected);
    }

    /// As [`SheetReader::note`], at a column that may not be there.
    pub(crate) fn note_at(
        &mut self,
        code: Code,
        at: RowRef<'_>,
        column: Option<usize>,
        found: &str,
        expected: &str,
    ) {
        let cell = column.map(|column| address(at.row, column));
        self.push(code, cell, at.household, found, expected);
    }

    /// Notes what is so of the whole sheet.
    pub(crate) fn note_sheet(&mut self, code: Code, cell: Option<String>, found: &str) {
        self.push(code, cell, "", found, "");
    }

    fn push(
        &mut self,
        code: Code,
        cell: Option<String>,
        household: &str,
        found: &str,
        expected: &str,
    ) {
        let detail = Detail::words(found, expected);
        self.push_as(code.severity(), code, cell, household, detail);
    }

    fn push_as(
        &mut self,
        severity: Severity,
        code: Code,
        cell: Option<String>,
        household: &str,
        detail: Detail,
    ) {
        self.found.push(Finding {
            severity,
            code,
            sheet: self.sheet.name.clone(),
            cell,
            household: Some(household.to_owned()).filter(|household| !household.is_empty()),
            detail,
        });
    }

    /// As [`SheetReader::note_at`], with figures instead of words.
    pub(crate) fn note_figures(
        &mut self,
        severity: Severity,
        code: Code,
        at: RowRef<'_>,
        column: Option<usize>,
        detail: Detail,
    ) {
        let cell = column.map(|column| address(at.row, column));
        self.push_as(severity, code, cell, at.household, detail);
    }

    pub(crate) fn cell(&self, row: usize, field: Field) -> &Cell {
        self.header
            .at(field)
            .map_or(&Cell::Blank, |column| self.sheet.cell(row, column))
    }

    /// The text of a cell; `None` where it is blank or says that there is none.
    pub(crate) fn text(&self, row: usize, field: Field) -> Option<Cow<'a, str>> {
        self.text_in(row, self.header.at(field)?)
    }

    pub(crate) fn text_in(&self, row: usize, column: usize) -> Option<Cow<'a, str>> {
        let text = self.sheet.cell(row, column).shown();
        (!text.is_empty() && !is_dash(&text)).then_some(text)
    }

    /// The household number of a row, in the spelling that is kept.
    pub(crate) fn household_number(&self, row: usize) -> Option<Cow<'a, str>> {
        self.text(row, Field::Household)
            .map(|text| spelled(text, spelling::household))
    }

    /// A name of a row, in the spelling that is kept.
    pub(crate) fn name(&self, row: usize, field: Field) -> Option<Cow<'a, str>> {
        self.text(row, field)
            .map(|text| spelled(text, name::spelled))
    }

    /// As [`SheetReader::text_in`], also where one cell is merged down over several rows.
    pub(crate) fn text_over(&self, row: usize, column: usize) -> Option<Cow<'a, str>> {
        self.text_in(self.sheet.merged_from(row, column), column)
    }

    /// A quantity of more than nothing (0 is left to the caller).
    pub(crate) fn quantity(&mut self, at: RowRef<'_>, field: Field) -> CellValue<Quantity> {
        let column = self.header.at(field);
        column.map_or(CellValue::Blank, |column| self.quantity_in(at, column))
    }

    pub(crate) fn quantity_in(&mut self, at: RowRef<'_>, column: usize) -> CellValue<Quantity> {
        let number = match self.number_in(at, column) {
            CellValue::Value(number) => number,
            CellValue::Blank => return CellValue::Blank,
            CellValue::Invalid => return CellValue::Invalid,
        };
        match Quantity::from_decimal(number) {
            Ok(quantity) => return CellValue::Value(quantity),
            Err(QuantityError::TooFine) => self.note_too_fine(at, column, number, Self::OF_AREAS),
            Err(_) => {
                let stored = number.normalize().to_string();
                self.note_in(Code::NotANumber, at, column, &stored, "");
            }
        }
        CellValue::Invalid
    }

    /// An amount, or a rate, in yuan whatever the column counts.
    pub(crate) fn money(&mut self, at: RowRef<'_>, field: Field) -> CellValue<Money> {
        let column = self.header.at(field);
        column.map_or(CellValue::Blank, |column| self.money_in(at, column))
    }

    /// As [`SheetReader::money`], where a field has several columns.
    pub(crate) fn money_in(&mut self, at: RowRef<'_>, column: usize) -> CellValue<Money> {
        let number = match self.number_in(at, column) {
            CellValue::Value(number) => number,
            CellValue::Blank => return CellValue::Blank,
            CellValue::Invalid => return CellValue::Invalid,
        };
        let scale = self.header.scale(column).yuan();
        let money = number
            .checked_mul(Decimal::from(scale))
            .map(Money::from_yuan_exact);
        match money {
            Some(Ok(money)) => return CellValue::Value(money),
            Some(Err(MoneyError::FinerThanFen)) => {
                self.note_too_fine(at, column, number, self.decimals_of_money(column));
            }
            Some(Err(_)) | None => {
                let stored = number.normalize().to_string();
                self.note_in(Code::NotANumber, at, column, &stored, "");
            }
        }
        CellValue::Invalid
    }

    /// A whole number: people, months.
    pub(crate) fn count(&mut self, at: RowRef<'_>, field: Field) -> CellValue<u32> {
        match self.number(at, field) {
            CellValue::Value(number) if number.fract().is_zero() => {
                let Ok(count) = u32::try_from(number) else {
                    let found = number.normalize().to_string();
                    self.note(Code::NotANumber, at, field, &found, "");
                    return CellValue::Invalid;
                };
                CellValue::Value(count)
            }
            CellValue::Value(number) => {
                if let Some(column) = self.header.at(field) {
                    self.note_too_fine(at, column, number, 0);
                }
                CellValue::Invalid
            }
            CellValue::Blank => CellValue::Blank,
            CellValue::Invalid => CellValue::Invalid,
        }
    }

    /// Decimals that are kept of an area or a count.
    pub(crate) const OF_AREAS: u32 = 4;

    /// Decimals of a column of money that are kept: down to the fen.
    pub(crate) fn decimals_of_money(&self, column: usize) -> u32 {
        2 + self.header.scale(column).yuan().ilog10()
    }

    fn note_too_fine(&mut self, at: RowRef<'_>, column: usize, number: Decimal, most: u32) {
        let code = Code::TooFine;
        let decimals = Detail::Decimals {
            stored: number.normalize().to_string(),
            most,
        };
        self.note_figures(code.severity(), code, at, Some(column), decimals);
    }

    /// The unit that stands behind the number itself.
    pub(crate) fn typed_unit(&self, row: usize, column: usize) -> Option<Unit> {
        match self.sheet.cell(row, column) {
            Cell::Text(text) => numbers::typed(text)?.unit,
            // 0.00"亩"
            Cell::Formatted(formatted) => numbers::typed(&formatted.text()?)?.unit,
            _ => None,
        }
    }

    /// The number of a cell, as its column counts; of what is taken off, without
    /// its sign.
    pub(crate) fn stated(&self, row: usize, column: usize) -> Option<Decimal> {
        let scale = self.header.scale(column);
        let cell = self.sheet.cell(row, column);
        if self.header.takes_off(column) {
            return taken_off(cell).number_in(scale).map(|off| off.abs());
        }
        cell.number_in(scale)
    }

    /// An amount, or a rate, in yuan; nothing is noted where it cannot be read.
    pub(crate) fn yuan_in(&self, row: usize, column: usize) -> Option<Money> {
        let scale = Decimal::from(self.header.scale(column).yuan());
        let yuan = self.stated(row, column)?.checked_mul(scale)?;
        Money::from_yuan_exact(yuan).ok()
    }

    /// As [`SheetReader::stated`], of a field's first column.
    pub(crate) fn number_of(&self, row: usize, field: Field) -> Option<Decimal> {
        self.stated(row, self.header.at(field)?)
    }

    fn number(&mut self, at: RowRef<'_>, field: Field) -> CellValue<Decimal> {
        let column = self.header.at(field);
        column.map_or(CellValue::Blank, |column| self.number_in(at, column))
    }

    fn number_in(&mut self, at: RowRef<'_>, column: usize) -> CellValue<Decimal> {
        let sheet = self.sheet;
        let cell = sheet.cell(at.row, column);
        match cell {
            Cell::Blank => return CellValue::Blank,
            Cell::Error(error) => {
                self.note_in(Code::CellError, at, column, error, "");
                return CellValue::Invalid;
            }
            Cell::Text(text) if is_dash(text) => return CellValue::Blank,
            // Said with everything that is crossed out.
            Cell::Text(_) if cell.is_crossed_out() => return CellValue::Invalid,
            // Said where the formats of the column are.
            Cell::Date(_) | Cell::Unshown(_) => return CellValue::Invalid,
            Cell::Text(_) | Cell::Number(..) | Cell::Formatted(_) => {}
        }
        match cell.number_in(self.header.scale(column)) {
            Some(number) if number.is_sign_negative() && !number.is_zero() => {
                self.note_in(Code::Negative, at, column, &cell.shown(), "> 0");
                CellValue::Invalid
            }
            Some(number) => CellValue::Value(number),
            None => {
                let found = masked(&cell.shown());
                self.note_in(Code::NotANumber, at, column, &found, "");
                CellValue::Invalid
            }
        }
    }
}

/// A text in its spelling, which is mostly the one that it has.
fn spelled<'a>(text: Cow<'a, str>, spell: fn(&str) -> Cow<'_, str>) -> Cow<'a, str> {
    match text {
        Cow::Borrowed(text) => spell(text),
        Cow::Owned(text) => Cow::Owned(spell(&text).into_owned()),
    }
}

/// A text as it may be repeated in a finding: personal numbers masked.
pub(crate) fn masked(text: &str) -> String {
    let numbers = domain::id_number::find(text);
    if numbers.is_empty() {
        return text.chars().take(60).collect();
    }
    numbers
        .into_iter()
        .map(|number| number.masked)
        .collect::<Vec<_>>()
        .join("、")
}
