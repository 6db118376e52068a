//! The XML of worksheets, comments and relations, as far as a check needs it.
//! Broken XML ends the reading of a part; calamine is the one to refuse it.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::grid::{Area, parse_address};
use super::package::Part;

/// What a part holds, in order.
enum Piece<'a> {
    Open(&'a BytesStart<'a>),
    Text(String),
    Close(&'a str),
}

fn each(text: &str, mut take: impl FnMut(Piece<'_>)) {
    let mut reader = Reader::from_str(text);
    loop {
        match reader.read_event() {
            Ok(Event::Start(tag)) => take(Piece::Open(&tag)),
            Ok(Event::Empty(tag)) => {
                take(Piece::Open(&tag));
                take(Piece::Close(tag.local_name().as_ref()));
            }
            Ok(Event::Text(content)) => {
                take(Piece::Text(content.to_string()));
            }
            Ok(Event::CData(content)) => {
                take(Piece::Text(content.to_string()));
            }
            Ok(Event::End(tag)) => take(Piece::Close(tag.local_name().as_ref())),
            Ok(Event::Eof) | Err(_) => return,
            Ok(_) => {}
        }
    }
}

fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = tag
        .attributes()
        .with_checks(false)
        .flatten()
        .find(|attribute| attribute.key.local_name().as_ref() == name)?;
    let text = found.value.into_owned();
    Some(
        quick_xml::escape::unescape(&text)
            .map_or_else(|_| text.clone(), |plain| plain.into_owned()),
    )
}

fn is_set(tag: &BytesStart<'_>, name: &str) -> bool {
    attribute(tag, name).is_some_and(|value| value == "1" || value == "true")
}

/// All text of a part, with a space between elements.
pub(super) fn all_text(text: &str) -> String {
    let mut out = String::new();
    each(text, |piece| match piece {
        Piece::Text(text) => out.push_str(&text),
        Piece::Close(_) => out.push(' '),
        Piece::Open(_) => {}
    });
    out
}

/// The texts of an OpenDocument file's comments.
pub(super) fn annotations(text: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let mut inside = false;
    each(text, |piece| match piece {
        Piece::Open(tag) if tag.local_name().as_ref() == "annotation" => {
            inside = true;
            found.push(String::new());
        }
        Piece::Close("annotation") => inside = false,
        Piece::Text(text) if inside => {
            if let Some(last) = found.last_mut() {
                last.push_str(&text);
            }
        }
        _ => {}
    });
    found
}

/// Id and path of each relation, paths resolved against `folder`.
pub(super) fn relations(text: &str, folder: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    each(text, |piece| {
        if let Piece::Open(tag) = piece
            && let (Some(id), Some(target)) = (attribute(tag, "Id"), attribute(tag, "Target"))
        {
            found.push((id, resolve(folder, &target)));
        }
    });
    found
}

fn resolve(folder: &str, target: &str) -> String {
    if let Some(absolute) = target.strip_prefix('/') {
        return absolute.to_owned();
    }
    let mut path: Vec<&str> = folder.split('/').filter(|step| !step.is_empty()).collect();
    for step in target.split('/') {
        match step {
            ".." => {
                path.pop();
            }
            "." | "" => {}
            other => path.push(other),
        }
    }
    path.join("/")
}

/// Name and relation id of each sheet.
pub(super) fn sheet_names(workbook: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    each(workbook, |piece| {
        if let Piece::Open(tag) = piece
            && tag.local_name().as_ref() == "sheet"
            && let (Some(name), Some(id)) = (attribute(tag, "name"), attribute(tag, "id"))
        {
            found.push((name, id));
        }
    });
    found
}

/// Cell and text of each comment, of either kind.
pub(super) fn comments(text: &str) -> Vec<(usize, usize, String)> {
    let mut found: Vec<(usize, usize, String)> = Vec::new();
    let mut inside = false;
    each(text, |piece| match piece {
        Piece::Open(tag) if is_comment(tag.local_name().as_ref()) => {
            let at = attribute(tag, "ref").and_then(|text| parse_address(&text));
            let (row, column) = at.unwrap_or_default();
            found.push((row, column, String::new()));
            inside = true;
        }
        Piece::Text(text) if inside => {
            if let Some((_, _, comment)) = found.last_mut() {
                comment.push_str(&text);
            }
        }
        Piece::Close(name) if is_comment(name) => inside = false,
        _ => {}
    });
    found
}

fn is_comment(name: &str) -> bool {
    matches!(name, "comment" | "threadedComment")
}

/// Formula and value of the cell that is being read.
#[derive(Default)]
struct Reading {
    at: (usize, usize),
    is_text: bool,
    in_value: bool,
    formula: bool,
    value: bool,
}

/// What a worksheet says beside its values.
pub(super) fn worksheet(text: &str) -> Part {
    let mut part = Part::default();
    let mut next = (0_usize, 0_usize);
    let mut cell = Reading::default();
    each(text, |piece| match piece {
        Piece::Open(tag) => match tag.local_name().as_ref() {
            "col" if is_set(tag, "hidden") => {
                let number = |name| attribute(tag, name)?.parse::<usize>().ok()?.checked_sub(1);
                if let (Some(first), Some(last)) = (number("min"), number("max")) {
                    part.hidden_columns.push((first, last));
                }
            }
            "row" => {
                let stated = attribute(tag, "r").and_then(|row| row.parse::<usize>().ok());
                next = (
                    stated.and_then(|row| row.checked_sub(1)).unwrap_or(next.0),
                    0,
                );
                if is_set(tag, "hidden") {
                    part.hidden_rows.push(next.0);
                }
                part.size.0 = part.size.0.max(next.0.saturating_add(1));
            }
            "c" => {
                let stated = attribute(tag, "r").and_then(|at| parse_address(&at));
                next = stated.unwrap_or(next);
                let kind = attribute(tag, "t").unwrap_or_default();
                cell = Reading {
                    at: next,
                    is_text: kind == "str",
                    ..Reading::default()
                };
                part.size.0 = part.size.0.max(next.0.saturating_add(1));
                part.size.1 = part.size.1.max(next.1.saturating_add(1));
                next.1 = next.1.saturating_add(1);
            }
            "f" => cell.formula = true,
            "v" => {
                cell.in_value = true;
                // An empty text is a value; an empty number is none.
                cell.value |= cell.is_text;
            }
            "mergeCell" => part
                .merges
                .extend(attribute(tag, "ref").and_then(|area| parse_area(&area))),
            _ => {}
        },
        Piece::Text(text) => cell.value |= cell.in_value && !text.trim().is_empty(),
        Piece::Close("v") => cell.in_value = false,
        Piece::Close("c") => {
            if cell.formula && !cell.value {
                part.unvalued.push(cell.at);
            }
            cell = Reading::default();
        }
        Piece::Close("row") => next = (next.0.saturating_add(1), 0),
        Piece::Close(_) => {}
    });
    part
}

fn parse_area(text: &str) -> Option<Area> {
    let (first, last) = text.split_once(':')?;
    let ((top, left), (bottom, right)) = (parse_address(first)?, parse_address(last)?);
    Some(Area {
        top,
        left,
        bottom,
        right,
    })
}
