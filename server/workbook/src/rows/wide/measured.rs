//! Lines with a quantity of their own: land, houses, what is counted.

use std::borrow::Cow;

use domain::amount::line_amount;
use domain::board::Measure;
use domain::finding::{Code, Detail};
use domain::money::Money;
use domain::quantity::{Quantity, Unit};
use domain::standard::{Category, Limits, Standard};
use domain::terms::{RatePart, Terms};

use super::group::{at_standard_rate, is_area, name, price};
use super::joined::joined;
use crate::header::groups::Group;
use crate::header::subject::Topic;
use crate::rows::lines::{Area, LineColumns, Lines, StatedLine, in_priced_unit};
use crate::rows::sheet_reader::{CellValue, RowRef, SheetReader};

/// Land, a house, or what is counted; gives the area where it can be relied on.
pub(crate) fn measured(
    reader: &mut SheetReader<'_>,
    at: RowRef<'_>,
    out: &mut Lines<'_>,
    category: Category,
    group: &Group,
) -> Option<Area> {
    let quantity = group
        .quantity
        .map_or(CellValue::Blank, |column| reader.quantity_in(at, column));
    let amount = group
        .amount
        .map_or(CellValue::Blank, |column| reader.money_in(at, column));
    let nothing =
        |read: CellValue<Money>| matches!(read, CellValue::Blank | CellValue::Value(Money::ZERO));
    if matches!(
        quantity,
        CellValue::Blank | CellValue::Value(Quantity::ZERO)
    ) && nothing(amount)
    {
        return None;
    }
    let price = group
        .price
        .map_or(CellValue::Blank, |column| price(reader, at, column));
    let named = group
        .item
        .and_then(|column| reader.text_over(at.row, column))
        .or_else(|| group.name.as_deref().map(Cow::Borrowed));
    if named.is_none() && group.item.is_some() {
        reader.note_at(Code::MissingValue, at, group.item, "", category.label());
    }
    note_missing(reader, at, group, quantity, price);
    let item = name(reader, at, group);
    let column = group.item.or(group.quantity);
    let standard = named.and_then(|named| reader.standard(at, category, &named, column));
    let (measure, amount) =
        match worked_out(reader, at, group, standard, (quantity, price, amount), out) {
            Ok(worked_out) => worked_out,
            Err(area) => {
                out.incomplete = true;
                return area;
            }
        };
    let area = measure.as_ref().map(Area::of);
    let Some(paid) = paid(amount, group, measure.as_ref()) else {
        out.incomplete = true;
        if amount == CellValue::Blank {
            reader.note_at(Code::MissingValue, at, group.amount, "", "补偿费");
        }
        return area;
    };
    let (standard, measure) = match measure.map(|measure| in_priced_unit(measure, paid)) {
        Some(measure) if measure.price.is_none() && paid != Money::ZERO => {
            unpriced(reader, at, group, category, (measure, paid))
        }
        measure => (standard, measure),
    };
    let line = StatedLine {
        standard,
        category,
        item,
        measure,
        amount: paid,
    };
    let columns = LineColumns {
        quantity: group.quantity,
        unit: group.unit,
        price: group.price,
        amount: group.amount,
    };
    let sound = reader.add(at, line, columns, out);
    area.filter(|_| sound)
}

/// What an amount is worked out from, as its row and its terms say, and the amount,
/// which may stand in two columns. `Err` with the area where a factor cannot be read.
fn worked_out(
    reader: &mut SheetReader<'_>,
    at: RowRef<'_>,
    group: &Group,
    standard: Option<&Standard>,
    (quantity, price, amount): (CellValue<Quantity>, CellValue<Money>, CellValue<Money>),
    out: &mut Lines<'_>,
) -> Result<(Option<Measure>, CellValue<Money>), Option<Area>> {
    let parts = reader.rate_parts(at, &group.parts);
    note_parts(reader, at, group, price, &parts);
    let known = (quantity.value(), price.value(), parts);
    let measure = measure(reader, at, group, standard, known);
    let Some(factors) = reader.factors(at, &group.factors) else {
        return Err(measure.as_ref().map(Area::of));
    };
    let (Some(measure), stated) = (measure, amount.value()) else {
        return Ok((None, amount));
    };
    if let Some(own) = stated.filter(|_| group.topic == Topic::Land && factors.is_empty())
        && let Some((joined, both, column)) = joined(reader, at, &measure, standard, own)
    {
        out.joined = Some(column);
        return Ok((Some(joined), CellValue::Value(both)));
    }
    let topic = Some(group.topic);
    let measure = reader.with_terms(at, measure, &factors, topic, stated, &mut out.open);
    Ok((Some(measure), amount))
}

