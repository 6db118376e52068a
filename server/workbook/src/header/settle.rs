//! Headings that could be of land or of house, or an amount that could be the
//! total: settled by what they say, else by what multiplies and adds up.

use domain::quantity::Unit;
use domain::table::{Field, Layout};
use rust_decimal::Decimal;

use super::column::Column;
use super::subject::Topic;
use crate::cells::grid::Sheet;
use crate::words::headings::{is_aside, is_not_taken};
use crate::words::meaning::Meaning;
use crate::words::side::Side;
use crate::words::terms::is_net;

/// More columns that say nothing than this are not tried in every combination.
const MAX_OPEN: usize = 6;
const MAX_ROWS_TRIED: usize = 200;

/// What a heading says without looking at its neighbours.
pub(crate) fn by_itself(column: &Column, layout: Layout) -> Option<Field> {
    let long = layout == Layout::Long;
    let about = |land: Field, house: Field, other: Field| {
        let named = column.subject.item.is_some();
        match (column.subject.topic, column.side) {
            (Some(Topic::Land), _) => Some(land),
            (Some(Topic::House), _) => Some(house),
            (Some(_), _) => Some(other),
            // 亩 is of land whatever it is called; ㎡ may be of a yard's paving.
            (None, Some(Side::Land)) => Some(land),
            (None, Some(Side::House)) if !named => Some(house),
            (None, _) => named.then_some(other),
        }
    };
    match column.meaning? {
        Meaning::Number | Meaning::Deducted => None,
        Meaning::Class if long => Some(Field::Category),
        Meaning::Area if long => Some(Field::Quantity),
        Meaning::Price if long => Some(Field::Price),
        Meaning::Amount if long => Some(Field::Amount),
        Meaning::Is(field) if long => Some(field),
        Meaning::Class => about(Field::LandClass, Field::HouseStructure, Field::OtherItem),
        Meaning::Is(Field::Item) => {
            about(Field::LandClass, Field::HouseStructure, Field::OtherItem)
        }
        Meaning::Area => about(Field::LandArea, Field::FloorArea, Field::OtherQuantity),
        Meaning::Is(Field::Quantity) => match column.subject.topic {
            Some(_) => about(Field::LandArea, Field::FloorArea, Field::OtherQuantity),
            None if column.subject.item.is_some() => Some(Field::OtherQuantity),
            None => column.units.area.as_ref().map(|unit| match unit {
                Unit::Mu => Field::LandArea,
                _ => Field::FloorArea,
            }),
        },
        Meaning::Price => about(Field::LandPrice, Field::HousePrice, Field::OtherPrice),
        Meaning::Amount => match column.subject.topic {
            Some(Topic::Crops) => Some(Field::CropsAmount),
            Some(Topic::Moving) => Some(Field::MovingAmount),
            Some(Topic::Transition) => Some(Field::TransitionAmount),
            Some(Topic::Reward) => Some(Field::RewardAmount),
            Some(Topic::Fixture) if column.subject.item.is_none() => Some(Field::FixtureAmount),
            _ => about(Field::LandAmount, Field::HouseAmount, Field::OtherAmount),
        },
        Meaning::Is(Field::FixtureAmount) if column.subject.item.is_some() => {
            Some(Field::OtherAmount)
        }
        Meaning::Is(field) => Some(field),
    }
}

/// Of several totals, the one that says so is: 应补金额 beside 合计 is an amount. What
/// is left after deductions stays a total: 实付金额.
pub(crate) fn one_total(columns: &mut [Column]) {
    const TOTALS: [&str; 4] = ["合计", "总", "共计", "累计"];
    let says = |column: &Column| {
        let total = column.field == Some(Field::Total);
        total && TOTALS.iter().any(|word| column.leaf.contains(word))
    };
    if !columns.iter().any(says) {
        return;
    }
    let deducts = columns.iter().any(|column| {
        column.field == Some(Field::Deduction) || column.meaning == Some(Meaning::Deducted)
    });
    for column in columns.iter_mut() {
        let left = deducts && is_net(&column.words);
        if column.field == Some(Field::Total) && !says(column) && !left {
            column.field = None;
            column.meaning = Some(Meaning::Amount);
        }
    }
}

/// 小计 in a table of lines is a line's amount, where there is no other, or the
/// household's total.
pub(crate) fn subtotals_of_lines(columns: &mut [Column]) {
    for position in 0..columns.len() {
        let free = [Field::Amount, Field::Total]
            .into_iter()
            .find(|field| !has(columns, *field));
        if let Some(column) = columns.get_mut(position)
            && column.field == Some(Field::Subtotal)
        {
            column.field = free;
        }
    }
}

