//! Which columns take something off, and which of two totals is what is paid.

use domain::table::{Field, Layout};
use rust_decimal::Decimal;

use super::best::{best, has};
use super::column::Column;
use super::groups::place;
use super::settle::{near, yuan};
use crate::cells::grid::Sheet;
use crate::words::meaning::Meaning;
use crate::words::terms::{factor, is_net, may_be_deducted, taken_off};
use crate::words::units::Scale;

const MAX_ROWS_TRIED: usize = 500;

/// The amounts that a total is the sum of.
const AMOUNTS: [Field; 9] = [
    Field::LandAmount,
    Field::CropsAmount,
    Field::HouseAmount,
    Field::FixtureAmount,
    Field::MovingAmount,
    Field::TransitionAmount,
    Field::RewardAmount,
    Field::OtherAmount,
    Field::Amount,
];

/// Settles totals and deductions: what was paid before (已付), and what adds as
/// well as it takes off (旧料款), takes off just where the totals show it.
pub(crate) fn settle(sheet: &Sheet, body: usize, layout: Layout, columns: &mut [Column]) {
    let candidates: Vec<usize> = (0..columns.len())
        .filter(|at| {
            columns
                .get(*at)
                .is_some_and(|column| is_candidate(sheet, body, column))
        })
        .collect();
    gross(columns, !candidates.is_empty());
    if candidates.is_empty() {
        return;
    }
    let taken = |position: usize| columns.get(position).is_some_and(is_certain);
    let preferred = (0..candidates.len())
        .filter(|at| candidates.get(*at).is_some_and(|position| taken(*position)))
        .fold(0_u32, |way, at| way | 1 << at);
    let households = Households::of(sheet, body, columns, &candidates);
    let found = best(candidates.len(), preferred, |way| households.fitting(way));
    let of_lines = |at: usize| layout == Layout::Wide && in_lines(sheet, body, columns, at);
    let mut decided: Vec<(usize, Option<Field>)> = Vec::new();
    for (at, position) in candidates.iter().enumerate() {
        let Some(column) = columns.get(*position) else {
            continue;
        };
        let counts = match found {
            Some((way, _)) if has(way, at) && households.shows(at) => true,
            _ if column.chosen || of_lines(*position) => true,
            // The totals show that it takes nothing off.
            Some((way, _)) if !has(way, at) && households.shows(at) => false,
            _ => is_certain(column),
        };
        let field = match counts {
            true => Some(Field::Deduction),
            false => column.field.filter(|field| *field != Field::Deduction),
        };
        decided.push((*position, field));
    }
    for (position, field) in decided {
        if let Some(column) = columns.get_mut(position) {
            column.field = field;
        }
    }
}

/// Whether its heading, or a clerk, says that it takes off.
fn is_certain(column: &Column) -> bool {
    column.field == Some(Field::Deduction)
}

fn is_candidate(sheet: &Sheet, body: usize, column: &Column) -> bool {
    if column.ignored || column.chosen {
        return is_certain(column);
    }
    match column.field {
        Some(Field::Deduction) => true,
        None => column.meaning == Some(Meaning::Deducted),
        Some(Field::OtherAmount) => {
            may_be_deducted(&column.leaf) || is_negative(sheet, body, column.index)
        }
        _ => false,
    }
}

/// Whether whatever stands in a column is less than nothing.
fn is_negative(sheet: &Sheet, body: usize, index: usize) -> bool {
    let numbers = (body..sheet.rows.len()).filter_map(|row| sheet.cell(row, index).number());
    let mut numbers = numbers.filter(|number| !number.is_zero()).peekable();
    numbers.peek().is_some() && numbers.all(|number| number.is_sign_negative())
}

/// Of two totals one of which is said to be what is paid, the other is the sum
/// before deductions.
fn gross(columns: &mut [Column], deducts: bool) {
    let is_total = |column: &Column| column.field == Some(Field::Total) && !column.chosen;
    let net = columns
        .iter()
        .position(|column| is_total(column) && is_net(&column.words));
    let others = columns
        .iter()
        .any(|column| is_total(column) && !is_net(&column.words));
    let Some(net) = net.filter(|_| others && deducts) else {
        return;
    };
    for (position, column) in columns.iter_mut().enumerate() {
        if position != net && is_total(column) {
            column.field = Some(Field::GrossTotal);
        }
    }
}

/// What a cell takes off, in yuan and without a sign.
pub(crate) fn off(sheet: &Sheet, row: usize, index: usize, scale: Scale) -> Option<Decimal> {
    let number = taken_off(sheet.cell(row, index)).number_in(scale)?;
    number.abs().checked_mul(Decimal::from(scale.yuan()))
}

/// The sums of the households whose total stands in the table.
struct Households {
    /// Total, sum of the amounts, and what each candidate would take off.
    rows: Vec<(Decimal, Decimal, Vec<Decimal>)>,
}

