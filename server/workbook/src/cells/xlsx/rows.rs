//! The rows of a worksheet: their cells' values, which are hidden, and formulas
//! without values.

use std::sync::Arc;

use quick_xml::events::BytesStart;

use super::styles::Styles;
use super::texts::{look, unescaped};
use crate::cells::address::parse_address;
use crate::cells::formats::format::Format;
use crate::cells::grid::Cell;
use crate::cells::limits::{CellBudget, MAX_COLUMNS, MAX_ROWS, PartError, text_in_cells};
use crate::cells::runs::Run;
use crate::cells::stored::number;
use crate::cells::xml::Piece;
use crate::progress::Progress;

/// Rows as they were read.
#[derive(Debug, Default)]
pub(crate) struct Rows {
    /// The cells of each that has any, by row.
    pub(crate) cells: Vec<(usize, Vec<Cell>)>,
    pub(crate) hidden: Vec<usize>,
    /// Row and column of formulas whose value was never stored.
    pub(crate) unvalued: Vec<(usize, usize)>,
    /// Of formulas whose stored value is 0.
    pub(crate) zeros: Vec<(usize, usize)>,
    /// Whether some formula has another value.
    pub(crate) computed: bool,
}

/// Takes the pieces of rows.
pub(crate) struct RowReader<'a> {
    texts: &'a [Option<Arc<str>>],
    styles: &'a Styles,
    budget: &'a CellBudget,
    progress: &'a Progress,
    /// Where the next cell stands that does not say so itself.
    next: (usize, usize),
    cell: OpenCell,
    in_cell: bool,
    /// What is held and not counted yet, in cells.
    held: usize,
    rows: Rows,
    /// Some row does not say its number.
    unnumbered: bool,
}

/// So many cells are counted at once: other threads count in the same place.
const COUNTED_AT_ONCE: usize = 1_000;

/// What a row takes beside its cells, in cells.
const ROW: usize = 2;

/// What kind of value a cell holds.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum ValueType {
    #[default]
    Number,
    Shared,
    /// The text of a formula.
    Text,
    Inline,
    Bool,
    Error,
    Date,
}

/// The cell that is being read.
#[derive(Default)]
struct OpenCell {
    row: usize,
    column: usize,
    style: usize,
    kind: ValueType,
    in_value: bool,
    in_text: bool,
    spoken: bool,
    run: Run,
    formula: bool,
    valued: bool,
    text: String,
}

impl<'a> RowReader<'a> {
    pub(crate) fn new(
        texts: &'a [Option<Arc<str>>],
        styles: &'a Styles,
        budget: &'a CellBudget,
        progress: &'a Progress,
    ) -> Self {
        Self {
            texts,
            styles,
            budget,
            progress,
            next: (0, 0),
            cell: OpenCell::default(),
            in_cell: false,
            held: 0,
            rows: Rows::default(),
            unnumbered: false,
        }
    }

    /// Whether some row's number follows from those before it.
    pub(crate) fn is_unnumbered(&self) -> bool {
        self.unnumbered
    }

    pub(crate) fn finish(mut self) -> Result<Rows, PartError> {
        self.count()?;
        Ok(self.rows)
    }

    pub(crate) fn take(&mut self, piece: &Piece<'_>) -> Result<(), PartError> {
        match piece {
            Piece::Open(tag) => self.open(tag)?,
            Piece::Text(text) if self.cell.in_value || self.cell.in_text => {
                self.cell.run.push(&mut self.cell.text, text);
            }
            Piece::Character(text) if self.cell.in_value || self.cell.in_text => {
                let mut bytes = [0; 4];
                let text = text.encode_utf8(&mut bytes);
                self.cell.run.push(&mut self.cell.text, text);
            }
            Piece::Close("v") => self.cell.in_value = false,
            Piece::Close("t") => self.cell.in_text = false,
            Piece::Close("rPh") => self.cell.spoken = false,
            Piece::Close("r") => self.cell.run = Run::default(),
            Piece::Close("c") => self.close_cell()?,
            Piece::Close("row") => self.next = (self.next.0.saturating_add(1), 0),
            _ => {}
        }
        Ok(())
    }

