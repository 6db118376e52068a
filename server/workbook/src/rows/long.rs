//! A row per line item, with the household's cells blank or merged below its
//! first row.

use domain::board::Measure;
use domain::finding::Code;
use domain::money::Money;
use domain::quantity::{Quantity, Unit};
use domain::standard::{Category, Limits, Standard};
use domain::table::Field;
use domain::terms::Deduction;

use super::lines::{LineColumns, Lines, StatedLine, in_priced_unit};
use super::open::OpenDeduction;
use super::sheet_reader::{CellValue, RowRef, SheetReader};
use super::terms::is_deduction;
use crate::header::column::{Column, TermColumn};
use crate::words::items;

/// The numbers of a row.
#[derive(Clone, Copy)]
struct Cells {
    quantity: CellValue<Quantity>,
    price: CellValue<Money>,
    amount: CellValue<Money>,
    months: CellValue<u32>,
}

/// Reads one row's line into a household's lines.
pub(crate) fn line(reader: &mut SheetReader<'_>, at: RowRef<'_>, out: &mut Lines<'_>) {
    out.open = reader.deductions(at, out);
    item(reader, at, out);
    out.deducted.append(&mut out.open);
}

fn item(reader: &mut SheetReader<'_>, at: RowRef<'_>, out: &mut Lines<'_>) {
    let item = reader.text(at.row, Field::Item);
    if let Some(item) = &item
        && is_deduction(item, reader.number_of(at.row, Field::Amount))
    {
        taken_off(reader, at, item, out);
        return;
    }
    let cells = Cells {
        quantity: reader.quantity(at, Field::Quantity),
        price: reader.money(at, Field::Price),
        amount: reader.money(at, Field::Amount),
        months: reader.count(at, Field::Months),
    };
    if item.is_none() && cells.quantity == CellValue::Blank && cells.amount == CellValue::Blank {
        return;
    }
    let Some(item) = item else {
        out.incomplete = true;
        reader.note(Code::MissingValue, at, Field::Item, "", "补偿项目");
        return;
    };
    let category = reader
        .text(at.row, Field::Category)
        .and_then(|word| Category::from_label(&word))
        .unwrap_or_else(|| items::category(&item, reader.schedule));
    let standard = reader.standard(at, category, &item, reader.header.at(Field::Item));
    let CellValue::Value(paid) = cells.amount else {
        out.incomplete = true;
        if cells.amount == CellValue::Blank {
            reader.note(Code::MissingValue, at, Field::Amount, "", "补偿金额");
        }
        return;
    };
    let factors: Vec<TermColumn> = reader.header.of(Field::Factor).map(Column::term).collect();
    let Some(factors) = reader.factors(at, &factors) else {
        out.incomplete = true;
        return;
    };
    let measure = measure(reader, at, (category, standard), cells, paid)
        .map(|measure| reader.with_terms(at, measure, &factors, None, Some(paid), &mut out.open));
    let line = StatedLine {
        standard,
        category,
        item: item.into_owned(),
        measure,
        amount: paid,
    };
    let columns = LineColumns {
        quantity: reader.header.at(Field::Quantity),
        unit: reader.header.at(Field::Unit),
        price: reader.header.at(Field::Price),
        amount: reader.header.at(Field::Amount),
    };
    reader.add(at, line, columns, out);
}

/// A row that says what is taken off the household's sum: 扣除旧料款.
fn taken_off(reader: &mut SheetReader<'_>, at: RowRef<'_>, item: &str, out: &mut Lines<'_>) {
    let Some(column) = reader.header.at(Field::Amount) else {
        return;
    };
    match reader.taken_off(at, column) {
        CellValue::Value(amount) if amount != Money::ZERO => out.open.push(OpenDeduction {
            row: at.row,
            column,
            topic: None,
            deduction: Deduction {
                name: item.to_owned(),
                amount,
            },
        }),
        CellValue::Invalid => out.incomplete = true,
        _ => {}
    }
}

/// What an amount is worked out from, with a note for each part that is missing.
fn measure(
    reader: &mut SheetReader<'_>,
    at: RowRef<'_>,
    (category, standard): (Category, Option<&Standard>),
    cells: Cells,
    paid: Money,
) -> Option<Measure> {
    match cells.quantity {
        CellValue::Value(Quantity::ZERO) if paid != Money::ZERO => {
            reader.note(Code::Zero, at, Field::Quantity, "0", "");
        }
        // What is paid for land or a house without its area is never said enough.
        CellValue::Blank if matches!(category, Category::Land | Category::House) => {
            reader.note(Code::MissingValue, at, Field::Quantity, "", "面积");
        }
        CellValue::Blank => {
            let found = paid.to_string();
            reader.note(Code::NoBreakdown, at, Field::Quantity, &found, "");
        }
        _ => {}
    }
    let unit = reader
        .text(at.row, Field::Unit)
        .map(|word| Unit::from(&*word))
        .or_else(|| standard.map(|standard| standard.unit.clone()));
    let takes_months = unit.as_ref().is_some_and(Unit::takes_months);
    if takes_months && cells.months == CellValue::Blank {
        reader.note(Code::MissingValue, at, Field::Months, "", "月数");
    }
    if cells.price == CellValue::Blank && cells.quantity.value().is_some() {
        reader.note(Code::MissingValue, at, Field::Price, "", "补偿标准");
    }
    if unit.is_none() && cells.quantity.value().is_some() {
        reader.note(Code::MissingValue, at, Field::Unit, "", "单位");
    }
    let months = cells.months.value().filter(|_| takes_months);
    if takes_months && months.is_none() {
        return None;
    }
    let known = cells.quantity.value();
    let measure = Measure {
        quantity: known.filter(|quantity| *quantity != Quantity::ZERO)?,
        unit: unit?,
        months,
        price: Some(cells.price.value()?),
        per: None,
        limits: standard.map_or(Limits::NONE, |standard| standard.limits),
        terms: None,
    };
    Some(in_priced_unit(measure, paid))
}
