//! A workbook → a board with its report.

use std::collections::{HashMap, HashSet};

use domain::areas;
use domain::finding::{Code, Finding, Severity};
use domain::standard::Schedule;
use domain::table::{ColumnChoices, EntryPlace, Field, UploadReport};
use rust_decimal::Decimal;

use super::cells::{Desk, Row, masked};
use super::grid::{Book, Cell, Sheet, address, parse_address};
use super::header::{self, Header, Headers, Numbered, Topic};
use super::leaks::Owned;
use super::listed::Listed;
use super::rows::{Collected, Place};
use super::{Reading, Unreadable, jumps, leaks, outliers, parallel, private, rows};

pub(super) fn read(
    file_name: &str,
    book: &Book,
    schedule: Option<&Schedule>,
    choices: &ColumnChoices,
    earlier: &areas::ByHousehold,
) -> Result<Reading, Unreadable> {
    if book.sheets.iter().all(Sheet::is_empty) {
        valued(book.sheets.iter())?;
        return Err(Unreadable::Empty);
    }
    let mut tables = book
        .sheets
        .iter()
        .enumerate()
        .filter(|(_, sheet)| !sheet.hidden)
        .filter_map(|(index, sheet)| Some((index, sheet, header::find(sheet, choices)?)));
    let Some((index, sheet, header)) = tables.next() else {
        valued(book.sheets.iter())?;
        return Err(Unreadable::NoHeader(
            "户号、户主姓名、补偿费(补偿金额)、合计",
        ));
    };
    let mut collected = Collected::default();
    let mut findings = Vec::new();
    let mut owners = HashMap::new();
    let mut headers = Headers::new();
    let others: Vec<_> = tables.collect();
    let mut all: Vec<_> = std::iter::once((index, sheet, header.clone()))
        .chain(others)
        .collect();
    number_over_sheets(&mut all);
    for (index, sheet, header) in all {
        let mut desk = Desk::new(sheet, &header, schedule);
        if headers
            .values()
            .next()
            .is_some_and(|first| !same_columns(first, &header))
        {
            let name = sheet.name.clone().unwrap_or_default();
            desk.note_sheet(Code::OtherSheet, None, &masked(&name));
            findings.append(&mut desk.found.into_findings());
            continue;
        }
        valued([sheet].into_iter())?;
        of_columns(&mut desk);
        broken_texts(&mut desk);
        let owned = rows::entries(&mut desk, index, &mut collected);
        findings.append(&mut desk.found.into_findings());
        owners.insert(
            index,
            Owned {
                households: owned,
                private: header.private_columns(),
                body: header.body,
            },
        );
        headers.insert(index, header);
    }
    if collected.board.entries.is_empty() {
        return Err(Unreadable::Empty);
    }
    let explained: HashSet<Option<String>> = findings
        .iter()
        .filter(|one| one.code == Code::TenTimesOff)
        .map(|one| one.household.clone())
        .collect();
    let odd = || {
        let outliers = outliers::find(book, &collected, &headers);
        let jumps = jumps::find(book, &collected, &headers, earlier);
        outliers.into_iter().chain(jumps)
    };
    let rest = || {
        let places = collected.places.iter().map(|place| placed(book, place));
        (
            private::find(book, &collected, &headers),
            leaks::find(file_name, book, &owners),
            places.collect(),
            collected.board.totals(),
        )
    };
    let (odd, ((of_private, private), leaks, places, totals)) = parallel::both(odd, rest);
    let others: Listed = odd
        .filter(|odd| !explained.contains(&odd.household))
        .chain(of_private)
        .chain(leaks)
        .collect();
    findings.extend(others.into_findings());
    in_order(&mut findings, sheet.name.as_ref());
    let mut report = UploadReport {
        file_name: file_name.to_owned(),
        sheet: sheet.name.clone(),
        layout: header.layout,
        columns: header.report(),
        totals,
        findings,
        more: (0, 0),
        surveyed: None,
    };
    // It is kept, and shown, with the table: without the numbers.
    report.hide_numbers();
    Ok(Reading {
        board: collected.board,
        change_notes: collected.change_notes,
        report,
        places,
        private,
    })
}

