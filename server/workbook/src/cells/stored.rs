//! Numbers as files store them, and as a spreadsheet shows them.

use std::sync::Arc;

use rust_decimal::Decimal;

use super::formats::digits::Digits;
use super::formats::format::Format;
use super::grid::Cell;

/// A stored number in a cell of this format, `None` for General: its first 15
/// digits, as Excel takes it. What is none is kept as text.
pub(crate) fn number(text: &str, format: Option<&Arc<Format>>) -> Cell {
    const DIGITS: usize = 15;
    let plain = text
        .bytes()
        .all(|byte| byte.is_ascii_digit() || byte == b'.' || byte == b'-');
    let exact = (plain && text.len() <= DIGITS)
        .then(|| Decimal::from_str_exact(text).ok())
        .flatten();
    exact
        .map(|exact| exact.normalize())
        .or_else(|| decimal(text.parse().ok()?))
        .map_or_else(
            || Cell::text(text),
            |number| match format {
                Some(format) => Cell::formatted(number, format),
                None => Cell::Number(number, Digits::GENERAL),
            },
        )
}

/// The exact decimal that a spreadsheet shows for a stored binary number: its
/// first 15 significant digits, as Excel itself does.
pub(crate) fn decimal(number: f64) -> Option<Decimal> {
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
    fn stored_numbers_are_those_that_are_shown() {
        for (stored, shown) in [
            ("48000", "48000"),
            ("0.30000000000000004", "0.3"),
            ("1.5E-2", "0.015"),
            ("11780160.220000001", "11780160.22"),
            ("1e400", "1e400"),
            ("-", "-"),
        ] {
            assert_eq!(number(stored, None).shown(), shown);
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
