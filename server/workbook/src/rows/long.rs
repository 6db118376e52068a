//! A row per line item, with the household's cells blank or merged below its
//! first row.

use domain::board::Measure;
use domain::finding::Code;
use domain::money::Money;
use domain::quantity::{Quantity, Unit};
use domain::standard::{Category, Limits, Standard};
use domain::table::Field;

use super::lines::{LineColumns, Lines, StatedLine, in_priced_unit};
use super::sheet_reader::{Desk, Read, Row};
use crate::words::items;

/// The numbers of a row.
#[derive(Clone, Copy)]
struct Cells {
    quantity: Read<Quantity>,
    price: Read<Money>,
    amount: Read<Money>,
    months: Read<u32>,
}

/// Reads one row's line into a household's lines.
pub(crate) fn line(desk: &mut Desk<'_>, at: Row<'_>, out: &mut Lines<'_>) {
    let item = desk.text(at.row, Field::Item);
    let cells = Cells {
        quantity: desk.quantity(at, Field::Quantity),
        price: desk.money(at, Field::Price),
        amount: desk.money(at, Field::Amount),
        months: desk.count(at, Field::Months),
    };
    if item.is_none() && cells.quantity == Read::Blank && cells.amount == Read::Blank {
        return;
    }
    let Some(item) = item else {
        out.incomplete = true;
        desk.note(Code::MissingValue, at, Field::Item, "", "补偿项目");
        return;
    };
    let category = desk
        .text(at.row, Field::Category)
        .and_then(|word| Category::from_label(&word))
        .unwrap_or_else(|| items::category(&item, desk.schedule));
    let standard = desk.standard(at, category, &item, desk.header.at(Field::Item));
    let Read::Value(paid) = cells.amount else {
        out.incomplete = true;
        if cells.amount == Read::Blank {
            desk.note(Code::MissingValue, at, Field::Amount, "", "补偿金额");
        }
        return;
    };
    let measure = measure(desk, at, standard, cells, paid);
    let line = StatedLine {
        standard,
        category,
        item: item.into_owned(),
        measure,
        amount: paid,
    };
    let columns = LineColumns {
        quantity: desk.header.at(Field::Quantity),
        unit: desk.header.at(Field::Unit),
        price: desk.header.at(Field::Price),
        amount: desk.header.at(Field::Amount),
    };
    desk.add(at, line, columns, out);
}

/// What an amount is worked out from, with a note for each part that is missing.
fn measure(
    desk: &mut Desk<'_>,
    at: Row<'_>,
    standard: Option<&Standard>,
    cells: Cells,
    paid: Money,
) -> Option<Measure> {
    match cells.quantity {
        Read::Value(Quantity::ZERO) if paid != Money::ZERO => {
            desk.note(Code::Zero, at, Field::Quantity, "0", "");
        }
        Read::Blank => {
            let found = paid.to_string();
            desk.note(Code::NoBreakdown, at, Field::Quantity, &found, "");
        }
        _ => {}
    }
    let unit = desk
        .text(at.row, Field::Unit)
        .map(|word| Unit::from(&*word))
        .or_else(|| standard.map(|standard| standard.unit.clone()));
    let takes_months = unit.as_ref().is_some_and(Unit::takes_months);
    if takes_months && cells.months == Read::Blank {
        desk.note(Code::MissingValue, at, Field::Months, "", "月数");
    }
    if cells.price == Read::Blank && cells.quantity.value().is_some() {
        desk.note(Code::MissingValue, at, Field::Price, "", "补偿标准");
    }
    if unit.is_none() && cells.quantity.value().is_some() {
        desk.note(Code::MissingValue, at, Field::Unit, "", "单位");
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
    };
    Some(in_priced_unit(measure, paid))
}
