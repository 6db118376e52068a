//! The details of a finding: what was found and what was expected.

use serde::{Deserialize, Serialize};

use crate::board::Measure;
use crate::money::Money;
use crate::quantity::Quantity;
use crate::surveyed::Surveyed;
use crate::terms::{Deduction, RatePart};

/// What stands there and what should, in the table's own words or in figures.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Detail {
    /// In words: never with an ID, phone or bank number in full.
    Words {
        found: Option<String>,
        expected: Option<String>,
    },
    /// The amount that the table states for a line, and what it works out to.
    Amount {
        stated: Money,
        measure: Box<Measure>,
        expected: Money,
    },
    /// The price that the table states, and the standard's, per the same unit.
    Price { stated: Money, standard: Money },
    /// The total that the table states, and what it works out to: the sum of the
    /// lines less what is deducted.
    Net {
        stated: Money,
        lines: Money,
        deductions: Vec<Deduction>,
    },
    /// A rate beside the parts that it should be the sum of.
    Parts { stated: Money, parts: Vec<RatePart> },
    /// A column that was not read, and of how many households it explains what is
    /// wrong, if it is what `means` says.
    Explains {
        /// As it stands over the column.
        heading: String,
        households: u32,
        means: Explained,
    },
    /// So many more of the same kind, none of them listed.
    More {
        count: usize,
        /// The cell of the first that is listed.
        like: Option<String>,
    },
    /// A household's total as stated, and the sum of its lines.
    Total { stated: Money, expected: Money },
    /// A number with more decimals than so many, as it is stored.
    Decimals { stored: String, most: u32 },
    /// What a cell shows, and what is stored in it; personal numbers masked.
    Shown { shown: String, stored: String },
    /// The same in many cells of one column.
    Column(Box<InColumn>),
    /// A character of a text, counted from 1.
    Character { character: char, position: usize },
    /// The land of all households, in the unit of the surveyed total.
    Surveyed { land: Quantity, total: Surveyed },
}

/// What a column that was not read would be, going by what it explains.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Explained {
    /// Totals are less by it.
    Deduction,
    /// Totals are more by it.
    Amount,
    /// Amounts are multiplied by it.
    Factor,
}

impl Detail {
    /// Words, each left out where it is empty.
    #[must_use]
    pub fn words(found: &str, expected: &str) -> Self {
        let some = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
        Self::Words {
            found: some(found),
            expected: some(expected),
        }
    }

    /// Changes every text that stands in a table.
    pub(crate) fn change_texts(&mut self, change: &impl Fn(&mut String)) {
        match self {
            Self::Words { found, expected } => {
                [found, expected].into_iter().flatten().for_each(change);
            }
            Self::Decimals { stored, .. } => change(stored),
            Self::Shown { shown, stored } => [shown, stored].into_iter().for_each(change),
            Self::Column(column) => {
                for example in &mut column.examples {
                    example.household.iter_mut().for_each(change);
                    example.detail.change_texts(change);
                }
            }
            Self::Net { deductions, .. } => {
                deductions.iter_mut().for_each(|one| change(&mut one.name));
            }
            Self::Explains { heading, .. } => change(heading),
            Self::Parts { parts, .. } => {
                parts.iter_mut().for_each(|one| change(&mut one.name));
            }
            Self::Amount { .. }
            | Self::Price { .. }
            | Self::More { .. }
            | Self::Total { .. }
            | Self::Character { .. }
            | Self::Surveyed { .. } => {}
        }
    }
}

/// The same fault in many cells of one column: where it stands, how often, and the
/// first few.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InColumn {
    /// `G`
    pub column: String,
    /// First and last row of each stretch of cells, as people count rows; at most
    /// [`InColumn::MAX_STRETCHES`].
    pub stretches: Vec<(u32, u32)>,
    /// How many cells, those beyond the stretches included.
    pub count: usize,
    /// Each amount times this power of ten is what it works out to: 4 where ten
    /// thousands stand for yuan.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub power: Option<i32>,
    /// The first, at most [`InColumn::MAX_EXAMPLES`].
    pub examples: Vec<Example>,
}

/// One of the cells.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Example {
    pub cell: String,
    pub household: Option<String>,
    pub detail: Detail,
}

impl InColumn {
    pub const MAX_STRETCHES: usize = 12;
    pub const MAX_EXAMPLES: usize = 3;

    /// `G3:G12、G14`; with … where there are more.
    #[must_use]
    pub fn cells(&self) -> String {
        let column = &self.column;
        let mut cells: Vec<String> = self
            .stretches
            .iter()
            .map(|(first, last)| {
                if first == last {
                    format!("{column}{first}")
                } else {
                    format!("{column}{first}:{column}{last}")
                }
            })
            .collect();
        if self.named() < self.count {
            cells.push("…".to_owned());
        }
        cells.join("、")
    }

    /// How many of the cells the stretches name.
    fn named(&self) -> usize {
        let rows = self.stretches.iter().map(|(first, last)| last - first + 1);
        rows.map(|rows| usize::try_from(rows).unwrap_or(usize::MAX))
            .sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_named_by_stretches() {
        let mut column = InColumn {
            column: "G".into(),
            stretches: vec![(3, 12), (14, 14)],
            count: 11,
            power: None,
            examples: Vec::new(),
        };
        assert_eq!(column.cells(), "G3:G12、G14");
        column.count = 40;
        assert_eq!(column.cells(), "G3:G12、G14、…");
    }
}
