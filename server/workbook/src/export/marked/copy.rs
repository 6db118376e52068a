//! A sheet as it was, with what was found in its cells.

use std::collections::HashMap;

use domain::finding::{Detail, Finding, InColumn, Severity};
use domain::id_number;
use domain::table::UploadReport;
use rust_xlsxwriter::{Format, FormatBorder, Note, Worksheet, XlsxError};

use super::cell::{colour, masked_number, text_cell, value_cell};
use super::words::MarkedWords;
use crate::cells::address::{address, parse_address};
use crate::cells::grid::{Cell, Sheet};
use crate::cells::limits::{MAX_COLUMNS, MAX_ROWS};

/// Findings said in one note.
const MAX_IN_NOTE: usize = 3;

/// What was found in each cell of a sheet.
pub(crate) type Marks<'a> = HashMap<(usize, usize), Vec<&'a Finding>>;

/// Findings by the cells that they are about.
pub(crate) fn marks<'a>(sheet: &Sheet, report: &'a UploadReport) -> Marks<'a> {
    let name = sheet.name.as_deref().map(id_number::hide);
    let mut marks = Marks::new();
    for finding in report.findings.iter().filter(|one| one.sheet == name) {
        if let Detail::Column(column) = &finding.detail {
            for cell in cells(column) {
                marks.entry(cell).or_default().push(finding);
            }
        } else if let Some(at) = finding.cell.as_deref().and_then(parse_address) {
            marks.entry(at).or_default().push(finding);
        }
    }
    marks
}

/// The cells of a column that are wrong in the same way, as far as they are named.
fn cells(column: &InColumn) -> impl Iterator<Item = (usize, usize)> {
    let index = parse_address(&format!("{}1", column.column)).map(|(_, column)| column);
    let rows = column
        .stretches
        .iter()
        .flat_map(|(first, last)| *first..=*last);
    let row = |row: u32| usize::try_from(row).ok()?.checked_sub(1);
    rows.filter_map(row)
        .take_while(|row| *row < MAX_ROWS)
        .filter_map(move |row| Some((row, index?)))
}

/// Copies the cells, at the addresses that they have.
pub(crate) fn copy(
    worksheet: &mut Worksheet,
    sheet: &Sheet,
    marks: &Marks<'_>,
    is_private: impl Fn(usize, usize) -> bool,
    words: &MarkedWords<'_>,
    notes_left: &mut usize,
) -> Result<(), XlsxError> {
    for (column, width) in (0_u16..).zip(widths(sheet)) {
        worksheet.set_column_width(column, width)?;
    }
    // A finding can be of a blank cell, also of one below the last row.
    let rows = marks
        .keys()
        .map(|(row, _)| row + 1)
        .max()
        .unwrap_or_default();
    let mut by_row: HashMap<usize, Vec<usize>> = HashMap::new();
    for (row, column) in marks.keys() {
        by_row.entry(*row).or_default().push(*column);
    }
    // A CSV file may have more rows and columns than a sheet.
    for row in 0..rows.max(sheet.rows.len()).min(MAX_ROWS) {
        let filled = sheet.rows.get(row).map_or(0, Vec::len);
        let marked = by_row.get(&row).into_iter().flatten();
        let width = marked.map(|column| column + 1).max().unwrap_or_default();
        for column in 0..width.max(filled).min(MAX_COLUMNS) {
            let (Ok(to_row), Ok(to_column)) = (u32::try_from(row), u16::try_from(column)) else {
                continue;
            };
            let found = marks.get(&(row, column));
            let cell = sheet.cell(row, column);
            let format = found.map(|found| coloured(found));
            if is_private(row, column) {
                let masked = masked_number(&cell.shown());
                text_cell(worksheet, to_row, to_column, &masked, format)?;
            } else {
                value_cell(worksheet, to_row, to_column, cell, format)?;
            }
            // What is wrong in many cells is said at the first.
            let said: Option<Vec<&Finding>> = found.map(|found| {
                let address = address(row, column);
                let here = |one: &&Finding| {
                    let many = matches!(one.detail, Detail::Column(_));
                    !many || one.cell.as_ref() == Some(&address)
                };
                found.iter().copied().filter(here).collect()
            });
            if let Some(found) = said.filter(|said| !said.is_empty())
                && let Some(left) = notes_left.checked_sub(1)
            {
                *notes_left = left;
                worksheet.insert_note(to_row, to_column, &note(&found, words))?;
            }
        }
    }
    Ok(())
}

/// How wide each column is to be, by what stands in the first rows; titles do
/// not count, they reach over the columns beside them.
fn widths(sheet: &Sheet) -> Vec<u32> {
    const ROWS: usize = 60;
    const MIN_WIDTH: u32 = 8;
    const MAX_WIDTH: u32 = 28;
    let columns = 0..sheet.width().min(MAX_COLUMNS);
    columns
        .map(|column| {
            let shown = sheet.rows.iter().take(ROWS).filter_map(|row| {
                let filled = row.iter().filter(|cell| !cell.is_blank()).count();
                row.get(column).filter(|_| filled > 2).map(Cell::shown)
            });
            let wide = |character: char| if character.is_ascii() { 1 } else { 2 };
            let widest = shown.map(|text| text.chars().map(wide).sum::<u32>()).max();
            widest
                .unwrap_or_default()
                .saturating_add(2)
                .clamp(MIN_WIDTH, MAX_WIDTH)
        })
        .collect()
}

fn coloured(found: &[&Finding]) -> Format {
    let error = found.iter().any(|one| one.severity == Severity::Error);
    let severity = if error {
        Severity::Error
    } else {
        Severity::Warning
    };
    Format::new()
        .set_background_color(colour(severity))
        .set_border(FormatBorder::Medium)
}

fn note(found: &[&Finding], words: &MarkedWords<'_>) -> Note {
    let mut lines: Vec<String> = found
        .iter()
        .take(MAX_IN_NOTE)
        .map(|one| format!("[{}] {}", words.severity(one), words.message(one)))
        .collect();
    if found.len() > MAX_IN_NOTE {
        lines.push(words.more.to_owned());
    }
    let height = u32::try_from(lines.len()).unwrap_or(1).saturating_mul(90);
    Note::new(lines.join("\n"))
        .add_author_prefix(false)
        .set_width(320)
        .set_height(height)
}
