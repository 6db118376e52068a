//! What the columns of a line are about: its name, its category, its rate.

use std::borrow::Cow;

use domain::board::Measure;
use domain::money::Money;
use domain::quantity::Unit;
use domain::standard::{Category, Standard};

use crate::header::groups::Group;
use crate::header::subject::Topic;
use crate::rows::lines::Area;
use crate::rows::sheet_reader::{CellValue, RowRef, SheetReader};
use crate::words::items;

/// What a line is called: by its column, its heading, or what it is.
pub(crate) fn name(reader: &SheetReader<'_>, at: RowRef<'_>, group: &Group) -> String {
    group
        .item
        .and_then(|column| reader.text_over(at.row, column))
        .map(Cow::into_owned)
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

pub(crate) fn category(reader: &SheetReader<'_>, group: &Group) -> Category {
    match group.topic {
        Topic::Land => Category::Land,
        Topic::House => Category::House,
        Topic::Crops => Category::Crops,
        Topic::Moving | Topic::Transition => Category::Subsidy,
        Topic::Reward => Category::Reward,
        Topic::Fixture => Category::Fixture,
        Topic::Named => {
            let name = group.name.as_deref().unwrap_or_default();
            match items::category(name, reader.schedule) {
                // What no column calls land or a house is counted as neither.
                Category::Land | Category::House => Category::Fixture,
                other => other,
            }
        }
    }
}

pub(crate) fn is_area(unit: &Unit) -> bool {
    matches!(unit, Unit::Mu | Unit::SquareMetre)
}

/// A rate; one that is merged down over several rows is that of each.
pub(crate) fn price(
    reader: &mut SheetReader<'_>,
    at: RowRef<'_>,
    column: usize,
) -> CellValue<Money> {
    let from = reader.sheet.merged_from(at.row, column);
    reader.money_in(RowRef { row: from, ..at }, column)
}

/// An area, or a count, at a standard's rate.
pub(crate) fn at_standard_rate(standard: &Standard, area: &Area, months: Option<u32>) -> Measure {
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
        terms: None,
    }
}
