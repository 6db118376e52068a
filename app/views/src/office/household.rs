//! A household of a board that is worked on, with its full name.

use crate::{OfficeChange, ProjectHead, WarningGroup};
use domain::board::Entry;
use domain::declaration::Statement;
use domain::round::RoundNumber;
use domain::table::EntryPlace;
use serde::{Deserialize, Serialize};

/// A household of the board that a round works on: what a warning, or a change,
/// leads to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfficeHousehold {
    pub head: ProjectHead,
    pub round: RoundNumber,
    pub entry: Entry,
    /// Where it stands in the table; `None` for a board of long ago.
    pub place: Option<EntryPlace>,
    /// What stands declared for it.
    pub declared: Vec<Statement>,
    /// What the check warned of.
    pub warnings: Vec<WarningGroup>,
    /// What changed since the board before.
    pub change: Option<OfficeChange>,
}
