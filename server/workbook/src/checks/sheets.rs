//! Sheets beside the board that were not read, and list households or amounts.

use std::collections::HashSet;

use domain::board::Entry;
use domain::finding::{Code, Detail, Finding, Severity};
use domain::table::Field;
use rust_decimal::Decimal;

use super::unread::is_amount;
use crate::cells::grid::{Book, Cell, Sheet};
use crate::header::rows::texts;
use crate::rows::sheet_reader::masked;
use crate::words::headings::meaning;
use crate::words::meaning::Meaning;
use crate::words::officials::names_officials;
use crate::words::units;

/// Headings are looked for so far down.
const MAX_ROWS_TRIED: usize = 40;

/// Each sheet that people see, was not read as a part of the board, and lists
/// households or what they get: with an error, as that would be missing. One that
/// holds amounts of nobody is to be explained.
pub(crate) fn unread(book: &Book, read: impl Fn(usize) -> bool, entries: &[Entry]) -> Vec<Finding> {
    let sheets = book.sheets.iter().enumerate();
    let unread: Vec<&Sheet> = sheets
        .filter(|(index, sheet)| !sheet.hidden && !read(*index))
        .map(|(_, sheet)| sheet)
        .collect();
    if unread.is_empty() {
        return Vec::new();
    }
    let numbers = entries.iter().map(|entry| entry.household.as_str());
    let heads = entries.iter().map(|entry| entry.head.as_str());
    let keys: HashSet<&str> = numbers.chain(heads).filter(|key| !key.is_empty()).collect();
    let findings = unread.into_iter().filter_map(|sheet| {
        let severity = if has_headings(sheet) || lists_households(sheet, &keys) {
            Severity::Error
        } else if holds_amounts(sheet) {
            Severity::Warning
        } else {
            return None;
        };
        let name = masked(sheet.name.as_deref().unwrap_or_default());
        Some(Finding {
            severity,
            code: Code::OtherSheet,
            sheet: sheet.name.clone(),
            cell: None,
            household: None,
            detail: Detail::words(&name, ""),
        })
    });
    findings.collect()
}

/// Whether a sheet holds amounts, and is no table of standards.
fn holds_amounts(sheet: &Sheet) -> bool {
    const MIN_AMOUNTS: usize = 2;
    let standards = (0..sheet.rows.len().min(MAX_ROWS_TRIED)).any(|row| {
        let mut known = texts(sheet, row).filter_map(|text| meaning(&units::split(text).0));
        known.any(|meaning| meaning == Meaning::Price)
    });
    let amounts = sheet.rows.iter().flatten().filter_map(Cell::number);
    let amounts = amounts.filter(|number| is_amount(*number));
    !standards && amounts.take(MIN_AMOUNTS).count() == MIN_AMOUNTS
}

/// Whether a sheet has headings of households and of what they get, over numbers.
fn has_headings(sheet: &Sheet) -> bool {
    const MIN_HEADINGS: usize = 2;
    let header = (0..sheet.rows.len().min(MAX_ROWS_TRIED)).find(|row| {
        let known = texts(sheet, *row).filter(|text| is_heading(text));
        known.count() >= MIN_HEADINGS
    });
    let below = header.and_then(|row| sheet.rows.get(row + 1..));
    below.is_some_and(|rows| rows.iter().flatten().any(|cell| cell.number().is_some()))
}

fn is_heading(text: &str) -> bool {
    matches!(
        meaning(&units::split(text).0),
        Some(
            Meaning::Amount
                | Meaning::Is(
                    Field::Household
                        | Field::Head
                        | Field::Amount
                        | Field::Total
                        | Field::LandAmount
                        | Field::HouseAmount
                        | Field::LandArea
                        | Field::FloorArea
                )
        )
    )
}

/// Whether a row of a sheet names a household of the board beside a special status,
/// or several do beside an amount.
fn lists_households(sheet: &Sheet, keys: &HashSet<&str>) -> bool {
    const MIN_PAID: usize = 2;
    let least = Decimal::ONE_HUNDRED;
    let named = |cells: &&Vec<Cell>| cells.iter().any(|cell| keys.contains(&*cell.shown()));
    let officials = |cells: &Vec<Cell>| {
        cells
            .iter()
            .any(|cell| matches!(cell, Cell::Text(text) if names_officials(text)))
    };
    let paid = |cells: &Vec<Cell>| {
        let mut numbers = cells.iter().filter_map(Cell::number);
        numbers.any(|number| number >= least)
    };
    let mut rows = 0_usize;
    sheet.rows.iter().filter(named).any(|cells| {
        rows += usize::from(paid(cells));
        rows >= MIN_PAID || officials(cells)
    })
}
