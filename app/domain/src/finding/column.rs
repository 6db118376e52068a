//! The same fault in many cells of one column, as one finding.

use serde::{Deserialize, Serialize};

use super::detail::Detail;

/// Where it stands, how often, and the first few.
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
