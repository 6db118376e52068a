//! Rounds (榜次) and their notices (公示), read once and checked.

use chrono::{DateTime, NaiveDate, Utc};
use domain::board::Totals;
use domain::round::{Length, MAX_WINDOW_DAYS, RoundNumber, RoundState, Standing, Tier, WindowUnit};
use domain::time::{Interruption, Window, china_day};

use crate::Error;
use crate::entity::{due_change, notice, round, window_move};
use crate::ids::{AccountId, BoardId, NoticeId, ProjectId, RoundId};
use crate::time::from_millis;

/// A round as planned, and where it stands.
#[derive(Clone, Debug)]
pub struct RoundRecord {
    pub id: RoundId,
    pub project_id: ProjectId,
    pub number: RoundNumber,
    pub tier: Tier,
    /// How long its boards are on display at the least.
    pub length: Length,
    /// The due date of its board.
    pub due: Option<NaiveDate>,
    /// What is stored: no clock has closed it yet.
    pub standing: Standing,
    /// When the working board is to be published.
    pub planned_at: Option<DateTime<Utc>>,
    /// Who approved it.
    pub approved_by: Option<AccountId>,
    /// Its newest notice.
    pub notice: Option<NoticeRecord>,
}

impl RoundRecord {
    /// From a row and the project's notices, newest revision first.
    pub(crate) fn read(row: round::Model, notices: &[NoticeRecord]) -> Result<Self, Error> {
        let number = number(&row)?;
        let state = |key: &str| {
            RoundState::from_key(key)
                .ok_or_else(|| Error::corrupt(format!("round {} has no known state", row.id)))
        };
        Ok(Self {
            id: row.id,
            project_id: row.project_id,
            number,
            tier: Tier::from_key(&row.tier).unwrap_or_default(),
            length: Length {
                // What cannot be is read as the longest, never as too short.
                count: u16::try_from(row.window_days).unwrap_or(MAX_WINDOW_DAYS),
                unit: WindowUnit::from_key(&row.window_unit).unwrap_or(WindowUnit::WorkingDays),
            },
            due: row.due_on.as_deref().and_then(|day| day.parse().ok()),
            standing: Standing {
                state: state(&row.state)?,
                correction: row.correction.as_deref().map(state).transpose()?,
            },
            planned_at: row.planned_at.map(from_millis),
            approved_by: row.approved_by,
            notice: notices.iter().find(|one| one.round == number).cloned(),
        })
    }

    /// The state as of now: a published board whose window ran out is closed.
    #[must_use]
    pub fn state(&self, now: DateTime<Utc>) -> RoundState {
        match &self.notice {
            Some(notice)
                if self.standing.state == RoundState::Published
                    && !notice.window().is_open(now) =>
            {
                RoundState::Closed
            }
            _ => self.standing.state,
        }
    }

    /// Whether the time that was set for its board has come; none was set: at
    /// once.
    #[must_use]
    pub fn is_time(&self, now: DateTime<Utc>) -> bool {
        self.planned_at.is_none_or(|at| at <= now)
    }
}

/// A round's number, from its row.
///
/// # Errors
/// [`Error::Corrupt`].
pub fn number(row: &round::Model) -> Result<RoundNumber, Error> {
    u8::try_from(row.number)
        .ok()
        .and_then(RoundNumber::new)
        .ok_or_else(|| Error::corrupt(format!("round {} has no possible number", row.id)))
}

/// A notice, with what has come of it since it was published.
#[derive(Clone, Debug)]
pub struct NoticeRecord {
    pub id: NoticeId,
    pub round: RoundNumber,
    pub revision: u32,
    pub board_id: BoardId,
    pub published_at: DateTime<Utc>,
    /// As it was set first.
    pub closes_at: DateTime<Utc>,
    /// When it was to be published, where that was set.
    pub planned_at: Option<DateTime<Utc>>,
    pub approved_by: AccountId,
    pub totals: Totals,
    /// SHA-256 over the entries' commitments, hexadecimal.
    pub digest: String,
    /// Why the revision before was mended.
    pub correction_reason: Option<String>,
    /// Later ends of its window, oldest first.
    pub moves: Vec<WindowMove>,
    pub withdrawn: Option<Withdrawn>,
}

