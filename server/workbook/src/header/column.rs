//! A column, by the headings over it.

use domain::table::Field;

use super::rows;
use super::subject::Subject;
use crate::cells::grid::Sheet;
use crate::words::meaning::Meaning;
use crate::words::side::Side;
use crate::words::units::{self, Units};

#[derive(Clone, Debug)]
pub(crate) struct Column {
    pub(crate) index: usize,
    /// Header rows joined.
    pub(crate) header: String,
    /// The lowest heading, without its unit.
    pub(crate) leaf: String,
    /// The headings from the top down, as they stand there.
    pub(crate) raw: Vec<String>,
    /// The headings from the top down, without units.
    pub(crate) path: Vec<String>,
    /// All headings joined, without units.
    pub(crate) words: String,
    pub(crate) subject: Subject,
    pub(crate) meaning: Option<Meaning>,
    pub(crate) side: Option<Side>,
    pub(crate) units: Units,
    pub(crate) field: Option<Field>,
    /// It could be land or house, and nothing tells which.
    pub(crate) unclear: bool,
    /// A clerk chose not to have it read.
    pub(crate) ignored: bool,
    /// It is of a second table beside the first.
    pub(crate) beside: bool,
    /// It was not read, and with another column it gives an amount.
    pub(crate) multiplies: bool,
    /// Somebody said what it is.
    pub(crate) chosen: bool,
}

/// A column that adds a term to a line's arithmetic: a factor, a part of its rate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct TermColumn {
    pub(crate) index: usize,
    /// What it is called to readers: `成新率`.
    pub(crate) name: String,
    /// With its unit, which says how its numbers are read.
    pub(crate) heading: String,
}

impl Column {
    /// As a term of a line.
    pub(crate) fn term(&self) -> TermColumn {
        TermColumn {
            index: self.index,
            name: self.leaf.clone(),
            heading: self.header.clone(),
        }
    }
}

/// The column at an index; `None` where it has no heading and holds nothing.
pub(crate) fn column(sheet: &Sheet, top: usize, body: usize, index: usize) -> Option<Column> {
    let mut words: Vec<String> = Vec::new();
    let mut units = Units::default();
    let mut path: Vec<String> = Vec::new();
    for row in top..body {
        let text = rows::heading(sheet, top, row, body, index);
        if text.is_empty() || words.last() == Some(&text) {
            continue;
        }
        if units::is_unit(&text) && !path.is_empty() {
            units = Units::of(text.trim_matches(['(', ')', '（', '）'])).or(units);
        } else {
            let (word, own) = units::split(&text);
            units = own.or(units);
            path.push(word);
        }
        words.push(text);
    }
    let filled = || (body..sheet.rows.len()).any(|row| !sheet.cell(row, index).is_blank());
    if words.is_empty() && !filled() {
        return None;
    }
    Some(Column {
        index,
        header: words.join(" "),
        raw: words,
        leaf: path.last().cloned().unwrap_or_default(),
        path,
        words: String::new(),
        subject: Subject::default(),
        meaning: None,
        side: None,
        units,
        field: None,
        unclear: false,
        ignored: false,
        beside: false,
        multiplies: false,
        chosen: false,
    })
}
