//! A second table beside the first: two halves side by side, land left and houses
//! right. It is not read, and that is said once.

use domain::table::Field;

use super::column::Column;
use super::subject::Subject;
use crate::cells::grid::{Cell, Sheet};
use crate::words::meaning::Meaning;

/// Marks the columns of a second table, which mean nothing to the first.
pub(crate) fn mark(sheet: &Sheet, body: usize, columns: &mut [Column]) {
    let Some(start) = start(sheet, body, columns) else {
        return;
    };
    for column in columns.iter_mut().skip(start) {
        column.beside = true;
        column.meaning = None;
        column.subject = Subject::default();
        column.side = None;
        column.words.clear();
    }
}

/// The position of the first column of a second table.
fn start(sheet: &Sheet, body: usize, columns: &[Column]) -> Option<usize> {
    (1..columns.len()).find(|at| {
        let (before, from) = columns.split_at(*at);
        repeats(before, from) || is_headless(sheet, body, before, from)
    })
}

/// Whether these columns begin with a number or a head that those before have
/// already, after a blank column or with the same headings once more.
fn repeats(before: &[Column], from: &[Column]) -> bool {
    let Some(first) = from.first() else {
        return false;
    };
    let Some(key) = first.meaning.filter(|meaning| is_key(*meaning)) else {
        return false;
    };
    let same = |column: &&Column| before.iter().any(|other| other.header == column.header);
    let repeated = from.iter().filter(same).count();
    let known = before.iter().any(|column| column.meaning == Some(key));
    let gap = before
        .last()
        .is_some_and(|last| last.index + 1 < first.index);
    let keys = from.iter().filter(|column| {
        let key = column.meaning.filter(|meaning| is_key(*meaning));
        key.is_some() && before.iter().any(|other| other.meaning == key)
    });
    known && ((same(&first) && repeated >= 2) || gap || keys.count() >= 2)
}

const fn is_key(meaning: Meaning) -> bool {
    matches!(
        meaning,
        Meaning::Number | Meaning::Is(Field::Sequence | Field::Household | Field::Head)
    )
}

/// Whether these are columns of numbers, several and without a heading, after a
/// blank column or after one that has a heading.
fn is_headless(sheet: &Sheet, body: usize, before: &[Column], from: &[Column]) -> bool {
    const MIN_COLUMNS: usize = 2;
    let known = before.iter().any(|column| column.meaning.is_some());
    let headless: Vec<usize> = from
        .iter()
        .take_while(|column| column.raw.is_empty())
        .map(|column| column.index)
        .collect();
    if !known || headless.len() < MIN_COLUMNS || headless.len() < from.len() {
        return false;
    }
    let mut rows = sheet.rows.iter().skip(body);
    let two_filled = |cells: &Vec<Cell>| {
        let own = || headless.iter().filter_map(|index| cells.get(*index));
        own().filter(|cell| !cell.is_blank()).count() >= MIN_COLUMNS
            && own().any(|cell| cell.number().is_some())
    };
    rows.any(two_filled)
}
