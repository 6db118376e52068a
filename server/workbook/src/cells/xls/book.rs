//! An .xls file's sheets, put together.

use super::container::{Broken, Container};
use super::globals::Globals;
use super::outside::outside_cells;
use super::sheet::{SheetContext, SheetRecords, never_computed};
use crate::cells::grid::Book;
use crate::cells::limits::CellBudget;
use crate::progress::Progress;
use crate::unreadable::Unreadable;

/// A workbook in an OLE file.
pub(crate) fn read(bytes: &[u8], progress: &Progress) -> Result<Book, Unreadable> {
    let damaged = |Broken(what)| Unreadable::Damaged(what.to_owned());
    let container = Container::open(bytes).map_err(damaged)?;
    for name in ["Workbook", "Book"] {
        if let Some(stream) = container.stream(name).map_err(damaged)? {
            return read_stream(&stream, bytes, progress);
        }
    }
    // An .xlsx with a password.
    if container
        .stream("EncryptedPackage")
        .ok()
        .flatten()
        .is_some()
    {
        return Err(Unreadable::Password);
    }
    Err(Unreadable::NotAWorkbook)
}

/// The records of a workbook, which some programs write without an OLE file.
pub(crate) fn read_stream(
    stream: &[u8],
    bytes: &[u8],
    progress: &Progress,
) -> Result<Book, Unreadable> {
    let budget = CellBudget::default();
    let globals = Globals::read(stream, &budget)?;
    let mut sheets = Vec::new();
    for named in globals.sheets.iter().filter(|sheet| sheet.is_table) {
        let context = SheetContext {
            globals: &globals,
            budget: &budget,
            progress,
        };
        sheets.push(SheetRecords::read(stream, named, context)?);
    }
    if sheets.is_empty() {
        return Err(Unreadable::Damaged("no sheet can be read".to_owned()));
    }
    never_computed(&mut sheets, globals.calculated, globals.strings);
    let mut book = Book::default();
    for read in sheets {
        book.properties.extend(read.outside);
        book.sheets.push(read.sheet);
    }
    let outside = outside_cells(bytes, &book);
    book.properties.extend(outside);
    Ok(book)
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;
    use std::path::{Path, PathBuf};

    use calamine::{Data, Reader, SheetType, Xls};
    use rust_decimal::Decimal;

    use super::*;
    use crate::cells::grid::{Cell, Sheet};
    use crate::cells::stored::decimal;

    /// Every .xls file of the tests.
    fn files(folder: &Path, found: &mut Vec<PathBuf>) {
        for entry in std::fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                files(&path, found);
            } else if path.extension().is_some_and(|kind| kind == "xls") {
                found.push(path);
            }
        }
    }

    #[test]
    fn cells_are_those_that_another_reader_reads() {
        let mut found = Vec::new();
        files(
            Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/tests")),
            &mut found,
        );
        let mut compared = 0;
        // The other reader does not tell what is crossed out or raised.
        found.retain(|path| !path.ends_with("reported/looks.xls"));
        for path in found {
            let bytes = std::fs::read(&path).expect("a file");
            let Ok(mut other) = Xls::new(Cursor::new(bytes.clone())) else {
                continue;
            };
            let book = read(&bytes, &Progress::default()).expect("a workbook");
            let none: Vec<String> = Vec::new();
            assert_eq!(differences(&book, &mut other), none, "{}", path.display());
            compared += 1;
        }
        assert!(compared > 0);
    }

    fn differences(book: &Book, other: &mut Xls<Cursor<Vec<u8>>>) -> Vec<String> {
        let metas = other.sheets_metadata().to_vec().into_iter();
        let tables = metas.filter(|sheet| sheet.typ == SheetType::WorkSheet);
        let mut differences = Vec::new();
        for (meta, sheet) in tables.zip(&book.sheets) {
            assert_eq!(sheet.name.as_deref(), Some(meta.name.as_str()));
            let range = other.worksheet_range(&meta.name).expect("a range");
            let (top, left) = range.start().unwrap_or_default();
            for (row, column, data) in range.used_cells() {
                let (row, column) = (row + top as usize, column + left as usize);
                if !same(sheet, row, column, data) {
                    let cell = sheet.cell(row, column);
                    differences.push(format!(
                        "{} {row},{column}: {cell:?}, not {data:?}",
                        meta.name
                    ));
                }
            }
            let filled = sheet.rows.iter().flatten().filter(|cell| !cell.is_blank());
            if filled.count() > range.used_cells().count() {
                differences.push(format!("{}: more cells", meta.name));
            }
        }
        differences
    }

    /// Whether a cell holds this value, below its format.
    fn same(sheet: &Sheet, row: usize, column: usize, data: &Data) -> bool {
        let at = |(at, other, _): &&(usize, usize, Cell)| (*at, *other) == (row, column);
        let cell = match sheet.covered.iter().find(at) {
            Some((_, _, covered)) => covered,
            None => sheet.cell(row, column),
        };
        let cell = match cell {
            Cell::Unshown(stored) => stored,
            cell => cell,
        };
        let number = |number: Option<Decimal>| match cell {
            // Its format shows nothing of 0.
            Cell::Blank => number.is_some_and(|number| number.is_zero()),
            Cell::Date(_) => true,
            Cell::Text(_) => number.is_none(),
            cell => cell.number() == number,
        };
        match data {
            Data::Empty => cell.is_blank(),
            Data::Int(whole) => number(Some((*whole).into())),
            Data::Float(float) => number(decimal(*float)),
            Data::DateTime(time) => number(decimal(time.as_f64())),
            Data::Bool(value) => *cell == Cell::text(if *value { "TRUE" } else { "FALSE" }),
            Data::Error(error) => *cell == Cell::Error(error.to_string().into()),
            Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => {
                // "ZL"@ has words before it.
                *cell == Cell::text(text)
                    || matches!(cell, Cell::Text(shown) if shown.ends_with(text.as_str()))
            }
        }
    }
}
