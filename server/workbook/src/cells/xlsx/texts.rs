//! The texts that the cells of a workbook share.

use std::borrow::Cow;
use std::sync::Arc;

use crate::cells::grid::Cell;
use crate::cells::limits::{CellBudget, MAX_TEXTS, PartError};
use crate::cells::package::Package;
use crate::cells::xml::{self, Piece};
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

/// `_x000D_` is a carriage return.
pub(crate) fn unescaped(text: &str) -> Cow<'_, str> {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_are_undone() {
        assert_eq!(unescaped("张三_x000D_\n李"), "张三\r\n李");
        assert_eq!(unescaped("a_x_b_xZZZZ_"), "a_x_b_xZZZZ_");
    }
}
