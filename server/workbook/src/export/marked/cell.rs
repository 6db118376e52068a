//! Cells as they are written: texts and numbers, no formulas, no personal numbers.

use domain::finding::Severity;
use domain::id_number;
use rust_decimal::prelude::ToPrimitive;
use rust_xlsxwriter::{Format, Worksheet, XlsxError};

use crate::cells::formats::digits::Digits;
use crate::cells::grid::Cell;
use crate::export::csv::begins_formula;

/// Digits that a spreadsheet keeps of a number.
const MAX_DIGITS: usize = 15;
/// Characters that it holds in a cell.
const MAX_CHARACTERS: usize = 32_767;

pub(crate) const fn colour(severity: Severity) -> u32 {
    match severity {
        Severity::Error => 0x00F6_C7C1,
        Severity::Warning => 0x00FC_E8A9,
    }
}

/// A number of a private column: its ends, in whatever form it is.
pub(crate) fn masked_number(shown: &str) -> String {
    let characters: String = shown
        .chars()
        .filter(|character| character.is_alphanumeric())
        .collect();
    if characters.is_empty() {
        return shown.to_owned();
    }
    id_number::mask(&characters)
}

pub(crate) fn value_cell(
    worksheet: &mut Worksheet,
    row: u32,
    column: u16,
    cell: &Cell,
    format: Option<Format>,
) -> Result<(), XlsxError> {
    let shown = cell.shown();
    let hidden = id_number::hide(&shown);
    let number = match cell {
        Cell::Number(number, digits) if hidden == shown => Some((number, *digits)),
        _ => None,
    };
    let kept = shown.chars().filter(char::is_ascii_digit).count() <= MAX_DIGITS;
    let number = number.filter(|_| kept);
    match number.and_then(|(number, digits)| Some((number.to_f64()?, digits))) {
        Some((number, digits)) => {
            let format = match digits == Digits::GENERAL {
                true => format,
                false => Some(format.unwrap_or_default().set_num_format(digits.code())),
            };
            match format {
                Some(format) => worksheet.write_number_with_format(row, column, number, &format)?,
                None => worksheet.write_number(row, column, number)?,
            };
            Ok(())
        }
        None => text_cell(worksheet, row, column, &hidden, format),
    }
}

/// A text that stays one, also where it looks like a formula and somebody goes
/// into the cell and out again.
pub(crate) fn text_cell(
    worksheet: &mut Worksheet,
    row: u32,
    column: u16,
    text: &str,
    format: Option<Format>,
) -> Result<(), XlsxError> {
    let quoted = begins_formula(text);
    let format = match format {
        Some(format) if quoted => Some(format.set_quote_prefix()),
        None if quoted => Some(Format::new().set_quote_prefix()),
        other => other,
    };
    let text: String = text.chars().take(MAX_CHARACTERS).collect();
    match (text.is_empty(), format) {
        (true, None) => {}
        (true, Some(format)) => {
            worksheet.write_blank(row, column, &format)?;
        }
        (false, None) => {
            worksheet.write_string(row, column, text)?;
        }
        (false, Some(format)) => {
            worksheet.write_string_with_format(row, column, text, &format)?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_private_columns_keep_their_ends_only() {
        for (shown, masked) in [
            ("990101197410052181", "9901…2181"),
            ("6228 2986 1515 4495 019", "6228…5019"),
            ("0512-66666", "0512…6666"),
            ("12345678", "…"),
            ("/", "/"),
            ("", ""),
        ] {
            assert_eq!(masked_number(shown), masked);
        }
    }
}
