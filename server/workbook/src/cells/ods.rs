//! .ods: one pass over the content, repeated rows and cells unfolded as far as
//! they hold anything.

use std::collections::HashSet;

use quick_xml::events::BytesStart;

use super::address::Area;
use super::grid::{Book, Cell, Sheet};
use super::limits::{CellBudget, MAX_ROWS, PartError};
use super::package::Package;
use super::stored::number;
use super::xml::{self, Piece, attribute};
use crate::progress::Progress;
use crate::unreadable::Unreadable;

pub(crate) fn read(package: &mut Package<'_>, progress: &Progress) -> Result<Book, Unreadable> {
    let manifest = package.text("META-INF/manifest.xml")?.unwrap_or_default();
    if manifest.contains("encryption-data") {
        return Err(Unreadable::Password);
    }
    let meter = package.piece();
    let Some(part) = package.part("content.xml")? else {
        return Err(Unreadable::Damaged("no content.xml".to_owned()));
    };
    let mut content = Content::default();
    let done = xml::stream(part, &meter, |piece| content.take(&piece, progress));
    done.map_err(|error| package.unreadable(&error))?;
    let mut book = content.book;
    if book.sheets.is_empty() {
        return Err(Unreadable::Damaged("no sheet can be read".to_owned()));
    }
    if let Some(text) = package.text("meta.xml")? {
        book.properties.push(xml::all_text(&text));
    }
    Ok(book)
}

#[derive(Default)]
struct Content {
    book: Book,
    budget: CellBudget,
    /// Styles of tables that are not shown.
    unseen: HashSet<String>,
    style: Option<String>,
    sheet: Option<Sheet>,
    merges: Vec<Area>,
    row: usize,
    /// How often the row stands, and what is in it so far.
    rows: usize,
    cells: Vec<(usize, Cell)>,
    column: usize,
    columns: usize,
    cell: Option<OpenCell>,
    comment: Option<String>,
    /// Within changes that were tracked, which are no content.
    past: bool,
}

#[derive(Default)]
struct OpenCell {
    times: usize,
    kind: String,
    stated: Option<String>,
    formula: bool,
    text: String,
    paragraphs: usize,
}

impl Content {
    fn take(&mut self, piece: &Piece<'_>, progress: &Progress) -> Result<(), PartError> {
        match piece {
            Piece::Open(tag) => self.open(tag, progress),
            Piece::Text(text) => {
                self.text(|out| out.push_str(text));
                Ok(())
            }
            Piece::Character(character) => {
                self.text(|out| out.push(*character));
                Ok(())
            }
            Piece::Close(name) => self.close(name),
        }
    }

    fn open(&mut self, tag: &BytesStart<'_>, progress: &Progress) -> Result<(), PartError> {
        if self.past {
            return Ok(());
        }
        match tag.local_name().as_ref() {
            "tracked-changes" => self.past = true,
            "style" => self.style = attribute(tag, "name"),
            "table-properties" if attribute(tag, "display").as_deref() == Some("false") => {
                self.unseen.extend(self.style.clone());
            }
            "table" if self.sheet.is_none() => {
                let style = attribute(tag, "style-name").unwrap_or_default();
                self.sheet = Some(Sheet {
                    name: attribute(tag, "name"),
                    hidden: self.unseen.contains(&style),
                    ..Sheet::default()
                });
                (self.row, self.columns) = (0, 0);
            }
            "table-column" => self.begin_columns(tag),
            "table-row" => {
                progress.row();
                self.begin_row(tag);
            }
            "table-cell" | "covered-table-cell" => self.begin_cell(tag)?,
            "annotation" => self.comment = Some(String::new()),
            "p" => {
                if self.comment.is_none()
                    && let Some(cell) = &mut self.cell
                {
                    cell.paragraphs += 1;
                    if cell.paragraphs > 1 {
                        cell.text.push('\n');
                    }
                }
            }
            "s" => {
                let spaces = times(tag, "c").min(1_000);
                self.text(|out| out.extend(std::iter::repeat_n(' ', spaces)));
            }
            "tab" | "line-break" => self.text(|out| out.push(' ')),
            _ => {}
        }
        Ok(())
    }

    fn begin_columns(&mut self, tag: &BytesStart<'_>) {
        let repeated = times(tag, "number-columns-repeated");
        let end = self.columns.saturating_add(repeated);
        if is_collapsed(tag)
            && let Some(sheet) = &mut self.sheet
        {
            sheet.hide_columns(self.columns, end.saturating_sub(1));
        }
        self.columns = end;
    }

