//! The formats of a workbook's cells.

use std::collections::HashMap;
use std::sync::Arc;

use quick_xml::events::BytesStart;

use super::texts::is_on;
use crate::cells::conditional::ConditionalLook;
use crate::cells::formats::dates::DateSystem;
use crate::cells::formats::format::Format;
use crate::cells::limits::PartError;
use crate::cells::package::Package;
use crate::cells::xml::{self, Piece, attribute};
use crate::unreadable::Unreadable;

/// More styles than a spreadsheet takes (64,000).
const MAX_STYLES: usize = 70_000;

/// What a cell's style says of its format.
#[derive(Debug, Default)]
pub(crate) struct Styles {
    /// By the number of the style; `None` for General.
    formats: Vec<Option<Arc<Format>>>,
    /// By the number of the style, whether a line goes through what it shows.
    crossed_out: Vec<bool>,
    /// Looks under conditions, by their number.
    conditional: Vec<ConditionalLook>,
}

impl Styles {
    /// A look under a condition, where it hides what is stored.
    pub(crate) fn conditional(&self, number: usize) -> Option<ConditionalLook> {
        let look = self.conditional.get(number)?;
        (!look.is_plain()).then(|| look.clone())
    }

    pub(crate) fn crosses_out(&self, style: usize) -> bool {
        self.crossed_out.get(style).copied().unwrap_or_default()
    }

    /// The format of a style, `None` for General.
    pub(crate) fn format(&self, style: usize) -> Option<&Arc<Format>> {
        self.formats.get(style)?.as_ref()
    }
}

/// The styles of a workbook; none where it has none.
pub(crate) fn styles(
    package: &mut Package<'_>,
    name: &str,
    dates: DateSystem,
) -> Result<Styles, Unreadable> {
    let meter = package.piece();
    let Some(part) = package.part(name)? else {
        return Ok(Styles::default());
    };
    let mut reading = Reading {
        dates,
        ..Reading::default()
    };
    let done = xml::stream(part, &meter, |piece| reading.take(&piece));
    done.map_err(|error| package.unreadable(&error))?;
    Ok(Styles {
        formats: reading.formats,
        crossed_out: reading.crossed_out,
        conditional: reading.conditional,
    })
}

#[derive(Default)]
struct Reading {
    dates: DateSystem,
    in_codes: bool,
    in_styles: bool,
    codes: HashMap<u16, String>,
    /// Each once, by the number of the format.
    known: HashMap<u16, Option<Arc<Format>>>,
    formats: Vec<Option<Arc<Format>>>,
    in_fonts: bool,
    /// Of each font, whether a line goes through it.
    fonts: Vec<bool>,
    crossed_out: Vec<bool>,
    in_conditional: bool,
    conditional: Vec<ConditionalLook>,
}

impl Reading {
    fn take(&mut self, piece: &Piece<'_>) -> Result<(), PartError> {
        match piece {
            Piece::Open(tag) => match tag.local_name().as_ref() {
                "numFmts" => self.in_codes = true,
                "numFmt" if self.in_codes => self.code(tag)?,
                "fonts" => self.in_fonts = true,
                "font" if self.in_fonts => {
                    if self.fonts.len() >= MAX_STYLES {
                        return Err(PartError::TooLarge);
                    }
                    self.fonts.push(false);
                }
                "strike" if self.in_fonts => {
                    if let Some(font) = self.fonts.last_mut() {
                        *font = is_on(tag);
                    }
                }
                "cellXfs" => self.in_styles = true,
                "xf" if self.in_styles => self.style(tag)?,
                "dxfs" => self.in_conditional = true,
                "dxf" if self.in_conditional => {
                    if self.conditional.len() >= MAX_STYLES {
                        return Err(PartError::TooLarge);
                    }
                    self.conditional.push(ConditionalLook::default());
                }
                "numFmt" | "strike" if self.in_conditional => self.under_condition(tag),
                _ => {}
            },
            Piece::Close("dxfs") => self.in_conditional = false,
            Piece::Close("numFmts") => self.in_codes = false,
            Piece::Close("fonts") => self.in_fonts = false,
            Piece::Close("cellXfs") => self.in_styles = false,
            _ => {}
        }
        Ok(())
    }

    fn under_condition(&mut self, tag: &BytesStart<'_>) {
        let Some(look) = self.conditional.last_mut() else {
            return;
        };
        match tag.local_name().as_ref() {
            "strike" => look.crossed_out = is_on(tag),
            _ => look.format = format_of(tag),
        }
    }

    fn code(&mut self, tag: &BytesStart<'_>) -> Result<(), PartError> {
        let id = attribute(tag, "numFmtId").and_then(|id| id.parse().ok());
        if let (Some(id), Some(code)) = (id, attribute(tag, "formatCode")) {
            if self.codes.len() >= MAX_STYLES {
                return Err(PartError::TooLarge);
            }
            self.codes.insert(id, code);
        }
        Ok(())
    }

    fn style(&mut self, tag: &BytesStart<'_>) -> Result<(), PartError> {
        if self.formats.len() >= MAX_STYLES {
            return Err(PartError::TooLarge);
        }
        let id = attribute(tag, "numFmtId").and_then(|id| id.parse().ok());
        let id: u16 = id.unwrap_or_default();
        let (codes, dates) = (&self.codes, self.dates);
        let format = self.known.entry(id).or_insert_with(|| {
            let format = match codes.get(&id) {
                Some(code) => Format::of(code, dates),
                None => Format::built_in(id, dates),
            };
            (!format.is_general()).then(|| Arc::new(format))
        });
        self.formats.push(format.clone());
        let font: usize = attribute(tag, "fontId")
            .and_then(|id| id.parse().ok())
            .unwrap_or_default();
        let crossed_out = self.fonts.get(font).copied().unwrap_or_default();
        self.crossed_out.push(crossed_out);
        Ok(())
    }
}

/// The format whose code an element has; `None` for General.
pub(crate) fn format_of(tag: &BytesStart<'_>) -> Option<Arc<Format>> {
    let format = Format::of(&attribute(tag, "formatCode")?, DateSystem::default());
    (!format.is_general()).then(|| Arc::new(format))
}
