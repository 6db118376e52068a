//! A workbook → a board with its report.

use std::collections::{BTreeMap, HashMap, HashSet};

use domain::areas;
use domain::board::{Board, Totals};
use domain::finding::{Code, Finding};
use domain::standard::Schedule;
use domain::table::{ColumnChoices, EntryPlace, Field, UploadReport};

use crate::cells::address::parse_address;
use crate::cells::grid::{Book, Sheet, valued};
use crate::cells::open::{catching_panics, open};
use crate::checks::columns::{broken_texts, of_columns};
use crate::checks::leaks::{self, BoardSheet};
use crate::checks::private::{self, PrivateNumbers};
use crate::checks::{doubtful, explains, jumps, outliers, printed, sheets, spellings};
use crate::header::find::find;
use crate::header::forms::is_form;
use crate::header::numbering::Numbering;
use crate::header::table::{Header, Headers};
use crate::parallel;
use crate::progress::Progress;
use crate::rows::collected::{Collected, Place};
use crate::rows::entries::entries;
use crate::rows::households::is_numbered_by_group;
use crate::rows::listed::FindingList;
use crate::rows::sheet_reader::SheetReader;
use crate::unreadable::Unreadable;

/// A workbook read as a board.
#[derive(Clone, Debug)]
pub struct ParsedBoard {
    /// What could be read, also where there are errors.
    pub board: Board,
    /// What the table says of why households changed, by household number.
    pub change_notes: BTreeMap<String, String>,
    pub report: UploadReport,
    /// Of each entry of the board: where it stands.
    pub places: Vec<EntryPlace>,
    /// What the columns hold that are never published.
    pub private: Vec<PrivateNumbers>,
}

/// Reads a board and checks it; against the standards where there are any, and
/// with what somebody decided of its columns.
///
/// # Errors
/// [`Unreadable`] where it cannot be read as a board at all. Faults in a board
/// that can be read are findings of the report.
pub fn read_board(
    file_name: &str,
    bytes: &[u8],
    schedule: Option<&Schedule>,
    choices: &ColumnChoices,
) -> Result<ParsedBoard, Unreadable> {
    let (earlier, progress) = (areas::ByHousehold::new(), Progress::default());
    read_board_watched(file_name, bytes, schedule, choices, &earlier, &progress)
}

/// As [`read_board`], beside the areas of an earlier board, telling how far it is.
///
/// # Errors
/// As [`read_board`].
pub fn read_board_watched(
    file_name: &str,
    bytes: &[u8],
    schedule: Option<&Schedule>,
    choices: &ColumnChoices,
    earlier: &areas::ByHousehold,
    progress: &Progress,
) -> Result<ParsedBoard, Unreadable> {
    catching_panics(|| {
        let book = open(bytes, progress)?;
        read(file_name, &book, schedule, choices, earlier)
    })
}

fn read(
    file_name: &str,
    book: &Book,
    schedule: Option<&Schedule>,
    choices: &ColumnChoices,
    earlier: &areas::ByHousehold,
) -> Result<ParsedBoard, Unreadable> {
    let mut tables = tables(book, choices)?;
    let Some(first) = tables.first() else {
        return Err(Unreadable::Empty);
    };
    let sheet = first.sheet.name.clone();
    let (layout, columns) = (first.header.layout, first.header.report());
    number_over_sheets(&mut tables);
    let mut read = ReadTables::default();
    for table in tables {
        read.add(table, schedule)?;
    }
    if read.collected.board.entries.is_empty() {
        return Err(Unreadable::Empty);
    }
    let Checked {
        mut findings,
        private,
        places,
        totals,
    } = read.check(file_name, book, earlier);
    in_order(&mut findings, sheet.as_ref());
    let mut report = UploadReport {
        file_name: file_name.to_owned(),
        sheet,
        layout,
        columns,
        totals,
        findings,
        more: (0, 0),
        surveyed: None,
        first_rows: Vec::new(),
    };
    // It is kept, and shown, with the table: without the numbers.
    report.hide_numbers();
    Ok(ParsedBoard {
        board: read.collected.board,
        change_notes: read.collected.change_notes,
        report,
        places,
        private,
    })
}

/// A sheet with the header of a board.
struct Table<'a> {
    /// Of the workbook's sheets.
    index: usize,
    sheet: &'a Sheet,
    header: Header,
}