    fn begin_row(&mut self, tag: &BytesStart<'_>) {
        self.rows = times(tag, "number-rows-repeated");
        self.column = 0;
        self.cells.clear();
        if is_collapsed(tag)
            && let Some(sheet) = &mut self.sheet
        {
            let end = self.row.saturating_add(self.rows).min(MAX_ROWS);
            for row in self.row..end {
                sheet.hide_row(row);
            }
        }
    }

    fn begin_cell(&mut self, tag: &BytesStart<'_>) -> Result<(), PartError> {
        let down = times(tag, "number-rows-spanned");
        let right = times(tag, "number-columns-spanned");
        if down > 1 || right > 1 {
            self.budget.take(1)?;
            self.merges.push(Area {
                top: self.row,
                left: self.column,
                bottom: self.row.saturating_add(down - 1),
                right: self.column.saturating_add(right - 1),
            });
        }
        let kind = attribute(tag, "value-type").unwrap_or_default();
        let stated = match kind.as_str() {
            "float" | "percentage" | "currency" => attribute(tag, "value"),
            "date" => attribute(tag, "date-value"),
            "time" => attribute(tag, "time-value"),
            "boolean" => attribute(tag, "boolean-value").map(|value| value.to_uppercase()),
            _ => attribute(tag, "string-value"),
        };
        self.cell = Some(OpenCell {
            times: times(tag, "number-columns-repeated"),
            kind,
            stated,
            formula: attribute(tag, "formula").is_some(),
            ..OpenCell::default()
        });
        Ok(())
    }

    /// Where a text goes: into the comment, or the paragraph of the cell.
    fn text(&mut self, add: impl FnOnce(&mut String)) {
        if let Some(comment) = &mut self.comment {
            add(comment);
        } else if let Some(cell) = self.cell.as_mut().filter(|cell| cell.paragraphs > 0) {
            add(&mut cell.text);
        }
    }

    fn close(&mut self, name: &str) -> Result<(), PartError> {
        if self.past {
            self.past = name != "tracked-changes";
            return Ok(());
        }
        match name {
            "annotation" => {
                let comment = self.comment.take().unwrap_or_default();
                let (row, column) = (self.row, self.column);
                self.budget.take(1)?;
                match &mut self.sheet {
                    Some(sheet) => sheet.comments.push((row, column, comment)),
                    None => self.book.properties.push(comment),
                }
            }
            "table-cell" | "covered-table-cell" => self.end_cell()?,
            "table-row" => self.end_row()?,
            "table" => {
                if let Some(mut sheet) = self.sheet.take() {
                    sheet.set_merges(std::mem::take(&mut self.merges));
                    self.book.sheets.push(sheet);
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn end_cell(&mut self) -> Result<(), PartError> {
        let Some(cell) = self.cell.take() else {
            return Ok(());
        };
        let value = value(&cell);
        if value.is_blank() {
            if cell.formula && cell.kind.is_empty() {
                self.budget.take(1)?;
                if let Some(sheet) = &mut self.sheet {
                    sheet.unvalued.push((self.row, self.column));
                }
            }
        } else {
            for column in self.column..self.column.saturating_add(cell.times) {
                self.budget.take(1)?;
                self.cells.push((column, value.clone()));
            }
        }
        self.column = self.column.saturating_add(cell.times);
        Ok(())
    }

    fn end_row(&mut self) -> Result<(), PartError> {
        let last = self.row.saturating_add(self.rows);
        if !self.cells.is_empty()
            && let Some(sheet) = &mut self.sheet
        {
            for row in self.row..last {
                for (column, value) in &self.cells {
                    sheet.put(row, *column, value.clone(), &self.budget)?;
                }
            }
        }
        self.cells.clear();
        self.row = last;
        Ok(())
    }
}

/// How often something stands, or how far it reaches: once where it does not say.
fn times(tag: &BytesStart<'_>, name: &str) -> usize {
    attribute(tag, name)
        .and_then(|times| times.parse::<usize>().ok())
        .unwrap_or(1)
        .max(1)
}

fn is_collapsed(tag: &BytesStart<'_>) -> bool {
    let visibility = attribute(tag, "visibility");
    visibility.is_some_and(|how| matches!(how.as_str(), "collapse" | "filter"))
}

fn value(cell: &OpenCell) -> Cell {
    match (cell.kind.as_str(), &cell.stated) {
        ("float" | "percentage" | "currency", Some(stated)) => number(stated.trim(), None),
        ("date" | "time" | "boolean", Some(stated)) => Cell::text(stated),
        (_, Some(stated)) if cell.paragraphs == 0 => Cell::text(stated),
        _ => {
            let text = cell.text.trim();
            let broken = cell.formula && (text.starts_with('#') || text.starts_with("Err:"));
            if broken {
                Cell::Error(text.into())
            } else {
                Cell::text(text)
            }
        }
    }
}
