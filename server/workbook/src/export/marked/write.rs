//! The sheets of a marked copy.

use chrono::{DateTime, Utc};
use domain::table::{ColumnChoices, Field, UploadReport};
use rust_xlsxwriter::{DocProperties, Workbook, XlsxError};

use super::copy::{Marks, copy, marks};
use super::list::list;
use super::names::names;
use super::words::MarkedWords;
use crate::cells::grid::Sheet;
use crate::cells::open::open;
use crate::error::Error;
use crate::header::find::find;
use crate::progress::Progress;

/// Notes in one workbook; what is beyond is coloured, and stands in the list.
const MAX_NOTES: usize = 2_000;

/// The workbook of `bytes` with the findings of its report marked.
///
/// # Errors
/// [`Error`] only where something is wrong with the program: the table could be
/// read when the report was made.
pub fn marked(
    bytes: &[u8],
    report: &UploadReport,
    words: &MarkedWords<'_>,
    now: DateTime<Utc>,
) -> Result<Vec<u8>, Error> {
    let book = open(bytes, &Progress::default())?;
    let visible: Vec<&Sheet> = book.sheets.iter().filter(|sheet| !sheet.hidden).collect();
    let names = names(&visible, words.list);
    Ok(write(&visible, &names, report, words, now)?)
}

fn write(
    sheets: &[&Sheet],
    names: &[String],
    report: &UploadReport,
    words: &MarkedWords<'_>,
    now: DateTime<Utc>,
) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let made = now.naive_utc();
    let properties = DocProperties::new().set_creation_datetime(&made);
    workbook.set_properties(&properties);
    let first = workbook.add_worksheet_with_constant_memory()?;
    list(first, report, sheets, names, words)?;
    let choices = choices(report);
    let mut notes_left = MAX_NOTES;
    for (sheet, name) in sheets.iter().zip(names) {
        let worksheet = workbook.add_worksheet_with_constant_memory()?;
        worksheet.set_name(name)?;
        let marks: Marks<'_> = marks(sheet, report);
        let private = private_columns(sheet, &choices);
        let is_private = |row: usize, column: usize| {
            let private = private.as_ref();
            private.is_some_and(|(body, columns)| row >= *body && columns.contains(&column))
        };
        copy(worksheet, sheet, &marks, is_private, words, &mut notes_left)?;
    }
    let mut out = std::io::Cursor::new(Vec::new());
    workbook.save_to_writer(&mut out)?;
    Ok(out.into_inner())
}

/// What each column was read as, as if somebody had said so: the table is read
/// in the same way once more.
fn choices(report: &UploadReport) -> ColumnChoices {
    let columns = report.columns.iter();
    columns
        .map(|column| (column.header.clone(), column.field))
        .collect()
}

/// The first row below the header, and the columns whose numbers are masked.
fn private_columns(sheet: &Sheet, choices: &ColumnChoices) -> Option<(usize, Vec<usize>)> {
    let header = find(sheet, choices)?;
    let masked = [Field::IdNumber, Field::BankAccount, Field::Phone];
    let columns = masked.iter().flat_map(|field| header.of(*field));
    let columns = columns.map(|column| column.index).collect();
    Some((header.body, columns))
}
