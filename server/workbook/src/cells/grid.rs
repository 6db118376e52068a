//! A workbook as rows of cells, whatever file it came from.

use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use domain::spelling;
use rust_decimal::Decimal;

use super::address::{Area, address};
use super::conditional::Conditional;
use super::formats::digits::Digits;
use super::formats::format::{Format, Shown};
use super::formats::formatted::Formatted;
use super::limits::{CellBudget, MAX_COLUMNS, MAX_EXTENT, MAX_ROWS, PartError, text_in_cells};
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
    /// What a merge covers: row, column and content, which nobody sees.
    pub(crate) covered: Vec<(usize, usize, Cell)>,
    /// First and last row of cells merged downwards, by their left column.
    pub(crate) down: HashMap<usize, Vec<(usize, usize)>>,
    pub(crate) hidden_rows: BTreeSet<usize>,
    pub(crate) hidden_columns: Vec<(usize, usize)>,
    /// Row and column of formulas whose value was never stored.
    pub(crate) unvalued: Vec<(usize, usize)>,
    /// Of formulas whose stored value is 0, in .xlsx.
    pub(crate) zeros: Vec<(usize, usize)>,
    /// Whether some formula has another value.
    pub(crate) computed: bool,
    pub(crate) conditional: Vec<Conditional>,
    /// Texts of the headers and footers of its pages.
    pub(crate) printed: Vec<String>,
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
    /// As the text is seen, without the wrappers that keep Excel from changing it.
    pub(crate) fn text(text: &str) -> Self {
        let text = spelling::cell(text);
        if text.is_empty() {
            Self::Blank
        } else {
            Self::Text(text.as_ref().into())
        }
    }

    /// As [`Cell::text`], where what a spreadsheet shows instead of a value is written
    /// out.
    pub(crate) fn typed(text: &str) -> Self {
        const ERRORS: [&str; 7] = [
            "#REF!", "#N/A", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!",
        ];
        let error = ERRORS.into_iter().find(|error| *error == text.trim());
        error.map_or_else(|| Self::text(text), |error| Self::Error(error.into()))
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

    /// What it holds beside its own memory, in cells. Texts, which cells may share,
    /// are counted by whoever makes them; a long one that many share takes as much
    /// time in every one of them.
    pub(crate) fn beside(&self) -> usize {
        const BOXED: usize = 2;
        const LONG: usize = 100;
        match self {
            Self::Text(text) if text.len() > LONG => text_in_cells(text),
            Self::Blank | Self::Text(_) | Self::Number(..) => 0,
            Self::Formatted(_) => BOXED,
            Self::Unshown(stored) => BOXED + stored.beside(),
            Self::Date(text) | Self::Error(text) => text_in_cells(text),
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

    /// As [`Cell::shown`], where its format shows nothing: nothing.
    pub(crate) fn shown_as_seen(&self) -> String {
        match self {
            Self::Formatted(formatted) => formatted.text().unwrap_or_default(),
            other => other.shown().into_owned(),
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
        let text = match self {
            Self::Text(text) => text,
            Self::Formatted(formatted) => return formatted.number_in(scale),
            _ => return self.number(),
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
        self.extend(row + 1, column + 1, budget)?;
        // As wide as the one above, as a rule.
        let above = row.checked_sub(1).and_then(|above| self.rows.get(above));
        let usual = above.map_or(0, Vec::len);
        budget.take(value.beside())?;
        if let Some(cells) = self.rows.get_mut(row) {
            if cells.len() <= column {
                let held = cells.capacity();
                if held == 0 {
                    cells.reserve_exact(usual.max(column + 1));
                }
                cells.resize(column + 1, Cell::Blank);
                budget.take(cells.capacity() - held)?;
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
    /// what is in it already. They are counted.
    pub(crate) fn put_row(
        &mut self,
        row: usize,
        values: Vec<Cell>,
        budget: &CellBudget,
    ) -> Result<(), PartError> {
        self.extend(row + 1, values.len(), budget)?;
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
    fn extend(
        &mut self,
        height: usize,
        width: usize,
        budget: &CellBudget,
    ) -> Result<(), PartError> {
        self.width = self.width.max(width);
        // Rows and columns are gone through, also where they are blank.
        if self.width.saturating_mul(self.rows.len().max(height)) > MAX_EXTENT {
            return Err(PartError::TooLarge);
        }
        if let Some(more) = height.checked_sub(self.rows.len()) {
            // An empty row takes as much memory as a cell.
            budget.take(more)?;
            self.rows.resize_with(height, Vec::new);
        }
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
}

/// Refuses where formulas have no stored values: the numbers are not there. Cells
/// are named with their sheet, where there are several.
pub(crate) fn valued<'a>(sheets: impl Iterator<Item = &'a Sheet>) -> Result<(), Unreadable> {
    const MAX_NAMED: usize = 5;
    let sheets: Vec<&Sheet> = sheets
        .filter(|sheet| !sheet.hidden && !sheet.unvalued.is_empty())
        .collect();
    let several = sheets.len() > 1;
    let mut cells: BTreeSet<(usize, usize, usize)> = BTreeSet::new();
    for (number, sheet) in sheets.iter().enumerate() {
        cells.extend(
            sheet
                .unvalued
                .iter()
                .map(|(row, column)| (number, *row, *column)),
        );
    }
    if cells.is_empty() {
        return Ok(());
    }
    let named = cells.iter().take(MAX_NAMED).map(|(number, row, column)| {
        let sheet = sheets.get(*number).and_then(|sheet| sheet.name.as_ref());
        match sheet.filter(|_| several) {
            Some(name) => format!("{name}!{}", address(*row, *column)),
            None => address(*row, *column),
        }
    });
    Err(Unreadable::Formulas {
        count: cells.len(),
        cells: named.collect::<Vec<_>>().join("、"),
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