/// Notes a quantity or a rate that its column should hold.
fn note_missing(
    reader: &mut SheetReader<'_>,
    at: RowRef<'_>,
    group: &Group,
    quantity: CellValue<Quantity>,
    price: CellValue<Money>,
) {
    match quantity {
        CellValue::Blank if group.quantity.is_some() => {
            reader.note_at(Code::MissingValue, at, group.quantity, "", "面积");
        }
        CellValue::Value(Quantity::ZERO) => reader.note_at(Code::Zero, at, group.quantity, "0", ""),
        _ => {}
    }
    if price == CellValue::Blank && group.price.is_some() {
        reader.note_at(Code::MissingValue, at, group.price, "", "补偿标准");
    }
}

/// Notes parts of a rate that are missing, or are not the rate beside them.
fn note_parts(
    reader: &mut SheetReader<'_>,
    at: RowRef<'_>,
    group: &Group,
    price: CellValue<Money>,
    parts: &[RatePart],
) {
    if parts.len() != group.parts.len() {
        if price == CellValue::Blank {
            reader.note_at(Code::MissingValue, at, group.rate(), "", "补偿标准");
        }
        return;
    }
    let sum: Money = parts.iter().map(|part| part.price).sum();
    if let Some(price) = price
        .value()
        .filter(|price| !parts.is_empty() && *price != sum)
    {
        let figures = Detail::Parts {
            stated: price,
            parts: parts.to_vec(),
        };
        let code = Code::PartsDiffer;
        reader.note_figures(code.severity(), code, at, group.price, figures);
    }
}

/// A quantity at the rate of the table, or of the standard.
fn measure(
    reader: &SheetReader<'_>,
    at: RowRef<'_>,
    group: &Group,
    standard: Option<&Standard>,
    (quantity, price, parts): (Option<Quantity>, Option<Money>, Vec<RatePart>),
) -> Option<Measure> {
    let quantity = quantity.filter(|quantity| *quantity != Quantity::ZERO)?;
    let standard_unit = standard.map(|standard| &standard.unit);
    let unit = unit(reader, at, group, standard_unit);
    let terms = Terms {
        // A part without the others is none.
        parts: if parts.len() == group.parts.len() {
            parts
        } else {
            Vec::new()
        },
        ..Terms::default()
    };
    let price = price
        .or(terms.rate())
        .or(standard.map(|standard| standard.price));
    let per = reader
        .header
        .priced_unit(group.rate())
        .or_else(|| standard_unit.cloned())
        .filter(|per| is_area(per) && is_area(&unit) && *per != unit && price.is_some());
    Some(Measure {
        quantity,
        per,
        unit,
        months: None,
        price,
        limits: standard.map_or(Limits::NONE, |standard| standard.limits),
        terms: terms.boxed(),
    })
}

/// What is paid. In a table without a column of amounts: the product where there
/// is a rate, else nothing, as the payment is in the total. `None` where it
/// should be stated and is not.
fn paid(amount: CellValue<Money>, group: &Group, measure: Option<&Measure>) -> Option<Money> {
    match amount {
        CellValue::Value(paid) => Some(paid),
        CellValue::Blank if group.amount.is_none() => {
            let product = measure.map(line_amount);
            Some(product.and_then(Result::ok).flatten().unwrap_or_default())
        }
        _ => None,
    }
}

/// An area with an amount and no rate: the only standard's, where that gives the
/// amount; else nobody sees how it was worked out.
fn unpriced<'a>(
    reader: &mut SheetReader<'a>,
    at: RowRef<'_>,
    group: &Group,
    category: Category,
    (measure, paid): (Measure, Money),
) -> (Option<&'a Standard>, Option<Measure>) {
    let only = reader.schedule.and_then(|schedule| schedule.only(category));
    if let Some(standard) = only {
        let priced = at_standard_rate(standard, &Area::of(&measure), None);
        if line_amount(&priced) == Ok(Some(paid)) {
            return (Some(standard), Some(priced));
        }
    }
    reader.note_at(Code::NoBreakdown, at, group.amount, &paid.to_string(), "");
    (None, Some(measure))
}

/// The unit of a quantity: behind the number, in a column of its own, in the
/// heading, of the rate, of the standard; else what such things are measured in.
fn unit(reader: &SheetReader<'_>, at: RowRef<'_>, group: &Group, standard: Option<&Unit>) -> Unit {
    group
        .quantity
        .and_then(|column| reader.typed_unit(at.row, column))
        .or_else(|| {
            let word = reader.text_over(at.row, group.unit?)?;
            Some(Unit::from(&*word))
        })
        .or_else(|| {
            reader
                .header
                .area_unit(group.topic, group.quantity, group.rate())
        })
        .or_else(|| standard.cloned())
        .unwrap_or_else(|| match group.topic {
            Topic::Land => Unit::Mu,
            Topic::House => Unit::SquareMetre,
            _ => Unit::Other("个".to_owned()),
        })
}
