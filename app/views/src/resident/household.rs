//! The page of one household in a notice.

use crate::NoticeHead;
use domain::board_ref::BoardRef;
use domain::privacy::{ShownChange, ShownEntry, ShownReason};
use domain::round::RoundNumber;
use serde::{Deserialize, Serialize};

/// The page of one household in a notice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HouseholdPage {
    pub head: NoticeHead,
    pub entry: ShownEntry,
    /// The basis of each standard that the entry uses: (code, basis).
    pub bases: Vec<(String, String)>,
    /// `None` on the first board.
    pub compared: Option<HouseholdCompared>,
    pub later: Option<LaterBoard>,
    /// The household numbers before and after, for turning pages.
    pub previous: Option<String>,
    pub next: Option<String>,
}

/// A household beside the same on the board before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HouseholdCompared {
    /// The board before, or the revision before.
    pub with: BoardRef,
    /// It was not on that board.
    pub is_new: bool,
    /// Empty where nothing changed.
    pub changes: Vec<ShownChange>,
    /// Why it changed.
    pub reasons: Vec<ShownReason>,
}

/// The newest board after the one that is read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LaterBoard {
    pub round: RoundNumber,
    /// Whether the household is on it.
    pub there: bool,
    /// Why it is not.
    pub reasons: Vec<ShownReason>,
}
