//! Finding the header rows, and what each column is.

use domain::read::{ColumnReport, Field, Layout};
use rust_decimal::Decimal;

use super::grid::{Cell, Sheet, column_letters};
use super::words::{Meaning, meaning, plain};

/// How far down a header may begin, and how many rows it may have.
const ROWS_ABOVE_MOST: usize = 30;
const HEADER_ROWS_MOST: usize = 3;

#[derive(Clone, Debug)]
pub(super) struct Column {
    pub(super) index: usize,
    /// Header rows joined.
    pub(super) header: String,
    meaning: Option<Meaning>,
    side: Option<Side>,
    pub(super) field: Option<Field>,
    /// It could be land or house, and nothing tells which.
    pub(super) unclear: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    Land,
    House,
}

#[derive(Clone, Debug)]
pub(super) struct Header {
    /// The row after the header.
    pub(super) body: usize,
    pub(super) layout: Layout,
    pub(super) columns: Vec<Column>,
}

impl Header {
    pub(super) fn at(&self, field: Field) -> Option<usize> {
        self.columns
            .iter()
            .find(|column| column.field == Some(field))
            .map(|column| column.index)
    }

    pub(super) fn report(&self) -> Vec<ColumnReport> {
        self.columns
            .iter()
            .map(|column| ColumnReport {
                column: column_letters(column.index),
                header: column.header.clone(),
                field: column.field,
            })
            .collect()
    }
}

/// The header of a board: households, and amounts to sum.
pub(super) fn find(sheet: &Sheet) -> Option<Header> {
    let top = (0..sheet.rows.len().min(ROWS_ABOVE_MOST)).find(|row| known(sheet, *row) >= 3)?;
    let mut body = top + 1;
    while body < top + HEADER_ROWS_MOST && continues(sheet, body) {
        body += 1;
    }
    let mut columns: Vec<Column> = (0..sheet.width())
        .filter_map(|index| column(sheet, top, body, index))
        .collect();
    let has = |columns: &[Column], wanted| columns.iter().any(|c| c.meaning == Some(wanted));
    let layout = if has(&columns, Meaning::Is(Field::Item)) {
        Layout::Long
    } else {
        Layout::Wide
    };
    for column in &mut columns {
        column.field = settled(column, layout);
    }
    if layout == Layout::Wide {
        settle_by_arithmetic(sheet, body, &mut columns);
    }
    drop_repeated(&mut columns);
    let header = Header {
        body,
        layout,
        columns,
    };
    let amounts = [
        Field::Amount,
        Field::LandAmount,
        Field::HouseAmount,
        Field::Total,
    ];
    let enough = header.at(Field::Household).is_some()
        && amounts.into_iter().any(|field| header.at(field).is_some());
    enough.then_some(header)
}

/// How many cells of a row are headings that we know.
fn known(sheet: &Sheet, row: usize) -> usize {
    let Some(cells) = sheet.rows.get(row) else {
        return 0;
    };
    let known =
        |cell: &&Cell| matches!(cell, Cell::Text(text) if meaning(&plain(text).0).is_some());
    cells.iter().filter(known).count()
}

/// Whether a row continues the header: headings, no numbers, or a merge from above.
fn continues(sheet: &Sheet, row: usize) -> bool {
    let Some(cells) = sheet.rows.get(row) else {
        return false;
    };
    let numbers = cells
        .iter()
        .any(|cell| matches!(cell, Cell::Number(_)) || cell.number().is_some());
    !numbers && known(sheet, row) >= 2
}

fn column(sheet: &Sheet, top: usize, body: usize, index: usize) -> Option<Column> {
    let mut words: Vec<String> = Vec::new();
    for row in top..body {
        let text = heading(sheet, top, row, body, index);
        if !text.is_empty() && words.last() != Some(&text) {
            words.push(text);
        }
    }
    let filled = || (body..sheet.rows.len()).any(|row| !sheet.cell(row, index).is_blank());
    if words.is_empty() && !filled() {
        return None;
    }
    let leaf = words.last().cloned().unwrap_or_default();
    let (word, unit) = plain(&leaf);
    let above = words.concat();
    let side = if unit.contains('亩') {
        Some(Side::Land)
    } else if unit.contains('㎡') || unit.contains("平方") || unit.contains("m2") {
        Some(Side::House)
    } else if above.contains("土地") || above.contains("征地") {
        Some(Side::Land)
    } else if above.contains("房屋") || above.contains("建筑") {
        Some(Side::House)
    } else {
        None
    };
    let own = meaning(&word);
    let joined = || meaning(&plain(&words.concat()).0);
    Some(Column {
        index,
        header: words.join(" "),
        meaning: own.or_else(joined),
        side,
        field: None,
        unclear: false,
    })
}

/// A heading, with a parent's carried to the right: over its merge, or, where
/// the header has no merges, over the blank cells beside it.
fn heading(sheet: &Sheet, top: usize, row: usize, body: usize, index: usize) -> String {
    let own = sheet.cell(row, index);
    if !own.is_blank() {
        return own.shown();
    }
    let merged = sheet
        .merges
        .iter()
        .any(|area| area.top >= top && area.top < body);
    if merged {
        return sheet
            .merge_at(row, index)
            .filter(|area| area.top >= top)
            .map_or_else(String::new, |area| sheet.cell(area.top, area.left).shown());
    }
    let below = (row + 1..body).any(|below| !sheet.cell(below, index).is_blank());
    if !below {
        return String::new();
    }
    (0..index)
        .rev()
        .map(|left| sheet.cell(row, left))
        .find(|cell| !cell.is_blank())
        .map_or_else(String::new, Cell::shown)
}

