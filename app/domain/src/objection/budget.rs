//! How many objections go straight into the ordinary queue. What is more is held:
//! it has its receipt, its state and its deadline like any other, and waits in a
//! lane of its own, where the office answers many at once. So a flood hides
//! nothing, and nothing is refused.

use serde::{Deserialize, Serialize};
use strum::{EnumCount, EnumString, IntoStaticStr, VariantArray};

use super::ObjectionState;
use crate::key::keyed;

/// Hours in which objections of one household, and of one project, are counted.
pub const BUDGET_HOURS: i64 = 24;
/// About one household in that time: each of a large family writes of two lines.
pub const HOUSEHOLD_BUDGET: u64 = 12;
/// About a board as a whole in that time.
pub const BOARD_BUDGET: u64 = 100;
/// Of one project in that time, at the least; of a large board, two for each of
/// its households.
pub const PROJECT_BUDGET: u64 = 400;

/// What there were too many objections of when this one was filed.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    Hash,
    Serialize,
    Deserialize,
    EnumCount,
    EnumString,
    IntoStaticStr,
    VariantArray,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case", const_into_str)]
pub enum HeldFor {
    /// From one address block.
    Address,
    /// About one household, or about the board as a whole.
    Household,
    /// About one project.
    Project,
}

keyed!(HeldFor);

/// What was filed before, within [`BUDGET_HOURS`], and not held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FiledBefore {
    /// Whether the sender's address block has none left.
    pub address_is_spent: bool,
    /// Whether the new one is about a household, or about the board as a whole.
    pub is_of_household: bool,
    /// About the same household, or about the board as a whole.
    pub same: u64,
    /// About the same project.
    pub project: u64,
    /// Of the board objected to.
    pub households: u32,
}

impl FiledBefore {
    /// What the next one is held for; `None` for the ordinary queue.
    #[must_use]
    pub fn next_is_held_for(&self) -> Option<HeldFor> {
        let same = if self.is_of_household {
            HOUSEHOLD_BUDGET
        } else {
            BOARD_BUDGET
        };
        let project = PROJECT_BUDGET.max(u64::from(self.households).saturating_mul(2));
        if self.address_is_spent {
            Some(HeldFor::Address)
        } else if self.same >= same {
            Some(HeldFor::Household)
        } else if self.project >= project {
            Some(HeldFor::Project)
        } else {
            None
        }
    }
}

/// What is done with many that are held.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    Hash,
    Serialize,
    Deserialize,
    EnumCount,
    EnumString,
    IntoStaticStr,
    VariantArray,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case", const_into_str)]
pub enum HeldAnswer {
    Accept,
    Decline,
}

keyed!(HeldAnswer);

/// How many are answered at a time, at the most: those of a page.
pub const HELD_AT_ONCE: usize = 100;

/// A list of the supervisor's queue.
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    PartialEq,
    Eq,
    Hash,
    Serialize,
    Deserialize,
    EnumCount,
    EnumString,
    IntoStaticStr,
    VariantArray,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case", const_into_str)]
pub enum Lane {
    /// Open ones.
    #[default]
    Waiting,
    /// Open ones that are held, until they are accepted.
    Held,
    /// Answered ones.
    Answered,
}

keyed!(Lane);

impl Lane {
    /// The list that an objection stands in: just one.
    #[must_use]
    pub const fn of(state: ObjectionState, held_for: Option<HeldFor>) -> Self {
        match (state, held_for) {
            (ObjectionState::Submitted, Some(_)) => Self::Held,
            (state, _) if state.is_open() => Self::Waiting,
            _ => Self::Answered,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A village of 300 households, a quiet day.
    const QUIET: FiledBefore = FiledBefore {
        address_is_spent: false,
        is_of_household: true,
        same: 0,
        project: 0,
        households: 300,
    };

    #[test]
    fn a_village_that_objects_is_not_held_and_a_flood_is() {
        let held = |change: fn(&mut FiledBefore)| {
            let mut before = QUIET;
            change(&mut before);
            before.next_is_held_for()
        };
        assert_eq!(held(|_| {}), None);
        // Each household twice.
        assert_eq!(held(|before| before.project = 599), None);
        assert_eq!(held(|before| before.project = 600), Some(HeldFor::Project));
        assert_eq!(held(|before| before.same = 11), None);
        assert_eq!(held(|before| before.same = 12), Some(HeldFor::Household));
        let whole = |same| FiledBefore {
            is_of_household: false,
            same,
            ..QUIET
        };
        assert_eq!(whole(99).next_is_held_for(), None);
        assert_eq!(whole(100).next_is_held_for(), Some(HeldFor::Household));
        assert_eq!(
            held(|before| before.address_is_spent = true),
            Some(HeldFor::Address)
        );
        // A small village has no less than 400.
        let small = |project| FiledBefore {
            project,
            households: 48,
            ..QUIET
        };
        assert_eq!(small(399).next_is_held_for(), None);
        assert_eq!(small(400).next_is_held_for(), Some(HeldFor::Project));
    }

    #[test]
    fn every_objection_stands_in_one_lane_and_open_ones_never_among_the_answered() {
        for state in ObjectionState::ALL {
            for held_for in [None, Some(HeldFor::Address)] {
                let lane = Lane::of(state, held_for);
                assert_eq!(state.is_open(), lane != Lane::Answered, "{state:?}");
            }
        }
        let accepted = Lane::of(ObjectionState::Accepted, Some(HeldFor::Project));
        assert_eq!(accepted, Lane::Waiting, "accepted like any other");
    }
}
