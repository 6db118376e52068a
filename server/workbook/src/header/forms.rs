//! A form for each household (结算单) instead of a table of households.

use domain::table::Field;

use super::rows::texts;
use crate::cells::grid::{Cell, Sheet};
use crate::words::headings::meaning;
use crate::words::meaning::Meaning;
use crate::words::units;

/// How far down a form's lines, or a table's header, are looked for.
const MAX_ROWS_TRIED: usize = 40;

/// Whether a sheet holds forms, and no table of households: lines that say whose
/// form it is, and no row of headings with the number or the head of a household.
pub(crate) fn is_form(sheet: &Sheet) -> bool {
    let rows = || 0..sheet.rows.len().min(MAX_ROWS_TRIED);
    rows().any(|row| is_line(sheet, row)) && !rows().any(|row| is_heading_row(sheet, row))
}

/// Whether a row says whose form it is: 户号 | ZL01001 | 户主 | 罗建业, or
/// 户主：罗建业.
fn is_line(sheet: &Sheet, row: usize) -> bool {
    let cells = sheet.rows.get(row).map(Vec::as_slice).unwrap_or_default();
    let mut cells = cells.iter().filter(|cell| !cell.is_blank()).peekable();
    let (mut named, mut digits) = (false, false);
    while let Some(cell) = cells.next() {
        if is_labelled(cell) {
            (named, digits) = (true, true);
            continue;
        }
        let Some(key) = label(cell) else { continue };
        let Some(value) = cells.next_if(|next| is_value(next)) else {
            return false;
        };
        named |= matches!(
            key,
            Meaning::Number | Meaning::Is(Field::Household | Field::Head)
        );
        digits |= value.shown().contains(|c: char| c.is_ascii_digit());
    }
    named && digits
}

/// What a cell asks of the household.
fn label(cell: &Cell) -> Option<Meaning> {
    let Cell::Text(text) = cell else { return None };
    let text = text.trim_end_matches([':', '\u{ff1a}']);
    meaning(&units::split(text).0).filter(|meaning| {
        matches!(
            meaning,
            Meaning::Number
                | Meaning::Is(
                    Field::Household | Field::Head | Field::Group | Field::People | Field::Phone
                )
        )
    })
}

fn is_value(cell: &Cell) -> bool {
    match cell {
        Cell::Text(text) => meaning(&units::split(text).0).is_none(),
        Cell::Number(..) | Cell::Formatted(_) | Cell::Date(_) => true,
        Cell::Blank | Cell::Unshown(_) | Cell::Error(_) => false,
    }
}

/// 户主：罗建业.
fn is_labelled(cell: &Cell) -> bool {
    let Cell::Text(text) = cell else { return false };
    text.split_once([':', '\u{ff1a}'])
        .is_some_and(|(label, value)| {
            let means = meaning(&units::split(label).0);
            let named = means == Some(Meaning::Is(Field::Household))
                || means == Some(Meaning::Is(Field::Head));
            named && !value.trim().is_empty()
        })
}

/// Whether a row is the header of a table of households.
fn is_heading_row(sheet: &Sheet, row: usize) -> bool {
    const MIN_KNOWN: usize = 3;
    let known: Vec<Meaning> = texts(sheet, row)
        .filter_map(|text| meaning(&units::split(text).0))
        .collect();
    known.len() >= MIN_KNOWN
        && !is_line(sheet, row)
        && known.iter().any(|meaning| {
            matches!(
                meaning,
                Meaning::Number | Meaning::Is(Field::Household | Field::Head)
            )
        })
}
