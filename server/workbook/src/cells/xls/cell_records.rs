//! The values in the records of cells.

use std::sync::Arc;

use rust_decimal::Decimal;

use super::fields::Fields;
use super::globals::Globals;
use crate::cells::formats::digits::Digits;
use crate::cells::formats::format::Format;
use crate::cells::grid::Cell;
use crate::cells::stored::decimal;

/// Where a cell stands, and which format it has.
#[derive(Clone, Copy)]
pub(crate) struct Head {
    pub(crate) row: usize,
    pub(crate) column: usize,
    format: usize,
}

impl Head {
    pub(crate) fn read(fields: &mut Fields<'_, '_>) -> Option<Self> {
        Some(Self {
            row: fields.index()?,
            column: fields.index()?,
            format: fields.index()?,
        })
    }

    /// The same in another column, in a cell of another format.
    pub(crate) fn beside(self, column: usize, format: usize) -> Self {
        Self {
            column,
            format,
            ..self
        }
    }
}

/// What a formula came to.
pub(crate) enum FormulaResult {
    Value(Cell),
    /// The next record has it.
    Text,
    /// An empty text, or none yet.
    Nothing,
}

impl Globals {
    pub(crate) fn float(&self, number: f64, head: Head) -> Cell {
        decimal(number).map_or_else(
            || Cell::text(&number.to_string()),
            |number| self.number(number, head),
        )
    }

    fn number(&self, number: Decimal, head: Head) -> Cell {
        match self.format(head) {
            Some(format) => Cell::formatted(number, format),
            None => Cell::Number(number, Digits::GENERAL),
        }
    }

    /// A text as its format shows it.
    pub(crate) fn text(&self, text: Cell, head: Head) -> Cell {
        match self.format(head) {
            Some(format) => text.shown_by(format),
            None => text,
        }
    }

    /// A value as its font shows it.
    pub(crate) fn seen(&self, value: Cell, head: Head) -> Cell {
        if self.crossed_out.get(head.format) == Some(&true) {
            value.crossed_out()
        } else {
            value
        }
    }

    fn format(&self, head: Head) -> Option<&Arc<Format>> {
        self.formats.get(head.format)?.as_ref()
    }

    /// A number in 30 bits: whole or the upper part of a float, perhaps times 100.
    pub(crate) fn short_number(&self, short: u32, head: Head) -> Cell {
        const HUNDREDTHS: u32 = 1;
        const WHOLE: u32 = 2;
        let hundredths = short & HUNDREDTHS != 0;
        if short & WHOLE != 0 {
            let whole = i64::from(short.cast_signed() >> 2);
            let scale = if hundredths { 2 } else { 0 };
            return self.number(Decimal::new(whole, scale).normalize(), head);
        }
        let float = f64::from_bits(u64::from(short & !(HUNDREDTHS | WHOLE)) << 32);
        let whole = decimal(float).filter(|_| hundredths);
        match whole.and_then(|whole| whole.checked_div(Decimal::ONE_HUNDRED)) {
            Some(number) => self.number(number, head),
            None => self.float(float, head),
        }
    }

    pub(crate) fn formula_result(&self, bytes: [u8; 8], head: Head) -> FormulaResult {
        let [kind, _, value, _, _, _, mark_low, mark_high] = bytes;
        if (mark_low, mark_high) != (0xFF, 0xFF) {
            return FormulaResult::Value(self.float(f64::from_le_bytes(bytes), head));
        }
        match kind {
            0 => FormulaResult::Text,
            1 => FormulaResult::Value(truth(value)),
            2 => FormulaResult::Value(error(value)),
            _ => FormulaResult::Nothing,
        }
    }
}

pub(crate) fn truth(value: u8) -> Cell {
    Cell::text(if value == 0 { "FALSE" } else { "TRUE" })
}

pub(crate) fn error(code: u8) -> Cell {
    let shown = match code {
        0x00 => "#NULL!",
        0x07 => "#DIV/0!",
        0x0F => "#VALUE!",
        0x17 => "#REF!",
        0x1D => "#NAME?",
        0x24 => "#NUM!",
        0x2A => "#N/A",
        0x2B => "#GETTING_DATA",
        _ => "#?",
    };
    Cell::Error(shown.into())
}
