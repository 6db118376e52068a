//! A workbook as rows of cells, whatever file it came from.

use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use rust_decimal::Decimal;

use super::address::{Area, address};
use super::formats::digits::Digits;
use super::formats::format::{Format, Shown};
use super::formats::formatted::Formatted;
use super::limits::{CellBudget, MAX_COLUMNS, MAX_EXTENT, MAX_ROWS, PartError};
use super::numbers;
use crate::unreadable::Unreadable;
use crate::words::units::Scale;

/// One cell's value.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) enum Cell {
    #[default]
    Blank,
    /// Shared by the cells that hold the same.
    Text(Arc<str>),
    /// A number that shows its own digits, and how.
    Number(Decimal, Digits),
    /// A number that shows something else: `ZL00017`, `18.7315` for 187315.2.
    Formatted(Box<Formatted>),
    /// A date or a time, as shown.
    Date(Arc<str>),
    /// Something is stored, and its format shows nothing.
    Unshown(Box<Cell>),
    /// What a spreadsheet shows instead of a value: `#REF!`.
    Error(Arc<str>),
}

#[derive(Clone, Debug, Default)]
pub(crate) struct Sheet {
    /// `None` for a CSV file.
    pub(crate) name: Option<String>,
    pub(crate) hidden: bool,
    pub(crate) rows: Vec<Vec<Cell>>,
    pub(crate) width: usize,
    /// Merged areas at the top, where a header can be.
    pub(crate) merges: Vec<Area>,
    /// First and last row of cells merged downwards, by their left column.
    pub(crate) down: HashMap<usize, Vec<(usize, usize)>>,
    pub(crate) hidden_rows: BTreeSet<usize>,
    pub(crate) hidden_columns: Vec<(usize, usize)>,
    /// Row and column of formulas whose value was never stored.
    pub(crate) unvalued: Vec<(usize, usize)>,
    /// Row, column and text of comments.
    pub(crate) comments: Vec<(usize, usize, String)>,
}

#[derive(Clone, Debug, Default)]
pub(crate) struct Book {
    pub(crate) sheets: Vec<Sheet>,
    /// Text of the document properties and of comments that belong to no cell.
    pub(crate) properties: Vec<String>,
}

impl Cell {
    pub(crate) fn text(text: &str) -> Self {
        let text = text.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
        if text.is_empty() {
            Self::Blank
        } else {
            Self::Text(text.into())
        }
    }

    /// A date or a time in ISO's words, `2024-05-01T00:00:00`: without a midnight.
    pub(crate) fn date(iso: &str) -> Self {
        let text = iso.trim();
        let day = text.split_once('T').filter(|(_, time)| {
            let time = time.trim_end_matches('Z');
            time.chars().all(|c| matches!(c, '0' | ':' | '.'))
        });
        Self::Date(day.map_or(text, |(day, _)| day).into())
    }

    /// A number in a cell of this format. What shows nothing of 0 leaves it blank.
    pub(crate) fn formatted(number: Decimal, format: &Arc<Format>) -> Self {
        match format.number(number) {
            Shown::Digits(digits) => Self::Number(number, digits),
            Shown::Date(date) => Self::Date(date.into()),
            Shown::Nothing if number.is_zero() => Self::Blank,
            Shown::Nothing => Self::Unshown(Box::new(Self::Number(number, Digits::GENERAL))),
            Shown::Otherwise => Self::Formatted(Box::new(Formatted {
                number,
                format: format.clone(),
            })),
        }
    }

    /// A text in a cell of this format: as it is shown.
    pub(crate) fn shown_by(self, format: &Format) -> Self {
        let Self::Text(text) = &self else {
            return self;
        };
        match format.text(text) {
            None => self,
            Some(shown) if shown.trim().is_empty() => Self::Unshown(Box::new(self)),
            Some(shown) => Self::text(&shown),
        }
    }

    pub(crate) fn is_blank(&self) -> bool {
        matches!(self, Self::Blank)
    }

    /// As shown; empty for a blank cell. A number that its format does not show in
    /// full, or in a way that only a spreadsheet knows, is what is stored.
    pub(crate) fn shown(&self) -> Cow<'_, str> {
        match self {
            Self::Blank | Self::Unshown(_) => "".into(),
            Self::Text(text) | Self::Error(text) | Self::Date(text) => Cow::Borrowed(text),
            Self::Number(number, digits) => digits.show(*number).into(),
            Self::Formatted(formatted) => formatted.shown().into(),
        }
    }

    /// The exact number that is stored here, also where it was typed as text.
    pub(crate) fn number(&self) -> Option<Decimal> {
        match self {
            Self::Number(number, _) => Some(*number),
            Self::Formatted(formatted) => Some(formatted.number),
            Self::Text(text) => numbers::typed(text).map(|typed| typed.number),
            Self::Blank | Self::Error(_) | Self::Date(_) | Self::Unshown(_) => None,
        }
    }

    /// As [`Cell::number`], as a column of money counts that is in yuan or in
    /// ten thousands: a unit behind the number counts before that of the column.
    pub(crate) fn number_in(&self, scale: Scale) -> Option<Decimal> {
        let Self::Text(text) = self else {
            return self.number();
        };
        let typed = numbers::typed(text)?;
        match typed.money {
            Some(_) => typed.number.checked_div(Decimal::from(scale.yuan())),
            None => Some(typed.number),
        }
    }
}

impl Sheet {
    pub(crate) fn cell(&self, row: usize, column: usize) -> &Cell {
        self.rows
            .get(row)
            .and_then(|cells| cells.get(column))
            .unwrap_or(&Cell::Blank)
    }