/// What a heading that names no side can be.
fn options(columns: &[Column], meaning: Option<Meaning>) -> Vec<Field> {
    match meaning {
        Some(Meaning::Class) => vec![Field::LandClass, Field::HouseStructure],
        Some(Meaning::Area) => vec![Field::LandArea, Field::FloorArea],
        Some(Meaning::Price) => vec![Field::LandPrice, Field::HousePrice],
        Some(Meaning::Amount) if has(columns, Field::Total) => {
            vec![Field::LandAmount, Field::HouseAmount]
        }
        Some(Meaning::Amount) => vec![Field::LandAmount, Field::HouseAmount, Field::Total],
        _ => Vec::new(),
    }
}

fn has(columns: &[Column], field: Field) -> bool {
    columns.iter().any(|column| column.field == Some(field))
}

/// Of every way to read the open headings, the one in which most rows multiply
/// out and add up is right; where none is best, their neighbours decide, and
/// where they do not, it is unclear.
pub(crate) fn by_arithmetic(sheet: &Sheet, body: usize, columns: &mut [Column]) {
    let open: Vec<(usize, Vec<Field>)> = columns
        .iter()
        .enumerate()
        .filter(|(_, column)| column.field.is_none() && !column.ignored)
        .map(|(position, column)| (position, options(columns, column.meaning)))
        .filter(|(_, options)| !options.is_empty())
        .collect();
    if open.is_empty() || open.len() > MAX_OPEN {
        return;
    }
    let mut tried: Vec<(usize, Vec<Field>)> = Vec::new();
    let ways: usize = open.iter().map(|(_, options)| options.len()).product();
    for way in 0..ways {
        let mut rest = way;
        let mut fields = Vec::with_capacity(open.len());
        for (_, options) in &open {
            fields.extend(options.get(rest % options.len()));
            rest /= options.len();
        }
        let twice = fields.iter().enumerate().any(|(at, field)| {
            fields.iter().skip(at + 1).any(|other| other == field) || has(columns, *field)
        });
        if !twice {
            let mut guess = columns.to_vec();
            assign(&mut guess, &open, &fields);
            tried.push((fitting(sheet, body, &guess), fields));
        }
    }
    tried.sort_by_key(|(fits, _)| std::cmp::Reverse(*fits));
    match tried.as_slice() {
        [(_, only)] => assign(columns, &open, only),
        [(fits, first), (next, _), ..] if fits > next => assign(columns, &open, first),
        _ => {
            for (position, options) in &open {
                beside(columns, *position, options);
            }
        }
    }
}

fn assign(columns: &mut [Column], open: &[(usize, Vec<Field>)], fields: &[Field]) {
    for ((position, _), field) in open.iter().zip(fields) {
        if let Some(column) = columns.get_mut(*position) {
            column.field = Some(*field);
        }
    }
}

/// By the nearest column to the left that is surely of land or of house. An
/// amount in a table without rates and without a total is the total.
fn beside(columns: &mut [Column], position: usize, options: &[Field]) {
    const LAND: [Field; 3] = [Field::LandClass, Field::LandArea, Field::LandPrice];
    const HOUSE: [Field; 3] = [Field::HouseStructure, Field::FloorArea, Field::HousePrice];
    let rates = has(columns, Field::LandPrice) || has(columns, Field::HousePrice);
    let side = columns.iter().take(position).rev().find_map(|column| {
        let field = column.field?;
        if LAND.contains(&field) {
            Some(0)
        } else if HOUSE.contains(&field) {
            Some(1)
        } else {
            None
        }
    });
    let field = if options.contains(&Field::Total) && !rates {
        Some(Field::Total)
    } else {
        side.and_then(|side: usize| options.get(side).copied())
    };
    let free = field.filter(|field| !has(columns, *field));
    if let Some(column) = columns.get_mut(position) {
        column.field = free;
        column.unclear = free.is_none();
    }
}

/// An amount under a heading of its own, or of nobody's words, that is the sum of
/// all the others, in most rows, is the total: else everything would be counted
/// twice, or the total not be read.
pub(crate) fn total_by_sum(sheet: &Sheet, body: usize, columns: &mut [Column]) {
    if has(columns, Field::Total) {
        return;
    }
    let rows = body..sheet.rows.len().min(body + MAX_ROWS_TRIED);
    let is_total = |position: usize| {
        let mut tried = columns.to_vec();
        let Some(column) = tried.get_mut(position) else {
            return false;
        };
        column.field = Some(Field::Total);
        let total = column.clone();
        let (mut stated, mut right) = (0_usize, 0_usize);
        let paid = |row: &usize| yuan(sheet, *row, &total).is_some_and(|paid| !paid.is_zero());
        for row in rows.clone().filter(paid) {
            stated += 1;
            right += usize::from(adds_up(sheet, row, &tried, &total));
        }
        right > 0 && right * 3 >= stated * 2
    };
    let found = (0..columns.len()).find(|position| {
        let other = columns.get(*position).is_some_and(|column| {
            let own = matches!(column.field, Some(Field::OtherAmount | Field::Subtotal));
            let unit = column.units.area.is_none() && column.units.per.is_none();
            own || (is_free(column) && unit)
        });
        other && is_total(*position)
    });
    if let Some(column) = found.and_then(|position| columns.get_mut(position)) {
        column.field = Some(Field::Total);
        column.unclear = false;
    }
}

