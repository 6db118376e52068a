//! The XML tables of Excel 2003, which surveying and registration systems export,
//! named .xls or .xml.

use std::collections::HashMap;
use std::sync::Arc;

use quick_xml::events::BytesStart;

use super::address::Area;
use super::formats::dates::DateSystem;
use super::formats::format::Format;
use super::grid::{Book, Cell, Sheet};
use super::limits::{CellBudget, MAX_COLUMNS, MAX_ROWS, MAX_SHEETS, PartError};
use super::stored::number;
use super::xml::{self, Piece, attribute, is_set};
use crate::progress::Progress;
use crate::unreadable::Unreadable;

pub(crate) fn read(text: &str, progress: &Progress) -> Result<Book, Unreadable> {
    let mut content = Content::default();
    xml::stretch(text, |piece| content.take(&piece, progress)).map_err(|error| match error {
        PartError::Xml(error) => Unreadable::Damaged(error.to_string()),
        PartError::TooLarge => Unreadable::TooLargeUnpacked,
    })?;
    // What is cut short has no end.
    if content.book.sheets.is_empty() || content.sheet.is_some() {
        return Err(Unreadable::Damaged("no whole sheet".to_owned()));
    }
    Ok(content.book)
}

#[derive(Default)]
struct Content {
    book: Book,
    budget: CellBudget,
    styles: HashMap<String, Option<Arc<Format>>>,
    style: Option<String>,
    sheet: Option<Sheet>,
    merges: Vec<Area>,
    row: usize,
    column: usize,
    /// Where the next of the table's columns stands.
    columns: usize,
    cell: Option<OpenCell>,
    /// The element whose text is wanted.
    part: Part,
    text: String,
    /// Text that is in no sheet.
    outside: String,
}

#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Part {
    #[default]
    None,
    Data,
    Comment,
    Visible,
}

#[derive(Default)]
struct OpenCell {
    kind: String,
    style: Option<String>,
    formula: bool,
    data: Option<String>,
    across: usize,
}

impl Content {
    fn take(&mut self, piece: &Piece<'_>, progress: &Progress) -> Result<(), PartError> {
        match piece {
            Piece::Open(tag) => self.open(tag, progress),
            Piece::Text(text) => {
                self.wanted().push_str(text);
                Ok(())
            }
            Piece::Character(character) => {
                self.wanted().push(*character);
                Ok(())
            }
            Piece::Close(name) => self.close(name),
        }
    }

    fn wanted(&mut self) -> &mut String {
        match self.part {
            Part::None if self.sheet.is_none() => &mut self.outside,
            Part::None => {
                self.text.clear();
                &mut self.text
            }
            _ => &mut self.text,
        }
    }

    fn open(&mut self, tag: &BytesStart<'_>, progress: &Progress) -> Result<(), PartError> {
        match tag.local_name().as_ref() {
            "Style" => self.style = attribute(tag, "ID"),
            "NumberFormat" => self.number_format(tag)?,
            "Worksheet" => {
                if self.book.sheets.len() >= MAX_SHEETS {
                    return Err(PartError::TooLarge);
                }
                self.sheet = Some(Sheet {
                    name: attribute(tag, "Name"),
                    ..Sheet::default()
                });
                (self.row, self.columns) = (0, 0);
            }
            "Column" => self.columns(tag),
            "Row" => {
                progress.row();
                self.begin_row(tag)?;
            }
            "Cell" => self.begin_cell(tag)?,
            "Data" if self.part == Part::None => {
                if let Some(cell) = &mut self.cell {
                    cell.kind = attribute(tag, "Type").unwrap_or_default();
                    self.begin(Part::Data);
                }
            }
            "Comment" if self.cell.is_some() => self.begin(Part::Comment),
            "Visible" => self.begin(Part::Visible),
            _ => {}
        }
        Ok(())
    }

    fn begin(&mut self, part: Part) {
        self.part = part;
        self.text.clear();
    }

    fn number_format(&mut self, tag: &BytesStart<'_>) -> Result<(), PartError> {
        if let (Some(style), Some(code)) = (self.style.clone(), attribute(tag, "Format")) {
            self.budget.take_text(&style)?;
            let format = Format::of(format_code(&code), DateSystem::default());
            let format = (!format.is_general()).then(|| Arc::new(format));
            self.styles.insert(style, format);
        }
        Ok(())
    }

    fn columns(&mut self, tag: &BytesStart<'_>) {
        let first = place(tag).unwrap_or(self.columns);
        let last = first.saturating_add(count(tag, "Span"));
        if is_unseen(tag, "Width")
            && first < MAX_COLUMNS
            && let Some(sheet) = &mut self.sheet
        {
            sheet.hide_columns(first, last);
        }
        self.columns = last.saturating_add(1);
    }

