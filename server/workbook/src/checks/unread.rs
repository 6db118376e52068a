//! What is to be said of columns that were not read: little where a board does not
//! show such a thing, an error where they hold what a board is for.

use std::collections::HashSet;

use domain::finding::{Code, Detail, Finding, Severity};
use domain::table::Field;
use rust_decimal::Decimal;

use crate::cells::address::address;
use crate::cells::grid::{Cell, is_dash};
use crate::header::column::Column;
use crate::rows::sheet_reader::{SheetReader, masked};
use crate::words::headings::is_aside;
use crate::words::meaning::Meaning;
use crate::words::officials::names_officials;

/// Notes the columns with content that were not read.
pub(crate) fn unread_columns(reader: &mut SheetReader<'_>) {
    let header = reader.header;
    second_table(reader);
    let columns = header.columns.iter();
    for column in columns.filter(|c| c.field.is_none() && !c.ignored && !c.beside) {
        let Some(content) = Content::of(reader, column) else {
            continue;
        };
        let (severity, code, expected) = if column.unclear {
            let either = Some("土地/房屋".to_owned());
            (Severity::Error, Code::UnknownColumn, either)
        } else {
            match content.holds(reader, column) {
                Some(held) => (Severity::Error, Code::UnreadColumn, Some(held.to_owned())),
                None => (Severity::Warning, Code::UnknownColumn, None),
            }
        };
        let detail = Detail::Words {
            found: Some(masked(&column.header)),
            expected,
        };
        push(reader, (severity, code), column.index, detail);
    }
}

/// Says where a table beside the first begins.
fn second_table(reader: &mut SheetReader<'_>) {
    let Some(first) = reader.header.columns.iter().find(|column| column.beside) else {
        return;
    };
    let filled = || {
        let mut rows = reader.header.body..reader.sheet.rows.len();
        rows.find(|row| !reader.sheet.cell(*row, first.index).is_blank())
    };
    let row = match first.raw.as_slice() {
        [] => filled().unwrap_or(reader.header.body),
        _ => reader.header.body.saturating_sub(1),
    };
    let found = match first.raw.as_slice() {
        [] => reader.sheet.cell(row, first.index).shown().into_owned(),
        _ => first.header.clone(),
    };
    reader.found.push(Finding {
        severity: Severity::Error,
        code: Code::SecondTable,
        sheet: reader.sheet.name.clone(),
        cell: Some(address(row, first.index)),
        household: None,
        detail: Detail::words(&masked(&found), ""),
    });
}

fn push(
    reader: &mut SheetReader<'_>,
    (severity, code): (Severity, Code),
    index: usize,
    detail: Detail,
) {
    reader.found.push(Finding {
        severity,
        code,
        sheet: reader.sheet.name.clone(),
        cell: Some(address(reader.header.body.saturating_sub(1), index)),
        household: None,
        detail,
    });
}

/// What stands in a column that was not read.
#[derive(Debug, Default)]
struct Content {
    filled: usize,
    numbers: usize,
    /// Numbers as amounts are: thousands, or hundreds with a fraction, and no years.
    amounts: usize,
    officials: bool,
}

impl Content {
    /// `None` where the column is blank.
    fn of(reader: &SheetReader<'_>, column: &Column) -> Option<Self> {
        let mut content = Self::default();
        for row in reader.header.body..reader.sheet.rows.len() {
            content.add(reader.sheet.cell(row, column.index));
        }
        (content.filled > 0).then_some(content)
    }

    fn add(&mut self, cell: &Cell) {
        match cell {
            Cell::Blank => return,
            Cell::Text(text) if is_dash(text) => {}
            _ => {
                self.filled += 1;
                if let Some(number) = cell.number() {
                    self.numbers += 1;
                    self.amounts += usize::from(is_amount(number));
                } else if let Cell::Text(text) = cell {
                    self.officials |= names_officials(text);
                }
                return;
            }
        }
        self.filled += 1;
    }

    /// What of a board the column holds, as far as one can see.
    fn holds(&self, reader: &SheetReader<'_>, column: &Column) -> Option<&'static str> {
        if self.officials {
            return Some("特殊身份");
        }
        if column.multiplies {
            return Some("面积(数量)或补偿标准");
        }
        if let Some(meaning) = column.meaning {
            let held = of_meaning(meaning)?;
            return (!repeats(reader, column, meaning)).then_some(held);
        }
        if is_aside(&column.leaf) {
            return None;
        }
        if self.numbers * 2 < self.filled || self.numbers == 0 {
            return is_of_households(reader, column).then_some("户号");
        }
        let units = &column.units;
        if units.per.is_some() {
            Some("补偿标准")
        } else if units.area.is_some() {
            Some("面积")
        } else if units.money.is_some() || self.amounts * 2 >= self.filled {
            Some("金额")
        } else {
            None
        }
    }
}

/// Thousands, or hundreds with a fraction; no year and no long number.
pub(super) fn is_amount(number: Decimal) -> bool {
    let whole = number.fract().is_zero();
    let year = whole && (Decimal::from(1900)..=Decimal::from(2100)).contains(&number);
    let long = number >= Decimal::from(10_000_000_000_u64);
    let large = number >= Decimal::from(1_000);
    !year && !long && (large || (!whole && number >= Decimal::from(100)))
}

/// What a heading that is known promises, where a board is for it.
const fn of_meaning(meaning: Meaning) -> Option<&'static str> {
    Some(match meaning {
        Meaning::Is(Field::Household) => "户号",
        Meaning::Is(Field::Head) => "户主",
        Meaning::Price
        | Meaning::Is(Field::LandPrice | Field::HousePrice | Field::OtherPrice | Field::Price) => {
            "补偿标准"
        }
        Meaning::Amount
        | Meaning::Is(
            Field::LandAmount
            | Field::CropsAmount
            | Field::HouseAmount
            | Field::FixtureAmount
            | Field::MovingAmount
            | Field::TransitionAmount
            | Field::RewardAmount
            | Field::OtherAmount
            | Field::Amount
            | Field::Total,
        ) => "金额",
        Meaning::Is(Field::Status | Field::Relation | Field::Official) => "特殊身份",
        _ => return None,
    })
}

/// Whether the column that was read for this heading says the same in every row.
fn repeats(reader: &SheetReader<'_>, column: &Column, meaning: Meaning) -> bool {
    let Meaning::Is(field) = meaning else {
        return false;
    };
    let read = reader
        .header
        .at(field)
        .or_else(|| reader.header.at(Field::Total));
    read.is_some_and(|read| {
        (reader.header.body..reader.sheet.rows.len()).all(|row| {
            let (cell, other) = (
                reader.sheet.cell(row, column.index),
                reader.sheet.cell(row, read),
            );
            let number = cell.number();
            cell.is_blank() || cell == other || (number.is_some() && number == other.number())
        })
    })
}

/// Whether a column holds numbers of this board's households, others than its own
/// row's.
fn is_of_households(reader: &SheetReader<'_>, column: &Column) -> bool {
    const MIN_OTHERS: usize = 2;
    let Some(household) = reader.header.at(Field::Household) else {
        return false;
    };
    let rows = || reader.header.body..reader.sheet.rows.len();
    let numbers: HashSet<&Cell> = rows()
        .map(|row| reader.sheet.cell(row, household))
        .filter(|cell| !cell.is_blank())
        .collect();
    let others = rows().filter(|row| {
        let cell = reader.sheet.cell(*row, column.index);
        numbers.contains(cell) && cell != reader.sheet.cell(*row, household)
    });
    others.count() >= MIN_OTHERS
}
