//! What was read of a board so far.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use domain::board::Board;

/// What was read of a board, over all of its sheets.
#[derive(Debug, Default)]
pub(crate) struct Collected {
    pub(crate) board: Board,
    /// Of each entry: where it stands.
    pub(crate) places: Vec<Place>,
    /// What stands under 变动原因, by household number.
    pub(crate) change_notes: BTreeMap<String, String>,
    /// The row and column in which each household number stood first.
    pub(crate) numbers: HashMap<String, (usize, usize)>,
}

/// Where an entry stands.
#[derive(Debug)]
pub(crate) struct Place {
    /// Of the workbook's sheets.
    pub(crate) sheet: usize,
    /// The household's first row.
    pub(crate) row: usize,
    /// The row of each of its lines.
    pub(crate) lines: Vec<usize>,
    /// Its status columns say in words that there is none.
    pub(crate) says_none: bool,
}

/// The household of each row.
#[derive(Debug, Default)]
pub(crate) struct RowOwners(pub(crate) Vec<(Range<usize>, String)>);

impl RowOwners {
    pub(crate) fn get(&self, row: usize) -> Option<&str> {
        let after = self.0.partition_point(|(rows, _)| rows.start <= row);
        let (rows, household) = self.0.get(after.checked_sub(1)?)?;
        rows.contains(&row).then_some(household.as_str())
    }
}