/// Tables whose 序号 begins anew on every sheet are numbered by sheet as well; those
/// whose 序号 repeats within a group have no numbers.
fn number_over_sheets(tables: &mut [(usize, &Sheet, Header)]) {
    let mut seen = HashSet::new();
    let mut repeats = false;
    for (_, sheet, header) in tables.iter() {
        if header.numbered != Numbered::BySequence {
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
    for (_, sheet, header) in tables.iter_mut() {
        if repeats && header.numbered == Numbered::BySequence {
            header.numbered = Numbered::ByGroupAndSequence;
        }
        if header.numbered == Numbered::ByGroupAndSequence {
            let desk = Desk::new(sheet, header, None);
            if !rows::is_numbered_by_group(&desk) {
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
        let mut fields: Vec<Field> = header.columns.iter().filter_map(|c| c.field).collect();
        fields.sort_unstable();
        fields
    };
    fields(first) == fields(other)
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

/// What is to be said of the columns: those with content that were not
/// recognised, and what was assumed of the others.
fn of_columns(desk: &mut Desk<'_>) {
    let header = desk.header;
    let heading = |index: usize| Some(address(header.body.saturating_sub(1), index));
    for column in header
        .columns
        .iter()
        .filter(|column| column.field.is_none() && !column.ignored)
    {
        let index = column.index;
        let filled =
            (header.body..desk.sheet.rows.len()).any(|row| !desk.sheet.cell(row, index).is_blank());
        if !filled {
            continue;
        }
        desk.found.push(Finding {
            severity: if column.unclear {
                Severity::Error
            } else {
                Severity::Warning
            },
            code: Code::UnknownColumn,
            sheet: desk.sheet.name.clone(),
            cell: heading(index),
            household: None,
            found: Some(masked(&column.header)),
            expected: column.unclear.then(|| "土地/房屋".to_owned()),
        });
    }
    match header.of(Field::Household).next() {
        Some(column) if header.numbered != Numbered::Own => {
            let by = match header.numbered {
                Numbered::ByGroupAndSequence => format!("组别-{}", column.header),
                _ => column.header.clone(),
            };
            desk.note_sheet(Code::NumberedBySequence, heading(column.index), &by);
        }
        Some(_) => {}
        None => {
            let head = header.at(Field::Head).and_then(heading);
            desk.note_sheet(Code::NoHouseholdNumbers, head, "");
        }
    }
    if let Some(column) = header.of(Field::LandArea).next() {
        if let Some((index, unit)) = header.unknown_area_unit() {
            desk.note_sheet(Code::UnitUnknown, heading(index), &unit);
        } else if desk.schedule.is_none()
            && header.land().is_some_and(|land| {
                let unit = header.area_unit(Topic::Land, land.quantity, land.price);
                unit.is_none()
            })
            && !priced_per_mu(desk)
        {
            desk.found.push(Finding {
                severity: Severity::Warning,
                code: Code::UnitAssumed,
                sheet: desk.sheet.name.clone(),
                cell: heading(column.index),
                household: None,
                found: Some(column.header.clone()),
                expected: Some("亩".to_owned()),
            });
        }
    }
}

/// Whether the rates can only be per 亩: no land costs thousands per ㎡ here, and
/// none costs less per 亩.
fn priced_per_mu(desk: &Desk<'_>) -> bool {
    let least = Decimal::from(3_000);
    let rates = desk.header.at(Field::LandPrice).map(|column| {
        (desk.header.body..desk.sheet.rows.len())
            .filter_map(move |row| desk.sheet.cell(row, column).number())
            .filter(|rate| !rate.is_zero())
    });
    rates.is_some_and(|mut rates| {
        let mut any = false;
        rates.all(|rate| {
            any = true;
            rate >= least
        }) && any
    })
}

/// Spreadsheet errors in columns of text; those of numbers are found as they are read.
fn broken_texts(desk: &mut Desk<'_>) {
    const TEXTS: [Field; 12] = [
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
        Field::ChangeReason,
    ];
    let sheet = desk.sheet;
    let columns: Vec<usize> = TEXTS
        .into_iter()
        .filter_map(|field| desk.header.at(field))
        .collect();
    for row in desk.header.body..sheet.rows.len() {
        for column in columns.iter().copied() {
            if let Cell::Error(error) = sheet.cell(row, column) {
                let at = Row { row, household: "" };
                desk.note_in(Code::CellError, at, column, error, "");
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
        let mut book = super::super::open::open(&bytes, &super::super::Progress::default())
            .expect("a workbook");
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
            sheet.set_merges(Vec::new());
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
