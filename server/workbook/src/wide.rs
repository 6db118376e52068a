//! A row per household, or several: land, crops, house, fixtures and subsidies
//! side by side.

mod following;

use std::borrow::Cow;

use domain::amount::line_amount;
use domain::board::{LineItem, Measure};
use domain::finding::Code;
use domain::money::Money;
use domain::quantity::{Quantity, Unit};
use domain::recompute::deviation;
use domain::standard::{Category, Limits, Standard};
use domain::table::Field;
use rust_decimal::Decimal;

use super::cells::{Desk, Read, Row};
use super::header::{Group, Topic};
use super::lines::{Area, LineColumns, Lines, Pending, in_priced_unit};
use super::words;
pub(super) use following::finish;
use following::whole;

/// Reads one row into a household's lines.
pub(super) fn row<'a>(desk: &mut Desk<'a>, at: Row<'_>, out: &mut Lines<'a>) {
    let header = desk.header;
    let (mut land, mut floor) = (Vec::new(), Vec::new());
    for group in &header.groups {
        match group.topic {
            Topic::Land => land.extend(measured(desk, at, out, Category::Land, group)),
            Topic::House => floor.extend(measured(desk, at, out, Category::House, group)),
            _ => {}
        }
    }
    same_area(desk, at, land.first());
    let (own_land, own_floor) = (Area::sum(&land), Area::sum(&floor));
    for group in &header.groups {
        let area = match group.topic {
            Topic::Land | Topic::House => continue,
            _ if group.quantity.is_some() => {
                let category = category(desk, group);
                measured(desk, at, out, category, group);
                continue;
            }
            Topic::Moving | Topic::Transition => &own_floor,
            _ => &own_land,
        };
        by_rate_or_lump(desk, at, out, group, area.as_ref());
    }
    out.land.extend(land);
    out.floor.extend(floor);
}

/// An amount without a quantity of its own: at a rate by the land, the house or
/// the household's people, or a sum that says no more.
fn by_rate_or_lump<'a>(
    desk: &mut Desk<'a>,
    at: Row<'_>,
    out: &mut Lines<'a>,
    group: &'a Group,
    area: Option<&Area>,
) {
    let amount = match group.amount.map(|column| desk.money_in(at, column)) {
        Some(Read::Value(Money::ZERO) | Read::Blank) => return,
        Some(Read::Value(amount)) => Some(amount),
        Some(Read::Bad) => {
            out.incomplete = true;
            return;
        }
        None => None,
    };
    let price = group
        .price
        .and_then(|column| price(desk, at, column).value())
        .filter(|price| *price != Money::ZERO);
    let follows = matches!(
        group.topic,
        Topic::Crops | Topic::Moving | Topic::Transition | Topic::Reward
    );
    if price.is_some() || (follows && amount.is_some()) {
        let months = desk.count(at, Field::Months).value();
        out.pending.push(Pending {
            row: at.row,
            group,
            amount,
            price,
            area: area.cloned(),
            months: months.filter(|_| group.topic == Topic::Transition),
        });
    } else if let Some(amount) = amount {
        let category = category(desk, group);
        out.push(at.row, lump(category, &name(desk, at, group), amount));
    }
}

/// What a line is called: by its column, its heading, or what it is.
fn name(desk: &Desk<'_>, at: Row<'_>, group: &Group) -> String {
    group
        .item
        .and_then(|column| desk.text_over(at.row, column))
        .map(Cow::into_owned)
        .or_else(|| group.name.clone())
        .unwrap_or_else(|| {
            match group.topic {
                Topic::Land => "土地",
                Topic::House => "房屋",
                Topic::Crops => "青苗",
                Topic::Moving => "搬迁补助",
                Topic::Transition => "过渡费",
                Topic::Reward => "奖励",
                Topic::Fixture => "附着物",
                Topic::Named => "其他补偿",
            }
            .to_owned()
        })
}

fn category(desk: &Desk<'_>, group: &Group) -> Category {
    match group.topic {
        Topic::Land => Category::Land,
        Topic::House => Category::House,
        Topic::Crops => Category::Crops,
        Topic::Moving | Topic::Transition => Category::Subsidy,
        Topic::Reward => Category::Reward,
        Topic::Fixture => Category::Fixture,
        Topic::Named => {
            let name = group.name.as_deref().unwrap_or_default();
            match words::category(name, desk.schedule) {
                // What no column calls land or a house is counted as neither.
                Category::Land | Category::House => Category::Fixture,
                other => other,
            }
        }
    }
}

fn is_area(unit: &Unit) -> bool {
    matches!(unit, Unit::Mu | Unit::SquareMetre)
}

/// A rate; one that is merged down over several rows is that of each.
fn price(desk: &mut Desk<'_>, at: Row<'_>, column: usize) -> Read<Money> {
    let from = desk.sheet.merged_from(at.row, column);
    desk.money_in(Row { row: from, ..at }, column)
}

/// Land, a house, or what is counted; gives the area where it can be relied on.
fn measured(
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

/// The land area once more, in the other unit: it must be the same to the last
/// digit that is written.
fn same_area(desk: &mut Desk<'_>, at: Row<'_>, land: Option<&Area>) {
    let (Some(land), Read::Value(other)) = (land, desk.quantity(at, Field::LandAreaOther)) else {
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
        desk.note(
            Code::AreasDiffer,
            at,
            Field::LandAreaOther,
            &found,
            &expected,
        );
    }
}

pub(super) fn lump(category: Category, item: &str, amount: Money) -> LineItem {
    LineItem {
        standard: None,
        category,
        item: item.to_owned(),
        measure: None,
        amount,
        deviation: None,
    }
}
