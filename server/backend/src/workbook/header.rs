//! Finding the header rows, and what each column is.
//!
//! | step | where |
//! |---|---|
//! | which rows are the header | [`rows`] |
//! | what a heading means | [`super::words`], [`super::units`] |
//! | headings that could be of land or of house | [`settle`] |

mod rows;
mod settle;

use domain::quantity::Unit;
use domain::read::{ColumnChoices, ColumnReport, Field, Layout};

use super::grid::{Sheet, column_letters};
use super::units::{self, Above, Scale, Units};
use super::words::{Meaning, Side, meaning, side};
pub(super) use rows::{is_header, is_numbering};

#[derive(Clone, Debug)]
pub(super) struct Column {
    pub(super) index: usize,
    /// Header rows joined.
    pub(super) header: String,
    /// The lowest heading, without its unit.
    pub(super) leaf: String,
    /// All headings joined, without units.
    words: String,
    meaning: Option<Meaning>,
    side: Option<Side>,
    units: Units,
    pub(super) field: Option<Field>,
    /// It could be land or house, and nothing tells which.
    pub(super) unclear: bool,
    /// Somebody said that it is not to be read.
    pub(super) ignored: bool,
}

#[derive(Clone, Debug)]
pub(super) struct Header {
    /// The row after the header.
    pub(super) body: usize,
    pub(super) layout: Layout,
    pub(super) columns: Vec<Column>,
    /// There is no 户号: the 序号 stands for it.
    pub(super) numbered_by_sequence: bool,
    above: Above,
}

impl Header {
    pub(super) fn at(&self, field: Field) -> Option<usize> {
        self.of(field).next().map(|column| column.index)
    }

    /// All columns of a field that a table may have several of.
    pub(super) fn of(&self, field: Field) -> impl Iterator<Item = &Column> {
        self.columns
            .iter()
            .filter(move |column| column.field == Some(field))
    }

