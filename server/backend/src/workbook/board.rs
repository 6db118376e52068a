//! A workbook → a board with its report.

use domain::board::Board;
use domain::finding::{Code, Finding, Severity};
use domain::read::{Field, UploadReport};
use domain::standard::Schedule;

use super::cells::{Desk, Row};
use super::grid::{Book, Cell, Sheet, address, parse_address};
use super::header::{self, Header};
use super::{Reading, Unreadable, leaks, rows};

pub(super) fn read(
    file_name: &str,
    book: &Book,
    schedule: Option<&Schedule>,
) -> Result<Reading, Unreadable> {
    if book.sheets.iter().all(Sheet::is_empty) {
        valued(book.sheets.iter())?;
        return Err(Unreadable::Empty);
    }
    let found = book
        .sheets
        .iter()
        .enumerate()
        .filter(|(_, sheet)| !sheet.hidden)
        .find_map(|(index, sheet)| Some((index, sheet, header::find(sheet)?)));
    let Some((index, sheet, header)) = found else {
        valued(book.sheets.iter())?;
        return Err(Unreadable::NoHeader(
            "户号、户主姓名、补偿费(补偿金额)、合计",
        ));
    };
    valued([sheet].into_iter())?;
    let mut desk = Desk {
        sheet,
        header: &header,
        schedule,
        findings: Vec::new(),
    };
    unknown_columns(&mut desk, &header);
    broken_texts(&mut desk);
    let (entries, owners) = rows::entries(&mut desk);
    if entries.is_empty() {
        return Err(Unreadable::Empty);
    }
    let mut findings = desk.findings;
    findings.extend(leaks::find(file_name, book, index, &owners));
    in_order(&mut findings, sheet.name.as_ref());
    let board = Board { entries };
    let report = UploadReport {
        file_name: file_name.to_owned(),
        sheet: sheet.name.clone(),
        layout: header.layout,
        columns: header.report(),
        totals: board.totals(),
        findings,
    };
    Ok(Reading { board, report })
}

/// Refuses where formulas have no stored values: the numbers are not there.
pub(super) fn valued<'a>(sheets: impl Iterator<Item = &'a Sheet>) -> Result<(), Unreadable> {
    const NAMED_MOST: usize = 5;
    let cells: Vec<String> = sheets
        .filter(|sheet| !sheet.hidden)
        .flat_map(|sheet| &sheet.unvalued)
        .map(|(row, column)| address(*row, *column))
        .collect();
    if cells.is_empty() {
        return Ok(());
    }
    let named = cells
        .iter()
        .take(NAMED_MOST)
        .cloned()
        .collect::<Vec<_>>()
        .join("、");
    Err(Unreadable::Formulas {
        count: cells.len(),
        cells: named,
    })
}

/// Columns with content whose heading is unknown, or could be of two kinds.
fn unknown_columns(desk: &mut Desk<'_>, header: &Header) {
    for column in header
        .columns
        .iter()
        .filter(|column| column.field.is_none())
    {
        let index = column.index;
        let filled =
            (header.body..desk.sheet.rows.len()).any(|row| !desk.sheet.cell(row, index).is_blank());
        if !filled {
            continue;
        }
        let heading = &column.header;
        desk.findings.push(Finding {
            severity: if column.unclear {
                Severity::Error
            } else {
                Severity::Warning
            },
            code: Code::UnknownColumn,
            sheet: desk.sheet.name.clone(),
            cell: Some(address(header.body.saturating_sub(1), index)),
            household: None,
            found: Some(super::cells::masked(heading)),
            expected: column.unclear.then(|| "土地/房屋".to_owned()),
        });
    }
}

/// Spreadsheet errors in columns of text; those of numbers are found as they are read.
fn broken_texts(desk: &mut Desk<'_>) {
    const TEXTS: [Field; 11] = [
        Field::Household,
        Field::Group,
        Field::Head,
        Field::LandClass,
        Field::HouseStructure,
        Field::Item,
        Field::Unit,
        Field::Status,
        Field::Relation,
        Field::Official,
        Field::Remark,
    ];
    for row in desk.header.body..desk.sheet.rows.len() {
        for field in TEXTS {
            if let Cell::Error(error) = desk.cell(row, field).clone() {
                desk.note(
                    Code::CellError,
                    Row { row, household: "" },
                    field,
                    &error,
                    "",
                );
            }
        }
    }
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
        let mut book = super::super::open::open(&bytes).expect("a workbook");
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
            sheet.merges.clear();
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
                let as_it_is = read(name, &reordered(name, &straight(order.len())), None);
                let as_it_is = as_it_is.expect("a board");
                let shuffled = read(name, &reordered(name, order), None).expect("a board");
                prop_assert_eq!(&as_it_is.board, &shuffled.board);
                prop_assert_eq!(as_it_is.report.findings.len(), shuffled.report.findings.len());
            }
        }
    }
}
