//! The gate for personal numbers: in cells, hidden sheets, rows and columns, below
//! merges, in comments, document properties and the file's name.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use domain::finding::{Code, Detail, Finding, Severity};
use domain::id_number::{self, PersonalKind};
use rust_decimal::Decimal;

use crate::cells::address::address;
use crate::cells::formats::digits::Digits;
use crate::cells::grid::{Book, Cell, Sheet};
use crate::rows::collected::RowOwners;

/// From so many in one column on, the column is reported once.
const MIN_IN_COLUMN: usize = 20;

/// What is known of a sheet that was read as a board.
#[derive(Debug)]
pub(crate) struct BoardSheet {
    /// The household of each row.
    pub(crate) households: RowOwners,
    /// Columns that are meant for personal numbers, and are never published.
    pub(crate) private: Vec<usize>,
    /// Columns of household numbers, which may be as long as an account's.
    pub(crate) numbers: Vec<usize>,
    /// The first row below the header.
    pub(crate) body: usize,
}

/// Everything found, by sheets that were read as a board and others.
pub(crate) fn find(
    file_name: &str,
    book: &Book,
    owned: &HashMap<usize, BoardSheet>,
) -> Vec<Finding> {
    let mut findings = Vec::new();
    for text in std::iter::once(file_name).chain(book.properties.iter().map(String::as_str)) {
        if let Some(found) = masked(text) {
            findings.push(finding(Code::PersonalNumber, None, None, None, found));
        }
    }
    for (index, sheet) in book.sheets.iter().enumerate() {
        if let Some(found) = sheet.name.as_deref().and_then(masked) {
            let name = sheet.name.clone();
            findings.push(finding(Code::PersonalNumber, name, None, None, found));
        }
        let owned = owned.get(&index);
        let owner = |row: &usize| owned?.households.get(*row).map(str::to_owned);
        if sheet.hidden {
            findings.extend(hidden_sheet(sheet));
        } else {
            visible_sheet(sheet, owned, &mut findings);
        }
        for (row, column, text) in &sheet.comments {
            if let Some(found) = masked(text) {
                let cell = Some(address(*row, *column));
                let name = sheet.name.clone();
                let code = Code::PersonalNumber;
                findings.push(finding(code, name, cell, owner(row), found));
            }
        }
    }
    findings
}

fn masked(text: &str) -> Option<String> {
    let numbers = id_number::find(text);
    let masked: Vec<String> = numbers.into_iter().map(|number| number.masked).collect();
    (!masked.is_empty()).then(|| masked.join("、"))
}

/// As [`in_cell`], of a cell that holds the number of a household: codes of villages
/// begin as the numbers of accounts do.
fn in_code(cell: &Cell) -> Option<String> {
    let numbers = id_number::find(&cell.shown());
    let mut personal = numbers
        .into_iter()
        .filter(|number| number.kind != PersonalKind::Account);
    personal.next().map(|number| number.masked)
}

/// What a cell holds of personal numbers; most cells are too short for any.
fn in_cell(cell: &Cell) -> Option<String> {
    const MIN_DIGITS: usize = 11;
    match cell {
        Cell::Number(number, _) => in_number(*number),
        // What is shown, or what is stored.
        Cell::Formatted(formatted) => masked(&cell.shown()).or_else(|| in_number(formatted.number)),
        Cell::Unshown(stored) => in_cell(stored),
        Cell::Text(text) | Cell::Error(text) | Cell::Date(text) => {
            let long = text.len() >= MIN_DIGITS;
            long.then(|| masked(text)).flatten()
        }
        Cell::Blank => None,
    }
}

fn in_number(number: Decimal) -> Option<String> {
    let long = number.abs() >= Decimal::from(10_000_000_000_u64);
    long.then(|| masked(&Digits::GENERAL.show(number)))
        .flatten()
}

fn finding(
    code: Code,
    sheet: Option<String>,
    cell: Option<String>,
    household: Option<String>,
    found: String,
) -> Finding {
    let household = household.filter(|number| !number.is_empty());
    Finding {
        severity: Severity::Error,
        code,
        sheet,
        cell,
        household,
        detail: Detail::Words {
            found: Some(found),
            expected: None,
        },
    }
}

/// What a stretch of cells holds, with the first of its personal numbers.
#[derive(Default)]
struct Summary {
    filled: usize,
    numbers: usize,
    first: Option<(usize, usize)>,
    first_masked: Option<String>,
}

impl Summary {
    fn add(&mut self, row: usize, column: usize, cell: &Cell) {
        if cell.is_blank() {
            return;
        }
        self.filled += 1;
        let found = in_cell(cell);
        if self.first.is_none() || (found.is_some() && self.numbers == 0) {
            self.first = Some((row, column));
        }
        if let Some(found) = found {
            self.numbers += 1;
            self.first_masked.get_or_insert(found);
        }
    }