    fn begin_row(&mut self, tag: &BytesStart<'_>) -> Result<(), PartError> {
        self.row = place(tag).unwrap_or(self.row);
        self.column = 0;
        if is_unseen(tag, "Height")
            && let Some(sheet) = &mut self.sheet
        {
            self.budget.take(1)?;
            sheet.hide_row(self.row);
        }
        // More rows of the same look, which are not written out.
        self.row = self.row.saturating_add(count(tag, "Span"));
        Ok(())
    }

    fn begin_cell(&mut self, tag: &BytesStart<'_>) -> Result<(), PartError> {
        self.column = place(tag).unwrap_or(self.column);
        let (across, down) = (count(tag, "MergeAcross"), count(tag, "MergeDown"));
        if across > 0 || down > 0 {
            self.budget.take_merge()?;
            self.merges.push(Area {
                top: self.row,
                left: self.column,
                bottom: self.row.saturating_add(down),
                right: self.column.saturating_add(across),
            });
        }
        self.cell = Some(OpenCell {
            style: attribute(tag, "StyleID"),
            formula: attribute(tag, "Formula").is_some(),
            across,
            ..OpenCell::default()
        });
        Ok(())
    }

    fn close(&mut self, name: &str) -> Result<(), PartError> {
        match name {
            "Data" if self.part == Part::Data => {
                self.part = Part::None;
                if let Some(cell) = &mut self.cell {
                    cell.data = Some(std::mem::take(&mut self.text));
                }
            }
            "Comment" if self.part == Part::Comment => {
                self.part = Part::None;
                let comment = std::mem::take(&mut self.text);
                self.budget.take_text(&comment)?;
                if let Some(sheet) = &mut self.sheet {
                    sheet.comments.push((self.row, self.column, comment));
                }
            }
            "Visible" if self.part == Part::Visible => {
                self.part = Part::None;
                let seen = self.text.trim() == "SheetVisible";
                if let Some(sheet) = &mut self.sheet {
                    sheet.hidden = !seen;
                }
            }
            "Cell" => self.end_cell()?,
            "Row" => self.row = self.row.saturating_add(1),
            "Worksheet" => {
                if let Some(mut sheet) = self.sheet.take() {
                    sheet.set_merges(std::mem::take(&mut self.merges))?;
                    self.book.sheets.push(sheet);
                }
            }
            "Workbook" => {
                let outside = std::mem::take(&mut self.outside);
                self.book.properties.push(outside);
            }
            _ if self.sheet.is_none() => self.outside.push(' '),
            _ => {}
        }
        Ok(())
    }

    fn end_cell(&mut self) -> Result<(), PartError> {
        let (Some(cell), Some(sheet)) = (self.cell.take(), &mut self.sheet) else {
            return Ok(());
        };
        let (row, column) = (self.row, self.column);
        self.column = column.saturating_add(cell.across).saturating_add(1);
        let format = cell.style.as_ref().and_then(|style| self.styles.get(style));
        let value = match &cell.data {
            Some(data) => value(&cell.kind, data, format.and_then(Option::as_ref)),
            None => Cell::Blank,
        };
        if value.is_blank() {
            if cell.formula && cell.kind != "String" && row < MAX_ROWS {
                self.budget.take(1)?;
                sheet.unvalued.push((row, column));
            }
            return Ok(());
        }
        if let Cell::Text(text) = &value {
            self.budget.take_text(text)?;
        }
        sheet.put(row, column, value, &self.budget)
    }
}

fn value(kind: &str, data: &str, format: Option<&Arc<Format>>) -> Cell {
    match kind {
        "Number" => number(data.trim(), format),
        "DateTime" => Cell::date(data),
        "Boolean" => Cell::text(if data.trim() == "0" { "FALSE" } else { "TRUE" }),
        "Error" => Cell::Error(data.trim().into()),
        _ => {
            let text = Cell::typed(data);
            match format {
                Some(format) => text.shown_by(format),
                None => text,
            }
        }
    }
}

/// Where it stands, from 0, if it says so.
fn place(tag: &BytesStart<'_>) -> Option<usize> {
    attribute(tag, "Index")?
        .parse::<usize>()
        .ok()?
        .checked_sub(1)
}

fn count(tag: &BytesStart<'_>, name: &str) -> usize {
    let count = attribute(tag, name).and_then(|count| count.parse().ok());
    count.unwrap_or_default()
}

/// Hidden, or of no height or width.
fn is_unseen(tag: &BytesStart<'_>, length: &str) -> bool {
    is_set(tag, "Hidden")
        || attribute(tag, length).is_some_and(|length| length.parse::<f64>() == Ok(0.0))
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
