//! Where cells stand: `I7`, `A1:C2`.

/// A rectangle of cells, from 0, ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Area {
    pub(crate) top: usize,
    pub(crate) left: usize,
    pub(crate) bottom: usize,
    pub(crate) right: usize,
}

impl Area {
    /// `A1:C2`; also a single cell.
    pub(crate) fn parse(text: &str) -> Option<Self> {
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

/// A cell's address: row 6, column 8 (from 0) is `I7`.
pub(crate) fn address(row: usize, column: usize) -> String {
    format!("{}{}", column_letters(column), row + 1)
}

/// A column's letters: 0 is `A`, 26 is `AA`.
pub(crate) fn column_letters(column: usize) -> String {
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
pub(crate) fn parse_address(text: &str) -> Option<(usize, usize)> {
    const MAX_LETTERS: usize = 4;
    let (mut column, mut row, mut letters) = (0_usize, 0_usize, 0_usize);
    let mut digits = false;
    for byte in text.bytes().filter(|byte| *byte != b'$') {
        match byte {
            b'0'..=b'9' => {
                digits = true;
                row = row.checked_mul(10)?.checked_add(usize::from(byte - b'0'))?;
            }
            letter if letter.is_ascii_alphabetic() && !digits && letters < MAX_LETTERS => {
                letters += 1;
                column = column * 26 + usize::from(letter.to_ascii_uppercase() - b'A') + 1;
            }
            _ => return None,
        }
    }
    Some((row.checked_sub(1)?, column.checked_sub(1)?))
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
}
