//! A row per line item, with the household's cells blank or merged below its
//! first row.

use domain::board::{LineItem, Measure};
use domain::finding::Code;
use domain::money::Money;
use domain::quantity::{Quantity, Unit};
use domain::recompute::deviation;
use domain::standard::{Category, Limits};
use domain::table::Field;

use super::lines::{LineColumns, Lines, in_priced_unit};
use super::sheet_reader::{Desk, Read, Row};
use crate::words::items;

/// Reads one row's line into a household's lines.
pub(crate) fn line(desk: &mut Desk<'_>, at: Row<'_>, out: &mut Lines<'_>) {
    let item = desk.text(at.row, Field::Item);
    let quantity = desk.quantity(at, Field::Quantity);
    let price = desk.money(at, Field::Price);
    let amount = desk.money(at, Field::Amount);
    let months = desk.count(at, Field::Months);
    if item.is_none() && quantity == Read::Blank && amount == Read::Blank {
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
    let Read::Value(paid) = amount else {
        out.incomplete = true;
        if amount == Read::Blank {
            desk.note(Code::MissingValue, at, Field::Amount, "", "补偿金额");
        }
        return;
    };
    match quantity {
        Read::Value(Quantity::ZERO) if paid != Money::ZERO => {
            desk.note(Code::Zero, at, Field::Quantity, "0", "");
        }
        Read::Blank => desk.note(
            Code::NoBreakdown,
            at,
            Field::Quantity,
            &paid.to_string(),
            "",
        ),
        _ => {}
    }
    let unit = desk
        .text(at.row, Field::Unit)
        .map(|word| Unit::from(&*word))
        .or_else(|| standard.map(|standard| standard.unit.clone()));
    let takes_months = unit.as_ref().is_some_and(Unit::takes_months);
    if takes_months && months == Read::Blank {
        desk.note(Code::MissingValue, at, Field::Months, "", "月数");
    }
    if price == Read::Blank && quantity.value().is_some() {
        desk.note(Code::MissingValue, at, Field::Price, "", "补偿标准");
    }
    if unit.is_none() && quantity.value().is_some() {
        desk.note(Code::MissingValue, at, Field::Unit, "", "单位");
    }
    let months = months.value().filter(|_| takes_months);
    let known = quantity
        .value()
        .filter(|quantity| *quantity != Quantity::ZERO);
    let measure = match (known, unit, price.value()) {
        (Some(quantity), Some(unit), Some(price)) if !takes_months || months.is_some() => {
            let limits = standard
                .as_ref()
                .map_or(Limits::NONE, |standard| standard.limits);
            let measure = Measure {
                quantity,
                unit,
                months,
                price: Some(price),
                per: None,
                limits,
            };
            Some(in_priced_unit(measure, paid))
        }
        _ => None,
    };
    let line = LineItem {
        standard: standard.map(|standard| standard.code.clone()),
        category,
        item: item.into_owned(),
        deviation: deviation(measure.as_ref(), standard),
        measure,
        amount: paid,
    };
    let columns = LineColumns {
        quantity: desk.header.at(Field::Quantity),
        unit: desk.header.at(Field::Unit),
        price: desk.header.at(Field::Price),
        amount: desk.header.at(Field::Amount),
    };
    desk.check(at, &line, standard, columns);
    out.push(at.row, line);
}