    fn open(&mut self, tag: &BytesStart<'_>) -> Result<(), PartError> {
        let cell = &mut self.cell;
        match tag.local_name().as_ref() {
            "c" => {
                self.next = begin(tag, self.next, cell);
                self.in_cell = true;
            }
            "v" => {
                cell.in_value = self.in_cell;
                // An empty text is a value; an empty number is none.
                cell.valued |= cell.kind == ValueType::Text;
            }
            // Some programs write the text of a cell, and not that it is one.
            "is" if self.in_cell => cell.kind = ValueType::Inline,
            "t" if self.in_cell => cell.in_text = !cell.spoken && cell.kind == ValueType::Inline,
            "rPh" => cell.spoken = true,
            "r" => cell.run = Run::default(),
            "strike" | "vertAlign" if self.in_cell => look(&mut cell.run, tag),
            "f" => cell.formula = true,
            "row" => {
                let row = RowTag::of(tag);
                self.unnumbered |= row.number.is_none();
                self.next = (row.number.unwrap_or(self.next.0), 0);
                self.progress.row();
                if row.hidden {
                    self.budget.take(1)?;
                    self.rows.hidden.push(self.next.0);
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn close_cell(&mut self) -> Result<(), PartError> {
        self.in_cell = false;
        let cell = &self.cell;
        let (row, column) = (cell.row, cell.column);
        let value = value(cell, self.texts, self.styles);
        if matches!(cell.kind, ValueType::Inline | ValueType::Text) {
            self.held += text_in_cells(&cell.text);
        }
        // Of what is crossed out no text is shared.
        if let Some(Cell::Text(text)) = &value
            && self.styles.crosses_out(cell.style)
        {
            self.held += text_in_cells(text);
        }
        if cell.formula {
            self.formula((row, column), value.as_ref(), cell.valued)?;
        }
        match value {
            Some(value) if !value.is_blank() => self.put(row, column, value),
            _ => Ok(()),
        }
    }

    /// A formula, with the value that is stored for it.
    fn formula(
        &mut self,
        at: (usize, usize),
        value: Option<&Cell>,
        valued: bool,
    ) -> Result<(), PartError> {
        let Some(value) = value else {
            if !valued {
                self.budget.take(1)?;
                self.rows.unvalued.push(at);
            }
            return Ok(());
        };
        let nothing = value.number().is_some_and(|number| number.is_zero());
        // A format may show nothing of 0.
        if nothing || (value.is_blank() && self.cell.kind == ValueType::Number) {
            self.budget.take(1)?;
            self.rows.zeros.push(at);
        } else {
            self.rows.computed |= !value.is_blank();
        }
        Ok(())
    }

    /// Puts a value into a cell; one beyond what a spreadsheet can hold is none.
    fn put(&mut self, row: usize, column: usize, value: Cell) -> Result<(), PartError> {
        if row >= MAX_ROWS || column >= MAX_COLUMNS {
            return Ok(());
        }
        let last = self.rows.cells.last();
        if last.is_none_or(|(last, _)| *last != row) {
            // As wide as the one above, as a rule.
            let width = last.map_or(0, |(_, cells)| cells.len());
            self.rows.cells.push((row, Vec::with_capacity(width)));
            self.held += width + ROW;
        }
        let Some((_, cells)) = self.rows.cells.last_mut() else {
            return Ok(());
        };
        self.held += value.beside();
        let before = cells.capacity();
        match cells.get_mut(column) {
            Some(cell) => *cell = value,
            None => {
                cells.resize(column, Cell::Blank);
                cells.push(value);
            }
        }
        self.held += cells.capacity() - before;
        if self.held >= COUNTED_AT_ONCE {
            self.count()?;
        }
        Ok(())
    }

    fn count(&mut self) -> Result<(), PartError> {
        self.budget.take(std::mem::take(&mut self.held))
    }
}

/// What is said of a row.
#[derive(Default)]
struct RowTag {
    /// From 0.
    number: Option<usize>,
    hidden: bool,
}

impl RowTag {
    fn of(tag: &BytesStart<'_>) -> Self {
        let mut row = Self::default();
        for attribute in tag.attributes().with_checks(false).flatten() {
            match attribute.key.as_ref() {
                "r" => {
                    let number = attribute.value.parse::<usize>().ok();
                    row.number = number.and_then(|number| number.checked_sub(1));
                }
                "hidden" => row.hidden |= matches!(attribute.value.as_ref(), "1" | "true"),
                "ht" => row.hidden |= is_nothing(&attribute.value),
                _ => {}
            }
        }
        row
    }
}

/// A height or width of nothing: what it is of is hidden.
pub(crate) fn is_nothing(length: &str) -> bool {
    length.starts_with('0') && length.parse::<f64>() == Ok(0.0)
}

/// Begins a cell; gives the place of the next one, where that does not say its own.
fn begin(tag: &BytesStart<'_>, next: (usize, usize), cell: &mut OpenCell) -> (usize, usize) {
    let mut at = next;
    let mut kind = ValueType::Number;
    let mut style = 0;
    for attribute in tag.attributes().with_checks(false).flatten() {
        match attribute.key.as_ref() {
            "r" => at = parse_address(&attribute.value).unwrap_or(next),
            "s" => style = attribute.value.parse().unwrap_or_default(),
            "t" => {
                kind = match attribute.value.as_ref() {
                    "s" => ValueType::Shared,
                    "str" => ValueType::Text,
                    "inlineStr" => ValueType::Inline,
                    "b" => ValueType::Bool,
                    "e" => ValueType::Error,
                    "d" => ValueType::Date,
                    _ => ValueType::Number,
                };
            }
            _ => {}
        }
    }
    let mut text = std::mem::take(&mut cell.text);
    text.clear();
    *cell = OpenCell {
        row: at.0,
        column: at.1,
        style,
        kind,
        text,
        ..OpenCell::default()
    };
    (at.0, at.1.saturating_add(1))
}

/// What a cell holds, as its format shows it; `None` where it holds no value.
fn value(cell: &OpenCell, texts: &[Option<Arc<str>>], styles: &Styles) -> Option<Cell> {
    let format = styles.format(cell.style);
    let stored = stored(cell, texts, format)?;
    let shown = match format {
        Some(format) => stored.shown_by(format),
        None => stored,
    };
    Some(match styles.crosses_out(cell.style) {
        true => shown.crossed_out(),
        false => shown,
    })
}

fn stored(
    cell: &OpenCell,
    texts: &[Option<Arc<str>>],
    format: Option<&Arc<Format>>,
) -> Option<Cell> {
    let text = cell.text.as_str();
    match cell.kind {
        ValueType::Inline | ValueType::Text => Some(Cell::text(&unescaped(text))),
        _ if text.trim().is_empty() => None,
        ValueType::Shared => {
            let index: usize = text.trim().parse().ok()?;
            let Some(text) = texts.get(index) else {
                return Some(Cell::Error("?".into()));
            };
            Some(text.clone().map_or(Cell::Blank, Cell::Text))
        }
        ValueType::Number => Some(number(text.trim(), format)),
        ValueType::Bool => Some(Cell::text(match text.trim() {
            "1" | "true" => "TRUE",
            _ => "FALSE",
        })),
        ValueType::Error => Some(Cell::Error(text.trim().into())),
        ValueType::Date => Some(Cell::date(text)),
    }
}
