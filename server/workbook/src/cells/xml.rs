//! Reading XML piece by piece, and the small parts of a workbook.

use std::cell::Cell;
use std::io::BufRead;
use std::rc::Rc;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::address::parse_address;

/// What a part holds, in order.
pub(crate) enum Piece<'a> {
    Open(&'a BytesStart<'a>),
    Text(&'a str),
    /// A character written as a reference: `&#49;`.
    Character(char),
    Close(&'a str),
}

/// Takes the pieces of a part that is read as it unpacks, up to the first that
/// is broken or refused.
pub(crate) fn stream<R: BufRead, E: From<quick_xml::Error>>(
    part: R,
    meter: &Rc<Cell<u64>>,
    mut take: impl FnMut(Piece<'_>) -> Result<(), E>,
) -> Result<(), E> {
    let mut reader = Reader::from_reader(part);
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        meter.set(0);
        match reader.read_event_into(&mut buffer)? {
            Event::Eof => return Ok(()),
            event => hand(event, &mut take)?,
        }
    }
}

/// As [`stream`], of a stretch of a part that may begin and end within elements.
pub(crate) fn stretch<E: From<quick_xml::Error>>(
    text: &str,
    mut take: impl FnMut(Piece<'_>) -> Result<(), E>,
) -> Result<(), E> {
    let mut reader = Reader::from_str(text);
    reader.config_mut().allow_unmatched_ends = true;
    loop {
        match reader.read_event()? {
            Event::Eof => return Ok(()),
            event => hand(event, &mut take)?,
        }
    }
}

fn hand<E>(event: Event<'_>, take: &mut impl FnMut(Piece<'_>) -> Result<(), E>) -> Result<(), E> {
    match event {
        Event::Start(tag) => take(Piece::Open(&tag)),
        Event::Empty(tag) => {
            take(Piece::Open(&tag))?;
            take(Piece::Close(tag.local_name().as_ref()))
        }
        Event::Text(content) => take(Piece::Text(&content)),
        Event::CData(content) => take(Piece::Text(&content)),
        Event::GeneralRef(reference) => match character(&reference) {
            Some(character) => take(Piece::Character(character)),
            None => Ok(()),
        },
        Event::End(tag) => take(Piece::Close(tag.local_name().as_ref())),
        _ => Ok(()),
    }
}

/// What a reference stands for; entities that a document defines itself are not
/// followed.
fn character(reference: &str) -> Option<char> {
    match reference {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        number => {
            let number = number.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code)
        }
    }
}

/// As [`stretch`]; broken XML ends it.
pub(crate) fn each(text: &str, mut take: impl FnMut(Piece<'_>)) {
    let _: Result<(), quick_xml::Error> = stretch(text, |piece| {
        take(piece);
        Ok(())
    });
}

pub(crate) fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
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

pub(crate) fn is_set(tag: &BytesStart<'_>, name: &str) -> bool {
    attribute(tag, name).is_some_and(|value| value == "1" || value == "true")
}

/// All text of a part, with a space between elements.
pub(crate) fn all_text(text: &str) -> String {
    let mut out = String::new();
    each(text, |piece| match piece {
        Piece::Text(text) => out.push_str(text),
        Piece::Character(character) => out.push(character),
        Piece::Close(_) => out.push(' '),
        Piece::Open(_) => {}
    });
    out
}

/// Id, kind and path of each relation, paths resolved against `folder`.
pub(crate) fn relations(text: &str, folder: &str) -> Vec<Relation> {
    let mut found = Vec::new();
    each(text, |piece| {
        if let Piece::Open(tag) = piece
            && let (Some(id), Some(target)) = (attribute(tag, "Id"), attribute(tag, "Target"))
        {
            let kind = attribute(tag, "Type").unwrap_or_default();
            found.push(Relation {
                id,
                kind: kind.rsplit('/').next().unwrap_or_default().to_owned(),
                path: resolve(folder, &target),
            });
        }
    });
    found
}

/// From one part to another.
pub(crate) struct Relation {
    pub(crate) id: String,
    /// `worksheet`, `sharedStrings`, `comments`.
    pub(crate) kind: String,
    pub(crate) path: String,
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

/// Cell and text of each comment, of either kind.
pub(crate) fn comments(text: &str) -> Vec<(usize, usize, String)> {
    const MAX_COMMENTS: usize = 200_000;
    let mut found: Vec<(usize, usize, String)> = Vec::new();
    let mut inside = false;
    each(text, |piece| match piece {
        Piece::Open(tag) if is_comment(tag.local_name().as_ref()) => {
            let at = attribute(tag, "ref").and_then(|text| parse_address(&text));
            let (row, column) = at.unwrap_or_default();
            if found.len() < MAX_COMMENTS {
                found.push((row, column, String::new()));
            }
            inside = true;
        }
        Piece::Text(text) if inside => {
            if let Some((_, _, comment)) = found.last_mut() {
                comment.push_str(text);
            }
        }
        Piece::Character(character) if inside => {
            if let Some((_, _, comment)) = found.last_mut() {
                comment.push(character);
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
