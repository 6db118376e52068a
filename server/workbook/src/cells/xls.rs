//! .xls, as calamine reads it.

use std::collections::BTreeSet;
use std::io::Cursor;
use std::sync::Arc;

use calamine::{Data, Dimensions, Reader, SheetVisible, Xls};

use super::address::Area;
use super::formats::dates::DateSystem;
use super::formats::digits::Digits;
use super::formats::format::Format;
use super::grid::{Book, Cell, Sheet};
use super::limits::{CellBudget, PartError};
use super::stored::decimal;
use crate::unreadable::Unreadable;

pub(crate) fn read(bytes: &[u8]) -> Result<Book, Unreadable> {
    let mut book = sheets(bytes)?;
    book.properties = outside_cells(bytes, &book);
    Ok(book)
}

fn sheets(bytes: &[u8]) -> Result<Book, Unreadable> {
    let mut workbook = Xls::new(Cursor::new(bytes)).map_err(|error| match error {
        calamine::XlsError::Password => Unreadable::Password,
        _ if encrypted_package(bytes) => Unreadable::Password,
        other => Unreadable::Damaged(other.to_string()),
    })?;
    let mut book = Book::default();
    let budget = CellBudget::default();
    for (index, meta) in workbook.sheets_metadata().to_vec().into_iter().enumerate() {
        if meta.typ != calamine::SheetType::WorkSheet {
            continue;
        }
        let range = workbook
            .worksheet_range(&meta.name)
            .map_err(|error| Unreadable::Damaged(error.to_string()))?;
        let mut sheet = Sheet {
            name: Some(meta.name),
            hidden: meta.visible != SheetVisible::Visible,
            ..Sheet::default()
        };
        let (top, left) = range.start().unwrap_or_default();
        let at = |number: u32| usize::try_from(number).unwrap_or(usize::MAX);
        for (row, column, data) in range.used_cells() {
            let value = cell(data);
            if !value.is_blank() {
                let (row, column) = (row.saturating_add(at(top)), column.saturating_add(at(left)));
                let put: Result<(), PartError> = sheet.put(row, column, value, &budget);
                put.map_err(|_| Unreadable::TooLargeUnpacked)?;
            }
        }
        let merges = workbook.merge_cells_by_sheet_id(index).unwrap_or_default();
        sheet.set_merges(merges.into_iter().filter_map(area).collect());
        book.sheets.push(sheet);
    }
    if book.sheets.is_empty() {
        return Err(Unreadable::Damaged("no sheet can be read".to_owned()));
    }
    Ok(book)
}

fn area(merge: Dimensions) -> Option<Area> {
    let at = |number: u32| usize::try_from(number).ok();
    Some(Area {
        top: at(merge.start.0)?,
        left: at(merge.start.1)?,
        bottom: at(merge.end.0)?,
        right: at(merge.end.1)?,
    })
}

/// Personal numbers in the bytes of an .xls file that stand in no cell: in
/// comments, properties and what was deleted but is still there. Texts are
/// stored in it as single bytes or as UTF-16.
fn outside_cells(bytes: &[u8], book: &Book) -> Vec<String> {
    const LEAST: usize = 11;
    let digit = |byte: u8| byte.is_ascii_digit() || byte == b'X';
    let mut runs: BTreeSet<String> = BTreeSet::new();
    let mut keep = |run: &mut String| {
        if run.len() >= LEAST && !domain::id_number::find(run).is_empty() {
            runs.insert(run.clone());
        }
        run.clear();
    };
    let (mut single, mut wide) = (String::new(), [String::new(), String::new()]);
    for (at, pair) in bytes.windows(2).enumerate() {
        let [byte, next] = [pair.first(), pair.last()].map(|byte| byte.copied().unwrap_or(0));
        if digit(byte) && byte != 0 {
            single.push(char::from(byte));
        } else {
            keep(&mut single);
        }
        let Some(run) = wide.get_mut(at % 2) else {
            continue;
        };
        if digit(byte) && next == 0 {
            run.push(char::from(byte));
        } else {
            keep(run);
        }
    }
    let texts = || {
        let cells = book
            .sheets
            .iter()
            .flat_map(|sheet| sheet.rows.iter().flatten());
        cells.filter_map(|cell| match cell {
            Cell::Text(text) => Some(&**text),
            _ => None,
        })
    };
    for text in texts() {
        runs.remove(text);
    }
    // What is left stands in a cell among other words, or in none.
    const MAX_NAMED: usize = 20;
    let mut runs: Vec<String> = runs.into_iter().take(MAX_NAMED).collect();
    runs.retain(|run| !texts().any(|text| text.contains(run.as_str())));
    runs
}

/// A password-protected .xlsx is an OLE file with a stream of this name.
fn encrypted_package(bytes: &[u8]) -> bool {
    let name: Vec<u8> = "EncryptedPackage"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    bytes.windows(name.len()).any(|window| window == name)
}

fn cell(data: &Data) -> Cell {
    match data {
        Data::Empty => Cell::Blank,
        Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => Cell::text(text),
        Data::Int(number) => Cell::Number((*number).into(), Digits::GENERAL),
        Data::Float(number) => general(*number),
        Data::DateTime(time) => {
            let number = time.as_f64();
            decimal(number).map_or_else(
                || Cell::text(&number.to_string()),
                |number| {
                    Cell::formatted(
                        number,
                        &Arc::new(Format::built_in(14, DateSystem::default())),
                    )
                },
            )
        }
        Data::Bool(value) => Cell::text(if *value { "TRUE" } else { "FALSE" }),
        Data::Error(error) => Cell::Error(error.to_string().into()),
    }
}

fn general(number: f64) -> Cell {
    decimal(number).map_or_else(
        || Cell::text(&number.to_string()),
        |number| Cell::Number(number, Digits::GENERAL),
    )
}
