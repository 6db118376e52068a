//! The sheets of an XML table of Excel 2003, and their cells.

use std::sync::Arc;

use quick_xml::events::BytesStart;

use super::styles::{Look, Styles};
use crate::cells::address::Area;
use crate::cells::formats::format::Format;
use crate::cells::grid::{Book, Cell, Sheet};
use crate::cells::limits::{CellBudget, MAX_COLUMNS, MAX_ROWS, MAX_SHEETS, PartError};
use crate::cells::printed::printed;
use crate::cells::runs::Run;
use crate::cells::stored::number;
use crate::cells::xml::{self, Piece, attribute, is_set};
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
    styles: Styles,
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
    /// How the part of a cell's text looks that is read now.
    run: Run,
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
    look: Look,
    formula: bool,
    data: Option<String>,
    across: usize,
}

impl Content {
    fn take(&mut self, piece: &Piece<'_>, progress: &Progress) -> Result<(), PartError> {
        match piece {
            Piece::Open(tag) => self.open(tag, progress),
            Piece::Text(text) => {
                self.text(text);
                Ok(())
            }
            Piece::Character(character) => {
                self.text(character.encode_utf8(&mut [0; 4]));
                Ok(())
            }
            Piece::Close(name) => self.close(name),
        }
    }

    fn text(&mut self, text: &str) {
        match self.part {
            Part::None if self.sheet.is_none() => self.outside.push_str(text),
            Part::None => {}
            Part::Data => self.run.push(&mut self.text, text),
            Part::Comment | Part::Visible => self.text.push_str(text),
        }
    }

    fn open(&mut self, tag: &BytesStart<'_>, progress: &Progress) -> Result<(), PartError> {
        self.styles.open(tag, &self.budget)?;
        match tag.local_name().as_ref() {
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
            "Header" | "Footer" => self.printed(tag)?,
            "S" => self.run.crossed_out = self.part == Part::Data,
            "Sup" => self.run.raised = self.part == Part::Data,
            _ => {}
        }
        Ok(())
    }

    fn begin(&mut self, part: Part) {
        self.part = part;
        self.text.clear();
    }

    /// What is printed on each page of a sheet.
    fn printed(&mut self, tag: &BytesStart<'_>) -> Result<(), PartError> {
        let texts = attribute(tag, "Data").map(|code| printed(&code));
        for text in texts.unwrap_or_default() {
            self.budget.take_text(&text)?;
            self.book.properties.push(text.clone());
            if let Some(sheet) = &mut self.sheet {
                sheet.printed.push(text);
            }
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
        self.styles.columns(tag, first, last);
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
            look: self
                .styles
                .look(attribute(tag, "StyleID").as_ref(), self.column),
            formula: attribute(tag, "Formula").is_some(),
            across,
            ..OpenCell::default()
        });
        Ok(())
    }

    fn close(&mut self, name: &str) -> Result<(), PartError> {
        match name {
            "Style" => self.styles.close(),
            "S" => self.run.crossed_out = false,
            "Sup" => self.run.raised = false,
            "Data" if self.part == Part::Data => {
                self.part = Part::None;
                self.run = Run::default();
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
        let value = match &cell.data {
            Some(data) => value(&cell.kind, data, cell.look.format.as_ref()),
            None => Cell::Blank,
        };
        let value = if cell.look.crossed_out {
            value.crossed_out()
        } else {
            value
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
