//! Finding the header of a sheet.

use domain::quantity::Unit;
use domain::table::{ColumnChoices, Field, Layout};

use super::column::{Column, column};
use super::numbering::number_households;
use super::subject::Topic;
use super::table::Header;
use super::table_units::table_units;
use super::understand::{understand, without_bands};
use super::{beside, deductions, factors, groups, products, rate_parts, rows, settle};
use crate::cells::grid::Sheet;
use crate::words::meaning::Meaning;
use crate::words::side::{Side, side};

/// The header of a board: households, and areas or amounts.
pub(crate) fn find(sheet: &Sheet, choices: &ColumnChoices) -> Option<Header> {
    let (top, body) = rows::header_rows(sheet)?;
    let mut columns: Vec<Column> = (0..sheet.width())
        .filter_map(|index| column(sheet, top, body, index))
        .collect();
    without_bands(&mut columns);
    for column in &mut columns {
        understand(sheet, body, column);
    }
    beside::mark(sheet, body, &mut columns);
    let layout = layout(&columns);
    // ㎡ is of the house only where a house is spoken of.
    let house = columns.iter().any(|column| {
        side(&column.words) == Some(Side::House)
            || column.meaning == Some(Meaning::Is(Field::HouseStructure))
    });
    for column in &mut columns {
        if !house && column.side == Some(Side::House) {
            column.side = None;
        }
        column.field = settle::by_itself(column, layout);
    }
    if layout == Layout::Wide {
        settle::one_total(&mut columns);
    }
    choose(&mut columns, choices);
    if layout == Layout::Long {
        settle::subtotals_of_lines(&mut columns);
    } else {
        products::by_units(&mut columns);
        settle::by_arithmetic(sheet, body, &mut columns);
        settle::total_by_sum(sheet, body, &mut columns);
        rate_parts::settle(sheet, body, &mut columns);
    }
    products::by_products(sheet, body, layout, &mut columns);
    if layout == Layout::Wide {
        settle::total_by_sum(sheet, body, &mut columns);
    }
    factors::settle(sheet, body, layout, &mut columns);
    deductions::settle(sheet, body, layout, &mut columns);
    let numbered = number_households(sheet, body, &mut columns);
    other_land_area(&mut columns);
    groups::settle(&mut columns, layout);
    products::mark_unread(sheet, body, &mut columns);
    let groups = match layout {
        Layout::Wide => groups::find(&columns),
        Layout::Long => Vec::new(),
    };
    let above = table_units(sheet, top);
    let header = Header::new((body, layout), columns, groups, numbered, above);
    let has = |fields: &[Field]| fields.iter().any(|field| header.at(*field).is_some());
    let enough = has(&[Field::Household, Field::Head])
        && has(&[
            Field::Amount,
            Field::LandAmount,
            Field::HouseAmount,
            Field::CropsAmount,
            Field::FixtureAmount,
            Field::OtherAmount,
            Field::Total,
            Field::LandArea,
            Field::FloorArea,
        ]);
    enough.then_some(header)
}

/// A table with a column of items has a row for each; a name under 附属物, beside
/// land or a house, is of that line only.
fn layout(columns: &[Column]) -> Layout {
    let land_or_house = || {
        columns
            .iter()
            .any(|column| matches!(column.subject.topic, Some(Topic::Land | Topic::House)))
    };
    let long = columns.iter().any(|column| {
        column.meaning == Some(Meaning::Is(Field::Item))
            && (column.subject.topic.is_none() || !land_or_house())
    });
    if long { Layout::Long } else { Layout::Wide }
}

/// What somebody decided of a column counts before what its heading says.
fn choose(columns: &mut [Column], choices: &ColumnChoices) {
    for position in 0..columns.len() {
        let Some(choice) = columns
            .get(position)
            .filter(|column| !column.beside)
            .and_then(|column| choices.get(&column.header).copied())
        else {
            continue;
        };
        if let Some(field) = choice.filter(|field| !field.may_repeat()) {
            for other in columns.iter_mut() {
                if other.field == Some(field) {
                    other.field = None;
                }
            }
        }
        if let Some(column) = columns.get_mut(position) {
            column.field = choice;
            column.meaning = choice.map(Meaning::Is);
            column.ignored = choice.is_none();
            column.chosen = choice.is_some();
        }
    }
}

/// Of two columns of land area the one that the rate is per is read, else the
/// one in 亩; the other is checked against it.
fn other_land_area(columns: &mut [Column]) {
    let per = columns
        .iter()
        .find(|column| column.field == Some(Field::LandPrice))
        .and_then(|column| column.units.per.clone())
        .unwrap_or(Unit::Mu);
    let areas: Vec<usize> = (0..columns.len())
        .filter(|at| {
            columns
                .get(*at)
                .is_some_and(|column| column.field == Some(Field::LandArea))
        })
        .collect();
    let unit = |at: usize| columns.get(at).and_then(|column| column.units.area.clone());
    let units: Vec<Option<Unit>> = areas.iter().map(|at| unit(*at)).collect();
    let [Some(first), Some(second)] = units.as_slice() else {
        return;
    };
    if first == second {
        return;
    }
    let other = if *second == per {
        areas.first()
    } else {
        areas.last()
    };
    if let Some(column) = other.and_then(|at| columns.get_mut(*at)) {
        column.field = Some(Field::LandAreaOther);
    }
}
