//! A workbook as rows of cells, whatever file it came from.

use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use rust_decimal::Decimal;

use super::numbers;
use super::units::Scale;
use super::xlsx::Stop;

/// One cell's value.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(super) enum Cell {
    #[default]
    Blank,
    /// Shared by the cells that hold the same.
    Text(Arc<str>),
    Number(Decimal),
    /// What a spreadsheet shows instead of a value: `#REF!`.
    Error(Arc<str>),
}

/// A rectangle of cells, from 0, ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Area {
    pub(super) top: usize,
    pub(super) left: usize,
    pub(super) bottom: usize,
    pub(super) right: usize,
}

impl Area {
    /// `A1:C2`; also a single cell.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let (first, last) = text.split_once(':').unwrap_or((text, text));
        let ((top, left), (bottom, right)) = (parse_address(first)?, parse_address(last)?);
        Some(Self {
            top,
            left,
            bottom,
            right,
        })
    }
}

/// What a spreadsheet can hold at most.
pub(super) const ROWS_MOST: usize = 1_048_576;
pub(super) const COLUMNS_MOST: usize = 16_384;
/// Cells of one sheet, blank ones between used ones included.
const EXTENT_MOST: usize = 16_000_000;
/// Cells, merges and the like that are held, of all sheets together.
const FILLED_MOST: usize = 6_000_000;

/// How much a workbook holds so far, counted by all threads that read it.
#[derive(Debug, Default)]
pub(super) struct Filled {
    held: AtomicUsize,
    extent: AtomicUsize,
}

impl Filled {
    pub(super) fn more(&self, number: usize) -> Result<(), Stop> {
        within(&self.held, number, FILLED_MOST)
    }

    /// As [`Filled::more`], where blank cells between them are held as well.
    pub(super) fn more_among(&self, number: usize, extent: usize) -> Result<(), Stop> {
        self.more(number)?;
        within(&self.extent, extent, EXTENT_MOST)
    }

    /// What is counted so far, for [`Filled::again`].
    pub(super) fn counts(&self) -> (usize, usize) {
        let count = |of: &AtomicUsize| of.load(Ordering::Relaxed);
        (count(&self.held), count(&self.extent))
    }

    /// Goes back to what was: something is read once more.
    pub(super) fn again(&self, (held, extent): (usize, usize)) {
        self.held.store(held, Ordering::Relaxed);
        self.extent.store(extent, Ordering::Relaxed);
    }
}

fn within(so_far: &AtomicUsize, more: usize, most: usize) -> Result<(), Stop> {
    let before = so_far.fetch_add(more, Ordering::Relaxed);
    if before.saturating_add(more) > most {
        Err(Stop::TooLarge)
    } else {
        Ok(())
    }
}

#[derive(Clone, Debug, Default)]
pub(super) struct Sheet {
    /// `None` for a CSV file.
    pub(super) name: Option<String>,
    pub(super) hidden: bool,
    pub(super) rows: Vec<Vec<Cell>>,
    pub(super) width: usize,
    /// Merged areas at the top, where a header can be.
    pub(super) merges: Vec<Area>,
    /// First and last row of cells merged downwards, by their left column.
    pub(super) down: HashMap<usize, Vec<(usize, usize)>>,
    pub(super) hidden_rows: BTreeSet<usize>,
    pub(super) hidden_columns: Vec<(usize, usize)>,
    /// Row and column of formulas whose value was never stored.
    pub(super) unvalued: Vec<(usize, usize)>,
    /// Row, column and text of comments.
    pub(super) comments: Vec<(usize, usize, String)>,
}

#[derive(Clone, Debug, Default)]
pub(super) struct Book {
    pub(super) sheets: Vec<Sheet>,
    /// Text of the document properties and of comments that belong to no cell.
    pub(super) properties: Vec<String>,
}

impl Cell {
    pub(super) fn text(text: &str) -> Self {
        let text = text.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
        if text.is_empty() {
            Self::Blank
        } else {
            Self::Text(text.into())
        }
    }

    pub(super) fn is_blank(&self) -> bool {
        matches!(self, Self::Blank)
    }