impl Households {
    fn of(sheet: &Sheet, body: usize, columns: &[Column], candidates: &[usize]) -> Self {
        let mut rows = Vec::new();
        let Some(total) = columns.iter().find(|c| c.field == Some(Field::Total)) else {
            return Self { rows };
        };
        let head = columns.iter().find(|c| c.field == Some(Field::Head));
        let amounts: Vec<&Column> = (0..columns.len())
            .filter(|at| !candidates.contains(at))
            .filter_map(|at| columns.get(at))
            .filter(|column| column.field.is_some_and(|field| AMOUNTS.contains(&field)))
            .collect();
        for row in body..sheet.rows.len().min(body + MAX_ROWS_TRIED) {
            let starts = head.is_none_or(|head| !sheet.cell(row, head.index).is_blank());
            if starts || rows.is_empty() {
                rows.push((
                    Decimal::ZERO,
                    Decimal::ZERO,
                    vec![Decimal::ZERO; candidates.len()],
                ));
            }
            let Some((stated, sum, taken)) = rows.last_mut() else {
                continue;
            };
            if let Some(total) = yuan(sheet, row, total) {
                *stated = total;
            }
            for paid in amounts.iter().filter_map(|column| yuan(sheet, row, column)) {
                *sum = sum.checked_add(paid).unwrap_or(*sum);
            }
            for (candidate, taken) in candidates.iter().zip(taken) {
                let Some(column) = columns.get(*candidate) else {
                    continue;
                };
                let scale = column.units.money.unwrap_or_default();
                if let Some(off) = off(sheet, row, column.index, scale) {
                    *taken = taken.checked_add(off).unwrap_or(*taken);
                }
            }
        }
        rows.retain(|(total, sum, _)| !total.is_zero() && !sum.is_zero());
        Self { rows }
    }

    /// How many totals are their amounts less these candidates.
    fn fitting(&self, way: u32) -> usize {
        let fits = |(total, sum, taken): &&(Decimal, Decimal, Vec<Decimal>)| {
            let off: Decimal = (0..)
                .zip(taken)
                .filter(|(at, _)| has(way, *at))
                .map(|(_, off)| *off)
                .sum();
            sum.checked_sub(off).is_some_and(|net| near(net, *total))
        };
        let any = |(_, _, taken): &&(Decimal, Decimal, Vec<Decimal>)| {
            taken.iter().any(|off| !off.is_zero())
        };
        self.rows.iter().filter(any).filter(fits).count()
    }

    /// Whether a candidate takes anything off a household of which the sums tell.
    fn shows(&self, at: usize) -> bool {
        let off = |taken: &Vec<Decimal>| taken.get(at).is_some_and(|off| !off.is_zero());
        self.rows.iter().any(|(_, _, taken)| off(taken))
    }
}

/// Whether more amounts are area × rate less what stands here than without it.
fn in_lines(sheet: &Sheet, body: usize, columns: &[Column], position: usize) -> bool {
    const LINES: [[Field; 3]; 3] = [
        [Field::LandArea, Field::LandPrice, Field::LandAmount],
        [Field::FloorArea, Field::HousePrice, Field::HouseAmount],
        [Field::Quantity, Field::Price, Field::Amount],
    ];
    let Some(column) = columns.get(position) else {
        return false;
    };
    LINES.into_iter().any(|line| {
        let [Some(area), Some(price), Some(amount)] =
            line.map(|field| columns.iter().find(|column| column.field == Some(field)))
        else {
            return false;
        };
        let topic = place(area).and_then(|(subject, _)| subject.topic);
        let factors: Vec<&Column> = columns
            .iter()
            .filter(|one| one.field == Some(Field::Factor) && one.subject.topic == topic)
            .collect();
        let (mut with, mut without) = (0_usize, 0_usize);
        for row in body..sheet.rows.len().min(body + MAX_ROWS_TRIED) {
            let scale = column.units.money.unwrap_or_default();
            let (Some(product), Some(paid), Some(off)) = (
                super::settle::product(sheet, row, area, price),
                yuan(sheet, row, amount),
                off(sheet, row, column.index, scale).filter(|off| !off.is_zero()),
            ) else {
                continue;
            };
            let product = multiplied(sheet, row, product, &factors);
            with += usize::from(product.checked_sub(off).is_some_and(|net| near(net, paid)));
            without += usize::from(near(product, paid));
        }
        with > without
    })
}

/// A product times the factors of its row.
fn multiplied(sheet: &Sheet, row: usize, product: Decimal, factors: &[&Column]) -> Decimal {
    let read = factors
        .iter()
        .filter_map(|column| factor(sheet.cell(row, column.index), &column.header));
    read.fold(product, |product, factor| {
        let ratio = factor.likeliest.decimal();
        product.checked_mul(ratio).unwrap_or(product)
    })
}