fn settled(column: &Column, layout: Layout) -> Option<Field> {
    let long = layout == Layout::Long;
    let sided = |land, house| {
        column
            .side
            .map(|side| if side == Side::Land { land } else { house })
    };
    match column.meaning? {
        Meaning::Is(field) => Some(field),
        Meaning::Class => sided(Field::LandClass, Field::HouseStructure),
        Meaning::Area if long => Some(Field::Quantity),
        Meaning::Price if long => Some(Field::Price),
        Meaning::Amount if long => Some(Field::Amount),
        Meaning::Area => sided(Field::LandArea, Field::FloorArea),
        Meaning::Price => sided(Field::LandPrice, Field::HousePrice),
        Meaning::Amount => sided(Field::LandAmount, Field::HouseAmount),
    }
}

/// What a heading that names no side becomes on each.
fn sides(meaning: Option<Meaning>) -> Option<[Field; 2]> {
    match meaning? {
        Meaning::Class => Some([Field::LandClass, Field::HouseStructure]),
        Meaning::Area => Some([Field::LandArea, Field::FloorArea]),
        Meaning::Price => Some([Field::LandPrice, Field::HousePrice]),
        Meaning::Amount => Some([Field::LandAmount, Field::HouseAmount]),
        Meaning::Is(_) => None,
    }
}

/// Headings that do not say whether they are of land or of house: of every way
/// to read them, the one in which most rows multiply out is right; where none
/// is best, their neighbours decide, and where they do not, it is unclear.
fn settle_by_arithmetic(sheet: &Sheet, body: usize, columns: &mut [Column]) {
    let open: Vec<usize> = columns
        .iter()
        .enumerate()
        .filter(|(_, column)| column.field.is_none() && sides(column.meaning).is_some())
        .map(|(position, _)| position)
        .collect();
    if open.is_empty() || open.len() > 6 {
        return;
    }
    let mut best: Vec<(usize, Vec<Field>)> = Vec::new();
    for choice in 0..1_usize << open.len() {
        let fields: Vec<Field> = open
            .iter()
            .enumerate()
            .filter_map(|(bit, position)| {
                let pair = sides(columns.get(*position)?.meaning)?;
                pair.get((choice >> bit) & 1).copied()
            })
            .collect();
        let twice = fields.iter().enumerate().any(|(at, field)| {
            fields.iter().skip(at + 1).any(|other| other == field)
                || columns.iter().any(|column| column.field == Some(*field))
        });
        if !twice {
            let mut tried = columns.to_vec();
            assign(&mut tried, &open, &fields);
            best.push((fitting(sheet, body, &tried), fields));
        }
    }
    best.sort_by_key(|(fits, _)| std::cmp::Reverse(*fits));
    match best.as_slice() {
        [(_, only)] => assign(columns, &open, only),
        [(fits, first), (next, _), ..] if fits > next => assign(columns, &open, first),
        _ => {
            for position in open {
                beside(columns, position);
            }
        }
    }
}

fn assign(columns: &mut [Column], open: &[usize], fields: &[Field]) {
    for (position, field) in open.iter().zip(fields) {
        if let Some(column) = columns.get_mut(*position) {
            column.field = Some(*field);
        }
    }
}

/// By the nearest column to the left that is surely of land or of house.
fn beside(columns: &mut [Column], position: usize) {
    const LAND: [Field; 2] = [Field::LandClass, Field::LandArea];
    const HOUSE: [Field; 2] = [Field::HouseStructure, Field::FloorArea];
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
    let pair = columns
        .get(position)
        .and_then(|column| sides(column.meaning));
    let field = pair.and_then(|pair| side.and_then(|side: usize| pair.get(side).copied()));
    let free = field.filter(|field| columns.iter().all(|column| column.field != Some(*field)));
    if let Some(column) = columns.get_mut(position) {
        column.field = free;
        column.unclear = free.is_none();
    }
}

/// In how many rows area × price is the amount, land and house together.
fn fitting(sheet: &Sheet, body: usize, columns: &[Column]) -> usize {
    const ROWS_TRIED_MOST: usize = 500;
    let at = |field| {
        columns
            .iter()
            .find(|c| c.field == Some(field))
            .map(|c| c.index)
    };
    let groups = [
        [Field::LandArea, Field::LandPrice, Field::LandAmount],
        [Field::FloorArea, Field::HousePrice, Field::HouseAmount],
    ];
    let mut fits = 0;
    for group in groups {
        let [Some(area), Some(price), Some(amount)] = group.map(at) else {
            continue;
        };
        fits += (body..sheet.rows.len().min(body + ROWS_TRIED_MOST))
            .filter(|row| {
                let number = |column| sheet.cell(*row, column).number();
                let (Some(area), Some(price), Some(amount)) =
                    (number(area), number(price), number(amount))
                else {
                    return false;
                };
                let cent = Decimal::new(1, 2);
                area.checked_mul(price)
                    .and_then(|product| product.checked_sub(amount))
                    .is_some_and(|off| off.abs() < cent && !amount.is_zero())
            })
            .count();
    }
    fits
}

/// The second column of one field is not read.
fn drop_repeated(columns: &mut [Column]) {
    let mut seen = Vec::new();
    for column in columns {
        let Some(field) = column.field else { continue };
        if seen.contains(&field) && field != Field::PersonalNumber {
            column.field = None;
        } else {
            seen.push(field);
        }
    }
}
