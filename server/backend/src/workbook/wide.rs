//! A row per household, or several: land, crops, house, fixtures and subsidies
//! side by side.

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
use super::lines::{Area, LineFields, Lines, Pending, in_priced_unit};
use super::words::{self, MOVING, TRANSITION};

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

/// Reads one row into a household's lines.
pub(super) fn row(desk: &mut Desk<'_>, at: Row<'_>, out: &mut Lines) {
    let land = measured(desk, at, out, Category::Land, LAND);
    let floor = measured(desk, at, out, Category::House, HOUSE);
    same_area(desk, at, land.as_ref());
    if let Some(amount) = amount(desk, at, Field::FixtureAmount, out) {
        out.push(at.row, lump(Category::Fixture, "附着物", amount));
    }
    for (field, area) in [
        (Field::CropsAmount, &land),
        (Field::MovingAmount, &floor),
        (Field::TransitionAmount, &floor),
        (Field::RewardAmount, &None),
    ] {
        if let Some(amount) = amount(desk, at, field, out) {
            let months = desk.count(at, Field::Months).value();
            out.pending.push(Pending {
                row: at.row,
                field,
                amount,
                area: area.clone(),
                months: months.filter(|_| field == Field::TransitionAmount),
            });
        }
    }
    others(desk, at, out);
    out.land.extend(land);
    out.floor.extend(floor);
}

/// What depends on the areas of all of a household's rows.
pub(super) fn finish(desk: &mut Desk<'_>, household: &str, out: &mut Lines) {
    let land = Area::sum(&out.land);
    let floor = Area::sum(&out.floor);
    for pending in std::mem::take(&mut out.pending) {
        let at = Row {
            row: pending.row,
            household,
        };
        let whole = match pending.field {
            Field::CropsAmount => &land,
            _ => &floor,
        };
        let mut areas: Vec<Area> = pending.area.iter().cloned().collect();
        areas.extend(whole.clone().filter(|whole| !areas.contains(whole)));
        let line = match pending.field {
            Field::CropsAmount => crops(desk, at, &pending, &areas),
            Field::MovingAmount => moving(desk, at, &pending, &areas),
            Field::TransitionAmount => transition(desk, at, &pending, &areas),
            _ => reward(desk, at, pending.amount),
        };
        out.push(at.row, line);
    }
    // As on paper: land, crops, house, fixtures, subsidies, rewards.
    out.lines.sort_by_key(|(_, line)| line.category);
}

/// Land or house; gives the area where it can be relied on.
fn measured(
    desk: &mut Desk<'_>,
    at: Row<'_>,
    out: &mut Lines,
    category: Category,
    fields: LineFields,
) -> Option<Area> {
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
    let has = |desk: &Desk<'_>, field| desk.header.at(field).is_some();
    match quantity {
        Read::Blank if has(desk, fields.quantity) => {
            desk.note(Code::MissingValue, at, fields.quantity, "", "面积");
        }
        Read::Blank => {}
        Read::Value(Quantity::ZERO) => desk.note(Code::Zero, at, fields.quantity, "0", ""),
        _ => {}
    }
    if price == Read::Blank && has(desk, fields.price) {
        desk.note(Code::MissingValue, at, fields.price, "", "补偿标准");
    }
    let standard = match &item {
        Some(item) => desk.standard(at, category, item, fields.item),
        None => None,
    };
    let quantity = quantity
        .value()
        .filter(|quantity| *quantity != Quantity::ZERO);
    let standard_unit = standard.as_ref().map(|standard| standard.unit.clone());
    let unit = desk
        .area_unit(at.row, fields.quantity, fields.price)
        .or_else(|| standard_unit.clone())
        .unwrap_or(match category {
            Category::Land => Unit::Mu,
            _ => Unit::SquareMetre,
        });
    let per = desk.header.priced_unit(fields.price).or(standard_unit);
    let price = price
        .value()
        .or(standard.as_ref().map(|standard| standard.price));
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
        Read::Blank if !has(desk, fields.amount) => {
            let product = measure.as_ref().map(line_amount);
            product.and_then(Result::ok).flatten().unwrap_or_default()
        }
        _ => {
            out.incomplete = true;
            if amount == Read::Blank {
                desk.note(Code::MissingValue, at, fields.amount, "", "补偿费");
            }
            return area;
        }
    };
    let line = LineItem {
        standard: standard.as_ref().map(|standard| standard.code.clone()),
        category,
        item: name,
        measure: measure.map(|measure| in_priced_unit(measure, paid)),
        amount: paid,
    };
    let sound = desk.check(at, &line, standard.as_ref(), fields);
    out.push(at.row, line);
    area.filter(|_| sound)
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

