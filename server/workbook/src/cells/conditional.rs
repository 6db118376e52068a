//! Looks that cells have where a condition holds. Whether it does, a spreadsheet
//! alone computes.

use std::sync::Arc;

use super::address::Area;
use super::formats::format::Format;

/// How cells look where the condition holds, as far as it hides what is stored.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct ConditionalLook {
    /// `None` where the cell keeps its own.
    pub(crate) format: Option<Arc<Format>>,
    pub(crate) crossed_out: bool,
}

impl ConditionalLook {
    /// Colours, frames and fonts show the same words.
    pub(crate) fn is_plain(&self) -> bool {
        *self == Self::default()
    }
}

/// Cells that may look so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Conditional {
    pub(crate) area: Area,
    pub(crate) look: ConditionalLook,
}
