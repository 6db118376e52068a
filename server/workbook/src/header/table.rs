//! What the rows of a table ask its header.

use std::collections::BTreeMap;

use domain::quantity::Unit;
use domain::table::{ColumnReport, Field, Layout};

use super::column::Column;
use super::groups::Group;
use super::numbering::Numbering;
use super::subject::Topic;
use super::table_units::TableUnits;
use crate::cells::address::column_letters;
use crate::words::units::{Scale, Units};

#[derive(Clone, Debug)]
pub(crate) struct Header {
    /// The row after the header.
    pub(crate) body: usize,
    pub(crate) layout: Layout,
    pub(crate) columns: Vec<Column>,
    /// Columns of a wide table that make a line together.
    pub(crate) groups: Vec<Group>,
    pub(crate) numbered: Numbering,
    /// The first column of each field, and how each column counts money: asked for
    /// in every row.
    firsts: Vec<(Field, usize)>,
    scales: Vec<Scale>,
    above: TableUnits,
}

/// The header of each sheet that was read as a board.
pub(crate) type Headers = BTreeMap<usize, Header>;

impl Header {
    pub(crate) fn at(&self, field: Field) -> Option<usize> {
        let first = self.firsts.iter().find(|(of, _)| *of == field);
        first.map(|(_, column)| *column)
    }

    pub(crate) fn new(
        (body, layout): (usize, Layout),
        columns: Vec<Column>,
        groups: Vec<Group>,
        numbered: Numbering,
        above: TableUnits,
    ) -> Self {
        let mut header = Self {
            body,
            layout,
            columns,
            groups,
            numbered,
            firsts: Vec::new(),
            scales: Vec::new(),
            above,
        };
        header.index();
        header
    }

    /// Remembers where fields stand.
    fn index(&mut self) {
        self.firsts = self
            .columns
            .iter()
            .filter_map(|column| Some((column.field?, column.index)))
            .collect();
        let width = self.columns.iter().map(|column| column.index + 1).max();
        self.scales = vec![self.above.money.unwrap_or_default(); width.unwrap_or(0)];
        for column in &self.columns {
            if let (Some(scale), Some(own)) =
                (self.scales.get_mut(column.index), column.units.money)
            {
                *scale = own;
            }
        }
    }

    /// The 序号 does not tell the households apart.
    pub(crate) fn not_numbered(&mut self) {
        self.numbered = Numbering::Unnumbered;
        for column in &mut self.columns {
            if column.field == Some(Field::Household) {
                column.field = Some(Field::Sequence);
            }
        }
        self.index();
    }

    /// Whether a column holds what is taken off.
    pub(crate) fn takes_off(&self, index: usize) -> bool {
        self.of(Field::Deduction)
            .any(|column| column.index == index)
    }

    /// All columns of a field that a table may have several of.
    pub(crate) fn of(&self, field: Field) -> impl Iterator<Item = &Column> {
        self.columns
            .iter()
            .filter(move |column| column.field == Some(field))
    }

    pub(crate) fn report(&self) -> Vec<ColumnReport> {
        self.columns
            .iter()
            .map(|column| ColumnReport {
                column: column_letters(column.index),
                header: column.header.clone(),
                field: column.field,
                ignored: column.ignored,
            })
            .collect()
    }

    /// What the amounts of a column count.
    pub(crate) fn scale(&self, index: usize) -> Scale {
        let known = self.scales.get(index).copied();
        known.or(self.above.money).unwrap_or_default()
    }

    fn units(&self, index: Option<usize>) -> Option<&Units> {
        let index = index?;
        let column = self.columns.iter().find(|column| column.index == index)?;
        Some(&column.units)
    }

    /// The unit of a column of areas, as the table says it; from the heading,
    /// the line above the table, or the rate beside it.
    pub(crate) fn area_unit(
        &self,
        topic: Topic,
        quantity: Option<usize>,
        price: Option<usize>,
    ) -> Option<Unit> {
        self.units(quantity)
            .and_then(|units| units.area.clone().or_else(|| units.count.clone()))
            .or_else(|| match topic {
                Topic::Land => self.above.land(),
                Topic::House => self.above.floor.clone(),
                _ => None,
            })
            .or_else(|| self.priced_unit(price))
    }

    /// A unit that stands for the land and is neither 亩 nor ㎡: 公顷.
    pub(crate) fn unknown_area_unit(&self) -> Option<(usize, String)> {
        let area = self.of(Field::LandArea).find_map(|column| {
            let named = ["公顷", "平方公里", "(分)", "（分）"]
                .into_iter()
                .find(|unit| column.header.contains(unit))?;
            let unit = named.trim_matches(['(', ')', '（', '）']);
            Some((column.index, unit.to_owned()))
        });
        area.or_else(|| {
            let first = self.of(Field::LandArea).next()?;
            let none = first.units.area.is_none() && self.above.land.is_none();
            Some((first.index, self.above.unknown.clone().filter(|_| none)?))
        })
    }

    /// The unit that a column of rates is per, where the heading says it.
    pub(crate) fn priced_unit(&self, price: Option<usize>) -> Option<Unit> {
        self.units(price)?.per.clone()
    }

    /// The columns of the table's land, where it has just one set of them.
    pub(crate) fn land(&self) -> Option<&Group> {
        self.groups
            .iter()
            .find(|group| group.topic == Topic::Land && group.quantity.is_some())
    }

    /// Columns that are meant to hold what is never published.
    pub(crate) fn private_columns(&self) -> Vec<usize> {
        self.columns
            .iter()
            .filter(|column| column.field.is_some_and(Field::is_private))
            .map(|column| column.index)
            .collect()
    }
}