    /// As shown; empty for a blank cell.
    pub(super) fn shown(&self) -> Cow<'_, str> {
        match self {
            Self::Blank => "".into(),
            Self::Text(text) | Self::Error(text) => Cow::Borrowed(text),
            Self::Number(number) => number.normalize().to_string().into(),
        }
    }

    /// The exact number that stands here, also where it was typed as text.
    pub(super) fn number(&self) -> Option<Decimal> {
        match self {
            Self::Number(number) => Some(*number),
            Self::Text(text) => numbers::typed(text).map(|typed| typed.number),
            Self::Blank | Self::Error(_) => None,
        }
    }

    /// As [`Cell::number`], as a column of money counts that is in yuan or in
    /// ten thousands: a unit behind the number counts before that of the column.
    pub(super) fn number_in(&self, scale: Scale) -> Option<Decimal> {
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
    pub(super) fn cell(&self, row: usize, column: usize) -> &Cell {
        self.rows
            .get(row)
            .and_then(|cells| cells.get(column))
            .unwrap_or(&Cell::Blank)
    }

    pub(super) fn width(&self) -> usize {
        self.width
    }

    /// Puts a value into a cell; one beyond what a spreadsheet can hold is none.
    pub(super) fn put(
        &mut self,
        row: usize,
        column: usize,
        value: Cell,
        filled: &Filled,
    ) -> Result<(), Stop> {
        if row >= ROWS_MOST || column >= COLUMNS_MOST {
            return Ok(());
        }
        filled.more(1)?;
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

    pub(super) fn hide_row(&mut self, row: usize) {
        if row < ROWS_MOST {
            self.hidden_rows.insert(row);
        }
    }

    /// Puts the values of a row, none beyond what a spreadsheet can hold, beside
    /// what is in it already.
    pub(super) fn put_row(&mut self, row: usize, values: Vec<Cell>) -> Result<(), Stop> {
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
    fn extend(&mut self, height: usize, width: usize) -> Result<(), Stop> {
        self.width = self.width.max(width);
        let height = self.rows.len().max(height);
        if self.width.saturating_mul(height) > EXTENT_MOST {
            return Err(Stop::TooLarge);
        }
        self.rows.resize_with(height, Vec::new);
        Ok(())
    }

    /// Hides columns, ends included.
    pub(super) fn hide_columns(&mut self, first: usize, last: usize) {
        const STRETCHES_MOST: usize = 1_000;
        if self.hidden_columns.len() < STRETCHES_MOST {
            self.hidden_columns.push((first, last));
        }
    }

    /// The hidden columns that hold anything, each once.
    pub(super) fn hidden_columns(&self) -> BTreeSet<usize> {
        (0..self.width)
            .filter(|column| self.column_is_hidden(*column))
            .collect()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.rows.iter().flatten().all(Cell::is_blank)
    }

    pub(super) fn column_is_hidden(&self, column: usize) -> bool {
        self.hidden_columns
            .iter()
            .any(|(first, last)| (*first..=*last).contains(&column))
    }

    /// The row in which a cell's content stands: its own, or the first of the
    /// cells that are merged down into one.
    pub(super) fn merged_from(&self, row: usize, column: usize) -> usize {
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
    pub(super) fn set_merges(&mut self, merges: Vec<Area>) {
        const ROWS_OF_HEADER: usize = 64;
        const KEPT_MOST: usize = 5_000;
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
            .take(KEPT_MOST)
            .collect();
    }

    /// The merged area that this cell is part of.
    pub(super) fn merge_at(&self, row: usize, column: usize) -> Option<Area> {
        self.merges.iter().copied().find(|area| {
            (area.top..=area.bottom).contains(&row) && (area.left..=area.right).contains(&column)
        })
    }
}

/// A cell's address: row 6, column 8 (from 0) is `I7`.
pub(super) fn address(row: usize, column: usize) -> String {
    format!("{}{}", column_letters(column), row + 1)
}

/// A column's letters: 0 is `A`, 26 is `AA`.
pub(super) fn column_letters(column: usize) -> String {
    let mut letters = Vec::new();
    let mut rest = column + 1;
    while rest > 0 {
        rest -= 1;
        letters.push(char::from(
            b'A' + u8::try_from(rest % 26).unwrap_or_default(),
        ));
        rest /= 26;
    }
    letters.iter().rev().collect()
}

/// The reverse of [`address`]; `None` where it is no address.
pub(super) fn parse_address(text: &str) -> Option<(usize, usize)> {
    const LETTERS_MOST: usize = 4;
    let (mut column, mut row, mut letters) = (0_usize, 0_usize, 0_usize);
    let mut digits = false;
    for byte in text.bytes().filter(|byte| *byte != b'$') {
        match byte {
            b'0'..=b'9' => {
                digits = true;
                row = row.checked_mul(10)?.checked_add(usize::from(byte - b'0'))?;
            }
            letter if letter.is_ascii_alphabetic() && !digits && letters < LETTERS_MOST => {
                letters += 1;
                column = column * 26 + usize::from(letter.to_ascii_uppercase() - b'A') + 1;
            }
            _ => return None,
        }
    }
    Some((row.checked_sub(1)?, column.checked_sub(1)?))
}

/// The exact decimal that a spreadsheet shows for a stored binary number: its
/// first 15 significant digits, as Excel itself does.
pub(super) fn decimal(number: f64) -> Option<Decimal> {
    if !number.is_finite() {
        return None;
    }
    Decimal::from_scientific(&format!("{number:.14e}"))
        .ok()
        .map(|exact| exact.normalize())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_go_both_ways() {
        for (row, column, text) in [(6, 8, "I7"), (0, 0, "A1"), (4, 26, "AA5"), (0, 701, "ZZ1")] {
            assert_eq!(address(row, column), text);
            assert_eq!(parse_address(text), Some((row, column)));
        }
    }

    #[test]
    fn numbers_come_out_as_they_were_typed() {
        for (number, text) in [
            (4076.4, "4076.4"),
            (5.411, "5.411"),
            (0.1 + 0.2, "0.3"),
            (11_780_160.22, "11780160.22"),
            (-0.5, "-0.5"),
            (0.0, "0"),
        ] {
            assert_eq!(decimal(number).expect("a decimal").to_string(), text);
        }
        assert_eq!(decimal(f64::NAN), None);
        assert_eq!(decimal(1e300), None);
    }
}
