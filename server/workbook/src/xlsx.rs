//! .xlsx: one pass over each worksheet gives its values, merges, what is hidden
//! and formulas without values.

use std::sync::Arc;

mod cut;
mod rows;
mod sheet;

use sheet::Given;

use super::grid::{Book, Cell, Filled, decimal};
use super::package::Package;
use super::xml::{self, Piece, attribute};
use super::{Progress, Unreadable};

/// Of the texts that cells share.
const TEXTS_MOST: usize = 4_000_000;

/// Why a part's reading stopped.
pub(super) enum Stop {
    Xml(quick_xml::Error),
    TooLarge,
}

impl From<quick_xml::Error> for Stop {
    fn from(error: quick_xml::Error) -> Self {
        Self::Xml(error)
    }
}

impl Stop {
    pub(super) fn unreadable(&self, package: &Package<'_>) -> Unreadable {
        match self {
            Self::Xml(error) => package.failed(error),
            Self::TooLarge => Unreadable::TooLargeUnpacked,
        }
    }
}

pub(super) fn read(package: &mut Package<'_>, progress: &Progress) -> Result<Book, Unreadable> {
    let main = package
        .text("_rels/.rels")?
        .map(|text| xml::relations(&text, ""))
        .unwrap_or_default()
        .into_iter()
        .find(|relation| relation.kind == "officeDocument")
        .map_or_else(|| "xl/workbook.xml".to_owned(), |relation| relation.path);
    let Some(workbook) = package.text(&main)? else {
        return Err(Unreadable::NotAWorkbook);
    };
    let (folder, file) = main.rsplit_once('/').unwrap_or(("", &main));
    let relations = package
        .text(&format!("{folder}/_rels/{file}.rels"))?
        .map(|text| xml::relations(&text, folder))
        .unwrap_or_default();
    let texts = relations
        .iter()
        .find(|relation| relation.kind == "sharedStrings")
        .map_or_else(
            || format!("{folder}/sharedStrings.xml"),
            |relation| relation.path.clone(),
        );
    let texts = shared_texts(package, &texts)?;
    let mut book = Book::default();
    let mut attached = Vec::new();
    let filled = Filled::default();
    for named in sheet_names(&workbook) {
        let Some(relation) = relations
            .iter()
            .find(|relation| relation.id == named.relation && relation.kind == "worksheet")
        else {
            continue;
        };
        let given = Given {
            texts: &texts,
            filled: &filled,
            progress,
        };
        let mut sheet = sheet::read(package, &relation.path, given)?;
        sheet.name = Some(named.name);
        sheet.hidden = named.hidden;
        let (folder, file) = relation
            .path
            .rsplit_once('/')
            .unwrap_or(("", &relation.path));
        let beside = package.text(&format!("{folder}/_rels/{file}.rels"))?;
        for other in beside
            .map(|text| xml::relations(&text, folder))
            .unwrap_or_default()
        {
            if other.kind.to_lowercase().contains("comment")
                && let Some(comments) = package.text(&other.path)?
            {
                sheet.comments.extend(xml::comments(&comments));
                attached.push(other.path);
            }
        }
        book.sheets.push(sheet);
    }
    if book.sheets.is_empty() {
        return Err(Unreadable::Damaged("no sheet can be read".to_owned()));
    }
    // What is said outside the cells: properties, comments of no sheet, text boxes.
    for name in package.names() {
        let lower = name.to_lowercase();
        let said = lower.starts_with("docprops/")
            || lower.starts_with("xl/drawings/")
            || (lower.contains("comment") && !attached.contains(&name));
        if said
            && lower.ends_with(".xml")
            && let Some(text) = package.text(&name)?
        {
            book.properties.push(xml::all_text(&text));
        }
    }
    Ok(book)
}

struct Named {
    name: String,
    relation: String,
    hidden: bool,
}

fn sheet_names(workbook: &str) -> Vec<Named> {
    let mut found = Vec::new();
    xml::each(workbook, |piece| {
        if let Piece::Open(tag) = piece
            && tag.local_name().as_ref() == "sheet"
            && let (Some(name), Some(relation)) = (attribute(tag, "name"), attribute(tag, "id"))
        {
            let hidden = attribute(tag, "state").is_some_and(|state| state != "visible");
            found.push(Named {
                name,
                relation,
                hidden,
            });
        }
    });
    found
}

/// The texts that cells share; `None` for a blank one.
fn shared_texts(
    package: &mut Package<'_>,
    name: &str,
) -> Result<Vec<Option<Arc<str>>>, Unreadable> {
    let mut texts: Vec<Option<Arc<str>>> = Vec::new();
    let meter = package.piece();
    let Some(part) = package.part(name)? else {
        return Ok(texts);
    };
    let mut text = String::new();
    let (mut in_text, mut spoken) = (false, false);
    let done = xml::stream(part, &meter, |piece| {
        match piece {
            Piece::Open(tag) => match tag.local_name().as_ref() {
                "si" => text.clear(),
                "t" => in_text = !spoken,
                "rPh" => spoken = true,
                _ => {}
            },
            Piece::Text(more) if in_text => text.push_str(more),
            Piece::Character(more) if in_text => text.push(more),
            Piece::Close("t") => in_text = false,
            Piece::Close("rPh") => spoken = false,
            Piece::Close("si") => {
                if texts.len() >= TEXTS_MOST {
                    return Err(Stop::TooLarge);
                }
                texts.push(match Cell::text(&unescaped(&text)) {
                    Cell::Text(text) => Some(text),
                    _ => None,
                });
            }
            _ => {}
        }
        Ok(())
    });
    done.map_err(|stop| stop.unreadable(package))?;
    Ok(texts)
}

/// `_x000D_` is a carriage return.
fn unescaped(text: &str) -> std::borrow::Cow<'_, str> {
    if !text.contains("_x") {
        return text.into();
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("_x") {
        let (before, after) = rest.split_at(at);
        out.push_str(before);
        let code = after
            .get(2..6)
            .filter(|_| after.get(6..7) == Some("_"))
            .and_then(|hex| u32::from_str_radix(hex, 16).ok())
            .and_then(char::from_u32);
        let taken = match code {
            Some(character) => {
                out.push(character);
                7
            }
            None => {
                out.push_str("_x");
                2
            }
        };
        rest = after.get(taken..).unwrap_or_default();
    }
    out.push_str(rest);
    out.into()
}

/// A number as Excel shows it: its first 15 digits. What is none is kept as text.
pub(super) fn number(text: &str) -> Cell {
    const DIGITS: usize = 15;
    let plain = text
        .bytes()
        .all(|byte| byte.is_ascii_digit() || byte == b'.' || byte == b'-');
    let exact = (plain && text.len() <= DIGITS)
        .then(|| rust_decimal::Decimal::from_str_exact(text).ok())
        .flatten();
    exact
        .map(|exact| exact.normalize())
        .or_else(|| decimal(text.parse().ok()?))
        .map_or_else(|| Cell::text(text), Cell::Number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stored_numbers_are_those_that_are_shown() {
        for (stored, shown) in [
            ("48000", "48000"),
            ("0.30000000000000004", "0.3"),
            ("1.5E-2", "0.015"),
            ("11780160.220000001", "11780160.22"),
            ("1e400", "1e400"),
            ("-", "-"),
        ] {
            assert_eq!(number(stored).shown(), shown);
        }
    }

    #[test]
    fn escapes_are_undone() {
        assert_eq!(unescaped("张三_x000D_\n李"), "张三\r\n李");
        assert_eq!(unescaped("a_x_b_xZZZZ_"), "a_x_b_xZZZZ_");
    }
}
