//! The tables of an .ods file's content.

use std::sync::Arc;

use quick_xml::events::BytesStart;

use super::formats::Formats;
use super::unseen::{Unseen, hide_columns};
use crate::cells::address::Area;
use crate::cells::formats::format::Format;
use crate::cells::grid::{Book, Cell, Sheet};
use crate::cells::limits::{CellBudget, MAX_COLUMNS, MAX_ROWS, MAX_SHEETS, PartError};
use crate::cells::package::Package;
use crate::cells::runs::Run;
use crate::cells::stored::number;
use crate::cells::xml::{self, Piece, attribute};
use crate::progress::Progress;
use crate::unreadable::Unreadable;

pub(crate) fn read(package: &mut Package<'_>, progress: &Progress) -> Result<Book, Unreadable> {
    let manifest = package.text("META-INF/manifest.xml")?.unwrap_or_default();
    if manifest.contains("encryption-data") {
        return Err(Unreadable::Password);
    }
    let budget = CellBudget::default();
    let formats = Formats::of(package, &budget)?;
    let mut content = Content {
        budget,
        formats,
        ..Content::default()
    };
    let meter = package.piece();
    let Some(part) = package.part("content.xml")? else {
        return Err(Unreadable::Damaged("no content.xml".to_owned()));
    };
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
    unseen: Unseen,
    formats: Formats,
    sheet: Option<Sheet>,
    merges: Vec<Area>,
    row: usize,
    /// How often the row stands, and what is in it so far.
    rows: usize,
    cells: Vec<Cell>,
    column: usize,
    columns: usize,
    cell: Option<OpenCell>,
    comment: Option<String>,
    /// Within something that is drawn: its name, and how deep in such.
    drawn: Option<(String, usize)>,
    drawn_text: String,
    /// Within changes that were tracked, which are no content.
    past: bool,
}

#[derive(Default)]
struct OpenCell {
    /// `None` for General.
    format: Option<Arc<Format>>,
    times: usize,
    kind: String,
    stated: Option<String>,
    formula: bool,
    text: String,
    paragraphs: usize,
    /// How all of it looks, and how what is read now does.
    look: Run,
    run: Run,
}

impl Content {
    fn take(&mut self, piece: &Piece<'_>, progress: &Progress) -> Result<(), PartError> {
        if self.sheet.is_none() {
            self.formats.take(piece, &self.budget)?;
        }
        match piece {
            Piece::Open(tag) => self.open(tag, progress),
            Piece::Text(text) => {
                self.text(|run, out| run.push(out, text));
                Ok(())
            }
            Piece::Character(character) => {
                let mut bytes = [0; 4];
                let text = character.encode_utf8(&mut bytes);
                self.text(|run, out| run.push(out, text));
                Ok(())
            }
            Piece::Close(name) => self.close(name),
        }
    }

    fn open(&mut self, tag: &BytesStart<'_>, progress: &Progress) -> Result<(), PartError> {
        if self.past {
            return Ok(());
        }
        self.begin_drawn(tag);
        self.unseen.open(tag, &self.budget)?;
        match tag.local_name().as_ref() {
            "tracked-changes" => self.past = true,
            "table" if self.sheet.is_none() => {
                if self.book.sheets.len() >= MAX_SHEETS {
                    return Err(PartError::TooLarge);
                }
                self.sheet = Some(Sheet {
                    name: attribute(tag, "name"),
                    hidden: self.unseen.hides(tag),
                    ..Sheet::default()
                });
                (self.row, self.columns) = (0, 0);
                self.formats.begin_table();
            }
            "table-column" => self.begin_columns(tag),
            "table-row" => {
                progress.row();
                self.begin_row(tag)?;
            }
            "table-cell" | "covered-table-cell" => self.begin_cell(tag)?,
            "annotation" => self.comment = Some(String::new()),
            "p" => {
                if self.comment.is_none()
                    && self.drawn.is_none()
                    && let Some(cell) = &mut self.cell
                {
                    cell.paragraphs += 1;
                    if cell.paragraphs > 1 {
                        cell.text.push('\n');
                    }
                }
            }
            "span" => {
                let run = self.formats.looks.of_text(tag);
                if let Some(cell) = &mut self.cell {
                    cell.run = run;
                }
            }
            "s" => {
                let spaces = times(tag, "c").min(1_000);
                self.text(|_, out| out.extend(std::iter::repeat_n(' ', spaces)));
            }
            "tab" | "line-break" => self.text(|_, out| out.push(' ')),
            _ => {}
        }
        Ok(())
    }

    fn begin_columns(&mut self, tag: &BytesStart<'_>) {
        let repeated = times(tag, "number-columns-repeated");
        let end = self.columns.saturating_add(repeated);
        if self.unseen.hides(tag)
            && let Some(sheet) = &mut self.sheet
        {
            hide_columns(sheet, self.columns, end);
        }
        self.formats.columns(tag, end);
        self.columns = end;
    }

    fn begin_row(&mut self, tag: &BytesStart<'_>) -> Result<(), PartError> {
        self.rows = times(tag, "number-rows-repeated");
        self.formats.row(tag);
        self.column = 0;
        self.cells.clear();
        if self.unseen.hides(tag) {
            let end = self.row.saturating_add(self.rows);
            self.unseen.hide_rows(self.row, end, &self.budget)?;
        }
        Ok(())
    }

