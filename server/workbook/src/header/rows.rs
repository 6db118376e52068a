//! Which rows of a sheet are its header.

use domain::table::Field;

use crate::cells::grid::{Cell, Sheet};
use crate::words::headings::meaning;
use crate::words::meaning::Meaning;
use crate::words::units;

/// How far down a header may begin, and how many rows it may have.
const MAX_ROWS_ABOVE: usize = 30;
const MAX_HEADER_ROWS: usize = 3;

/// The first header row, and the row after the last.
pub(crate) fn header_rows(sheet: &Sheet) -> Option<(usize, usize)> {
    let found = (0..sheet.rows.len().min(MAX_ROWS_ABOVE)).find(|row| known(sheet, *row) >= 3)?;
    let mut top = found;
    while top > 0 && found - top < MAX_HEADER_ROWS - 1 && is_above(sheet, top - 1) {
        top -= 1;
    }
    // A heading that is merged downwards says how deep the header is.
    let merged = sheet
        .merges
        .iter()
        .filter(|area| area.top >= top && area.top <= found && area.bottom > area.top)
        .map(|area| area.bottom + 1)
        .filter(|end| *end <= top + MAX_HEADER_ROWS)
        .max();
    let mut body = merged.unwrap_or(0).max(found + 1);
    while body < top + MAX_HEADER_ROWS + 1 && continues(sheet, body) {
        body += 1;
    }
    Some((top, body))
}

/// How many cells of a row are headings that we know.
fn known(sheet: &Sheet, row: usize) -> usize {
    texts(sheet, row)
        .filter(|text| meaning(&units::split(text).0).is_some())
        .count()
}

pub(crate) fn texts(sheet: &Sheet, row: usize) -> impl Iterator<Item = &str> {
    let cells = sheet.rows.get(row).map(Vec::as_slice).unwrap_or_default();
    cells.iter().filter_map(|cell| match cell {
        Cell::Text(text) => Some(&**text),
        _ => None,
    })
}

fn has_numbers(sheet: &Sheet, row: usize) -> bool {
    let cells = sheet.rows.get(row).map(Vec::as_slice).unwrap_or_default();
    let plain = |cell: &Cell| matches!(cell, Cell::Number(..) | Cell::Formatted(_));
    cells.iter().any(plain) || cells.iter().any(|cell| cell.number().is_some())
}

/// Whether the row above is of the header too: groups of columns, and not a
/// title, a date or a unit.
fn is_above(sheet: &Sheet, row: usize) -> bool {
    let headings: Vec<&str> = texts(sheet, row).collect();
    let group = |text: &&str| {
        text.chars().count() <= 16
            && !text.contains([':', '\u{ff1a}'])
            && !(text.contains('年') && text.contains('月'))
    };
    headings.len() >= 2 && headings.iter().all(group) && !has_numbers(sheet, row)
}

/// Whether a row continues the header: headings or units, and no numbers.
fn continues(sheet: &Sheet, row: usize) -> bool {
    if has_numbers(sheet, row) {
        return false;
    }
    let (mut cells, mut measures) = (0, 0);
    for text in texts(sheet, row) {
        cells += 1;
        measures += usize::from(units::is_unit(text));
    }
    known(sheet, row) >= 2
        || (measures >= 2 && measures == cells)
        || (cells >= 2 && is_below_groups(sheet, row))
}

/// Whether a row of words names what stands under wider headings: 水田, 旱地 under
/// 征地面积; the columns of the household itself are blank in it.
fn is_below_groups(sheet: &Sheet, row: usize) -> bool {
    let above = sheet
        .rows
        .get(row.saturating_sub(1))
        .map(Vec::as_slice)
        .unwrap_or_default();
    let mut named = false;
    for (column, cell) in above.iter().enumerate() {
        let Cell::Text(text) = cell else { continue };
        let of_the_household = matches!(
            meaning(&units::split(text).0),
            Some(Meaning::Number | Meaning::Is(Field::Household | Field::Head | Field::Sequence))
        );
        if of_the_household {
            named = true;
            if !sheet.cell(row, column).is_blank() {
                return false;
            }
        }
    }
    named
}

/// Whether a row below the header is a header: this one once more, or another's.
pub(crate) fn is_header(sheet: &Sheet, row: usize) -> bool {
    let cells = texts(sheet, row).count();
    if cells < 3 || has_numbers(sheet, row) {
        return false;
    }
    let known = known(sheet, row);
    known >= 3 && known * 2 >= cells
}

/// Whether a row numbers the columns: 1, 2, 3 … or 甲, 乙, 1, 2 ….
pub(crate) fn is_numbering(sheet: &Sheet, row: usize) -> bool {
    const MIN_COLUMNS: usize = 5;
    let Some(cells) = sheet.rows.get(row) else {
        return false;
    };
    let (mut next, mut filled) = (0_u32, 0_usize);
    for cell in cells.iter().filter(|cell| !cell.is_blank()) {
        filled += 1;
        let text = cell.shown();
        let number: String = text.chars().take_while(char::is_ascii_digit).collect();
        let counts = match number.parse::<u32>() {
            Ok(number) => {
                next += 1;
                number == next
            }
            Err(_) => next == 0 && matches!(&*text, "甲" | "乙" | "丙" | "丁" | "栏次"),
        };
        if !counts {
            return false;
        }
    }
    filled >= MIN_COLUMNS
}

/// A heading, with a parent's carried to the right: over its merge, or, where
/// the header has no merges, over the blank cells beside it.
pub(crate) fn heading(sheet: &Sheet, top: usize, row: usize, body: usize, index: usize) -> String {
    let own = sheet.cell(row, index);
    if !own.is_blank() {
        return own.shown().into_owned();
    }
    let merged = sheet
        .merges
        .iter()
        .any(|area| area.top >= top && area.top < body);
    if merged {
        return sheet
            .merge_at(row, index)
            .filter(|area| area.top >= top)
            .map_or_else(String::new, |area| {
                sheet.cell(area.top, area.left).shown().into_owned()
            });
    }
    let below = (row + 1..body).any(|below| !sheet.cell(below, index).is_blank());
    if !below {
        return String::new();
    }
    (0..index)
        .rev()
        .map(|left| sheet.cell(row, left))
        .find(|cell| !cell.is_blank())
        .map_or_else(String::new, |cell| cell.shown().into_owned())
}
