//! A number that is shown in other words than its own digits.

use std::sync::Arc;

use rust_decimal::Decimal;

use super::digits::Digits;
use super::format::Format;

/// A number, and the format that shows it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Formatted {
    pub(crate) number: Decimal,
    pub(crate) format: Arc<Format>,
}

impl Formatted {
    /// As a spreadsheet shows it; `None` where only that can tell.
    pub(crate) fn text(&self) -> Option<String> {
        self.format.text_of(self.number)
    }

    /// As it is shown, or else the digits that are stored.
    pub(crate) fn shown(&self) -> String {
        self.text()
            .unwrap_or_else(|| Digits::GENERAL.show(self.number))
    }
}
