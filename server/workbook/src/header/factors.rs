//! Which line a factor multiplies (成新率 of the house), and whether it does:
//! where amounts come out without it and never with it, it is just told.

use domain::table::{Field, Layout};
use rust_decimal::Decimal;

use super::best::{best, has};
use super::column::Column;
use super::groups::{self, place};
use super::settle::{near, product, yuan};
use super::subject::Topic;
use crate::cells::grid::Sheet;
use crate::words::terms::factor;

const MAX_ROWS_TRIED: usize = 500;

/// Gives each factor its line, and leaves out those that no amount is multiplied by.
pub(crate) fn settle(sheet: &Sheet, body: usize, layout: Layout, columns: &mut [Column]) {
    let factors: Vec<usize> = (0..columns.len())
        .filter(|at| {
            columns
                .get(*at)
                .is_some_and(|column| column.field == Some(Field::Factor))
        })
        .collect();
    if factors.is_empty() {
        return;
    }
    if layout == Layout::Wide {
        for position in factors.iter().copied() {
            of_its_line(columns, position);
        }
    }
    let all = (0..factors.len()).fold(0_u32, |way, at| way | 1 << at);
    let lines = lines(columns, layout);
    let found = best(factors.len(), all, |way| {
        let counted: Vec<&Column> = (0..)
            .zip(&factors)
            .filter(|(at, _)| has(way, *at))
            .filter_map(|(_, position)| columns.get(*position))
            .collect();
        lines
            .iter()
            .map(|line| fitting(sheet, body, columns, line, &counted))
            .sum()
    });
    let Some((way, _)) = found else { return };
    for (at, position) in factors.iter().enumerate() {
        if let Some(column) = columns.get_mut(*position)
            && !has(way, at)
            && !column.chosen
        {
            column.field = None;
        }
    }
}

/// A factor is of what its headings say, of the house where it is of newness, or of
/// the columns to its left, else of those to its right.
fn of_its_line(columns: &mut [Column], position: usize) {
    let Some(column) = columns.get(position) else {
        return;
    };
    if column.subject.topic.is_some() {
        return;
    }
    let newness = column.words.contains("新");
    let subject = |column: &Column| place(column).map(|(subject, _)| subject);
    let house = columns
        .iter()
        .filter_map(subject)
        .find(|subject| newness && subject.topic == Some(Topic::House));
    let left = columns.iter().take(position).rev().find_map(subject);
    let right = columns.iter().skip(position).find_map(subject);
    let found = house.or(left).or(right);
    if let Some(column) = columns.get_mut(position)
        && let Some(mut subject) = found
    {
        if newness && subject.topic == Some(Topic::House) {
            // Of every house where it names none.
            subject.item = None;
        }
        column.subject = subject;
    }
}

/// A line that has area, rate and amount, by their positions.
struct Line {
    parts: [usize; 3],
    /// The columns that may multiply it, by index in the sheet.
    factors: Vec<usize>,
}

fn lines(columns: &[Column], layout: Layout) -> Vec<Line> {
    let at = |index: Option<usize>| {
        let index = index?;
        columns.iter().position(|column| column.index == index)
    };
    let of = |field: Field| columns.iter().position(|c| c.field == Some(field));
    match layout {
        Layout::Long => {
            let [Some(quantity), Some(price), Some(amount)] =
                [Field::Quantity, Field::Price, Field::Amount].map(of)
            else {
                return Vec::new();
            };
            let factors = columns.iter().filter(|c| c.field == Some(Field::Factor));
            vec![Line {
                parts: [quantity, price, amount],
                factors: factors.map(|column| column.index).collect(),
            }]
        }
        Layout::Wide => groups::find(columns)
            .iter()
            .filter(|group| !group.factors.is_empty())
            .filter_map(|group| {
                Some(Line {
                    parts: [at(group.quantity)?, at(group.price)?, at(group.amount)?],
                    factors: group.factors.iter().map(|factor| factor.index).collect(),
                })
            })
            .collect(),
    }
}

/// How many amounts come out with these factors, of those that others would change.
fn fitting(
    sheet: &Sheet,
    body: usize,
    columns: &[Column],
    line: &Line,
    counted: &[&Column],
) -> usize {
    let [area, price, amount] = line.parts;
    let (Some(area), Some(price), Some(amount)) =
        (columns.get(area), columns.get(price), columns.get(amount))
    else {
        return 0;
    };
    let own = |column: &&&Column| line.factors.contains(&column.index);
    let all: Vec<&Column> = columns.iter().filter(|column| own(&column)).collect();
    let counted: Vec<&&Column> = counted.iter().filter(own).collect();
    let read = |row: usize, column: &Column| factor(sheet.cell(row, column.index), &column.header);
    let tells = |row: &usize| {
        all.iter()
            .filter_map(|column| read(*row, column))
            .any(|factor| factor.likeliest.decimal() != Decimal::ONE)
    };
    (body..sheet.rows.len().min(body + MAX_ROWS_TRIED))
        .filter(tells)
        .filter(|row| {
            let Some(paid) = yuan(sheet, *row, amount).filter(|paid| !paid.is_zero()) else {
                return false;
            };
            let Some(base) = product(sheet, *row, area, price) else {
                return false;
            };
            let mut products = vec![base];
            for read in counted.iter().filter_map(|column| read(*row, column)) {
                products = products
                    .iter()
                    .flat_map(|product| {
                        [Some(read.likeliest), read.other]
                            .into_iter()
                            .flatten()
                            .filter_map(|ratio| product.checked_mul(ratio.decimal()))
                    })
                    .collect();
            }
            products.into_iter().any(|product| near(product, paid))
        })
        .count()
}
