//! Shapes of the pages for residents.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::board::{Rate, Totals};
use crate::money::Money;
use crate::privacy::{PublicEntry, Scope, ShownChange, ShownReason, ShownStatus};
use crate::quantity::Quantity;
use crate::read::{BoardRef, LaterBoard, NoticeChanges};
use crate::round::{RoundNumber, RoundState, Tier};
use crate::standard::Schedule;
use crate::time::Window;

/// A project in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProjectRow {
    pub code: String,
    pub name: String,
    pub area: String,
    /// The newest notice, if any.
    pub latest: Option<RoundMark>,
}

/// Who requisitions what: the head of every page of a project.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProjectHead {
    pub code: String,
    pub name: String,
    pub area: String,
    pub office: String,
    pub approval_number: String,
    pub phone: String,
    pub scope: Scope,
    /// Why the scope is not the default; empty where it is.
    pub scope_reason: String,
    /// In order of number: the stage line.
    pub rounds: Vec<RoundMark>,
}

/// A round in the stage line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoundMark {
    pub number: RoundNumber,
    pub tier: Tier,
    pub state: RoundState,
    pub window_days: u16,
    /// Set once published.
    pub window: Option<Window>,
    /// Calendar days that are left, today included; 0 when over or not begun.
    pub days_left: u32,
}

/// The page of a project.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProjectPage {
    pub head: ProjectHead,
    pub schedule: Schedule,
}

/// What is the same on every page of a notice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoticeHead {
    pub project: ProjectHead,
    pub round: RoundNumber,
    /// 1 for the first publication, more for corrections.
    pub revision: u32,
    #[serde(with = "crate::time::millis")]
    pub published_at: DateTime<Utc>,
    pub window: Window,
    pub is_open: bool,
    pub days_left: u32,
    pub totals: Totals,
    /// Whether this reader holds the access code, or names are open to all.
    pub full_names: bool,
}

/// The list filters of a notice page, as in its address.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoticeFilter {
    /// A household number, or a full name.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub q: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub group: String,
    /// Only cadres, Party members and their relatives.
    #[serde(default)]
    pub flagged: bool,
    /// Only households that are not as on the board before.
    #[serde(default)]
    pub changed: bool,
    /// From 1.
    #[serde(default)]
    pub page: u32,
    #[serde(default)]
    pub sort: Sort,
}

/// In what order a notice lists its households.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sort {
    #[default]
    Household,
    PayoutDown,
    LandDown,
    FloorDown,
}

impl Sort {
    pub const ALL: [Self; 4] = [
        Self::Household,
        Self::PayoutDown,
        Self::LandDown,
        Self::FloorDown,
    ];

    /// In addresses.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Household => "household",
            Self::PayoutDown => "payout_down",
            Self::LandDown => "land_down",
            Self::FloorDown => "floor_down",
        }
    }

    /// From [`Sort::key`]; the default for anything else.
    #[must_use]
    pub fn from_key(key: &str) -> Self {
        Self::ALL
            .into_iter()
            .find(|sort| sort.key() == key)
            .unwrap_or_default()
    }
}

/// The page of a notice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoticePage {
    pub head: NoticeHead,
    /// The filter as it was understood.
    pub filter: NoticeFilter,
    /// What is not as on the board before; `None` on the first.
    pub changes: Option<NoticeChanges>,
    /// All groups of the notice, in order.
    pub groups: Vec<String>,
    /// Empty where the scope shows totals only.
    pub rows: Vec<NoticeRow>,
    /// Households that match the filter, over all pages.
    pub matching: u32,
    pub pages: u32,
}

/// A household in the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoticeRow {
    pub household: String,
    pub head: String,
    pub group: Option<String>,
    /// 亩
    pub land: Quantity,
    /// Of the land lines, lowest first: usually one, per 亩.
    pub land_rates: Vec<Rate>,
    /// ㎡
    pub floor: Quantity,
    /// Of the house lines, lowest first: usually one, per ㎡.
    pub floor_rates: Vec<Rate>,
    pub total: Money,
    pub status: Option<ShownStatus>,
}

/// The page of one household in a notice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HouseholdPage {
    pub head: NoticeHead,
    pub entry: PublicEntry,
    /// Only where the reader may see full names.
    pub remark: Option<String>,
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
    /// The board before.
    pub with: BoardRef,
    /// It was not on that board.
    pub is_new: bool,
    /// Empty where nothing changed.
    pub changes: Vec<ShownChange>,
    /// Why it changed.
    pub reasons: Vec<ShownReason>,
}

/// What a search on the first page found.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Found {
    pub projects: Vec<ProjectRow>,
    pub households: Vec<FoundHousehold>,
    /// There are more than are listed.
    pub more: bool,
}

/// A household that a search found, in its newest notice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FoundHousehold {
    pub project_code: String,
    pub project_name: String,
    pub round: RoundNumber,
    pub household: String,
    /// Masked.
    pub head: String,
    pub group: Option<String>,
}
