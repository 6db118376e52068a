//! Comments and text boxes: a text stands with a drawn object, and a comment says
//! by the object's number which text is its own.

use std::collections::HashMap;

use super::globals::Strings;
use super::records::Record;

/// A comment that is longer goes on in another record, which has no row.
const NO_ROW: usize = 0xFFFF;

/// What is drawn on a sheet, and the comments of its cells.
#[derive(Default)]
pub(crate) struct Notes {
    /// The object whose text follows.
    object: Option<u16>,
    texts: HashMap<u16, String>,
    /// Texts of no object.
    loose: Vec<String>,
    /// Cell and object.
    of_cells: Vec<(usize, usize, u16)>,
    /// Cell and text.
    written_out: Vec<(usize, usize, String)>,
}

/// Row, column and text of each comment, and the texts of other boxes.
pub(crate) type Written = (Vec<(usize, usize, String)>, Vec<String>);

impl Notes {
    pub(crate) fn object(&mut self, record: &Record<'_>) {
        // Kind and length of the first part, and what is drawn.
        const BEFORE: usize = 6;
        let mut fields = record.fields();
        self.object = fields.skip(BEFORE).and_then(|()| fields.number());
    }

    /// The text of the object before it.
    pub(crate) fn text(&mut self, record: &Record<'_>) -> Option<&str> {
        const BEFORE: usize = 10;
        let mut fields = record.fields();
        fields.skip(BEFORE)?;
        let length = fields.index()?;
        let text = Strings::Unicode.of_length(&mut record.continuation(), length)?;
        match self.object.take() {
            Some(object) => Some(self.texts.entry(object).insert_entry(text).into_mut()),
            None => {
                self.loose.push(text);
                self.loose.last().map(String::as_str)
            }
        }
    }

    /// The comment of a cell, with its text where that is written out.
    pub(crate) fn note(&mut self, record: &Record<'_>, strings: Strings) -> Option<&str> {
        let mut fields = record.fields();
        let (row, column) = (fields.index()?, fields.index()?);
        fields.skip(2)?;
        let Strings::CodePage(encoding) = strings else {
            self.of_cells.push((row, column, fields.number()?));
            return Some("");
        };
        let length = record.data().len().saturating_sub(BEFORE_TEXT);
        let text = fields.encoded(length, encoding)?;
        match self.written_out.last_mut() {
            Some((_, _, before)) if row == NO_ROW => before.push_str(&text),
            _ => self.written_out.push((row, column, text)),
        }
        self.written_out.last().map(|(_, _, text)| text.as_str())
    }

    pub(crate) fn written(mut self) -> Written {
        let mut comments = self.written_out;
        for (row, column, object) in self.of_cells {
            let text = self.texts.remove(&object).unwrap_or_default();
            comments.push((row, column, text));
        }
        let mut boxes: Vec<String> = self.texts.into_values().collect();
        boxes.append(&mut self.loose);
        (comments, boxes)
    }
}

/// Row, column and length.
const BEFORE_TEXT: usize = 6;
