//! Cells that a condition may show otherwise than they are stored, or cross out.
//! Whether it holds only a spreadsheet can tell, so it is asked about, once a
//! column.

use std::collections::BTreeSet;

use domain::finding::{Code, Detail};

use super::kind::RowKind;
use super::sheet_reader::{RowRef, SheetReader, masked};
use super::shown::{Reading, columns, fault};
use crate::cells::conditional::{Conditional, ConditionalLook};
use crate::cells::grid::Cell;

/// Notes the first cell of each column that is read and may look otherwise.
pub(crate) fn check(reader: &mut SheetReader<'_>, kinds: &[RowKind]) {
    let sheet = reader.sheet;
    if sheet.conditional.is_empty() {
        return;
    }
    let columns = columns(reader);
    let mut asked = BTreeSet::new();
    for one in &sheet.conditional {
        for (column, reading) in &columns {
            if asked.contains(column) || !(one.area.left..=one.area.right).contains(column) {
                continue;
            }
            let found = first(reader, kinds, one, (*column, *reading));
            if let Some((row, shown)) = found {
                asked.insert(*column);
                let stored = masked(&sheet.cell(row, *column).shown());
                let detail = Detail::Shown {
                    shown: masked(&shown),
                    stored,
                };
                let code = Code::ShownUnderCondition;
                let at = RowRef { row, household: "" };
                reader.note_figures(code.severity(), code, at, Some(*column), detail);
            }
        }
    }
}

/// The first row in which a column may look otherwise, and how.
fn first(
    reader: &SheetReader<'_>,
    kinds: &[RowKind],
    one: &Conditional,
    (column, reading): (usize, Reading),
) -> Option<(usize, String)> {
    let body = reader.header.body;
    (body..).zip(kinds).find_map(|(row, kind)| {
        let is_read = !matches!(kind, RowKind::Skipped | RowKind::Group(_));
        if !is_read || !(one.area.top..=one.area.bottom).contains(&row) {
            return None;
        }
        let cell = reader.sheet.cell(row, column);
        let shown = otherwise(cell, &one.look, reading)?;
        Some((row, shown))
    })
}

/// What a cell would show, where that hides or changes what is stored.
fn otherwise(cell: &Cell, look: &ConditionalLook, reading: Reading) -> Option<String> {
    if cell.is_blank() {
        return None;
    }
    if look.crossed_out {
        return Some(cell.clone().crossed_out().shown().into_owned());
    }
    let format = look.format.as_ref()?;
    let other = match cell {
        Cell::Number(number, _) => Cell::formatted(*number, format),
        Cell::Formatted(formatted) => Cell::formatted(formatted.number, format),
        Cell::Text(_) => cell.clone().shown_by(format),
        _ => return None,
    };
    // Fewer decimals are no other number.
    let hides = fault(reading, &other)
        .is_some_and(|(_, code, _)| !matches!(code, Code::ShownRounded | Code::ShownShort));
    (hides || other.is_blank()).then(|| other.shown_as_seen())
}
