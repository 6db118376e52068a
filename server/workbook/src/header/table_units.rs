//! Units that the lines above a table say: 单位:元; 单位:亩、㎡、元.

use domain::quantity::Unit;

use crate::cells::grid::{Cell, Sheet};
use crate::words::units::{Scale, Units, area};

/// Units that hold for a whole table.
#[derive(Clone, Debug, Default)]
pub(crate) struct TableUnits {
    pub(crate) land: Option<Unit>,
    pub(crate) floor: Option<Unit>,
    pub(crate) money: Option<Scale>,
    /// A unit of land that is not read: 公顷.
    pub(crate) unknown: Option<String>,
}

impl TableUnits {
    /// Of the land: its own, or ㎡ where that is all that is said.
    pub(crate) fn land(&self) -> Option<Unit> {
        self.land.clone().or_else(|| self.floor.clone())
    }
}

/// What the lines above the header say: 单位:元; 单位:亩、㎡、元. 亩 is then of
/// the land and ㎡ of the house.
pub(crate) fn table_units(sheet: &Sheet, top: usize) -> TableUnits {
    let cells = sheet.rows.iter().take(top).flatten();
    units_of(cells.map(Cell::shown))
}

/// The same, of texts.
pub(crate) fn units_of<T: AsRef<str>>(texts: impl Iterator<Item = T>) -> TableUnits {
    let mut above = TableUnits::default();
    for text in texts {
        let text: String = text.as_ref().replace([' ', '\u{3000}'], "");
        let Some((before, units)) = text
            .split_once("单位:")
            .or_else(|| text.split_once("单位\u{ff1a}"))
        else {
            continue;
        };
        // 填报单位 and 征收单位 are offices.
        let office = [
            "填报", "征收", "制表", "编制", "报送", "用地", "建设", "公示", "责任",
        ];
        if office.iter().any(|word| before.ends_with(word)) {
            continue;
        }
        let units = units.trim_end_matches([')', '\u{ff09}']);
        for word in units.split(['、', ',', '\u{ff0c}', ';', '\u{ff1b}', '和']) {
            match area(word) {
                Some(Unit::Mu) => above.land = Some(Unit::Mu),
                Some(unit) => above.floor = Some(unit),
                None if word.contains("公顷") => above.unknown = Some("公顷".to_owned()),
                None => above.money = Units::of(word).money.or(above.money),
            }
        }
    }
    above
}
