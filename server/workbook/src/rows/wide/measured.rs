//! Lines with a quantity of their own: land, houses, what is counted.

use std::borrow::Cow;

use domain::amount::line_amount;
use domain::board::{LineItem, Measure};
use domain::finding::Code;
use domain::money::Money;
use domain::quantity::{Quantity, Unit};
use domain::recompute::deviation;
use domain::standard::{Category, Limits, Standard};

use super::group::{is_area, name, price, whole};
use crate::header::groups::Group;
use crate::header::subject::Topic;
use crate::rows::lines::{Area, LineColumns, Lines, in_priced_unit};
use crate::rows::sheet_reader::{Desk, Read, Row};

/// Land, a house, or what is counted; gives the area where it can be relied on.
pub(crate) fn measured(
    desk: &mut Desk<'_>,
    at: Row<'_>,
    out: &mut Lines<'_>,
    category: Category,
    group: &Group,
) -> Option<Area> {
    let quantity = group
        .quantity
        .map_or(Read::Blank, |column| desk.quantity_in(at, column));
    let amount = group
        .amount
        .map_or(Read::Blank, |column| desk.money_in(at, column));
    let nothing = |read: Read<Money>| matches!(read, Read::Blank | Read::Value(Money::ZERO));
    if matches!(quantity, Read::Blank | Read::Value(Quantity::ZERO)) && nothing(amount) {
        return None;
    }
    let price = group
        .price
        .map_or(Read::Blank, |column| price(desk, at, column));
    let item = group
        .item
        .and_then(|column| desk.text_over(at.row, column))
        .or_else(|| group.name.as_deref().map(Cow::Borrowed));
    let name = name(desk, at, group);
    if item.is_none() && group.item.is_some() {
        desk.note_at(Code::MissingValue, at, group.item, "", category.label());
    }
    match quantity {
        Read::Blank if group.quantity.is_some() => {
            desk.note_at(Code::MissingValue, at, group.quantity, "", "面积");
        }
        Read::Value(Quantity::ZERO) => desk.note_at(Code::Zero, at, group.quantity, "0", ""),
        _ => {}
    }
    if price == Read::Blank && group.price.is_some() {
        desk.note_at(Code::MissingValue, at, group.price, "", "补偿标准");
    }
    let standard = match &item {
        Some(item) => desk.standard(at, category, item, group.item.or(group.quantity)),
        None => None,
    };
    let quantity = quantity
        .value()
        .filter(|quantity| *quantity != Quantity::ZERO);
    let standard_unit = standard.map(|standard| standard.unit.clone());
    let unit = unit(desk, at, group, standard_unit.as_ref());
    let per = desk
        .header
        .priced_unit(group.price)
        .or(standard_unit)
        .filter(|per| is_area(per) && is_area(&unit));
    let price = price.value().or(standard.map(|standard| standard.price));
    let measure = quantity.map(|quantity| Measure {
        quantity,
        per: per.filter(|per| *per != unit && price.is_some()),
        unit,
        months: None,
        price,
        limits: standard
            .as_ref()
            .map_or(Limits::NONE, |standard| standard.limits),
    });
    let area = measure.as_ref().map(|measure| Area {
        quantity: measure.quantity,
        unit: measure.unit.clone(),
    });
    // A table without a column of amounts: the product where there is a rate,
    // else an area whose payment is in the total.
    let paid = match amount {
        Read::Value(paid) => paid,
        Read::Blank if group.amount.is_none() => {
            let product = measure.as_ref().map(line_amount);
            product.and_then(Result::ok).flatten().unwrap_or_default()
        }
        _ => {
            out.incomplete = true;
            if amount == Read::Blank {
                desk.note_at(Code::MissingValue, at, group.amount, "", "补偿费");
            }
            return area;
        }
    };
    let measure = measure.map(|measure| in_priced_unit(measure, paid));
    let (standard, measure) = match measure {
        Some(measure) if measure.price.is_none() && paid != Money::ZERO => {
            unpriced(desk, at, group, category, (measure, paid))
        }
        measure => (standard, measure),
    };
    let line = LineItem {
        standard: standard.map(|standard| standard.code.clone()),
        category,
        item: name,
        deviation: deviation(measure.as_ref(), standard),
        measure,
        amount: paid,
    };
    let columns = LineColumns {
        quantity: group.quantity,
        unit: group.unit,
        price: group.price,
        amount: group.amount,
    };
    let sound = desk.check(at, &line, standard, columns);
    out.push(at.row, line);
    area.filter(|_| sound)
}

/// An area with an amount and no rate: the only standard's, where that gives the
/// amount; else nobody sees how it was worked out.
fn unpriced<'a>(
    desk: &mut Desk<'a>,
    at: Row<'_>,
    group: &Group,
    category: Category,
    (measure, paid): (Measure, Money),
) -> (Option<&'a Standard>, Option<Measure>) {
    let only = desk.schedule.and_then(|schedule| schedule.only(category));
    if let Some(standard) = only {
        let area = Area {
            quantity: measure.quantity,
            unit: measure.unit.clone(),
        };
        let priced = whole(standard, &area, None);
        if line_amount(&priced) == Ok(Some(paid)) {
            return (Some(standard), Some(priced));
        }
    }
    desk.note_at(Code::NoBreakdown, at, group.amount, &paid.to_string(), "");
    (None, Some(measure))
}

/// The unit of a quantity: behind the number, in a column of its own, in the
/// heading, of the rate, of the standard; else what such things are measured in.
fn unit(desk: &Desk<'_>, at: Row<'_>, group: &Group, standard: Option<&Unit>) -> Unit {
    group
        .quantity
        .and_then(|column| desk.typed_unit(at.row, column))
        .or_else(|| {
            let word = desk.text_over(at.row, group.unit?)?;
            Some(Unit::from(&*word))
        })
        .or_else(|| {
            desk.header
                .area_unit(group.topic, group.quantity, group.price)
        })
        .or_else(|| standard.cloned())
        .unwrap_or_else(|| match group.topic {
            Topic::Land => Unit::Mu,
            Topic::House => Unit::SquareMetre,
            _ => Unit::Other("个".to_owned()),
        })
}