impl NoticeRecord {
    pub(crate) fn read<'a>(
        row: notice::Model,
        round: RoundNumber,
        moves: impl Iterator<Item = &'a window_move::Model>,
        withdrawn: Option<Withdrawn>,
    ) -> Result<Self, Error> {
        Ok(Self {
            id: row.id,
            round,
            revision: u32::try_from(row.revision)
                .map_err(|_| Error::corrupt(format!("notice {} has no revision", row.id)))?,
            board_id: row.board_id,
            published_at: from_millis(row.published_at),
            closes_at: from_millis(row.closes_at),
            planned_at: row.planned_at.map(from_millis),
            approved_by: row.approved_by,
            totals: serde_json::from_str(&row.totals)?,
            digest: row.digest,
            correction_reason: row.correction_reason,
            moves: moves.map(WindowMove::read).collect::<Result<_, _>>()?,
            withdrawn,
        })
    }

    /// How long it is on display: as it was published, or to the latest end that it was
    /// moved to. Never earlier than what residents were told. The one place where
    /// a notice's window is made of both.
    #[must_use]
    pub fn window(&self) -> Window {
        let moved = self.moves.iter().map(|one| one.closes_at);
        Window {
            opens: self.published_at,
            closes: moved.fold(self.closes_at, DateTime::max),
        }
    }

    /// What interrupted its window so far.
    #[must_use]
    pub fn interruptions(&self) -> Vec<Interruption> {
        let moves = self.moves.iter();
        let lost = moves.filter_map(|one| match &one.cause {
            MoveCause::Interrupted { to, days, .. } => Some(Interruption {
                resumed: china_day(*to),
                days: u16::try_from(*days).ok()?,
            }),
            MoveCause::Calendar { .. } => None,
        });
        lost.collect()
    }
}

/// That a notice was withdrawn (撤回): when, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Withdrawn {
    pub at: DateTime<Utc>,
    pub reason: String,
}

/// A later end of a notice's window.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WindowMove {
    pub closes_at: DateTime<Utc>,
    /// When it was moved.
    pub at: DateTime<Utc>,
    pub cause: MoveCause,
}

/// What moved a window.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MoveCause {
    /// A day of the calendar became another kind of day.
    Calendar { day: NaiveDate, note: String },
    /// The site could not be read.
    Interrupted {
        from: DateTime<Utc>,
        to: DateTime<Utc>,
        /// Days of the window that were lost.
        days: u32,
    },
}

/// Key of [`MoveCause::Calendar`].
pub const MOVED_BY_CALENDAR: &str = "calendar";
/// Key of [`MoveCause::Interrupted`].
pub const MOVED_BY_INTERRUPTION: &str = "interrupted";

impl WindowMove {
    fn read(row: &window_move::Model) -> Result<Self, Error> {
        let cause = cause(row)
            .ok_or_else(|| Error::corrupt(format!("window move {} says not why", row.id)))?;
        Ok(Self {
            closes_at: from_millis(row.closes_at),
            at: from_millis(row.at),
            cause,
        })
    }
}

fn cause(row: &window_move::Model) -> Option<MoveCause> {
    Some(match row.kind.as_str() {
        MOVED_BY_INTERRUPTION => MoveCause::Interrupted {
            from: from_millis(row.lost_from?),
            to: from_millis(row.lost_to?),
            days: u32::try_from(row.lost_days?).ok()?,
        },
        MOVED_BY_CALENDAR => MoveCause::Calendar {
            day: row.day.as_deref()?.parse().ok()?,
            note: row.note.clone()?,
        },
        _ => return None,
    })
}

/// A change of a board's due date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DueChange {
    pub round_id: RoundId,
    /// `None`: none was set before.
    pub from: Option<NaiveDate>,
    pub to: NaiveDate,
    pub reason: String,
    pub by: AccountId,
    pub at: DateTime<Utc>,
}

impl DueChange {
    pub(crate) fn read(row: due_change::Model) -> Result<Self, Error> {
        let day = |text: &str| {
            text.parse()
                .map_err(|_| Error::corrupt(format!("due change {} names no day", row.id)))
        };
        Ok(Self {
            round_id: row.round_id,
            from: row.due_before.as_deref().map(day).transpose()?,
            to: day(&row.due_after)?,
            reason: row.reason,
            by: row.changed_by,
            at: from_millis(row.changed_at),
        })
    }
}
