//! A text as the one sheet of a workbook.

use super::delimiter::delimiter;
use super::records::Records;
use crate::cells::address::address;
use crate::cells::grid::{Book, Cell, Sheet};
use crate::cells::limits::{CellBudget, MAX_ROWS};
use crate::progress::Progress;
use crate::unreadable::Unreadable;

pub(crate) fn read(text: &str, progress: &Progress) -> Result<Book, Unreadable> {
    let binary = |c: char| c.is_control() && !matches!(c, '\t' | '\r' | '\n');
    if text.chars().take(10_000).any(binary) {
        return Err(Unreadable::NotAWorkbook);
    }
    let (text, delimiter) = match stated(text) {
        Some((delimiter, rest)) => (rest, delimiter),
        None => (text, delimiter(text)),
    };
    progress.expect(text.lines().count());
    let mut records = Records::new(text, delimiter);
    let mut sheet = Sheet::default();
    let budget = CellBudget::default();
    let mut cells = Vec::new();
    for row in 0..MAX_ROWS {
        if records.next(&mut cells).is_none() {
            break;
        }
        progress.row();
        let mut values = Vec::with_capacity(cells.len());
        for text in &cells {
            let value = Cell::typed(text);
            if !value.is_blank() {
                budget.take_text(text)?;
            }
            values.push(value);
        }
        while values.pop_if(|last| last.is_blank()).is_some() {}
        if !values.is_empty() {
            budget.take(values.capacity())?;
            sheet.put_row(row, values, &budget)?;
        }
    }
    if let Some(row) = records.open_quote() {
        return Err(Unreadable::OpenQuote(address(row, 0)));
    }
    Ok(Book {
        sheets: vec![sheet],
        ..Book::default()
    })
}

/// Excel's own way of saying what parts the cells: a first line `sep=;`, which it
/// does not show.
fn stated(text: &str) -> Option<(char, &str)> {
    let rest = text.strip_prefix("sep=")?;
    let (stated, rest) = rest.split_once('\n')?;
    Some((stated.trim_end_matches('\r').chars().next()?, rest))
}
