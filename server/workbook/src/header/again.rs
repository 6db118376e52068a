//! A header that stands below the table: this one once more, or another table's.

use domain::table::Field;

use super::column::Column;
use crate::cells::grid::{Cell, Sheet};
use crate::words::headings::meaning;
use crate::words::meaning::Meaning;
use crate::words::units;

/// Whether a header below the table is that of another table: some heading in it
/// means something else than the column that it stands in.
pub(crate) fn is_another(sheet: &Sheet, row: usize, columns: &[Column]) -> bool {
    let cells = sheet.rows.get(row).map(Vec::as_slice).unwrap_or_default();
    cells.iter().enumerate().any(|(index, cell)| {
        let Cell::Text(text) = cell else { return false };
        let (word, own) = units::split(text);
        let Some(means) = meaning(&word) else {
            return false;
        };
        let Some(column) = columns.iter().find(|column| column.index == index) else {
            return true;
        };
        let same = |raw: &String| {
            let other = meaning(&units::split(raw).0);
            **raw == **text || other.is_some_and(|other| may_be_one(means, other))
        };
        // 面积(㎡) below 面积(亩) is another column.
        let agree = own.clone().or(column.units.clone()) == column.units.clone().or(own);
        !column.raw.iter().any(same) || !agree
    })
}

/// Whether two headings may be of one column: 补偿标准 and 土地补偿标准, not 土地补偿标准
/// and 房屋补偿标准.
fn may_be_one(one: Meaning, other: Meaning) -> bool {
    let general = |meaning| match meaning {
        Meaning::Is(Field::LandClass | Field::HouseStructure) => Meaning::Class,
        Meaning::Is(Field::LandArea | Field::FloorArea) => Meaning::Area,
        Meaning::Is(Field::LandPrice | Field::HousePrice) => Meaning::Price,
        Meaning::Is(Field::LandAmount | Field::HouseAmount) => Meaning::Amount,
        other => other,
    };
    one == other || general(one) == other || general(other) == one
}
