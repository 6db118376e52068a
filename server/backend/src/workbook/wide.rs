//! A row per household: land, crops, house, fixtures and subsidies side by side.

use domain::amount::line_amount;
use domain::board::{LineItem, Measure};
use domain::finding::Code;
use domain::money::Money;
use domain::quantity::{Quantity, Unit};
use domain::read::Field;
use domain::recompute::formula;
use domain::standard::{Category, Limits, Standard};
use rust_decimal::Decimal;

use super::cells::{Desk, Read, Row};
use super::lines::{LineFields, Lines};
use super::words::{MOVING, TRANSITION};

const LAND: LineFields = LineFields {
    item: Field::LandClass,
    quantity: Field::LandArea,
    unit: None,
    price: Field::LandPrice,
    amount: Field::LandAmount,
};
const HOUSE: LineFields = LineFields {
    item: Field::HouseStructure,
    quantity: Field::FloorArea,
    unit: None,
    price: Field::HousePrice,
    amount: Field::HouseAmount,
};
/// The longest time of transition that is inferred from an amount.
const MONTHS_MOST: u32 = 120;

pub(super) fn lines(desk: &mut Desk<'_>, at: Row<'_>) -> Lines {
    let mut out = Lines::default();
    let land = measured(desk, at, &mut out, Category::Land, LAND);
    crops(desk, at, &mut out, land);
    let floor = measured(desk, at, &mut out, Category::House, HOUSE);
    if let Some(amount) = amount(desk, at, Field::FixtureAmount, &mut out) {
        out.lines.push(lump(Category::Fixture, "附着物", amount));
    }
    moving(desk, at, &mut out, floor);
    transition(desk, at, &mut out, floor);
    reward(desk, at, &mut out);
    out
}

/// Land or house; gives the quantity where it can be relied on.
fn measured(
    desk: &mut Desk<'_>,
    at: Row<'_>,
    out: &mut Lines,
    category: Category,
    fields: LineFields,
) -> Option<Quantity> {
    let item = desk.text(at.row, fields.item);
    let quantity = desk.quantity(at, fields.quantity);
    let price = desk.money(at, fields.price);
    let amount = desk.money(at, fields.amount);
    let nothing = |read: Read<Money>| matches!(read, Read::Blank | Read::Value(Money::ZERO));
    if matches!(quantity, Read::Blank | Read::Value(Quantity::ZERO)) && nothing(amount) {
        return None;
    }
    let name = item.clone().unwrap_or_else(|| category.label().to_owned());
    if item.is_none() && desk.header.at(fields.item).is_some() {
        desk.note(Code::MissingValue, at, fields.item, "", category.label());
    }
    match quantity {
        Read::Blank => desk.note(Code::MissingValue, at, fields.quantity, "", "面积"),
        Read::Value(Quantity::ZERO) => desk.note(Code::Zero, at, fields.quantity, "0", ""),
        _ => {}
    }
    if price == Read::Blank && desk.header.at(fields.price).is_some() {
        desk.note(Code::MissingValue, at, fields.price, "", "补偿标准");
    }
    let standard = match &item {
        Some(item) => desk.standard(at, category, item, fields.item),
        None => None,
    };
    let Read::Value(paid) = amount else {
        out.incomplete = true;
        if amount == Read::Blank {
            desk.note(Code::MissingValue, at, fields.amount, "", "补偿费");
        }
        return quantity.value();
    };
    let quantity = quantity
        .value()
        .filter(|quantity| *quantity != Quantity::ZERO);
    let unit = if category == Category::Land {
        Unit::Mu
    } else {
        Unit::SquareMetre
    };
    let price = price
        .value()
        .or(standard.as_ref().map(|standard| standard.price));
    let measure = quantity.zip(price).map(|(quantity, price)| Measure {
        quantity,
        unit,
        months: None,
        price,
        limits: standard
            .as_ref()
            .map_or(Limits::NONE, |standard| standard.limits),
    });
    let line = LineItem {
        standard: standard.as_ref().map(|standard| standard.code.clone()),
        category,
        item: name,
        measure,
        amount: paid,
    };
    let sound = desk.check(at, &line, standard.as_ref(), fields);
    out.lines.push(line);
    quantity.filter(|_| sound)
}

/// An amount that stands alone; `None` where there is none.
fn amount(desk: &mut Desk<'_>, at: Row<'_>, field: Field, out: &mut Lines) -> Option<Money> {
    match desk.money(at, field) {
        Read::Value(Money::ZERO) | Read::Blank => None,
        Read::Value(amount) => Some(amount),
        Read::Bad => {
            out.incomplete = true;
            None
        }
    }
}

fn lump(category: Category, item: &str, amount: Money) -> LineItem {
    LineItem {
        standard: None,
        category,
        item: item.to_owned(),
        measure: None,
        amount,
    }
}

