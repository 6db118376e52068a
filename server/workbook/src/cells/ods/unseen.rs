//! What an .ods file does not show: tables, rows and columns that are hidden,
//! filtered, folded or of no height.

use std::collections::HashSet;

use quick_xml::events::BytesStart;

use crate::cells::grid::Sheet;
use crate::cells::limits::{CellBudget, MAX_COLUMNS, MAX_ROWS, PartError};
use crate::cells::xml::attribute;

/// Styles of what is not shown, and how deep in folded groups the reader is.
#[derive(Default)]
pub(crate) struct Unseen {
    style: Option<String>,
    styles: HashSet<String>,
    /// For each open group of rows or columns: whether it is folded.
    groups: Vec<bool>,
    /// First and last of hidden rows.
    rows: Vec<(usize, usize)>,
}

impl Unseen {
    /// Takes an element that says something of what is not shown.
    pub(crate) fn open(
        &mut self,
        tag: &BytesStart<'_>,
        budget: &CellBudget,
    ) -> Result<(), PartError> {
        let flat = |name| attribute(tag, name).is_some_and(|length| is_nothing(&length));
        let unseen = match tag.local_name().as_ref() {
            "style" => {
                self.style = attribute(tag, "name");
                return Ok(());
            }
            "table-row-group" | "table-column-group" => {
                budget.take(1)?;
                self.groups
                    .push(attribute(tag, "display").as_deref() == Some("false"));
                return Ok(());
            }
            "table-properties" => attribute(tag, "display").as_deref() == Some("false"),
            "table-row-properties" => flat("row-height"),
            "table-column-properties" => flat("column-width"),
            _ => false,
        };
        if unseen && let Some(style) = self.style.clone() {
            budget.take_text(&style)?;
            self.styles.insert(style);
        }
        Ok(())
    }

    pub(crate) fn close(&mut self, name: &str) {
        if matches!(name, "table-row-group" | "table-column-group") {
            self.groups.pop();
        }
    }

    /// Whether a table, a row or columns are not shown.
    pub(crate) fn hides(&self, tag: &BytesStart<'_>) -> bool {
        let visibility = attribute(tag, "visibility");
        self.groups.contains(&true)
            || visibility.is_some_and(|how| matches!(how.as_str(), "collapse" | "filter"))
            || attribute(tag, "style-name").is_some_and(|style| self.styles.contains(&style))
    }

    /// Hides rows, the last one not included.
    pub(crate) fn hide_rows(
        &mut self,
        first: usize,
        end: usize,
        budget: &CellBudget,
    ) -> Result<(), PartError> {
        budget.take(1)?;
        self.rows.push((first, end.min(MAX_ROWS)));
        Ok(())
    }

    /// Hides the rows of a sheet that hold anything.
    pub(crate) fn finish(&mut self, sheet: &mut Sheet) {
        for (first, end) in self.rows.drain(..) {
            for row in first..end.min(sheet.rows.len()) {
                sheet.hide_row(row);
            }
        }
        self.groups.clear();
    }
}

/// Hides columns of a sheet, the last one not included.
pub(crate) fn hide_columns(sheet: &mut Sheet, first: usize, end: usize) {
    if first < MAX_COLUMNS {
        sheet.hide_columns(first, end.saturating_sub(1));
    }
}

/// A length of nothing: `0cm`, `0.000in`.
fn is_nothing(length: &str) -> bool {
    let digits = length.trim_end_matches(|character: char| character.is_ascii_alphabetic());
    !digits.is_empty() && digits.chars().all(|digit| matches!(digit, '0' | '.'))
}
