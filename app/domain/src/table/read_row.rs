//! The first households of a table, to see how it was read.

use serde::{Deserialize, Serialize};

use crate::board::Entry;
use crate::id_number;
use crate::money::Money;
use crate::quantity::Quantity;

/// A household as it was read, in one row. Personal numbers are masked, wherever
/// they stood.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReadRow {
    pub household: String,
    pub head: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group: Option<String>,
    /// In 亩.
    pub land: Quantity,
    /// In ㎡.
    pub floor: Quantity,
    pub total: Money,
}

impl ReadRow {
    /// Households that show how a table was read.
    pub const SHOWN: u8 = 5;

    #[must_use]
    pub fn of(entry: &Entry) -> Self {
        Self {
            household: id_number::hide(&entry.household),
            head: id_number::hide(&entry.head),
            group: entry.group.as_deref().map(id_number::hide),
            land: entry.land(),
            floor: entry.floor(),
            total: entry.total,
        }
    }

    /// The first households of a table.
    #[must_use]
    pub fn first(entries: &[Entry]) -> Vec<Self> {
        entries
            .iter()
            .take(usize::from(Self::SHOWN))
            .map(Self::of)
            .collect()
    }
}
