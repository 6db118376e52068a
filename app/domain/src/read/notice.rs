//! Shapes of the pages for residents.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::board::{Rate, Totals};
use crate::money::Money;
use crate::privacy::{PublicEntry, Scope, ShownChange, ShownReason, ShownStatus};
use crate::quantity::Quantity;
use crate::read::{BoardRef, LaterBoard, NoticeChanges};
use crate::round::{Length, RoundNumber, RoundState, Tier};
use crate::standard::Schedule;
use crate::text::{self, Lang};
use crate::time::{Window, china_minute};

/// A project in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProjectRow {
    pub code: String,
    pub name: String,
    pub area: String,
    /// The newest notice, if any.
    pub latest: Option<RoundMark>,
    /// The first board that is due and not out.
    pub overdue: Option<RoundMark>,
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
    /// How long its boards hang at the least.
    pub length: Length,
    /// Of the newest notice; 0 where there is none.
    pub revision: u32,
    /// Set once published.
    pub window: Option<Window>,
    /// Calendar days that are left, today included; 0 when over or not begun.
    pub days_left: u32,
    /// The day by which it is to be out; where it was changed, the earlier of
    /// what was said first and what is said now.
    #[serde(with = "crate::time::day_option")]
    pub due: Option<NaiveDate>,
    /// Set where the day was changed.
    pub due_moved: Option<DueMoved>,
    /// Days by which it came late, or is late by now.
    pub days_late: u32,
    /// State of the correction under way; always `None` for residents.
    pub correction: Option<RoundState>,
}

/// That the day by which a board is to be out was changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DueMoved {
    /// As it was said first.
    #[serde(with = "crate::time::day")]
    pub first: NaiveDate,
    #[serde(with = "crate::time::day")]
    pub now: NaiveDate,
}

impl RoundMark {
    /// The state of the board that is being worked on.
    #[must_use]
    pub fn working(&self) -> RoundState {
        self.correction.unwrap_or(self.state)
    }

    /// Due, and not out.
    #[must_use]
    pub const fn is_overdue(&self) -> bool {
        self.days_late > 0 && !self.state.is_public()
    }
}

/// A board as its address asks for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct BoardAsked {
    pub round: RoundNumber,
    /// `None` for the newest.
    pub revision: Option<u32>,
}

impl From<RoundNumber> for BoardAsked {
    fn from(round: RoundNumber) -> Self {
        Self {
            round,
            revision: None,
        }
    }
}

/// A revision of a board in the list of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RevisionMark {
    pub revision: u32,
    #[serde(with = "crate::time::millis")]
    pub published_at: DateTime<Utc>,
    /// Why it took the place of the one before; `None` for the first.
    pub reason: Option<String>,
    pub withdrawn: Option<Withdrawn>,
}

/// When a board was withdrawn, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Withdrawn {
    #[serde(with = "crate::time::millis")]
    pub at: DateTime<Utc>,
    pub reason: String,
}

/// A later end of a window, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WindowMoved {
    /// The last day on which the board hangs since.
    #[serde(with = "crate::time::day")]
    pub last_day: NaiveDate,
    pub why: MoveReason,
}

impl WindowMoved {
    /// The whole sentence: why, and to which day.
    #[must_use]
    pub fn sentence(&self, lang: Lang) -> String {
        let last = &self.last_day;
        match &self.why {
            MoveReason::Calendar { day, note } => {
                text::MOVED_CALENDAR.fill(lang, &[("day", day), ("note", note), ("last", last)])
            }
            MoveReason::Interrupted { from, to, days } => {
                let (from, to) = (china_minute(*from), china_minute(*to));
                text::MOVED_INTERRUPTED.fill(
                    lang,
                    &[("from", &from), ("to", &to), ("days", days), ("last", last)],
                )
            }
        }
    }
}

/// Why a window was moved.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MoveReason {
    /// A day became a day off, or a working day.
    Calendar {
        #[serde(with = "crate::time::day")]
        day: NaiveDate,
        note: String,
    },
    /// The board could not be read.
    Interrupted {
        #[serde(with = "crate::time::millis")]
        from: DateTime<Utc>,
        #[serde(with = "crate::time::millis")]
        to: DateTime<Utc>,
        days: u32,
    },
}

/// An upheld objection that this board went out without.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CarriedOver {
    /// The board objected to.
    pub round: RoundNumber,
    /// `None` for the board as a whole, and where households are not shown.
    pub household: Option<String>,
    pub reason: String,
    /// Who decided it, as the office calls them.
    pub by: String,
    #[serde(with = "crate::time::millis")]
    pub at: DateTime<Utc>,
}

/// The page of a project.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProjectPage {
    pub head: ProjectHead,
    /// 勘测总面积, in both units, where the project states one.
    pub surveyed: Option<String>,
    /// When a day by which a board is to be out was changed, and why: in Chinese
    /// and in English.
    pub due_moves: Vec<(String, String)>,
    /// As the newest board was checked against; empty before the first.
    pub schedule: Schedule,
}

/// What is the same on every page of a notice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoticeHead {
    pub project: ProjectHead,
    pub round: RoundNumber,
    /// 1 for the first publication, more for corrections.
    pub revision: u32,
    /// Every revision of this board, oldest first.
    pub revisions: Vec<RevisionMark>,
    #[serde(with = "crate::time::millis")]
    pub published_at: DateTime<Utc>,
    /// When it was to go out, where it came clearly later.
    #[serde(with = "crate::time::millis_option")]
    pub planned_at: Option<DateTime<Utc>>,
    pub window: Window,
    /// Whether it hangs: objections are taken. A revision that was replaced,
    /// or a board that was withdrawn, does not.
    pub is_open: bool,
    pub days_left: u32,
    /// What moved the end of its window, oldest first.
    pub moves: Vec<WindowMoved>,
    /// Upheld objections that it went out without.
    pub carried: Vec<CarriedOver>,
    pub totals: Totals,
    /// Whether this reader holds the access code, or names are open to all.
    pub full_names: bool,
}

impl NoticeHead {
    /// This revision in the list of them.
    #[must_use]
    pub fn this(&self) -> Option<&RevisionMark> {
        self.revisions
            .iter()
            .find(|one| one.revision == self.revision)
    }

    /// The revision that took its place, where one did.
    #[must_use]
    pub fn replaced_by(&self) -> Option<&RevisionMark> {
        self.revisions
            .last()
            .filter(|newest| newest.revision > self.revision)
    }

    /// The address of this board; of a replaced revision, its own.
    #[must_use]
    pub fn path(&self) -> String {
        let board = format!("/p/{}/r/{}", self.project.code, self.round.get());
        match self.replaced_by() {
            Some(_) => format!("{board}/v/{}", self.revision),
            None => board,
        }
    }
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
    /// The board before, or the revision before.
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
