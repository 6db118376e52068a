//! What stands in the bytes of an .xls file, and in no cell.

use std::collections::BTreeSet;

use crate::cells::grid::{Book, Cell};

/// Personal numbers in the bytes of an .xls file that stand in no cell: in
/// comments, properties and what was deleted but is still there. Texts are
/// stored in it as single bytes or as UTF-16.
pub(crate) fn outside_cells(bytes: &[u8], book: &Book) -> Vec<String> {
    const LEAST: usize = 11;
    const MAX_RUNS: usize = 100_000;
    let digit = |byte: u8| byte.is_ascii_digit() || byte == b'X';
    let mut runs: BTreeSet<String> = BTreeSet::new();
    let mut keep = |run: &mut String| {
        if run.len() >= LEAST && runs.len() < MAX_RUNS && !domain::id_number::find(run).is_empty() {
            runs.insert(run.clone());
        }
        run.clear();
    };
    let (mut single, mut wide) = (String::new(), [String::new(), String::new()]);
    for (at, pair) in bytes.windows(2).enumerate() {
        let [byte, next] = [pair.first(), pair.last()].map(|byte| byte.copied().unwrap_or(0));
        if digit(byte) && byte != 0 {
            single.push(char::from(byte));
        } else {
            keep(&mut single);
        }
        let Some(run) = wide.get_mut(at % 2) else {
            continue;
        };
        if digit(byte) && next == 0 {
            run.push(char::from(byte));
        } else {
            keep(run);
        }
    }
    let texts = || {
        let cells = book
            .sheets
            .iter()
            .flat_map(|sheet| sheet.rows.iter().flatten());
        let texts = cells.filter_map(|cell| match cell {
            Cell::Text(text) => Some(&**text),
            _ => None,
        });
        let comments = book.sheets.iter().flat_map(|sheet| &sheet.comments);
        let comments = comments.map(|(_, _, text)| text.as_str());
        texts
            .chain(comments)
            .chain(book.properties.iter().map(String::as_str))
    };
    for text in texts() {
        runs.remove(text);
    }
    // What is left stands in a cell among other words, or in none.
    const MAX_NAMED: usize = 20;
    let mut runs: Vec<String> = runs.into_iter().take(MAX_NAMED).collect();
    runs.retain(|run| !texts().any(|text| text.contains(run.as_str())));
    runs
}