    pub(super) fn report(&self) -> Vec<ColumnReport> {
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
    pub(super) fn scale(&self, index: usize) -> Scale {
        let own = self
            .columns
            .iter()
            .find(|column| column.index == index)
            .and_then(|column| column.units.money);
        own.or(self.above.money).unwrap_or_default()
    }

    /// The unit of a column of areas, as the table says it; from the heading,
    /// the line above the table, or the rate beside it.
    pub(super) fn area_unit(&self, area: Field, price: Field) -> Option<Unit> {
        let own = |field| self.of(field).next().map(|column| column.units.clone());
        own(area)
            .and_then(|units| units.area)
            .or_else(|| match area {
                Field::LandArea => self.above.land(),
                _ => self.above.floor.clone(),
            })
            .or_else(|| own(price)?.per)
    }

    /// The unit that a column of rates is per, where the heading says it.
    pub(super) fn priced_unit(&self, price: Field) -> Option<Unit> {
        self.of(price).next()?.units.per.clone()
    }

    /// Columns that are meant to hold what is never published.
    pub(super) fn private_columns(&self) -> Vec<usize> {
        self.columns
            .iter()
            .filter(|column| column.field.is_some_and(Field::is_private))
            .map(|column| column.index)
            .collect()
    }
}

/// The header of a board: households, and areas or amounts.
pub(super) fn find(sheet: &Sheet, choices: &ColumnChoices) -> Option<Header> {
    let (top, body) = rows::header_rows(sheet)?;
    let mut columns: Vec<Column> = (0..sheet.width())
        .filter_map(|index| column(sheet, top, body, index))
        .collect();
    let layout = if columns
        .iter()
        .any(|column| column.meaning == Some(Meaning::Is(Field::Item)))
    {
        Layout::Long
    } else {
        Layout::Wide
    };
    // ㎡ is of the house only where a house is spoken of.
    let house = columns
        .iter()
        .any(|column| side(&column.words) == Some(Side::House));
    for column in &mut columns {
        if !house && column.side == Some(Side::House) {
            column.side = None;
        }
        column.field = settle::by_itself(column, layout);
    }
    choose(&mut columns, choices);
    if layout == Layout::Wide {
        settle::by_arithmetic(sheet, body, &mut columns);
        settle::total_by_sum(sheet, body, &mut columns);
    }
    let numbered_by_sequence = number_households(sheet, body, &mut columns);
    other_land_area(&mut columns);
    drop_repeated(&mut columns);
    let header = Header {
        body,
        layout,
        columns,
        numbered_by_sequence,
        above: units::above(sheet, top),
    };
    let has = |fields: &[Field]| fields.iter().any(|field| header.at(*field).is_some());
    let enough = has(&[Field::Household, Field::Head])
        && has(&[
            Field::Amount,
            Field::LandAmount,
            Field::HouseAmount,
            Field::Total,
            Field::LandArea,
            Field::FloorArea,
        ]);
    enough.then_some(header)
}

fn column(sheet: &Sheet, top: usize, body: usize, index: usize) -> Option<Column> {
    let mut words: Vec<String> = Vec::new();
    let mut units = Units::default();
    let mut joined: Vec<String> = Vec::new();
    for row in top..body {
        let text = rows::heading(sheet, top, row, body, index);
        if text.is_empty() || words.last() == Some(&text) {
            continue;
        }
        if units::is_unit(&text) && !joined.is_empty() {
            units = units.or(Units::of(text.trim_matches(['(', ')', '（', '）'])));
        } else {
            let (word, own) = units::split(&text);
            units = own.or(units);
            joined.push(word);
        }
        words.push(text);
    }
    let filled = || (body..sheet.rows.len()).any(|row| !sheet.cell(row, index).is_blank());
    if words.is_empty() && !filled() {
        return None;
    }
    let leaf = joined.last().cloned().unwrap_or_default();
    let joined = joined.concat();
    Some(Column {
        index,
        header: words.join(" "),
        meaning: meant(&leaf, &joined),
        side: side(&joined).or(match &units.area {
            Some(Unit::Mu) => Some(Side::Land),
            Some(_) => Some(Side::House),
            None => match &units.per {
                Some(Unit::Mu) => Some(Side::Land),
                Some(Unit::SquareMetre) => Some(Side::House),
                _ => None,
            },
        }),
        leaf,
        words: joined,
        units,
        field: None,
        unclear: false,
        ignored: false,
    })
}

/// What the lowest heading means, made plain by those above it: 金额 under 青苗.
fn meant(leaf: &str, joined: &str) -> Option<Meaning> {
    let own = meaning(leaf);
    if leaf == joined {
        return own;
    }
    let whole = meaning(joined);
    match own {
        None => whole,
        Some(Meaning::Area | Meaning::Price) => whole,
        Some(Meaning::Class | Meaning::Amount | Meaning::Is(Field::OtherAmount)) => match whole {
            Some(Meaning::Is(field)) if field != Field::OtherAmount => whole,
            _ => own,
        },
        own => own,
    }
}

/// What somebody decided of a column counts before what its heading says.
fn choose(columns: &mut [Column], choices: &ColumnChoices) {
    for position in 0..columns.len() {
        let Some(choice) = columns
            .get(position)
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
        }
    }
}

/// 编号 numbers the households where there is no 户号; where there is neither,
/// the 序号 stands for it if it is different in every row.
fn number_households(sheet: &Sheet, body: usize, columns: &mut [Column]) -> bool {
    let has = |columns: &[Column], field| columns.iter().any(|c| c.field == Some(field));
    if has(columns, Field::Household) {
        for column in columns.iter_mut() {
            if column.meaning == Some(Meaning::Number) && column.field.is_none() {
                column.field = Some(Field::Sequence);
            }
        }
        return false;
    }
    if let Some(column) = columns
        .iter_mut()
        .find(|column| column.meaning == Some(Meaning::Number))
    {
        column.field = Some(Field::Household);
        return false;
    }
    let Some(column) = columns
        .iter_mut()
        .find(|column| column.field == Some(Field::Sequence))
    else {
        return false;
    };
    let mut seen = std::collections::HashSet::new();
    let unique = (body..sheet.rows.len())
        .filter(|row| !is_header(sheet, *row))
        .map(|row| sheet.cell(row, column.index))
        .filter(|cell| cell.number().is_some())
        .all(|cell| seen.insert(cell.shown()));
    if unique {
        column.field = Some(Field::Household);
    }
    unique
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

/// The second column of one field is not read.
fn drop_repeated(columns: &mut [Column]) {
    let mut seen = Vec::new();
    for column in columns {
        let Some(field) = column.field else { continue };
        if seen.contains(&field) && !field.may_repeat() {
            column.field = None;
        } else {
            seen.push(field);
        }
    }
}
