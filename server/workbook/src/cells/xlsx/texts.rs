//! The texts that the cells of a workbook share.

use std::borrow::Cow;
use std::sync::Arc;

use quick_xml::events::BytesStart;

use crate::cells::grid::Cell;
use crate::cells::limits::{CellBudget, MAX_TEXTS, PartError};
use crate::cells::package::Package;
use crate::cells::runs::Run;
use crate::cells::xml::{self, Piece, attribute};
use crate::unreadable::Unreadable;

/// The texts that cells share; `None` for a blank one.
pub(crate) fn shared_texts(
    package: &mut Package<'_>,
    name: &str,
    budget: &CellBudget,
) -> Result<Vec<Option<Arc<str>>>, Unreadable> {
    let mut texts: Vec<Option<Arc<str>>> = Vec::new();
    let meter = package.piece();
    let Some(part) = package.part(name)? else {
        return Ok(texts);
    };
    let mut text = String::new();
    let (mut in_text, mut spoken) = (false, false);
    let mut run = Run::default();
    let done = xml::stream(part, &meter, |piece| {
        match piece {
            Piece::Open(tag) => match tag.local_name().as_ref() {
                "si" => text.clear(),
                "t" => in_text = !spoken,
                "rPh" => spoken = true,
                "r" => run = Run::default(),
                _ => look(&mut run, tag),
            },
            Piece::Text(more) if in_text => run.push(&mut text, more),
            Piece::Character(more) if in_text => {
                run.push(&mut text, more.encode_utf8(&mut [0; 4]));
            }
            Piece::Close("r") => run = Run::default(),
            Piece::Close("t") => in_text = false,
            Piece::Close("rPh") => spoken = false,
            Piece::Close("si") => {
                if texts.len() >= MAX_TEXTS {
                    return Err(PartError::TooLarge);
                }
                texts.push(match Cell::text(&unescaped(&text)) {
                    Cell::Text(text) => {
                        budget.take_text(&text)?;
                        Some(text)
                    }
                    _ => None,
                });
            }
            _ => {}
        }
        Ok(())
    });
    done.map_err(|error| package.unreadable(&error))?;
    Ok(texts)
}

/// What a run's properties say of how it looks.
pub(crate) fn look(run: &mut Run, tag: &BytesStart<'_>) {
    match tag.local_name().as_ref() {
        "strike" => run.crossed_out = is_on(tag),
        "vertAlign" => {
            run.raised = attribute(tag, "val").is_some_and(|to| to == "superscript");
        }
        _ => {}
    }
}

/// Whether a property is on, which it also is where it says nothing.
pub(crate) fn is_on(tag: &BytesStart<'_>) -> bool {
    attribute(tag, "val").is_none_or(|value| value != "0" && value != "false")
}

/// `_x000D_` is a carriage return; a rare character is written as its two halves,
/// `_xD842__xDFB7_`.
pub(crate) fn unescaped(text: &str) -> Cow<'_, str> {
    if !text.contains("_x") {
        return text.into();
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("_x") {
        let (before, after) = rest.split_at(at);
        out.push_str(before);
        let half = |at: usize| {
            let code = after.get(at..at + 7)?;
            let hex = code.strip_prefix("_x")?.strip_suffix('_')?;
            let digits = hex.bytes().all(|byte| byte.is_ascii_hexdigit());
            u16::from_str_radix(hex, 16).ok().filter(|_| digits)
        };
        let first = half(0);
        let second = first.and_then(|_| half(7));
        let halves = first.into_iter().chain(second);
        let character = char::decode_utf16(halves).next().and_then(Result::ok);
        let taken = match character {
            Some(character) => {
                out.push(character);
                7 * character.len_utf16()
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_are_undone() {
        assert_eq!(unescaped("张三_x000D_\n李"), "张三\r\n李");
        assert_eq!(unescaped("a_x_b_xZZZZ_"), "a_x_b_xZZZZ_");
        assert_eq!(unescaped("罗_xD842__xDFB7_业"), "罗𠮷业");
        assert_eq!(unescaped("_x0041__x0042_C"), "ABC");
        for alone in ["_xD842_业", "_xDFB7_", "_x+041_", "_x00"] {
            assert_eq!(unescaped(alone), alone);
        }
    }
}
