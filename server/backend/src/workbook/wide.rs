//! A row per household, or several: land, crops, house, fixtures and subsidies
//! side by side.

use domain::amount::line_amount;
use domain::board::{LineItem, Measure};
use domain::finding::Code;
use domain::money::Money;
use domain::quantity::{Quantity, Unit};
use domain::read::Field;
use domain::recompute::{deviation, formula};
use domain::standard::{Category, Limits, Standard};
use rust_decimal::Decimal;

use super::cells::{Desk, Read, Row};
use super::header::{Group, Topic};
use super::lines::{Area, LineColumns, Lines, Pending, in_priced_unit};
use super::words::{self, MOVING, TRANSITION};

/// The longest time of transition that is inferred from an amount.
const MONTHS_MOST: u32 = 120;

/// Reads one row into a household's lines.
pub(super) fn row(desk: &mut Desk<'_>, at: Row<'_>, out: &mut Lines) {
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
fn by_rate_or_lump(
    desk: &mut Desk<'_>,
    at: Row<'_>,
    out: &mut Lines,
    group: &Group,
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
            group: group.clone(),
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

/// What depends on the areas of all of a household's rows.
pub(super) fn finish(desk: &mut Desk<'_>, household: &str, out: &mut Lines) {
    let land = Area::sum(&out.land);
    let floor = Area::sum(&out.floor);
    for pending in std::mem::take(&mut out.pending) {
        let at = Row {
            row: pending.row,
            household,
        };
        let whole = match pending.group.topic {
            Topic::Moving | Topic::Transition => &floor,
            _ => &land,
        };
        let mut areas: Vec<Area> = pending.area.iter().cloned().collect();
        areas.extend(whole.clone().filter(|whole| !areas.contains(whole)));
        let line = match (pending.price, pending.amount, pending.group.topic) {
            (Some(price), _, _) => rated(desk, at, &pending, price, &areas),
            (None, Some(amount), Topic::Crops) => Some(crops(desk, at, &pending, amount, &areas)),
            (None, Some(amount), Topic::Moving) => Some(moving(desk, at, &pending, amount, &areas)),
            (None, Some(amount), Topic::Transition) => {
                Some(transition(desk, at, &pending, amount, &areas))
            }
            (None, Some(amount), _) => Some(reward(desk, at, &pending, amount)),
            (None, None, _) => None,
        };
        match line {
            Some(line) => out.push(at.row, line),
            None => out.incomplete = true,
        }
    }
    // As on paper: land, crops, house, fixtures, subsidies, rewards.
    out.lines.sort_by_key(|(_, line)| line.category);
}

/// A line with a rate in the table: times the area, the people or the household,
/// as the rate says what it is per.
fn rated(
    desk: &mut Desk<'_>,
    at: Row<'_>,
    pending: &Pending,
    price: Money,
    areas: &[Area],
) -> Option<LineItem> {
    let group = &pending.group;
    let category = category(desk, group);
    let name = name(desk, at, group);
    let standard = desk
        .schedule
        .and_then(|schedule| {
            schedule
                .find(category, &name)
                .or_else(|| schedule.find_by_name(&name))
                .or_else(|| schedule.only(category))
        })
        .cloned();
    let per = desk
        .header
        .priced_unit(group.price)
        .or_else(|| standard.as_ref().map(|standard| standard.unit.clone()));
    let months = match group.topic {
        Topic::Transition => pending.months,
        _ => None,
    };
    let measure = |area: &Area, months: Option<u32>| Measure {
        quantity: area.quantity,
        per: per
            .clone()
            .filter(|per| *per != area.unit && months.is_none() && is_area(per)),
        unit: if months.is_some() {
            Unit::SquareMetreMonth
        } else {
            area.unit.clone()
        },
        months,
        price: Some(price),
        limits: standard
            .as_ref()
            .map_or(Limits::NONE, |standard| standard.limits),
    };
    let fits = |measure: &Measure| {
        pending
            .amount
            .is_none_or(|amount| line_amount(measure) == Ok(Some(amount)))
    };
    let people = desk.count(at, Field::People).value();
    let counted = |number: u32, unit: Unit| Area {
        quantity: Quantity::from_e4(i64::from(number).saturating_mul(Quantity::ONE.e4())),
        unit,
    };
    let mut ways: Vec<Area> = Vec::new();
    match &per {
        Some(per) if is_area(per) => ways.extend(areas.iter().cloned()),
        Some(Unit::Household) => ways.push(counted(1, Unit::Household)),
        Some(Unit::Other(word)) if word == "人" => {
            ways.extend(people.map(|people| counted(people, Unit::from("人"))));
        }
        Some(Unit::SquareMetreMonth) | None => ways.extend(areas.iter().cloned()),
        Some(_) => {}
    }
    let months_tried = || {
        months.or_else(|| {
            let area = ways.first()?;
            let monthly = area.quantity.decimal().checked_mul(price.yuan())?;
            let months = pending.amount?.yuan().checked_div(monthly)?.round();
            u32::try_from(months)
                .ok()
                .filter(|months| (2..=MONTHS_MOST).contains(months))
        })
    };
    let mut tried: Vec<Measure> = ways.iter().map(|area| measure(area, None)).collect();
    if group.topic == Topic::Transition
        && let Some(months) = months_tried()
    {
        tried.extend(ways.iter().map(|area| measure(area, Some(months))));
    }
    let found = tried.iter().find(|measure| fits(measure)).cloned();
    let sure = per.as_ref().is_some_and(is_area) && group.topic != Topic::Transition;
    let amount = match (pending.amount, &found) {
        (Some(amount), _) => amount,
        (None, Some(measure)) => line_amount(measure).ok().flatten()?,
        (None, None) => return None,
    };
    let measure = match (found, tried.into_iter().next()) {
        (Some(measure), _) => Some(measure),
        // The rate says what it is per, and that does not give the amount.
        (None, Some(first)) if sure => Some(first),
        _ => None,
    };
    let line = LineItem {
        standard: standard.as_ref().map(|standard| standard.code.clone()),
        category,
        item: name,
        deviation: deviation(measure.as_ref(), standard.as_ref()),
        measure,
        amount,
    };
    if line.measure.is_none() {
        let found = amount.to_string();
        desk.note_at(Code::NoBreakdown, at, group.amount, &found, "");
        return Some(line);
    }
    desk.check(
        at,
        &line,
        standard.as_ref(),
        LineColumns {
            quantity: group.amount,
            unit: None,
            price: group.price,
            amount: group.amount.or(group.price),
        },
    );
    Some(line)
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
    out: &mut Lines,
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
        .or_else(|| group.name.clone());
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
    let standard_unit = standard.as_ref().map(|standard| standard.unit.clone());
    let unit = unit(desk, at, group, standard_unit.as_ref());
    let per = desk
        .header
        .priced_unit(group.price)
        .or(standard_unit)
        .filter(|per| is_area(per) && is_area(&unit));
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
    let line = LineItem {
        standard: standard.as_ref().map(|standard| standard.code.clone()),
        category,
        item: name,
        deviation: deviation(measure.as_ref(), standard.as_ref()),
        measure,
        amount: paid,
    };
    let columns = LineColumns {
        quantity: group.quantity,
        unit: group.unit,
        price: group.price,
        amount: group.amount,
    };
    let sound = desk.check(at, &line, standard.as_ref(), columns);
    out.push(at.row, line);
    area.filter(|_| sound)
}

/// The unit of a quantity: behind the number, in a column of its own, in the
/// heading, of the rate, of the standard; else what such things are measured in.
fn unit(desk: &Desk<'_>, at: Row<'_>, group: &Group, standard: Option<&Unit>) -> Unit {
    group
        .quantity
        .and_then(|column| desk.typed_unit(at.row, column))
        .or_else(|| {
            let word = desk.text_over(at.row, group.unit?)?;
            Some(Unit::from(word.as_str()))
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

fn crops(
    desk: &mut Desk<'_>,
    at: Row<'_>,
    pending: &Pending,
    amount: Money,
    areas: &[Area],
) -> LineItem {
    let standard = desk
        .schedule
        .and_then(|schedule| schedule.only(Category::Crops))
        .cloned();
    by_area(desk, at, pending.group.amount, standard, amount, areas)
        .unwrap_or_else(|| lump(Category::Crops, "青苗", amount))
}

fn moving(
    desk: &mut Desk<'_>,
    at: Row<'_>,
    pending: &Pending,
    amount: Money,
    areas: &[Area],
) -> LineItem {
    let standard = subsidy(desk, &MOVING);
    by_area(desk, at, pending.group.amount, standard, amount, areas)
        .unwrap_or_else(|| lump(Category::Subsidy, "搬迁补助", amount))
}

/// An amount that one of the areas times the only standard must give.
fn by_area(
    desk: &mut Desk<'_>,
    at: Row<'_>,
    column: Option<usize>,
    standard: Option<Standard>,
    amount: Money,
    areas: &[Area],
) -> Option<LineItem> {
    let standard = standard?;
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
        desk.note_at(Code::AmountMismatch, at, column, &found, &formula);
    }
    Some(of_standard(standard, Some(measure), amount))
}

/// Where the months are not in the table they follow, if the amount is a whole
/// number of months.
fn transition(
    desk: &mut Desk<'_>,
    at: Row<'_>,
    pending: &Pending,
    amount: Money,
    areas: &[Area],
) -> LineItem {
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
        desk.note_at(Code::NoBreakdown, at, pending.group.amount, &found, "");
    }
    of_standard(standard, measure, amount)
}

fn reward(desk: &mut Desk<'_>, at: Row<'_>, pending: &Pending, amount: Money) -> LineItem {
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
        desk.note_at(Code::NoBreakdown, at, pending.group.amount, &found, "");
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
        deviation: None,
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