/// The sheets with the header of a board: one at the least.
fn tables<'a>(book: &'a Book, choices: &ColumnChoices) -> Result<Vec<Table<'a>>, Unreadable> {
    if book.sheets.iter().all(Sheet::is_empty) {
        valued(book.sheets.iter())?;
        return Err(Unreadable::Empty);
    }
    let tables: Vec<Table<'_>> = book
        .sheets
        .iter()
        .enumerate()
        .filter(|(_, sheet)| !sheet.hidden && !is_form(sheet))
        .filter_map(|(index, sheet)| {
            let header = find(sheet, choices)?;
            Some(Table {
                index,
                sheet,
                header,
            })
        })
        .collect();
    if tables.is_empty() {
        valued(book.sheets.iter())?;
        if book
            .sheets
            .iter()
            .any(|sheet| !sheet.hidden && is_form(sheet))
        {
            return Err(Unreadable::Forms);
        }
        return Err(Unreadable::NoHeader(
            "户号、户主姓名、补偿费(补偿金额)、合计",
        ));
    }
    Ok(tables)
}

/// The tables of a workbook as far as they are read.
#[derive(Default)]
struct ReadTables {
    collected: Collected,
    findings: Vec<Finding>,
    headers: Headers,
    sheets: HashMap<usize, BoardSheet>,
}

/// What checks of the whole board gave, with what was found before.
struct Checked {
    findings: Vec<Finding>,
    private: Vec<PrivateNumbers>,
    places: Vec<EntryPlace>,
    totals: Totals,
}

impl ReadTables {
    /// Reads a table, if it goes on with the first.
    fn add(&mut self, table: Table<'_>, schedule: Option<&Schedule>) -> Result<(), Unreadable> {
        let Table {
            index,
            sheet,
            header,
        } = table;
        let first = self.headers.values().next();
        if first.is_some_and(|first| !same_columns(first, &header)) {
            return Ok(());
        }
        valued([sheet].into_iter())?;
        let mut reader = SheetReader::new(sheet, &header, schedule);
        of_columns(&mut reader);
        broken_texts(&mut reader);
        printed::units(&mut reader);
        let households = entries(&mut reader, index, &mut self.collected);
        let asked = explains::find(index, sheet, &header, &self.collected);
        let mut found = reader.found.into_findings();
        // What is asked about is not also said to be unknown.
        let is_asked = |one: &Finding| asked.iter().any(|asked| asked.cell == one.cell);
        let unread = |one: &Finding| matches!(one.code, Code::UnknownColumn | Code::UnreadColumn);
        found.retain(|one| !(unread(one) && is_asked(one)));
        self.findings.append(&mut found);
        self.findings.extend(asked);
        let numbers = header.of(Field::Household).map(|column| column.index);
        let sheet = BoardSheet {
            households,
            private: header.private_columns(),
            numbers: numbers.collect(),
            body: header.body,
        };
        self.sheets.insert(index, sheet);
        self.headers.insert(index, header);
        Ok(())
    }

    /// Checks all households together, some checks beside others.
    fn check(&mut self, file_name: &str, book: &Book, earlier: &areas::ByHousehold) -> Checked {
        let (collected, headers) = (&self.collected, &self.headers);
        let stand_out = || {
            let outliers = outliers::find(book, collected, headers);
            let jumps = jumps::find(book, collected, headers, earlier);
            outliers.into_iter().chain(jumps)
        };
        let is_read = |index: usize| headers.contains_key(&index);
        let rest = || {
            let places = collected.places.iter().map(|place| placed(book, place));
            (
                private::find(book, collected, headers),
                leaks::find(file_name, book, &self.sheets)
                    .into_iter()
                    .chain(sheets::unread(book, is_read, &collected.board.entries)),
                [spellings::find, doubtful::find]
                    .map(|find| find(book, collected, headers, &self.sheets)),
                places.collect(),
                collected.board.totals(),
            )
        };
        let (standing_out, ((of_private, private), leaks, spellings, places, totals)) =
            parallel::join(stand_out, rest);
        let mut findings = std::mem::take(&mut self.findings);
        let explained: HashSet<Option<String>> = findings
            .iter()
            .filter(|one| one.code == Code::TenTimesOff)
            .map(|one| one.household.clone())
            .collect();
        let more: FindingList = standing_out
            .filter(|one| !explained.contains(&one.household))
            .chain(of_private)
            .chain(leaks)
            .chain(spellings.into_iter().flatten())
            .collect();
        findings.extend(more.into_findings());
        Checked {
            findings,
            private,
            places,
            totals,
        }
    }
}