/// Whether nothing was made of a column, and its heading does not say that it is no
/// part of the board.
pub(crate) fn is_free(column: &Column) -> bool {
    let measured = matches!(
        column.meaning,
        None | Some(Meaning::Area | Meaning::Price | Meaning::Amount)
    );
    let aside = is_aside(&column.leaf) && !is_not_taken(&column.leaf);
    column.field.is_none() && !column.ignored && !column.beside && measured && !aside
}

/// In how many rows area × price is the amount, land and house together, and
/// the amounts add up to the total.
fn fitting(sheet: &Sheet, body: usize, columns: &[Column]) -> usize {
    let groups = [
        [Field::LandArea, Field::LandPrice, Field::LandAmount],
        [Field::FloorArea, Field::HousePrice, Field::HouseAmount],
    ];
    let rows = body..sheet.rows.len().min(body + MAX_ROWS_TRIED);
    let mut fits = 0;
    for group in groups {
        let [Some(area), Some(price), Some(amount)] = group.map(|field| at(columns, field)) else {
            continue;
        };
        fits += rows
            .clone()
            .filter(|row| {
                let (Some(product), Some(paid)) =
                    (product(sheet, *row, area, price), yuan(sheet, *row, amount))
                else {
                    return false;
                };
                !paid.is_zero() && near(product, paid)
            })
            .count();
    }
    if let Some(total) = at(columns, Field::Total) {
        fits += rows
            .filter(|row| adds_up(sheet, *row, columns, total))
            .count();
    }
    fits
}

pub(crate) fn at(columns: &[Column], field: Field) -> Option<&Column> {
    columns.iter().find(|column| column.field == Some(field))
}

pub(crate) fn yuan(sheet: &Sheet, row: usize, column: &Column) -> Option<Decimal> {
    let scale = column.units.money.unwrap_or_default();
    sheet
        .cell(row, column.index)
        .number_in(scale)?
        .checked_mul(Decimal::from(scale.yuan()))
}

/// An area in the unit that its rate is per.
pub(crate) fn converted(quantity: Decimal, area: &Column, price: &Column) -> Option<Decimal> {
    match (&area.units.area, &price.units.per) {
        (Some(Unit::SquareMetre), Some(Unit::Mu)) => quantity.checked_mul(Decimal::new(15, 4)),
        (Some(Unit::Mu), Some(Unit::SquareMetre)) => quantity
            .checked_mul(Decimal::from(2000))?
            .checked_div(Decimal::from(3)),
        _ => Some(quantity),
    }
}

/// An area times its rate.
pub(super) fn product(sheet: &Sheet, row: usize, area: &Column, price: &Column) -> Option<Decimal> {
    product_at(sheet, row, area, price, yuan(sheet, row, price)?)
}

/// An area times a rate that is per the unit of a column of rates.
pub(super) fn product_at(
    sheet: &Sheet,
    row: usize,
    area: &Column,
    price: &Column,
    rate: Decimal,
) -> Option<Decimal> {
    let quantity = sheet.cell(row, area.index).number()?;
    converted(quantity, area, price)?.checked_mul(rate)
}

fn adds_up(sheet: &Sheet, row: usize, columns: &[Column], total: &Column) -> bool {
    const SUMMED: [Field; 8] = [
        Field::LandAmount,
        Field::CropsAmount,
        Field::HouseAmount,
        Field::FixtureAmount,
        Field::MovingAmount,
        Field::TransitionAmount,
        Field::RewardAmount,
        Field::OtherAmount,
    ];
    let sum: Decimal = columns
        .iter()
        .filter(|column| column.field.is_some_and(|field| SUMMED.contains(&field)))
        .filter_map(|column| yuan(sheet, row, column))
        .fold(Decimal::ZERO, |sum, paid| {
            sum.checked_add(paid).unwrap_or(sum)
        });
    !sum.is_zero() && yuan(sheet, row, total).is_some_and(|total| near(sum, total))
}

pub(crate) fn near(one: Decimal, other: Decimal) -> bool {
    one.checked_sub(other)
        .is_some_and(|off| off.abs() < Decimal::new(1, 2))
}
