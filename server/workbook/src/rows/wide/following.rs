//! Amounts that follow from the areas, or the people, of all of a household's
//! rows: crops, moving, transition, rewards and whatever has a rate beside it.

use domain::amount::line_amount;
use domain::board::{LineItem, Measure};
use domain::finding::Code;
use domain::money::Money;
use domain::quantity::{Quantity, Unit};
use domain::recompute::deviation;
use domain::standard::{Category, Limits, Standard};
use domain::table::Field;
use text::Lang;
use text::arithmetic::equation;

use super::group::{category, is_area, name, whole};
use crate::header::subject::Topic;
use crate::rows::lines::{Area, LineColumns, Lines, Pending, lump};
use crate::rows::sheet_reader::{Desk, Row};
use crate::words::items::{MOVING, TRANSITION};

/// The longest time of transition that is inferred from an amount.
const MONTHS_MOST: u32 = 120;

/// What depends on the areas of all of a household's rows.
pub(crate) fn finish(desk: &mut Desk<'_>, household: &str, out: &mut Lines<'_>) {
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
        // What has a rate and nothing that it is paid for adds nothing: a total
        // that says otherwise is wrong.
        if let Some(line) = line {
            out.push(at.row, line);
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
    pending: &Pending<'_>,
    price: Money,
    areas: &[Area],
) -> Option<LineItem> {
    let group = pending.group;
    let category = category(desk, group);
    let name = name(desk, at, group);
    let standard = desk.schedule.and_then(|schedule| {
        schedule
            .find(category, &name)
            .or_else(|| schedule.find_by_name(&name))
            .or_else(|| schedule.only(category))
    });
    let per = desk
        .header
        .priced_unit(group.price)
        .or_else(|| standard.map(|standard| standard.unit.clone()));
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
    let monthly = per == Some(Unit::SquareMetreMonth);
    let mut tried: Vec<Measure> = Vec::new();
    if group.topic == Topic::Transition
        && let Some(months) = months_tried()
    {
        tried.extend(ways.iter().map(|area| measure(area, Some(months))));
    }
    // Without an amount to tell, a rate beside months is per month.
    if !monthly && (months.is_none() || pending.amount.is_some()) {
        tried.extend(ways.iter().map(|area| measure(area, None)));
    }
    let found = tried.iter().find(|measure| fits(measure)).cloned();
    let sure = match group.topic {
        Topic::Transition => months.is_some(),
        _ => per.as_ref().is_some_and(is_area),
    };
    let amount = match (pending.amount, &found) {
        (Some(amount), _) => amount,
        (None, Some(measure)) => line_amount(measure).ok().flatten()?,
        (None, None) => {
            // No land or house to pay for is nothing to say; a tree that nobody
            // counted is.
            if !per.as_ref().is_none_or(is_area) || !ways.is_empty() {
                let missing = if monthly { "月数" } else { "数量" };
                desk.note_at(Code::MissingValue, at, group.price, "", missing);
            }
            return None;
        }
    };
    let measure = match (found, tried.into_iter().next()) {
        (Some(measure), _) => Some(measure),
        // The rate says what it is per, and that does not give the amount.
        (None, Some(first)) if sure => Some(first),
        _ => None,
    };
    let line = LineItem {
        standard: standard.map(|standard| standard.code.clone()),
        category,
        item: name,
        deviation: deviation(measure.as_ref(), standard),
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
        standard,
        LineColumns {
            quantity: group.amount,
            unit: None,
            price: group.price,
            amount: group.amount.or(group.price),
        },
    );
    Some(line)
}

fn crops(
    desk: &mut Desk<'_>,
    at: Row<'_>,
    pending: &Pending<'_>,
    amount: Money,
    areas: &[Area],
) -> LineItem {
    let standard = desk
        .schedule
        .and_then(|schedule| schedule.only(Category::Crops));
    by_area(desk, at, pending.group.amount, standard, amount, areas)
        .unwrap_or_else(|| lump(Category::Crops, "青苗", amount))
}

fn moving(
    desk: &mut Desk<'_>,
    at: Row<'_>,
    pending: &Pending<'_>,
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
    standard: Option<&Standard>,
    amount: Money,
    areas: &[Area],
) -> Option<LineItem> {
    let standard = standard?;
    let Some(first) = areas.first() else {
        return Some(LineItem {
            standard: Some(standard.code.clone()),
            ..lump(standard.category, &standard.name, amount)
        });
    };
    let fits = |area: &&Area| line_amount(&whole(standard, area, None)) == Ok(Some(amount));
    let fitting = areas.iter().find(fits);
    let measure = whole(standard, fitting.unwrap_or(first), None);
    if fitting.is_none()
        && let Ok(Some(expected)) = line_amount(&measure)
    {
        let formula = equation(&measure, expected, Lang::Zh);
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
    pending: &Pending<'_>,
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
        let measure = whole(standard, area, Some(months));
        let fits = line_amount(&measure) == Ok(Some(amount));
        (fits && (1..=MONTHS_MOST).contains(&months)).then_some(measure)
    });
    let stated = pending
        .months
        .zip(areas.first())
        .map(|(months, area)| whole(standard, area, Some(months)))
        .and_then(|measure| Some((line_amount(&measure).ok()??, measure)));
    match (measure, stated) {
        (Some(measure), _) => of_standard(standard, Some(measure), amount),
        (None, Some((expected, measure))) => {
            let (found, formula) = (amount.to_string(), equation(&measure, expected, Lang::Zh));
            desk.note_at(
                Code::AmountMismatch,
                at,
                pending.group.amount,
                &found,
                &formula,
            );
            of_standard(standard, Some(measure), amount)
        }
        (None, None) => {
            if !areas.is_empty() {
                let found = amount.to_string();
                desk.note_at(Code::NoBreakdown, at, pending.group.amount, &found, "");
            }
            of_standard(standard, None, amount)
        }
    }
}

fn reward(desk: &mut Desk<'_>, at: Row<'_>, pending: &Pending<'_>, amount: Money) -> LineItem {
    let standard = desk
        .schedule
        .and_then(|schedule| schedule.only(Category::Reward));
    let Some(standard) = standard else {
        return lump(Category::Reward, "奖励", amount);
    };
    let one = Area {
        quantity: Quantity::ONE,
        unit: Unit::Household,
    };
    if standard.unit != Unit::Household {
        let found = amount.to_string();
        desk.note_at(Code::NoBreakdown, at, pending.group.amount, &found, "");
        return of_standard(standard, None, amount);
    }
    let measure = Measure {
        price: Some(amount),
        ..whole(standard, &one, None)
    };
    let deviation = deviation(Some(&measure), Some(standard));
    if deviation.is_some() {
        let (found, expected) = (amount.short(), standard.price.short());
        desk.note_at(
            Code::PriceDiffers,
            at,
            pending.group.amount,
            &found,
            &expected,
        );
    }
    LineItem {
        deviation,
        ..of_standard(standard, Some(measure), amount)
    }
}

fn of_standard(standard: &Standard, measure: Option<Measure>, amount: Money) -> LineItem {
    LineItem {
        standard: Some(standard.code.clone()),
        category: standard.category,
        item: standard.name.clone(),
        measure,
        amount,
        deviation: None,
    }
}

/// The only subsidy whose name has one of these words.
fn subsidy<'a>(desk: &Desk<'a>, words: &[&str]) -> Option<&'a Standard> {
    let mut named = desk.schedule?.standards.iter().filter(|standard| {
        standard.category == Category::Subsidy
            && words.iter().any(|word| standard.name.contains(word))
    });
    let first = named.next()?;
    named.next().is_none().then_some(first)
}
