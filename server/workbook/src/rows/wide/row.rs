//! One row of a wide table.

use domain::finding::Code;
use domain::money::Money;
use domain::quantity::{Quantity, Unit};
use domain::standard::Category;
use domain::table::Field;
use rust_decimal::Decimal;

use super::group::{category, name, price};
use super::measured::measured;
use crate::header::groups::Group;
use crate::header::subject::Topic;
use crate::rows::lines::{Area, DeferredAmount, Lines, StatedLine};
use crate::rows::sheet_reader::{CellValue, RowRef, SheetReader};

/// Reads one row into a household's lines.
pub(crate) fn row<'a>(reader: &mut SheetReader<'a>, at: RowRef<'_>, out: &mut Lines<'a>) {
    let header = reader.header;
    let (mut land, mut floor) = (Vec::new(), Vec::new());
    out.open = reader.deductions(at, out);
    out.joined = None;
    for group in &header.groups {
        match group.topic {
            Topic::Land => land.extend(measured(reader, at, out, Category::Land, group)),
            Topic::House => floor.extend(measured(reader, at, out, Category::House, group)),
            _ => {}
        }
    }
    same_area(reader, at, land.first());
    let (own_land, own_floor) = (Area::sum(&land), Area::sum(&floor));
    for group in &header.groups {
        if group.amount.is_some() && group.amount == out.joined {
            continue;
        }
        let area = match group.topic {
            Topic::Land | Topic::House => continue,
            _ if group.quantity.is_some() => {
                let category = category(reader, group);
                measured(reader, at, out, category, group);
                continue;
            }
            Topic::Moving | Topic::Transition => &own_floor,
            _ => &own_land,
        };
        by_rate_or_lump(reader, at, out, group, area.as_ref());
    }
    out.deducted.append(&mut out.open);
    out.land.extend(land);
    out.floor.extend(floor);
}

/// An amount without a quantity of its own: at a rate by the land, the house or
/// the household's people, or a sum that says no more.
fn by_rate_or_lump<'a>(
    reader: &mut SheetReader<'a>,
    at: RowRef<'_>,
    out: &mut Lines<'a>,
    group: &'a Group,
    area: Option<&Area>,
) {
    let amount = match group.amount.map(|column| reader.money_in(at, column)) {
        Some(CellValue::Value(Money::ZERO) | CellValue::Blank) => return,
        Some(CellValue::Value(amount)) => Some(amount),
        Some(CellValue::Invalid) => {
            out.incomplete = true;
            return;
        }
        None => None,
    };
    let price = group
        .price
        .and_then(|column| price(reader, at, column).value())
        .filter(|price| *price != Money::ZERO);
    let follows = matches!(
        group.topic,
        Topic::Crops | Topic::Moving | Topic::Transition | Topic::Reward
    );
    if price.is_some() || (follows && amount.is_some()) {
        let months = reader.count(at, Field::Months).value();
        let Some(factors) = reader.factors(at, &group.factors) else {
            out.incomplete = true;
            return;
        };
        out.deferred.push(DeferredAmount {
            row: at.row,
            group,
            amount,
            price,
            area: area.cloned(),
            months: months.filter(|_| group.topic == Topic::Transition),
            factors,
        });
    } else if let Some(amount) = amount {
        let category = category(reader, group);
        let line = StatedLine::lump(category, &name(reader, at, group), amount);
        out.push(at.row, line);
    }
}

/// The land area once more, in the other unit: it must be the same to the last
/// digit that is written.
fn same_area(reader: &mut SheetReader<'_>, at: RowRef<'_>, land: Option<&Area>) {
    let (Some(land), CellValue::Value(other)) = (land, reader.quantity(at, Field::LandAreaOther))
    else {
        return;
    };
    let (mu, metres) = match land.unit {
        Unit::Mu => (land.quantity, other),
        _ => (other, land.quantity),
    };
    let exact = metres.decimal() * Decimal::new(15, 4);
    let step = |number: Quantity| Decimal::new(1, number.decimal().normalize().scale());
    let apart = (mu.decimal() - exact).abs();
    if apart > step(mu).max(step(metres) * Decimal::new(15, 4)) {
        let (found, expected) = (other.to_string(), land.quantity.to_string());
        reader.note(
            Code::AreasDiffer,
            at,
            Field::LandAreaOther,
            &found,
            &expected,
        );
    }
}