/// Amounts under headings of their own.
fn others(desk: &mut Desk<'_>, at: Row<'_>, out: &mut Lines) {
    let columns: Vec<(usize, String)> = desk
        .header
        .of(Field::OtherAmount)
        .map(|column| (column.index, column.leaf.clone()))
        .collect();
    for (column, name) in columns {
        match desk.money_in(at, Field::OtherAmount, column) {
            Read::Blank | Read::Value(Money::ZERO) => {}
            Read::Bad => out.incomplete = true,
            Read::Value(amount) => {
                let category = words::category(&name, desk.schedule);
                out.push(at.row, lump(category, &name, amount));
            }
        }
    }
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

pub(super) fn lump(category: Category, item: &str, amount: Money) -> LineItem {
    LineItem {
        standard: None,
        category,
        item: item.to_owned(),
        measure: None,
        amount,
    }
}

fn crops(desk: &mut Desk<'_>, at: Row<'_>, pending: &Pending, areas: &[Area]) -> LineItem {
    let standard = desk
        .schedule
        .and_then(|schedule| schedule.only(Category::Crops))
        .cloned();
    by_area(desk, at, pending, standard, areas)
        .unwrap_or_else(|| lump(Category::Crops, "青苗", pending.amount))
}

fn moving(desk: &mut Desk<'_>, at: Row<'_>, pending: &Pending, areas: &[Area]) -> LineItem {
    let standard = subsidy(desk, &MOVING);
    by_area(desk, at, pending, standard, areas)
        .unwrap_or_else(|| lump(Category::Subsidy, "搬迁补助", pending.amount))
}

/// An amount that one of the areas times the only standard must give.
fn by_area(
    desk: &mut Desk<'_>,
    at: Row<'_>,
    pending: &Pending,
    standard: Option<Standard>,
    areas: &[Area],
) -> Option<LineItem> {
    let standard = standard?;
    let amount = pending.amount;
    let Some(first) = areas.first() else {
        return Some(LineItem {
            standard: Some(standard.code),
            ..lump(standard.category, &standard.name, amount)
        });
    };
    let fits = |area: &&Area| line_amount(&whole(&standard, area, None)) == Ok(Some(amount));
    let fitting = areas.iter().find(fits);
    let measure = whole(&standard, fitting.unwrap_or(first), None);
    if fitting.is_none()
        && let Ok(Some(expected)) = line_amount(&measure)
    {
        let formula = formula(&measure, expected);
        let found = amount.to_string();
        desk.note(Code::AmountMismatch, at, pending.field, &found, &formula);
    }
    Some(of_standard(standard, Some(measure), amount))
}

/// Where the months are not in the table they follow, if the amount is a whole
/// number of months.
fn transition(desk: &mut Desk<'_>, at: Row<'_>, pending: &Pending, areas: &[Area]) -> LineItem {
    let amount = pending.amount;
    let Some(standard) = subsidy(desk, &TRANSITION) else {
        return lump(Category::Subsidy, "过渡费", amount);
    };
    let measure = areas.iter().find_map(|area| {
        let monthly = area.quantity.decimal().checked_mul(standard.price.yuan())?;
        // To the nearest whole number: an amount rounded to the fen hides the exact one.
        let inferred = || u32::try_from(amount.yuan().checked_div(monthly)?.round()).ok();
        let months = pending.months.or_else(inferred)?;
        let measure = whole(&standard, area, Some(months));
        let fits = line_amount(&measure) == Ok(Some(amount));
        (fits && (1..=MONTHS_MOST).contains(&months)).then_some(measure)
    });
    if measure.is_none() && !areas.is_empty() {
        let found = amount.to_string();
        desk.note(Code::NoBreakdown, at, pending.field, &found, "");
    }
    of_standard(standard, measure, amount)
}

fn reward(desk: &mut Desk<'_>, at: Row<'_>, amount: Money) -> LineItem {
    let standard = desk
        .schedule
        .and_then(|schedule| schedule.only(Category::Reward))
        .cloned();
    let Some(standard) = standard else {
        return lump(Category::Reward, "奖励", amount);
    };
    let fits = standard.unit == Unit::Household && standard.price == amount;
    if !fits {
        let found = amount.to_string();
        desk.note(Code::NoBreakdown, at, Field::RewardAmount, &found, "");
    }
    let one = Area {
        quantity: Quantity::ONE,
        unit: Unit::Household,
    };
    let measure = fits.then(|| whole(&standard, &one, None));
    of_standard(standard, measure, amount)
}

/// An area, or a count, at a standard's rate.
fn whole(standard: &Standard, area: &Area, months: Option<u32>) -> Measure {
    let converts = matches!(
        (&area.unit, &standard.unit),
        (Unit::Mu, Unit::SquareMetre) | (Unit::SquareMetre, Unit::Mu)
    );
    Measure {
        quantity: area.quantity,
        unit: if converts {
            area.unit.clone()
        } else {
            standard.unit.clone()
        },
        months,
        price: Some(standard.price),
        per: converts.then(|| standard.unit.clone()),
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
