//! Amounts that follow from the areas of all of a household's rows: crops,
//! moving, transition, rewards, and whatever has a rate beside it.

use domain::amount::line_amount;
use domain::board::Measure;
use domain::finding::{Code, Detail};
use domain::money::Money;
use domain::quantity::{Quantity, Unit};
use domain::recompute::deviation;
use domain::standard::{Category, Standard};

use super::group::at_standard_rate;
use super::rated::{MAX_MONTHS, rated};
use crate::header::subject::Topic;
use crate::rows::lines::{Area, DeferredAmount, Lines, StatedLine};
use crate::rows::sheet_reader::{RowRef, SheetReader};
use crate::words::items::{MOVING, TRANSITION};

/// Adds the lines that depend on the areas of all of a household's rows.
pub(crate) fn finish(reader: &mut SheetReader<'_>, household: &str, out: &mut Lines<'_>) {
    let land = Area::sum(&out.land);
    let floor = Area::sum(&out.floor);
    for deferred in std::mem::take(&mut out.deferred) {
        let at = RowRef {
            row: deferred.row,
            household,
        };
        let whole = match deferred.group.topic {
            Topic::Moving | Topic::Transition => &floor,
            _ => &land,
        };
        let mut areas: Vec<Area> = deferred.area.iter().cloned().collect();
        areas.extend(whole.clone().filter(|whole| !areas.contains(whole)));
        if let Some(price) = deferred.price {
            rated(reader, at, &deferred, price, &areas, out);
        } else if let Some(amount) = deferred.amount {
            let line = match deferred.group.topic {
                Topic::Crops => crops(reader, at, &deferred, amount, &areas),
                Topic::Moving => moving(reader, at, &deferred, amount, &areas),
                Topic::Transition => transition(reader, at, &deferred, amount, &areas),
                _ => reward(reader, at, &deferred, amount),
            };
            out.push(at.row, line);
        }
    }
    // As on paper: land, crops, house, fixtures, subsidies, rewards.
    out.lines.sort_by_key(|(_, line)| line.category);
}

fn crops<'a>(
    reader: &mut SheetReader<'a>,
    at: RowRef<'_>,
    deferred: &DeferredAmount<'_>,
    amount: Money,
    areas: &[Area],
) -> StatedLine<'a> {
    let standard = reader
        .schedule
        .and_then(|schedule| schedule.only(Category::Crops));
    by_area(reader, at, deferred.group.amount, standard, amount, areas)
        .unwrap_or_else(|| StatedLine::lump(Category::Crops, "青苗", amount))
}

fn moving<'a>(
    reader: &mut SheetReader<'a>,
    at: RowRef<'_>,
    deferred: &DeferredAmount<'_>,
    amount: Money,
    areas: &[Area],
) -> StatedLine<'a> {
    let standard = subsidy(reader, &MOVING);
    by_area(reader, at, deferred.group.amount, standard, amount, areas)
        .unwrap_or_else(|| StatedLine::lump(Category::Subsidy, "搬迁补助", amount))
}

/// An amount that one of the areas times the only standard must give.
fn by_area<'a>(
    reader: &mut SheetReader<'_>,
    at: RowRef<'_>,
    column: Option<usize>,
    standard: Option<&'a Standard>,
    amount: Money,
    areas: &[Area],
) -> Option<StatedLine<'a>> {
    let standard = standard?;
    let Some(first) = areas.first() else {
        return Some(StatedLine::of(standard, None, amount));
    };
    let fits =
        |area: &&Area| line_amount(&at_standard_rate(standard, area, None)) == Ok(Some(amount));
    let fitting = areas.iter().find(fits);
    let measure = at_standard_rate(standard, fitting.unwrap_or(first), None);
    if fitting.is_none()
        && let Ok(Some(expected)) = line_amount(&measure)
    {
        note_mismatch(reader, at, column, amount, (&measure, expected));
    }
    Some(StatedLine::of(standard, Some(measure), amount))
}