    pub(crate) fn width(&self) -> usize {
        self.width
    }

    /// Puts a value into a cell; one beyond what a spreadsheet can hold is none.
    pub(crate) fn put(
        &mut self,
        row: usize,
        column: usize,
        value: Cell,
        budget: &CellBudget,
    ) -> Result<(), PartError> {
        if row >= MAX_ROWS || column >= MAX_COLUMNS {
            return Ok(());
        }
        budget.take(1)?;
        self.extend(row + 1, column + 1)?;
        if let Some(cells) = self.rows.get_mut(row) {
            if cells.len() <= column {
                if cells.capacity() == 0 {
                    cells.reserve_exact(self.width);
                }
                cells.resize(column + 1, Cell::Blank);
            }
            if let Some(cell) = cells.get_mut(column) {
                *cell = value;
            }
        }
        Ok(())
    }

    pub(crate) fn hide_row(&mut self, row: usize) {
        if row < MAX_ROWS {
            self.hidden_rows.insert(row);
        }
    }

    /// Puts the values of a row, none beyond what a spreadsheet can hold, beside
    /// what is in it already.
    pub(crate) fn put_row(&mut self, row: usize, values: Vec<Cell>) -> Result<(), PartError> {
        self.extend(row + 1, values.len())?;
        let Some(cells) = self.rows.get_mut(row) else {
            return Ok(());
        };
        if cells.is_empty() {
            *cells = values;
            return Ok(());
        }
        cells.resize(cells.len().max(values.len()), Cell::Blank);
        for (cell, value) in cells.iter_mut().zip(values) {
            if !value.is_blank() {
                *cell = value;
            }
        }
        Ok(())
    }

    /// Makes room for so many rows and columns at the least.
    fn extend(&mut self, height: usize, width: usize) -> Result<(), PartError> {
        self.width = self.width.max(width);
        let height = self.rows.len().max(height);
        if self.width.saturating_mul(height) > MAX_EXTENT {
            return Err(PartError::TooLarge);
        }
        self.rows.resize_with(height, Vec::new);
        Ok(())
    }

    /// Hides columns, ends included.
    pub(crate) fn hide_columns(&mut self, first: usize, last: usize) {
        const MAX_STRETCHES: usize = 1_000;
        if self.hidden_columns.len() < MAX_STRETCHES {
            self.hidden_columns.push((first, last));
        }
    }

    /// The hidden columns that hold anything, each once.
    pub(crate) fn hidden_columns(&self) -> BTreeSet<usize> {
        (0..self.width)
            .filter(|column| self.column_is_hidden(*column))
            .collect()
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.rows.iter().flatten().all(Cell::is_blank)
    }

    pub(crate) fn column_is_hidden(&self, column: usize) -> bool {
        self.hidden_columns
            .iter()
            .any(|(first, last)| (*first..=*last).contains(&column))
    }

    /// The row in which a cell's content stands: its own, or the first of the
    /// cells that are merged down into one.
    pub(crate) fn merged_from(&self, row: usize, column: usize) -> usize {
        self.down
            .get(&column)
            .and_then(|spans| {
                let after = spans.partition_point(|(top, _)| *top <= row);
                spans.get(after.checked_sub(1)?)
            })
            .filter(|(_, bottom)| row <= *bottom)
            .map_or(row, |(top, _)| *top)
    }

    /// Takes over merged areas.
    pub(crate) fn set_merges(&mut self, merges: Vec<Area>) {
        const ROWS_OF_HEADER: usize = 64;
        const MAX_KEPT: usize = 5_000;
        self.down.clear();
        for area in merges.iter().filter(|area| area.bottom > area.top) {
            let spans = self.down.entry(area.left).or_default();
            spans.push((area.top, area.bottom));
        }
        for spans in self.down.values_mut() {
            spans.sort_unstable();
        }
        self.merges = merges
            .into_iter()
            .filter(|area| area.top < ROWS_OF_HEADER)
            .take(MAX_KEPT)
            .collect();
    }

    /// The merged area that this cell is part of.
    pub(crate) fn merge_at(&self, row: usize, column: usize) -> Option<Area> {
        self.merges.iter().copied().find(|area| {
            (area.top..=area.bottom).contains(&row) && (area.left..=area.right).contains(&column)
        })
    }
}

/// Refuses where formulas have no stored values: the numbers are not there.
pub(crate) fn valued<'a>(sheets: impl Iterator<Item = &'a Sheet>) -> Result<(), Unreadable> {
    const MAX_NAMED: usize = 5;
    let cells: Vec<String> = sheets
        .filter(|sheet| !sheet.hidden)
        .flat_map(|sheet| &sheet.unvalued)
        .map(|(row, column)| address(*row, *column))
        .collect();
    if cells.is_empty() {
        return Ok(());
    }
    let named = cells
        .iter()
        .take(MAX_NAMED)
        .cloned()
        .collect::<Vec<_>>()
        .join("、");
    Err(Unreadable::Formulas {
        count: cells.len(),
        cells: named,
    })
}

/// What offices write for nothing.
pub(crate) fn is_dash(text: &str) -> bool {
    matches!(
        text,
        "/" | "-"
            | "—"
            | "——"
            | "———"
            | "无"
            | "\\"
            | "–"
            | "--"
            | "---"
            | "／"
            | "－"
            | "─"
            | "──"
            | "//"
            | "×"
            | "空"
    )
}
