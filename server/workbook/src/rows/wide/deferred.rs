//! Amounts that follow from the areas of all of a household's rows: crops,
//! moving, transition, rewards, and whatever has a rate beside it.

use domain::amount::line_amount;
use domain::board::Measure;
use domain::finding::Code;
use domain::money::Money;
use domain::quantity::{Quantity, Unit};
use domain::recompute::deviation;
use domain::standard::{Category, Standard};
use text::Lang;
use text::arithmetic::equation;

use super::group::whole;
use super::rated::{MONTHS_MOST, rated};
use crate::header::subject::Topic;
use crate::rows::lines::{Area, Lines, Pending, StatedLine};
use crate::rows::sheet_reader::{Desk, Row};
use crate::words::items::{MOVING, TRANSITION};

/// Adds the lines that depend on the areas of all of a household's rows.
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
        if let Some(price) = pending.price {
            rated(desk, at, &pending, price, &areas, out);
        } else if let Some(amount) = pending.amount {
            let line = match pending.group.topic {
                Topic::Crops => crops(desk, at, &pending, amount, &areas),
                Topic::Moving => moving(desk, at, &pending, amount, &areas),
                Topic::Transition => transition(desk, at, &pending, amount, &areas),
                _ => reward(desk, at, &pending, amount),
            };
            out.push(at.row, line);
        }
    }
    // As on paper: land, crops, house, fixtures, subsidies, rewards.
    out.lines.sort_by_key(|(_, line)| line.category);
}

fn crops<'a>(
    desk: &mut Desk<'a>,
    at: Row<'_>,
    pending: &Pending<'_>,
    amount: Money,
    areas: &[Area],
) -> StatedLine<'a> {
    let standard = desk
        .schedule
        .and_then(|schedule| schedule.only(Category::Crops));
    by_area(desk, at, pending.group.amount, standard, amount, areas)
        .unwrap_or_else(|| StatedLine::lump(Category::Crops, "青苗", amount))
}

fn moving<'a>(
    desk: &mut Desk<'a>,
    at: Row<'_>,
    pending: &Pending<'_>,
    amount: Money,
    areas: &[Area],
) -> StatedLine<'a> {
    let standard = subsidy(desk, &MOVING);
    by_area(desk, at, pending.group.amount, standard, amount, areas)
        .unwrap_or_else(|| StatedLine::lump(Category::Subsidy, "搬迁补助", amount))
}

/// An amount that one of the areas times the only standard must give.
fn by_area<'a>(
    desk: &mut Desk<'_>,
    at: Row<'_>,
    column: Option<usize>,
    standard: Option<&'a Standard>,
    amount: Money,
    areas: &[Area],
) -> Option<StatedLine<'a>> {
    let standard = standard?;
    let Some(first) = areas.first() else {
        return Some(StatedLine::of(standard, None, amount));
    };
    let fits = |area: &&Area| line_amount(&whole(standard, area, None)) == Ok(Some(amount));
    let fitting = areas.iter().find(fits);
    let measure = whole(standard, fitting.unwrap_or(first), None);
    if fitting.is_none()
        && let Ok(Some(expected)) = line_amount(&measure)
    {
        note_mismatch(desk, at, column, amount, (&measure, expected));
    }
    Some(StatedLine::of(standard, Some(measure), amount))
}

/// Where the months are not in the table they follow, if the amount is a whole
/// number of months.
fn transition<'a>(
    desk: &mut Desk<'a>,
    at: Row<'_>,
    pending: &Pending<'_>,
    amount: Money,
    areas: &[Area],
) -> StatedLine<'a> {
    let Some(standard) = subsidy(desk, &TRANSITION) else {
        return StatedLine::lump(Category::Subsidy, "过渡费", amount);
    };
    let fitting = areas.iter().find_map(|area| {
        let monthly = area.quantity.decimal().checked_mul(standard.price.yuan())?;
        // To the nearest whole number: an amount rounded to the fen hides the exact one.
        let inferred = || u32::try_from(amount.yuan().checked_div(monthly)?.round()).ok();
        let months = pending.months.or_else(inferred)?;
        let measure = whole(standard, area, Some(months));
        let fits = line_amount(&measure) == Ok(Some(amount));
        (fits && (1..=MONTHS_MOST).contains(&months)).then_some(measure)
    });
    if fitting.is_some() {
        return StatedLine::of(standard, fitting, amount);
    }
    let stated = pending
        .months
        .zip(areas.first())
        .map(|(months, area)| whole(standard, area, Some(months)))
        .and_then(|measure| Some((line_amount(&measure).ok()??, measure)));
    match stated {
        Some((expected, measure)) => {
            let column = pending.group.amount;
            note_mismatch(desk, at, column, amount, (&measure, expected));
            StatedLine::of(standard, Some(measure), amount)
        }
        None => {
            if !areas.is_empty() {
                let found = amount.to_string();
                desk.note_at(Code::NoBreakdown, at, pending.group.amount, &found, "");
            }
            StatedLine::of(standard, None, amount)
        }
    }
}

/// Notes an amount that is not what its measure gives.
fn note_mismatch(
    desk: &mut Desk<'_>,
    at: Row<'_>,
    column: Option<usize>,
    amount: Money,
    (measure, expected): (&Measure, Money),
) {
    let formula = equation(measure, expected, Lang::Zh);
    let found = amount.to_string();
    desk.note_at(Code::AmountMismatch, at, column, &found, &formula);
}

fn reward<'a>(
    desk: &mut Desk<'a>,
    at: Row<'_>,
    pending: &Pending<'_>,
    amount: Money,
) -> StatedLine<'a> {
    let column = pending.group.amount;
    let standard = desk
        .schedule
        .and_then(|schedule| schedule.only(Category::Reward));
    let Some(standard) = standard else {
        return StatedLine::lump(Category::Reward, "奖励", amount);
    };
    if standard.unit != Unit::Household {
        let found = amount.to_string();
        desk.note_at(Code::NoBreakdown, at, column, &found, "");
        return StatedLine::of(standard, None, amount);
    }
    let one = Area {
        quantity: Quantity::ONE,
        unit: Unit::Household,
    };
    let measure = Measure {
        price: Some(amount),
        ..whole(standard, &one, None)
    };
    if deviation(Some(&measure), Some(standard)).is_some() {
        let (found, expected) = (amount.short(), standard.price.short());
        desk.note_at(Code::PriceDiffers, at, column, &found, &expected);
    }
    StatedLine::of(standard, Some(measure), amount)
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