/// Where the months are not in the table they follow, if the amount is a whole
/// number of months.
fn transition<'a>(
    reader: &mut SheetReader<'a>,
    at: RowRef<'_>,
    deferred: &DeferredAmount<'_>,
    amount: Money,
    areas: &[Area],
) -> StatedLine<'a> {
    let Some(standard) = subsidy(reader, &TRANSITION) else {
        return StatedLine::lump(Category::Subsidy, "过渡费", amount);
    };
    let fitting = areas.iter().find_map(|area| {
        let monthly = area.quantity.decimal().checked_mul(standard.price.yuan())?;
        // To the nearest whole number: an amount rounded to the fen hides the exact one.
        let inferred = || u32::try_from(amount.yuan().checked_div(monthly)?.round()).ok();
        let months = deferred.months.or_else(inferred)?;
        let measure = at_standard_rate(standard, area, Some(months));
        let fits = line_amount(&measure) == Ok(Some(amount));
        (fits && (1..=MAX_MONTHS).contains(&months)).then_some(measure)
    });
    if fitting.is_some() {
        return StatedLine::of(standard, fitting, amount);
    }
    let stated = deferred
        .months
        .zip(areas.first())
        .map(|(months, area)| at_standard_rate(standard, area, Some(months)))
        .and_then(|measure| Some((line_amount(&measure).ok()??, measure)));
    match stated {
        Some((expected, measure)) => {
            let column = deferred.group.amount;
            note_mismatch(reader, at, column, amount, (&measure, expected));
            StatedLine::of(standard, Some(measure), amount)
        }
        None => {
            if !areas.is_empty() {
                let found = amount.to_string();
                reader.note_at(Code::NoBreakdown, at, deferred.group.amount, &found, "");
            }
            StatedLine::of(standard, None, amount)
        }
    }
}

/// Notes an amount that is not what its measure gives.
fn note_mismatch(
    reader: &mut SheetReader<'_>,
    at: RowRef<'_>,
    column: Option<usize>,
    amount: Money,
    (measure, expected): (&Measure, Money),
) {
    let code = Code::AmountMismatch;
    let amount = Detail::Amount {
        stated: amount,
        measure: Box::new(measure.clone()),
        expected,
    };
    reader.note_figures(code.severity(), code, at, column, amount);
}

fn reward<'a>(
    reader: &mut SheetReader<'a>,
    at: RowRef<'_>,
    deferred: &DeferredAmount<'_>,
    amount: Money,
) -> StatedLine<'a> {
    let column = deferred.group.amount;
    let standard = reader
        .schedule
        .and_then(|schedule| schedule.only(Category::Reward));
    let Some(standard) = standard else {
        return StatedLine::lump(Category::Reward, "奖励", amount);
    };
    if standard.unit != Unit::Household {
        let found = amount.to_string();
        reader.note_at(Code::NoBreakdown, at, column, &found, "");
        return StatedLine::of(standard, None, amount);
    }
    let one = Area {
        quantity: Quantity::ONE,
        unit: Unit::Household,
    };
    let measure = Measure {
        price: Some(amount),
        ..at_standard_rate(standard, &one, None)
    };
    if deviation(Some(&measure), Some(standard)).is_some() {
        let code = Code::PriceDiffers;
        let price = Detail::Price {
            stated: amount,
            standard: standard.price,
        };
        reader.note_figures(code.severity(), code, at, column, price);
    }
    StatedLine::of(standard, Some(measure), amount)
}

/// The only subsidy whose name has one of these words.
fn subsidy<'a>(reader: &SheetReader<'a>, words: &[&str]) -> Option<&'a Standard> {
    let mut named = reader.schedule?.standards.iter().filter(|standard| {
        standard.category == Category::Subsidy
            && words.iter().any(|word| standard.name.contains(word))
    });
    let first = named.next()?;
    named.next().is_none().then_some(first)
}
