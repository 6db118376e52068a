//! What is to be said of a sheet's columns, before its rows are read.

use domain::finding::{Code, Detail, Finding, Severity};
use domain::table::Field;
use rust_decimal::Decimal;

use super::missing::missing_columns;
use super::unread::unread_columns;
use crate::cells::address::address;
use crate::cells::grid::Cell;
use crate::header::numbering::Numbering;
use crate::header::subject::Topic;
use crate::rows::sheet_reader::{RowRef, SheetReader};

/// What is to be said of the columns: those with content that were not
/// recognised, and what was assumed of the others.
pub(crate) fn of_columns(reader: &mut SheetReader<'_>) {
    let header = reader.header;
    let heading = |index: usize| Some(address(header.body.saturating_sub(1), index));
    unread_columns(reader);
    missing_columns(reader);
    match header.of(Field::Household).next() {
        Some(column) if header.numbered != Numbering::Own => {
            let by = match header.numbered {
                Numbering::ByGroupAndSequence => format!("组别-{}", column.header),
                _ => column.header.clone(),
            };
            reader.note_sheet(Code::NumberedBySequence, heading(column.index), &by);
        }
        Some(_) => {}
        None => {
            let head = header.at(Field::Head).and_then(heading);
            reader.note_sheet(Code::NoHouseholdNumbers, head, "");
        }
    }
    if let Some(column) = header.of(Field::LandArea).next() {
        if let Some((index, unit)) = header.unknown_area_unit() {
            reader.note_sheet(Code::UnitUnknown, heading(index), &unit);
        } else if reader.schedule.is_none()
            && header.land().is_some_and(|land| {
                let unit = header.area_unit(Topic::Land, land.quantity, land.price);
                unit.is_none()
            })
            && !priced_per_mu(reader)
        {
            reader.found.push(Finding {
                severity: Severity::Warning,
                code: Code::UnitAssumed,
                sheet: reader.sheet.name.clone(),
                cell: heading(column.index),
                household: None,
                detail: Detail::Words {
                    found: Some(column.header.clone()),
                    expected: Some("亩".to_owned()),
                },
            });
        }
    }
}

/// Whether the rates can only be per 亩: no land costs thousands per ㎡ here, and
/// none costs less per 亩.
fn priced_per_mu(reader: &SheetReader<'_>) -> bool {
    let least = Decimal::from(3_000);
    let rates = reader.header.at(Field::LandPrice).map(|column| {
        (reader.header.body..reader.sheet.rows.len())
            .filter_map(move |row| reader.sheet.cell(row, column).number())
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
pub(crate) fn broken_texts(reader: &mut SheetReader<'_>) {
    const TEXTS: [Field; 13] = [
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
        Field::Post,
        Field::Remark,
        Field::ChangeReason,
    ];
    let sheet = reader.sheet;
    let columns: Vec<usize> = TEXTS
        .into_iter()
        .filter_map(|field| reader.header.at(field))
        .collect();
    for row in reader.header.body..sheet.rows.len() {
        for column in columns.iter().copied() {
            if let Cell::Error(error) = sheet.cell(row, column) {
                let at = RowRef { row, household: "" };
                reader.note_in(Code::CellError, at, column, error, "");
            }
        }
    }
}
