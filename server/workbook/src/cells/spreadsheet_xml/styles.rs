//! How the cells of an XML table of Excel 2003 look: their number formats, and
//! whether a line goes through them. A style may be based on another; a cell that
//! names none has its row's, its column's, its table's, or the one named Default.

use std::collections::HashMap;
use std::sync::Arc;

use quick_xml::events::BytesStart;

use crate::cells::formats::dates::DateSystem;
use crate::cells::formats::format::Format;
use crate::cells::limits::{CellBudget, MAX_COLUMNS, PartError};
use crate::cells::xml::{attribute, is_set};

/// The style of cells that nothing else says the style of.
const DEFAULT: &str = "Default";
/// Styles that are based on each other.
const MAX_PARENTS: usize = 20;

/// How a cell looks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Look {
    /// `None` for General.
    pub(crate) format: Option<Arc<Format>>,
    pub(crate) crossed_out: bool,
}

/// A style, as far as it says something itself.
#[derive(Default)]
struct Style {
    parent: Option<String>,
    /// `Some(None)` for General.
    format: Option<Option<Arc<Format>>>,
    crossed_out: Option<bool>,
}

#[derive(Default)]
pub(crate) struct Styles {
    styles: HashMap<String, Style>,
    /// The one that is being read.
    open: Option<String>,
    table: Option<String>,
    /// Last of the columns that have it, in their order.
    columns: Vec<(usize, Option<String>)>,
    row: Option<String>,
}

impl Styles {
    /// Takes an element that says something of styles; others are passed over.
    pub(crate) fn open(
        &mut self,
        tag: &BytesStart<'_>,
        budget: &CellBudget,
    ) -> Result<(), PartError> {
        match tag.local_name().as_ref() {
            "Style" => {
                self.open = attribute(tag, "ID");
                if let Some(id) = self.open.clone() {
                    budget.take_text(&id)?;
                    let style = Style {
                        parent: attribute(tag, "Parent"),
                        ..Style::default()
                    };
                    self.styles.insert(id, style);
                }
            }
            "NumberFormat" => {
                let code = attribute(tag, "Format");
                if let Some(style) = self.opened() {
                    style.format = Some(code.and_then(|code| format(&code)));
                }
            }
            "Font" => {
                let crossed_out = is_set(tag, "StrikeThrough");
                if let Some(style) = self.opened() {
                    style.crossed_out = Some(crossed_out);
                }
            }
            "Table" => {
                self.table = attribute(tag, "StyleID");
                self.columns.clear();
                self.row = None;
            }
            "Row" => self.row = attribute(tag, "StyleID"),
            _ => {}
        }
        Ok(())
    }

    /// A style ends.
    pub(crate) fn close(&mut self) {
        self.open = None;
    }

    fn opened(&mut self) -> Option<&mut Style> {
        self.styles.get_mut(self.open.as_ref()?)
    }

    /// These columns have this style, or none of their own.
    pub(crate) fn columns(&mut self, tag: &BytesStart<'_>, first: usize, last: usize) {
        let before = self
            .columns
            .last()
            .map_or(0, |(last, _)| last.saturating_add(1));
        if self.columns.len() >= MAX_COLUMNS || first < before {
            return;
        }
        if first > before {
            self.columns.push((first - 1, None));
        }
        self.columns.push((last, attribute(tag, "StyleID")));
    }

    /// How a cell looks that names this style, or none.
    pub(crate) fn look(&self, own: Option<&String>, column: usize) -> Look {
        let of_column = || {
            let at = self.columns.partition_point(|(last, _)| *last < column);
            self.columns.get(at)?.1.as_ref()
        };
        let named = own
            .or(self.row.as_ref())
            .or_else(of_column)
            .or(self.table.as_ref());
        let named = named.map_or(DEFAULT, String::as_str);
        let (mut format, mut crossed_out) = (None, None);
        let mut next = Some(named);
        for _ in 0..MAX_PARENTS {
            let Some(style) = next.and_then(|name| self.styles.get(name)) else {
                break;
            };
            format = format.or_else(|| style.format.clone());
            crossed_out = crossed_out.or(style.crossed_out);
            next = style.parent.as_deref();
        }
        Look {
            format: format.flatten(),
            crossed_out: crossed_out.unwrap_or_default(),
        }
    }
}

/// `None` for General.
fn format(code: &str) -> Option<Arc<Format>> {
    let format = Format::of(format_code(code), DateSystem::default());
    (!format.is_general()).then(|| Arc::new(format))
}

/// The code of a format that has a name instead.
fn format_code(name: &str) -> &str {
    match name {
        "General Number" => "General",
        "Fixed" => "0.00",
        "Standard" | "Currency" | "Euro Currency" => "#,##0.00",
        "Percent" => "0.00%",
        "Scientific" => "0.00E+00",
        "General Date" => "yyyy-m-d h:mm",
        "Short Date" | "Medium Date" | "Long Date" => "yyyy-m-d",
        "Short Time" | "Medium Time" | "Long Time" => "h:mm:ss",
        "Yes/No" | "True/False" | "On/Off" => "General",
        code => code,
    }
}
