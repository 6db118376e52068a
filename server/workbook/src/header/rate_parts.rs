//! A rate of land in parts: 区片综合地价 = 土地补偿费 + 安置补助费.

use domain::table::Field;
use rust_decimal::Decimal;

use super::column::Column;
use super::settle::{near, product_at, yuan};
use super::subject::Topic;
use crate::cells::grid::Sheet;

const MAX_ROWS_TRIED: usize = 500;

/// Of several rates of land, those that add up to another one are its parts; and
/// where there is no whole, those that the land is paid by together.
pub(crate) fn settle(sheet: &Sheet, body: usize, columns: &mut [Column]) {
    let rates: Vec<usize> = (0..columns.len())
        .filter(|at| {
            columns
                .get(*at)
                .is_some_and(|column| is_rate(columns, column))
        })
        .collect();
    if rates.len() < 2 || rates.len() > 4 {
        return;
    }
    let whole = rates.iter().copied().find(|whole| {
        let parts: Vec<usize> = rates.iter().copied().filter(|at| at != whole).collect();
        parts.len() > 1 && adds_up(sheet, body, columns, *whole, &parts)
    });
    if let Some(whole) = whole {
        for position in rates {
            if let Some(column) = columns.get_mut(position) {
                column.field = Some(match position == whole {
                    true => Field::LandPrice,
                    false => Field::RatePart,
                });
            }
        }
    } else if pays_together(sheet, body, columns, &rates) {
        for position in rates {
            if let Some(column) = columns.get_mut(position) {
                column.field = Some(Field::RatePart);
            }
        }
    }
}

/// A rate of land, or of the resettlement that is a part of it and has no amount
/// of its own.
fn is_rate(columns: &[Column], column: &Column) -> bool {
    match column.field {
        Some(Field::LandPrice) => column.subject.item.is_none(),
        Some(Field::OtherPrice) => {
            let paid = |other: &&Column| {
                other.subject == column.subject && other.field == Some(Field::OtherAmount)
            };
            column.subject.topic == Some(Topic::Named)
                && ["安置", "社保", "社会保障"]
                    .iter()
                    .any(|word| column.words.contains(word))
                && !columns.iter().any(|other| paid(&other))
        }
        _ => false,
    }
}

fn rows(sheet: &Sheet, body: usize) -> std::ops::Range<usize> {
    body..sheet.rows.len().min(body + MAX_ROWS_TRIED)
}

fn sum(sheet: &Sheet, row: usize, columns: &[Column], parts: &[usize]) -> Option<Decimal> {
    let parts = parts.iter().filter_map(|at| columns.get(*at));
    parts
        .map(|column| yuan(sheet, row, column))
        .try_fold(Decimal::ZERO, |sum, part| sum.checked_add(part?))
}

/// Whether the parts are the whole wherever all stand.
fn adds_up(sheet: &Sheet, body: usize, columns: &[Column], whole: usize, parts: &[usize]) -> bool {
    let Some(whole) = columns.get(whole) else {
        return false;
    };
    let (mut right, mut wrong) = (0_usize, 0_usize);
    for row in rows(sheet, body) {
        if let (Some(rate), Some(sum)) = (
            yuan(sheet, row, whole).filter(|rate| !rate.is_zero()),
            sum(sheet, row, columns, parts),
        ) {
            match near(rate, sum) {
                true => right += 1,
                false => wrong += 1,
            }
        }
    }
    right > wrong
}

/// Whether more amounts of land are the area at all of the rates than at one.
fn pays_together(sheet: &Sheet, body: usize, columns: &[Column], rates: &[usize]) -> bool {
    let of = |field: Field| columns.iter().find(|c| c.field == Some(field));
    let (Some(area), Some(amount)) = (of(Field::LandArea), of(Field::LandAmount)) else {
        return false;
    };
    let Some(first) = rates.first().and_then(|at| columns.get(*at)) else {
        return false;
    };
    let (mut together, mut alone) = (0_usize, 0_usize);
    for row in rows(sheet, body) {
        let Some(paid) = yuan(sheet, row, amount).filter(|paid| !paid.is_zero()) else {
            continue;
        };
        let pays = |rate: Decimal| {
            product_at(sheet, row, area, first, rate).is_some_and(|product| near(product, paid))
        };
        let Some(all) = sum(sheet, row, columns, rates) else {
            continue;
        };
        together += usize::from(pays(all));
        alone += usize::from(
            rates
                .iter()
                .filter_map(|at| yuan(sheet, row, columns.get(*at)?))
                .any(pays),
        );
    }
    together > alone
}
