//! The head of every page of a notice: which board, its display period, and
//! whether it was replaced or withdrawn.

use crate::ProjectHead;
use chrono::{DateTime, NaiveDate, Utc};
use domain::board::Totals;
use domain::privacy::Audience;
use domain::round::RoundNumber;
use domain::time::{Window, china_minute};
use serde::{Deserialize, Serialize};
use text::Lang;

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
    #[serde(with = "domain::time::millis")]
    pub published_at: DateTime<Utc>,
    /// Why it took the place of the one before; `None` for the first.
    pub reason: Option<String>,
    pub withdrawn: Option<Withdrawn>,
}

/// When a board was withdrawn, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Withdrawn {
    #[serde(with = "domain::time::millis")]
    pub at: DateTime<Utc>,
    pub reason: String,
}

/// A later end of a window, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WindowMoved {
    /// The last day of the display period since then.
    #[serde(with = "domain::time::day")]
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
        #[serde(with = "domain::time::day")]
        day: NaiveDate,
        note: String,
    },
    /// The board could not be read.
    Interrupted {
        #[serde(with = "domain::time::millis")]
        from: DateTime<Utc>,
        #[serde(with = "domain::time::millis")]
        to: DateTime<Utc>,
        days: u32,
    },
}

/// An upheld objection that this board was published without.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CarriedOver {
    /// The board objected to.
    pub round: RoundNumber,
    /// `None` for the board as a whole, and where households are not shown.
    pub household: Option<String>,
    pub reason: String,
    /// Who decided it, as the office calls them.
    pub by: String,
    #[serde(with = "domain::time::millis")]
    pub at: DateTime<Utc>,
}

/// An upheld objection that this board settles by another change than one of
/// what it is about, as a supervisor said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConfirmedRemedy {
    /// The board objected to.
    pub round: RoundNumber,
    /// `None` for the board as a whole, and where households are not shown.
    pub household: Option<String>,
    pub reason: String,
    /// Who said so, as the office calls them.
    pub by: String,
    #[serde(with = "domain::time::millis")]
    pub at: DateTime<Utc>,
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
    #[serde(with = "domain::time::millis")]
    pub published_at: DateTime<Utc>,
    /// When it was to be published, where it came clearly later.
    #[serde(with = "domain::time::millis_option")]
    pub planned_at: Option<DateTime<Utc>>,
    pub window: Window,
    /// Whether it is on display: objections are taken. A revision that was replaced,
    /// or a board that was withdrawn, does not.
    pub is_open: bool,
    pub days_left: u32,
    /// What moved the end of its window, oldest first.
    pub moves: Vec<WindowMoved>,
    /// Upheld objections that it was published without.
    pub carried: Vec<CarriedOver>,
    /// Upheld objections that another change settles.
    pub confirmed: Vec<ConfirmedRemedy>,
    pub totals: Totals,
    /// Who reads it: with full names where the reader holds the access code, or
    /// names are open to all.
    pub audience: Audience,
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
