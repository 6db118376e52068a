//! Where a household stands in a table.

use serde::{Deserialize, Serialize};

/// Where a household stands in the table, rows counted from 1 as there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntryPlace {
    /// `None` for a CSV file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sheet: Option<String>,
    /// The household's first row.
    pub row: u32,
    /// The row of each of its lines, where one is not the first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lines: Vec<u32>,
    /// Whether its status columns say in words that there is none: 否、无.
    #[serde(default, skip_serializing_if = "is_false")]
    pub says_none: bool,
}

/// What goes without saying in what is stored.
#[expect(clippy::trivially_copy_pass_by_ref, reason = "as serde asks")]
const fn is_false(said: &bool) -> bool {
    !*said
}
