//! .csv, in UTF-8, UTF-16 or GB18030, parted by whatever parts it.

use super::grid::{Book, Cell, Sheet};
use super::limits::{CellBudget, PartError};
use crate::progress::Progress;
use crate::unreadable::Unreadable;

pub(crate) fn read(bytes: &[u8], progress: &Progress) -> Result<Book, Unreadable> {
    if bytes.starts_with(b"%PDF") {
        return Err(Unreadable::NotAWorkbook);
    }
    let text = decoded(bytes)?;
    let binary = |c: char| c.is_control() && !matches!(c, '\t' | '\r' | '\n');
    if text.chars().take(10_000).any(binary) {
        return Err(Unreadable::NotAWorkbook);
    }
    // Excel's own way of saying what parts the cells.
    let (text, stated) = match text
        .strip_prefix("sep=")
        .and_then(|rest| rest.split_once('\n'))
    {
        Some((stated, rest)) => (rest, stated.trim_end_matches('\r').bytes().next()),
        None => (text.as_str(), None),
    };
    let delimiter = stated.unwrap_or_else(|| delimiter(text));
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .from_reader(text.as_bytes());
    let mut sheet = Sheet::default();
    let budget = CellBudget::default();
    let (mut next, mut within) = (0, 0_usize);
    progress.expect(text.lines().count());
    for record in reader.records() {
        let record = record.map_err(|error| Unreadable::Damaged(error.to_string()))?;
        progress.row();
        // The csv reader passes over blank lines, which are rows; lines within a
        // cell are none.
        let line = record.position().map_or(0, csv::Position::line);
        let line = usize::try_from(line).unwrap_or_default().saturating_sub(1);
        let line = line.saturating_sub(within);
        within += record
            .iter()
            .map(|text| text.matches('\n').count())
            .sum::<usize>();
        let row = line.max(next);
        next = row.saturating_add(1);
        for (column, text) in record.iter().enumerate() {
            let value = Cell::text(text);
            if !value.is_blank() {
                let put: Result<(), PartError> = sheet.put(row, column, value, &budget);
                put.map_err(|_| Unreadable::TooLargeUnpacked)?;
            }
        }
    }
    Ok(Book {
        sheets: vec![sheet],
        ..Book::default()
    })
}

/// The comma, unless the first lines have more of another.
fn delimiter(text: &str) -> u8 {
    const LINES: usize = 20;
    let count = |delimiter: u8| {
        let lines = text.lines().take(LINES);
        lines
            .map(|line| line.bytes().filter(|byte| *byte == delimiter).count())
            .sum::<usize>()
    };
    [b';', b'\t', b',']
        .into_iter()
        .max_by_key(|delimiter| count(*delimiter))
        .unwrap_or(b',')
}

fn decoded(bytes: &[u8]) -> Result<String, Unreadable> {
    let body = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    if let Ok(text) = std::str::from_utf8(body) {
        return Ok(text.to_owned());
    }
    if bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF") {
        let (text, _, broken) = encoding_rs::UTF_16LE.decode(bytes);
        return if broken {
            Err(Unreadable::Encoding)
        } else {
            Ok(text.into_owned())
        };
    }
    if bytes.iter().take(10_000).any(|byte| *byte == 0) {
        return Err(Unreadable::NotAWorkbook);
    }
    let (text, broken) = encoding_rs::GB18030.decode_without_bom_handling(bytes);
    if !broken {
        return Ok(text.into_owned());
    }
    let controls = bytes.iter().filter(|byte| **byte < 9).count();
    Err(if controls > 0 {
        Unreadable::NotAWorkbook
    } else {
        Unreadable::Encoding
    })
}
