//! Forms of a project: creating it, its standards, and what households declare.

use domain::declaration::{DeclaredBy, Tie};
use domain::id::OfficialId;
use domain::privacy::Scope;
use domain::round::{RoundNumber, Tier, WindowUnit};

use super::declare::{NoText, forms};
use super::read::{number, one_of};

forms! {
    /// Creates a project.
    CreateProject = "create" at "/office/projects/new" + "" {
        code: String,
        name: String,
        area: String,
        office: String,
        approval_number: String,
        phone: String,
        surveyed: String,
        surveyed_unit: String,
        #[serde(deserialize_with = "one_of")]
        scope: Option<Scope>,
        scope_reason: String,
        .. rows ["window_", "unit_", "tier_", "due_"],
    }

    /// Loads its standards.
    LoadStandards = "standards" at "/office/p/{project}" + "/standards" {
        #[serde(skip)]
        file: NoText,
    }

    /// Sets its surveyed total of land.
    SetSurveyed = "surveyed" at "/office/p/{project}" + "/surveyed" {
        surveyed: String,
        surveyed_unit: String,
    }

    /// No relation, for all households that have not declared.
    DeclareRest = "rest" at "/office/p/{project}/special" + "" {
        #[serde(deserialize_with = "number")]
        seen: Option<u32>,
        #[serde(deserialize_with = "one_of")]
        by: Option<DeclaredBy>,
        declarer: String,
        basis: String,
    }

    /// What one household declares.
    DeclareOne = "declare" at "/office/p/{project}/special/{household}" + "" {
        tie: String,
        #[serde(deserialize_with = "number")]
        official: Option<OfficialId>,
        relation: String,
        #[serde(deserialize_with = "one_of")]
        by: Option<DeclaredBy>,
        declarer: String,
        basis: String,
    }
}

/// The fields of a board's row in [`CreateProject`], by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RoundFields {
    pub number: u8,
    pub window: &'static str,
    pub unit: &'static str,
    pub tier: &'static str,
    pub due: &'static str,
}

macro_rules! rows {
    ($($number:literal)*) => {
        [$(RoundFields {
            number: $number,
            window: concat!("window_", $number),
            unit: concat!("unit_", $number),
            tier: concat!("tier_", $number),
            due: concat!("due_", $number),
        }),*]
    };
}

impl RoundFields {
    /// One for each board that a project may have.
    pub const ALL: [Self; 9] = rows!(1 2 3 4 5 6 7 8 9);

    /// Those of a board.
    #[must_use]
    pub fn of(round: RoundNumber) -> Option<&'static Self> {
        Self::ALL.iter().find(|row| row.number == round.get())
    }
}

/// What was typed of one board.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RoundRow<'a> {
    pub window: &'a str,
    pub unit: WindowUnit,
    pub tier: Tier,
    pub due: &'a str,
}

impl CreateProject {
    /// A board's row; `None` where it was left empty.
    #[must_use]
    pub fn row(&self, fields: &RoundFields) -> Option<RoundRow<'_>> {
        let typed = |name: &str| self.rows.get(name).map_or("", |typed| typed.trim());
        let (window, due) = (typed(fields.window), typed(fields.due));
        (!window.is_empty() || !due.is_empty()).then(|| RoundRow {
            window,
            unit: WindowUnit::from_key(typed(fields.unit)).unwrap_or_default(),
            tier: Tier::from_key(typed(fields.tier)).unwrap_or_default(),
            due,
        })
    }
}

impl DeclareOne {
    /// What `tie` says of a household without a relation.
    pub const NO_TIE: &'static str = "none";

    /// The relation: `None` where nothing was chosen, `Some(None)` where there
    /// is none.
    #[must_use]
    pub fn chosen_tie(&self) -> Option<Option<Tie>> {
        if self.tie == Self::NO_TIE {
            Some(None)
        } else {
            Tie::from_key(&self.tie).map(Some)
        }
    }
}