    /// What is drawn over the cells has texts of its own.
    fn begin_drawn(&mut self, tag: &BytesStart<'_>) {
        let name = tag.local_name();
        match &mut self.drawn {
            Some((drawn, depth)) if drawn == name.as_ref() => *depth += 1,
            Some(_) => {}
            None if tag.name().as_ref().starts_with("draw:") && self.comment.is_none() => {
                self.drawn = Some((name.as_ref().to_owned(), 1));
            }
            None => {}
        }
    }

    fn end_drawn(&mut self, name: &str) -> Result<(), PartError> {
        let Some((drawn, depth)) = &mut self.drawn else {
            return Ok(());
        };
        if drawn != name {
            return Ok(());
        }
        *depth -= 1;
        if *depth == 0 {
            self.drawn = None;
            let text = std::mem::take(&mut self.drawn_text);
            self.budget.take_text(&text)?;
            if !text.is_empty() {
                self.book.properties.push(text);
            }
        }
        Ok(())
    }

    fn begin_cell(&mut self, tag: &BytesStart<'_>) -> Result<(), PartError> {
        let down = times(tag, "number-rows-spanned");
        let right = times(tag, "number-columns-spanned");
        if down > 1 || right > 1 {
            self.budget.take_merge()?;
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
        let style = self.formats.style(tag, self.column);
        let style = style.as_deref();
        self.cell = Some(OpenCell {
            format: self.formats.cell(style, &kind),
            times: times(tag, "number-columns-repeated"),
            kind,
            stated,
            formula: attribute(tag, "formula").is_some(),
            look: self.formats.looks.of_cell(style),
            ..OpenCell::default()
        });
        Ok(())
    }

    /// Where a text goes: into the comment, or the paragraph of the cell.
    fn text(&mut self, add: impl FnOnce(Run, &mut String)) {
        if let Some(comment) = &mut self.comment {
            add(Run::default(), comment);
        } else if self.drawn.is_some() {
            add(Run::default(), &mut self.drawn_text);
        } else if let Some(cell) = self.cell.as_mut().filter(|cell| cell.paragraphs > 0) {
            add(cell.run, &mut cell.text);
        }
    }

    fn close(&mut self, name: &str) -> Result<(), PartError> {
        if self.past {
            self.past = name != "tracked-changes";
            return Ok(());
        }
        self.end_drawn(name)?;
        self.unseen.close(name);
        match name {
            "annotation" => {
                let comment = self.comment.take().unwrap_or_default();
                let (row, column) = (self.row, self.column);
                self.budget.take_text(&comment)?;
                match &mut self.sheet {
                    Some(sheet) => sheet.comments.push((row, column, comment)),
                    None => self.book.properties.push(comment),
                }
            }
            "span" => {
                if let Some(cell) = &mut self.cell {
                    cell.run = Run::default();
                }
            }
            "table-cell" | "covered-table-cell" => self.end_cell()?,
            "table-row" => self.end_row()?,
            "table" => {
                if let Some(mut sheet) = self.sheet.take() {
                    sheet.set_merges(std::mem::take(&mut self.merges))?;
                    self.unseen.finish(&mut sheet);
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
        let value = match value(&cell) {
            value if cell.look.crossed_out => value.crossed_out(),
            value => value,
        };
        let end = self.column.saturating_add(cell.times);
        if value.is_blank() {
            // An empty text is a value; an empty number is none.
            if cell.formula && cell.kind != "string" {
                self.budget.take(1)?;
                if let Some(sheet) = &mut self.sheet {
                    sheet.unvalued.push((self.row, self.column));
                }
            }
        } else if self.column < MAX_COLUMNS {
            if let Cell::Text(text) = &value {
                self.budget.take_text(text)?;
            }
            self.cells.resize(self.column, Cell::Blank);
            self.cells.resize(end.min(MAX_COLUMNS), value);
        }
        self.column = end;
        Ok(())
    }

    /// Puts the row into the sheet as often as it stands there.
    fn end_row(&mut self) -> Result<(), PartError> {
        let last = self.row.saturating_add(self.rows);
        if !self.cells.is_empty()
            && let Some(sheet) = &mut self.sheet
        {
            let held = self.cells.len() + self.cells.iter().map(Cell::beside).sum::<usize>();
            for row in self.row..last.min(MAX_ROWS) {
                self.budget.take(held)?;
                sheet.put_row(row, self.cells.clone(), &self.budget)?;
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

/// What a cell holds, as its format shows it.
fn value(cell: &OpenCell) -> Cell {
    let stored = match (cell.kind.as_str(), &cell.stated) {
        ("float" | "percentage" | "currency", Some(stated)) => {
            return number(stated.trim(), cell.format.as_ref());
        }
        ("date" | "time", Some(_)) if !cell.text.trim().is_empty() => {
            return Cell::Date(cell.text.trim().into());
        }
        ("date" | "time", Some(stated)) => return Cell::date(stated),
        ("boolean", Some(stated)) => Cell::text(stated),
        (_, Some(stated)) if cell.paragraphs == 0 => Cell::text(stated),
        _ => {
            let text = cell.text.trim();
            let broken = cell.formula && (text.starts_with('#') || text.starts_with("Err:"));
            if broken {
                Cell::Error(text.into())
            } else {
                Cell::typed(text)
            }
        }
    };
    match &cell.format {
        Some(format) => stored.shown_by(format),
        None => stored,
    }
}
