//! Tables as short as they can be written, and what is asked of a board read from
//! one.

use domain::board::LineItem;
use domain::finding::Code;
use domain::table::{ColumnChoices, Field};
use rust_xlsxwriter::{Format, Formula, Workbook, Worksheet};
use workbook::{ParsedBoard, read_board};

/// A workbook of sheets of lines, cells parted by strokes: numbers as numbers
/// unless they begin with a quotation mark, `#REF!` as an error. Merges are `A6:A7`.
pub(crate) fn workbook(sheets: &[(&str, &[&str], &[&str])]) -> Vec<u8> {
    let mut workbook = Workbook::new();
    for (name, rows, merges) in sheets {
        let sheet = workbook.add_worksheet();
        sheet.set_name(*name).expect("a name");
        fill(sheet, rows, merges);
    }
    workbook.save_to_buffer().expect("a workbook")
}

fn fill(sheet: &mut Worksheet, rows: &[&str], merges: &[&str]) {
    for merge in merges {
        let (from, to) = merge.split_once(':').expect("a range");
        let ((top, left), (bottom, right)) = (place(from), place(to));
        let plain = Format::new();
        sheet
            .merge_range(top, left, bottom, right, "", &plain)
            .expect("a merge");
    }
    for (row, cells) in (0_u32..).zip(rows) {
        for (column, cell) in (0_u16..).zip(cells.split('|')) {
            match (cell.parse::<f64>(), cell) {
                (_, "") => continue,
                (Ok(number), _) => sheet.write(row, column, number),
                (_, error) if error.starts_with('#') => {
                    sheet.write(row, column, Formula::new("=1/0").set_result(error))
                }
                (_, text) => sheet.write(row, column, text.trim_start_matches('\'')),
            }
            .expect("a cell");
        }
    }
}

fn place(cell: &str) -> (u32, u16) {
    let (letter, row) = cell.split_at(1);
    let column = u16::from(letter.as_bytes().first().expect("a letter") - b'A');
    (row.parse::<u32>().expect("a row") - 1, column)
}

pub(crate) fn table(rows: &[&str], merges: &[&str]) -> ParsedBoard {
    read("table.xlsx", &workbook(&[("公示", rows, merges)]))
}

pub(crate) fn read(name: &str, bytes: &[u8]) -> ParsedBoard {
    read_board(name, bytes, None, &ColumnChoices::new()).expect("a board")
}

/// Households, payout, land in 亩, floor area, specially marked.
pub(crate) fn sums(reading: &ParsedBoard) -> [String; 5] {
    let totals = &reading.report.totals;
    [
        totals.households.to_string(),
        totals.payout.plain(),
        totals.land.plain(),
        totals.floor.plain(),
        totals.flagged.to_string(),
    ]
}

pub(crate) fn codes(reading: &ParsedBoard) -> Vec<(Code, String)> {
    let findings = reading.report.findings.iter();
    findings
        .map(|finding| (finding.code, finding.cell.clone().unwrap_or_default()))
        .collect()
}

pub(crate) fn columns(reading: &ParsedBoard) -> Vec<Option<Field>> {
    let columns = reading.report.columns.iter();
    columns.map(|column| column.field).collect()
}

/// A table that is read without a word.
pub(crate) fn clean(rows: &[&str]) -> ParsedBoard {
    let reading = table(rows, &[]);
    assert_eq!(codes(&reading), [], "{rows:?}");
    reading
}

/// The factors of a line: `成新率 0.8`.
pub(crate) fn factors(line: &LineItem) -> Vec<String> {
    let factors = line.measure.iter().flat_map(|measure| measure.factors());
    factors
        .map(|factor| format!("{} {}", factor.name, factor.value))
        .collect()
}