/// Tables whose 序号 begins anew on every sheet are numbered by sheet as well; those
/// whose 序号 repeats within a group have no numbers.
fn number_over_sheets(tables: &mut [Table<'_>]) {
    let mut seen = HashSet::new();
    let mut repeats = false;
    for Table { sheet, header, .. } in tables.iter() {
        if header.numbered != Numbering::BySequence {
            continue;
        }
        let Some(column) = header.at(Field::Household) else {
            continue;
        };
        let own: HashSet<String> = (header.body..sheet.rows.len())
            .map(|row| sheet.cell(row, column))
            .filter(|cell| cell.number().is_some())
            .map(|cell| cell.shown().into_owned())
            .collect();
        repeats |= own.iter().any(|number| seen.contains(number));
        seen.extend(own);
    }
    for Table { sheet, header, .. } in tables.iter_mut() {
        if repeats && header.numbered == Numbering::BySequence {
            header.numbered = Numbering::ByGroupAndSequence;
        }
        if header.numbered == Numbering::ByGroupAndSequence {
            let reader = SheetReader::new(sheet, header, None);
            if !is_numbered_by_group(&reader) {
                header.not_numbered();
            }
        }
    }
}

/// Where a household stands, as people count rows.
fn placed(book: &Book, place: &Place) -> EntryPlace {
    let row = |row: usize| u32::try_from(row + 1).unwrap_or(u32::MAX);
    let lines = if place.lines.iter().all(|line| *line == place.row) {
        Vec::new()
    } else {
        place.lines.iter().map(|line| row(*line)).collect()
    };
    EntryPlace {
        sheet: book
            .sheets
            .get(place.sheet)
            .and_then(|sheet| sheet.name.clone()),
        row: row(place.row),
        lines,
        says_none: place.says_none,
    }
}

/// Whether a further sheet continues the first: the same fields are in it.
fn same_columns(first: &Header, other: &Header) -> bool {
    let fields = |header: &Header| {
        // Whether a column takes off, or multiplies, each sheet's own figures tell.
        let told = |field: &Field| !matches!(field, Field::Deduction | Field::Factor);
        let fields = header.columns.iter().filter_map(|c| c.field);
        let mut fields: Vec<Field> = fields.filter(told).collect();
        fields.sort_unstable();
        fields
    };
    fields(first) == fields(other)
}

/// The board's own sheet first, from the top row down.
fn in_order(findings: &mut [Finding], sheet: Option<&String>) {
    findings.sort_by_key(|finding| {
        let at = finding.cell.as_deref().and_then(parse_address);
        (
            finding.sheet.as_ref() != sheet,
            finding.sheet.clone(),
            at,
            finding.code,
        )
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// A sample with what is merged in its header repeated in each cell, and
    /// its columns in this order.
    fn reordered(name: &str, order: &[usize]) -> Book {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/samples/");
        let bytes = std::fs::read(format!("{folder}{name}")).expect("a sample");
        let mut book = open(&bytes, &Progress::default()).expect("a workbook");
        for sheet in &mut book.sheets {
            let old = sheet.clone();
            for (row, cells) in sheet.rows.iter_mut().enumerate() {
                let source = |column: usize| {
                    let merge = old.merge_at(row, column).filter(|area| area.bottom < 4);
                    let (row, column) = merge.map_or((row, column), |area| (area.top, area.left));
                    old.cell(row, column).clone()
                };
                *cells = order.iter().map(|column| source(*column)).collect();
            }
            sheet.set_merges(Vec::new()).ok();
        }
        book
    }

    fn straight(width: usize) -> Vec<usize> {
        (0..width).collect()
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]

        #[test]
        fn columns_of_a_workbook_may_stand_in_any_order(
            wide in Just(straight(23)).prop_shuffle(),
            long in Just(straight(15)).prop_shuffle(),
        ) {
            for (name, order) in [("board1-wide.xlsx", &wide), ("board1-long.xlsx", &long)] {
                let as_it_is = read(name, &reordered(name, &straight(order.len())), None, &ColumnChoices::new(), &areas::ByHousehold::new());
                let as_it_is = as_it_is.expect("a board");
                let shuffled = read(name, &reordered(name, order), None, &ColumnChoices::new(), &areas::ByHousehold::new()).expect("a board");
                prop_assert_eq!(&as_it_is.board, &shuffled.board);
                prop_assert_eq!(as_it_is.report.findings.len(), shuffled.report.findings.len());
            }
        }
    }
}
