//! The rows of a text: blank lines are rows, and line breaks within quotes are not.

use std::borrow::Cow;

use crate::cells::limits::MAX_COLUMNS;

/// A line ends as Windows, Unix or old Macs end it.
pub(crate) struct Records<'a> {
    text: &'a str,
    delimiter: char,
    /// Rows read so far.
    rows: usize,
    /// The row of a quote that was not closed.
    open_quote: Option<usize>,
}

impl<'a> Records<'a> {
    pub(crate) fn new(text: &'a str, delimiter: char) -> Self {
        Self {
            text,
            delimiter,
            rows: 0,
            open_quote: None,
        }
    }

    /// The row, from 0, in which a quote begins that the text does not end.
    pub(crate) fn open_quote(&self) -> Option<usize> {
        self.open_quote
    }

    /// The cells of the next row; `None` after the last.
    pub(crate) fn next(&mut self, cells: &mut Vec<Cow<'a, str>>) -> Option<()> {
        cells.clear();
        if self.text.is_empty() {
            return None;
        }
        loop {
            let cell = self.cell();
            // More than a spreadsheet can hold is none.
            if cells.len() < MAX_COLUMNS {
                cells.push(cell);
            }
            match self.text.chars().next() {
                Some(next) if next == self.delimiter => self.skip(next.len_utf8()),
                Some('\r') if self.text.starts_with("\r\n") => {
                    self.skip(2);
                    break;
                }
                Some(_) => {
                    self.skip(1);
                    break;
                }
                None => break,
            }
        }
        self.rows += 1;
        Some(())
    }

    /// A cell, up to what ends it.
    fn cell(&mut self) -> Cow<'a, str> {
        let Some(quoted) = self.text.strip_prefix('"') else {
            return Cow::Borrowed(self.plain());
        };
        let mut out = String::new();
        let mut rest = quoted;
        loop {
            let Some((before, after)) = rest.split_once('"') else {
                self.open_quote.get_or_insert(self.rows);
                out.push_str(rest);
                self.text = "";
                return Cow::Owned(out);
            };
            out.push_str(before);
            match after.strip_prefix('"') {
                // A quote within quotes.
                Some(after) => {
                    out.push('"');
                    rest = after;
                }
                None => {
                    self.text = after;
                    // What stands behind the quotes belongs to the cell.
                    out.push_str(self.plain());
                    return Cow::Owned(out);
                }
            }
        }
    }

    fn plain(&mut self) -> &'a str {
        let delimiter = self.delimiter;
        let ends = |c: char| c == delimiter || c == '\n' || c == '\r';
        let end = self.text.find(ends).unwrap_or(self.text.len());
        let (plain, rest) = self.text.split_at_checked(end).unwrap_or((self.text, ""));
        self.text = rest;
        plain
    }

    fn skip(&mut self, length: usize) {
        self.text = self.text.get(length..).unwrap_or_default();
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn rows(text: &str) -> Vec<Vec<String>> {
        let mut records = Records::new(text, ',');
        let (mut cells, mut rows) = (Vec::new(), Vec::new());
        while records.next(&mut cells).is_some() {
            rows.push(cells.iter().map(|cell| cell.to_string()).collect());
        }
        rows
    }

    #[test]
    fn rows_are_those_of_a_spreadsheet() {
        assert_eq!(
            rows("a,b\r\n\r\n\"1\r\n2\",\"say \"\"3\"\"\"\n,\rlast"),
            [
                vec!["a", "b"],
                vec![""],
                vec!["1\r\n2", "say \"3\""],
                vec!["", ""],
                vec!["last"],
            ]
        );
        assert_eq!(rows("a\n"), [["a"]]);
        assert_eq!(rows("\"a\"b,c\"d\""), [["ab", "c\"d\""]]);
        let mut records = Records::new("a\n\nb,\"c\nd", ',');
        while records.next(&mut Vec::new()).is_some() {}
        assert_eq!(records.open_quote(), Some(2));
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_in_its_row(
            table in prop::collection::vec(prop::collection::vec("[a-c\",\n\r 户]{0,4}", 1..4), 1..8),
            end in prop::sample::select(&["\r\n", "\n", "\r"][..]),
        ) {
            let quoted = |cell: &String| format!("\"{}\"", cell.replace('"', "\"\""));
            let line = |cells: &Vec<String>| cells.iter().map(quoted).collect::<Vec<_>>().join(",");
            let text: String = table.iter().map(|cells| line(cells) + end).collect();
            prop_assert_eq!(rows(&text), table);
        }

        #[test]
        fn blank_lines_are_rows(
            blanks in prop::collection::vec(0_usize..4, 1..8),
            end in prop::sample::select(&["\r\n", "\n", "\r"][..]),
        ) {
            let mut text = String::new();
            let mut right = Vec::new();
            for (number, blank) in blanks.iter().enumerate() {
                text.push_str(&end.repeat(*blank));
                right.extend(std::iter::repeat_n(String::new(), *blank));
                text.push_str(&format!("{number}{end}"));
                right.push(number.to_string());
            }
            prop_assert_eq!(rows(&text).concat(), right);
        }

        #[test]
        fn any_text_is_read_to_its_end(text in "[a,\"\r\n户，]{0,40}") {
            let all: usize = rows(&text).iter().flatten().map(String::len).sum();
            prop_assert!(all <= text.len());
        }
    }
}
