//! Another table below the one that is read: where it begins.

use domain::finding::Code;
use domain::table::Field;

use super::kind::{NUMBERS, RowKind};
use super::sheet_reader::{RowRef, SheetReader, masked};
use crate::cells::grid::{Cell, is_dash};

/// Texts where a table has numbers, in one row: more than a slip.
const MIN_MISFITS: usize = 2;
/// Rows of another table that are looked at.
const MAX_ROWS_TRIED: usize = 5;

/// Where a table without a header of its own begins, by its place among the rows:
/// after a blank row, with texts where this table has numbers, in row after row.
pub(crate) fn begins(reader: &SheetReader<'_>, kinds: &[RowKind]) -> Option<usize> {
    let body = reader.header.body;
    let numbers: Vec<usize> = NUMBERS
        .into_iter()
        .filter(|field| *field != Field::Item)
        .chain([Field::LandPrice, Field::HousePrice, Field::Price])
        .flat_map(|field| reader.header.of(field).map(|column| column.index))
        .collect();
    let blank = |at: usize| {
        let cells = reader.sheet.rows.get(body + at);
        cells.is_none_or(|cells| cells.iter().all(Cell::is_blank))
    };
    let is_data = |at: usize| kinds.get(at) == Some(&RowKind::Data);
    let misfits = |at: usize| {
        let cells = numbers
            .iter()
            .map(|column| reader.sheet.cell(body + at, *column));
        let misfit = |cell: &&Cell| match cell {
            Cell::Text(text) => !is_dash(text) && cell.number().is_none(),
            _ => false,
        };
        cells.filter(misfit).count() >= MIN_MISFITS
    };
    (1..kinds.len()).find(|at| {
        let mut block = (*at..kinds.len())
            .take_while(|at| !blank(*at))
            .filter(|at| is_data(*at))
            .take(MAX_ROWS_TRIED)
            .peekable();
        // A blank row before anything was read is none between two tables.
        is_data(*at)
            && blank(at - 1)
            && (0..*at).any(is_data)
            && block.peek().is_some()
            && block.all(misfits)
    })
}

/// Says where another table begins.
pub(crate) fn note(reader: &mut SheetReader<'_>, row: usize) {
    let cells = reader.sheet.rows.get(row).map(Vec::as_slice);
    let cells = cells.unwrap_or_default();
    let first = cells.iter().position(|cell| !cell.is_blank());
    let found = cells.iter().filter(|cell| !cell.is_blank()).take(3);
    let found: Vec<String> = found.map(|cell| masked(&cell.shown())).collect();
    let at = RowRef { row, household: "" };
    reader.note_at(Code::SecondTable, at, first, &found.join("、"), "");
}