    fn of<'a>(cells: impl Iterator<Item = (usize, usize, &'a Cell)>) -> Self {
        let mut summary = Self::default();
        for (row, column, cell) in cells {
            summary.add(row, column, cell);
        }
        summary
    }

    /// One finding for cells that nobody sees: an error where there are personal
    /// numbers.
    fn unseen(self, code: Code, sheet: &Sheet) -> Option<Finding> {
        let (row, column) = self.first?;
        let found = match self.first_masked {
            Some(first) => format!("{} × {first}", self.numbers),
            None => self.filled.to_string(),
        };
        let cell = Some(address(row, column));
        let mut finding = finding(code, sheet.name.clone(), cell, None, found);
        if self.numbers == 0 {
            finding.severity = Severity::Warning;
        }
        Some(finding)
    }
}

fn cells(sheet: &Sheet) -> impl Iterator<Item = (usize, usize, &Cell)> {
    sheet.rows.iter().enumerate().flat_map(|(row, cells)| {
        cells
            .iter()
            .enumerate()
            .map(move |(column, cell)| (row, column, cell))
    })
}

fn covered(sheet: &Sheet) -> impl Iterator<Item = (usize, usize, &Cell)> {
    let covered = sheet.covered.iter();
    covered.map(|(row, column, cell)| (*row, *column, cell))
}

fn hidden_sheet(sheet: &Sheet) -> Option<Finding> {
    Summary::of(cells(sheet).chain(covered(sheet))).unseen(Code::HiddenContent, sheet)
}

/// One finding for each hidden column and each stretch of hidden rows that holds
/// anything, and one for all that merges cover.
fn unseen(sheet: &Sheet, hidden_columns: &BTreeSet<usize>) -> Vec<Finding> {
    let mut columns: BTreeMap<usize, Summary> = BTreeMap::new();
    if !hidden_columns.is_empty() {
        for (row, column, cell) in cells(sheet) {
            if !cell.is_blank() && hidden_columns.contains(&column) {
                columns.entry(column).or_default().add(row, column, cell);
            }
        }
    }
    let mut stretches: Vec<(usize, Summary)> = Vec::new();
    for hidden in &sheet.hidden_rows {
        let Some(cells) = sheet.rows.get(*hidden) else {
            break;
        };
        match stretches.last_mut() {
            Some((last, _)) if *last + 1 == *hidden => *last = *hidden,
            _ => stretches.push((*hidden, Summary::default())),
        }
        if let Some((_, summary)) = stretches.last_mut() {
            for (column, cell) in cells.iter().enumerate() {
                summary.add(*hidden, column, cell);
            }
        }
    }
    let columns = columns.into_values();
    let rows = stretches.into_iter().map(|(_, summary)| summary);
    let hidden = columns
        .chain(rows)
        .filter_map(|summary| summary.unseen(Code::HiddenContent, sheet));
    let covered = Summary::of(covered(sheet)).unseen(Code::CoveredContent, sheet);
    hidden.chain(covered).collect()
}

fn visible_sheet(sheet: &Sheet, owned: Option<&BoardSheet>, findings: &mut Vec<Finding>) {
    let meant = |row: usize, column: usize| {
        owned.is_some_and(|owned| row >= owned.body && owned.private.contains(&column))
    };
    let hidden_columns = sheet.hidden_columns();
    findings.extend(unseen(sheet, &hidden_columns));
    let mut by_column: BTreeMap<usize, Vec<(usize, String)>> = BTreeMap::new();
    for (row, column, cell) in cells(sheet) {
        let hidden = hidden_columns.contains(&column) || sheet.hidden_rows.contains(&row);
        if hidden || meant(row, column) {
            continue;
        }
        let is_number = |owned: &BoardSheet| row >= owned.body && owned.numbers.contains(&column);
        let found = match owned.is_some_and(is_number) {
            true => in_code(cell),
            false => in_cell(cell),
        };
        if let Some(found) = found {
            by_column.entry(column).or_default().push((row, found));
        }
    }
    for (column, found) in by_column {
        let whole = found.len() >= MIN_IN_COLUMN;
        let count = found.len();
        for (row, masked) in found.into_iter().take(if whole { 1 } else { count }) {
            let owner = owned.and_then(|owned| owned.households.get(row));
            let owner = owner.map(str::to_owned).filter(|_| !whole);
            let found = if whole {
                format!("{count} × {masked}")
            } else {
                masked
            };
            let cell = Some(address(row, column));
            findings.push(finding(
                Code::PersonalNumber,
                sheet.name.clone(),
                cell,
                owner,
                found,
            ));
        }
    }
}
