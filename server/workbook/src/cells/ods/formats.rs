//! Which format a cell has, and how it looks: by its own style, its row's or its
//! column's.

use std::sync::Arc;

use quick_xml::events::BytesStart;

use super::looks::Looks;
use super::styles::Styles;
use crate::cells::formats::dates::DateSystem;
use crate::cells::formats::format::Format;
use crate::cells::limits::{CellBudget, MAX_COLUMNS, PartError};
use crate::cells::package::Package;
use crate::cells::xml::{self, Piece, attribute};
use crate::unreadable::Unreadable;

/// The formats of cells, as far as they are known.
#[derive(Default)]
pub(crate) struct Formats {
    styles: Styles,
    pub(crate) looks: Looks,
    /// The style of cells that say none: up to a column, and in the row.
    columns: Vec<(usize, Option<String>)>,
    row: Option<String>,
}

impl Formats {
    /// With the styles that all sheets share.
    pub(crate) fn of(package: &mut Package<'_>, budget: &CellBudget) -> Result<Self, Unreadable> {
        let mut formats = Self::default();
        let meter = package.piece();
        let Some(part) = package.part("styles.xml")? else {
            return Ok(formats);
        };
        let mut common = false;
        let done = xml::stream(part, &meter, |piece| {
            match &piece {
                Piece::Open(tag) if tag.local_name().as_ref() == "styles" => common = true,
                Piece::Close("styles") => common = false,
                _ => {}
            }
            if common {
                formats.take(&piece, budget)?;
            }
            Ok(())
        });
        done.map_err(|error| package.unreadable(&error))?;
        Ok(formats)
    }

    /// Takes what stands before the tables.
    pub(crate) fn take(&mut self, piece: &Piece<'_>, budget: &CellBudget) -> Result<(), PartError> {
        if let Piece::Open(tag) = piece {
            self.looks.open(tag, budget)?;
        }
        self.styles.take(piece)
    }

    pub(crate) fn begin_table(&mut self) {
        self.columns.clear();
        self.row = None;
    }

    /// Columns up to this one.
    pub(crate) fn columns(&mut self, tag: &BytesStart<'_>, end: usize) {
        let style = attribute(tag, "default-cell-style-name");
        match self.columns.last_mut() {
            Some((last, same)) if *same == style => *last = end,
            _ => {
                if self.columns.len() < MAX_COLUMNS {
                    self.columns.push((end, style));
                }
            }
        }
    }

    pub(crate) fn row(&mut self, tag: &BytesStart<'_>) {
        self.row = attribute(tag, "default-cell-style-name");
    }

    /// The style of a cell: its own, or else its row's or its column's.
    pub(crate) fn style(&self, tag: &BytesStart<'_>, column: usize) -> Option<String> {
        let own = attribute(tag, "style-name").or_else(|| self.row.clone());
        own.or_else(|| {
            let at = self.columns.partition_point(|(end, _)| *end <= column);
            self.columns.get(at)?.1.clone()
        })
    }

    /// The format of a cell, `None` for General; a percentage of no style is shown
    /// as one.
    pub(crate) fn cell(&mut self, style: Option<&str>, kind: &str) -> Option<Arc<Format>> {
        let format = style.and_then(|style| self.styles.format(style));
        format.or_else(|| {
            let percent = kind == "percentage";
            percent.then(|| Arc::new(Format::built_in(10, DateSystem::From1900)))
        })
    }
}