fn crops(desk: &mut Desk<'_>, at: Row<'_>, out: &mut Lines, land: Option<Quantity>) {
    let Some(amount) = amount(desk, at, Field::CropsAmount, out) else {
        return;
    };
    let standard = desk
        .schedule
        .and_then(|schedule| schedule.only(Category::Crops))
        .cloned();
    let line = by_area(desk, at, Field::CropsAmount, amount, standard, land);
    out.lines
        .push(line.unwrap_or_else(|| lump(Category::Crops, "青苗", amount)));
}

fn moving(desk: &mut Desk<'_>, at: Row<'_>, out: &mut Lines, floor: Option<Quantity>) {
    let Some(amount) = amount(desk, at, Field::MovingAmount, out) else {
        return;
    };
    let standard = subsidy(desk, &MOVING);
    let line = by_area(desk, at, Field::MovingAmount, amount, standard, floor);
    out.lines
        .push(line.unwrap_or_else(|| lump(Category::Subsidy, "搬迁补助", amount)));
}

/// An amount that an area times the only standard must give.
fn by_area(
    desk: &mut Desk<'_>,
    at: Row<'_>,
    field: Field,
    amount: Money,
    standard: Option<Standard>,
    area: Option<Quantity>,
) -> Option<LineItem> {
    let standard = standard?;
    let Some(quantity) = area else {
        return Some(LineItem {
            standard: Some(standard.code),
            ..lump(standard.category, &standard.name, amount)
        });
    };
    let measure = whole(&standard, quantity, None);
    let expected = line_amount(quantity, None, standard.price, standard.limits).ok()?;
    if expected != amount {
        let formula = formula(&measure, expected);
        desk.note(
            Code::AmountMismatch,
            at,
            field,
            &amount.to_string(),
            &formula,
        );
    }
    Some(of_standard(standard, Some(measure), amount))
}

/// The months are not in the table: they follow where the amount is a whole
/// number of months.
fn transition(desk: &mut Desk<'_>, at: Row<'_>, out: &mut Lines, floor: Option<Quantity>) {
    let Some(amount) = amount(desk, at, Field::TransitionAmount, out) else {
        return;
    };
    let Some(standard) = subsidy(desk, &TRANSITION) else {
        out.lines.push(lump(Category::Subsidy, "过渡费", amount));
        return;
    };
    let months = floor.and_then(|floor| {
        let monthly = floor.decimal().checked_mul(standard.price.yuan())?;
        let months = u32::try_from(rounded(amount.yuan().checked_div(monthly)?)).ok()?;
        let fits = line_amount(floor, Some(months), standard.price, standard.limits) == Ok(amount);
        (fits && (1..=MONTHS_MOST).contains(&months)).then_some(months)
    });
    if months.is_none() && floor.is_some() {
        desk.note(
            Code::NoBreakdown,
            at,
            Field::TransitionAmount,
            &amount.to_string(),
            "",
        );
    }
    let measure = floor
        .zip(months)
        .map(|(floor, months)| whole(&standard, floor, Some(months)));
    out.lines.push(of_standard(standard, measure, amount));
}

/// To the nearest whole number: an amount rounded to the fen hides the exact one.
fn rounded(number: Decimal) -> Decimal {
    number.round()
}

fn reward(desk: &mut Desk<'_>, at: Row<'_>, out: &mut Lines) {
    let Some(amount) = amount(desk, at, Field::RewardAmount, out) else {
        return;
    };
    let standard = desk
        .schedule
        .and_then(|schedule| schedule.only(Category::Reward))
        .cloned();
    let Some(standard) = standard else {
        out.lines.push(lump(Category::Reward, "奖励", amount));
        return;
    };
    let fits = standard.unit == Unit::Household && standard.price == amount;
    if !fits {
        desk.note(
            Code::NoBreakdown,
            at,
            Field::RewardAmount,
            &amount.to_string(),
            "",
        );
    }
    let measure = fits.then(|| whole(&standard, Quantity::ONE, None));
    out.lines.push(of_standard(standard, measure, amount));
}

fn whole(standard: &Standard, quantity: Quantity, months: Option<u32>) -> Measure {
    Measure {
        quantity,
        unit: standard.unit.clone(),
        months,
        price: standard.price,
        limits: standard.limits,
    }
}

fn of_standard(standard: Standard, measure: Option<Measure>, amount: Money) -> LineItem {
    LineItem {
        standard: Some(standard.code),
        category: standard.category,
        item: standard.name,
        measure,
        amount,
    }
}

/// The only subsidy whose name has one of these words.
fn subsidy(desk: &Desk<'_>, words: &[&str]) -> Option<Standard> {
    let mut named = desk.schedule?.standards.iter().filter(|standard| {
        standard.category == Category::Subsidy
            && words.iter().any(|word| standard.name.contains(word))
    });
    let first = named.next()?;
    named.next().is_none().then(|| first.clone())
}
