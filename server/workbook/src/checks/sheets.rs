//! Sheets beside the board that were not read, and list households or amounts.

use std::collections::HashSet;

use domain::board::Entry;
use domain::finding::{Code, Detail, Finding, Severity};
use domain::table::Field;
use rust_decimal::Decimal;

use crate::cells::grid::{Book, Cell, Sheet};
use crate::header::rows::texts;
use crate::rows::sheet_reader::masked;
use crate::words::headings::meaning;
use crate::words::meaning::Meaning;
use crate::words::officials::names_officials;
use crate::words::units;

/// Headings are looked for so far down.
const MAX_ROWS_TRIED: usize = 40;

/// Each sheet that people see, was not read as a part of the board, and reads as
/// one: with an error, as what it lists would be missing.
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
    unread
        .into_iter()
        .filter(|sheet| has_headings(sheet) || lists_households(sheet, &keys))
        .map(|sheet| Finding {
            severity: Severity::Error,
            code: Code::OtherSheet,
            sheet: sheet.name.clone(),
            cell: None,
            household: None,
            detail: Detail::words(&masked(sheet.name.as_deref().unwrap_or_default()), ""),
        })
        .collect()
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

/// Whether rows of a sheet name households of the board beside an amount or a
/// special status.
fn lists_households(sheet: &Sheet, keys: &HashSet<&str>) -> bool {
    const MIN_ROWS: usize = 2;
    let least = Decimal::ONE_HUNDRED;
    let rows = sheet.rows.iter().filter(|cells| {
        let named = cells.iter().any(|cell| keys.contains(&*cell.shown()));
        named
            && cells.iter().any(|cell| match cell {
                Cell::Text(text) if names_officials(text) => true,
                cell => cell.number().is_some_and(|number| number >= least),
            })
    });
    rows.take(MIN_ROWS).count() == MIN_ROWS
}
