//! What is to be done, and who has to do it.

use crate::ProjectHead;
use chrono::{DateTime, NaiveDate, Utc};
use domain::account::Role;
use domain::progress::{Progress, Step};
use domain::round::{RoundNumber, RoundState};
use domain::time::china_minute;
use serde::{Deserialize, Serialize};
use text::{Label as _, Lang, Text};

/// The office's first page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfficeToday {
    #[serde(with = "domain::time::day")]
    pub day: NaiveDate,
    /// What the reader has to do: late first, then by days left.
    pub tasks: Vec<Task>,
    /// What others have to do, in the same order.
    pub waiting: Vec<Task>,
    /// Newest first.
    pub projects: Vec<ProjectHead>,
}

/// One thing to do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Task {
    /// Who has to do it; `None`: the program, when its time comes.
    pub who: Option<Role>,
    pub kind: TaskKind,
    /// `None` where it is about no single round.
    pub of: Option<RoundRef>,
    /// The day by which the board is to be out, where one is set.
    #[serde(with = "domain::time::day_option")]
    pub due: Option<NaiveDate>,
    pub left: Option<Left>,
}

/// How long there is for something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Left {
    /// Calendar days by which it is late, as residents see them.
    Late(u32),
    /// Working days that are left; 0: the day is today, or no working day is
    /// left before it.
    Working(u32),
}

/// What is to be done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TaskKind {
    /// The next step of a round.
    Step {
        step: Step,
        progress: Progress,
        /// The board before it.
        after: Option<BoardBefore>,
    },
    /// An upheld objection that the next board must show.
    Mend {
        receipt: String,
        /// `None`: the board as a whole.
        household: Option<String>,
    },
    /// An upheld objection that waits for a supervisor's word.
    ConfirmRemedy {
        receipt: String,
        household: Option<String>,
    },
    /// An approved board whose time came, and that something holds up.
    Held,
    /// An approved board that goes out at this time.
    Planned {
        #[serde(with = "domain::time::millis")]
        at: DateTime<Utc>,
    },
    /// A withdrawal that waits for a second person.
    Withdrawal,
    /// A withdrawn board that nothing took the place of.
    Correct,
    /// A board that is due while the one before it is not out.
    EarlierFirst,
    /// Objections that wait for an answer.
    Objections {
        /// Those that are held apart, or the others.
        held: bool,
        count: u64,
        /// When the oldest was filed.
        #[serde(with = "domain::time::day")]
        oldest: NaiveDate,
    },
    /// There is hardly any room left for photos filed with objections.
    RoomForPhotos {
        /// How much is taken, at most 100.
        percent: u8,
    },
}

/// The board before a round's, and how long it hangs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BoardBefore {
    pub round: RoundNumber,
    #[serde(with = "domain::time::day")]
    pub last_day: NaiveDate,
    /// Whether its window is over.
    pub is_over: bool,
}

/// A round, named.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoundRef {
    pub project_code: String,
    pub project_name: String,
    pub round: RoundNumber,
}

impl Task {
    /// What is to be done.
    #[must_use]
    pub fn title(&self, lang: Lang) -> String {
        let round = self.of.as_ref().map(|of| of.round.label(lang));
        let round = round.unwrap_or_default();
        let fill = |text: Text| text.fill(lang, &[("round", &round)]);
        match &self.kind {
            TaskKind::Step { step, progress, .. } => step_title(*step, *progress, &round, lang),
            TaskKind::Mend { household, .. } => {
                let whole = || text::BLOCKER_WHOLE.get(lang).to_owned();
                let about = household.clone().unwrap_or_else(whole);
                text::TASK_MEND.fill(lang, &[("round", &round), ("about", &about)])
            }
            TaskKind::ConfirmRemedy { receipt, .. } => {
                text::TASK_CONFIRM.fill(lang, &[("round", &round), ("receipt", receipt)])
            }
            TaskKind::Held => fill(text::TASK_HELD),
            TaskKind::Planned { at } => {
                let at = china_minute(*at);
                text::TASK_PLANNED.fill(lang, &[("round", &round), ("at", &at)])
            }
            TaskKind::Withdrawal => fill(text::TASK_WITHDRAWAL),
            TaskKind::Correct => fill(text::TASK_CORRECT),
            TaskKind::EarlierFirst => fill(text::TASK_EARLIER),
            TaskKind::RoomForPhotos { percent } => text::TASK_ROOM.fill(lang, &[("n", percent)]),
            TaskKind::Objections { held, count, .. } => {
                let said = if *held {
                    text::TASK_HELD_OBJECTIONS
                } else {
                    text::TASK_OBJECTIONS
                };
                said.fill(lang, &[("n", count)])
            }
        }
    }

    /// Of which project, and by when.
    #[must_use]
    pub fn detail(&self, lang: Lang) -> String {
        let mut parts = Vec::new();
        parts.extend(self.of.as_ref().map(|of| of.project_name.clone()));
        match &self.kind {
            TaskKind::Mend { receipt, .. } => {
                parts.push(text::TASK_MEND_HELP.fill(lang, &[("receipt", receipt)]));
            }
            TaskKind::ConfirmRemedy {
                household: Some(household),
                ..
            } => parts.push(household.clone()),
            TaskKind::Objections { oldest, .. } => {
                parts.push(text::TASK_OLDEST.fill(lang, &[("day", oldest)]));
            }
            TaskKind::RoomForPhotos { .. } => parts.push(text::TASK_ROOM_HELP.get(lang).to_owned()),
            TaskKind::Step {
                after: Some(after), ..
            } => {
                let said = if after.is_over {
                    text::TASK_AFTER_OVER
                } else {
                    text::TASK_AFTER
                };
                let round = after.round.label(lang);
                parts.push(said.fill(lang, &[("round", &round), ("day", &after.last_day)]));
            }
            _ => {}
        }
        let said = match self.left {
            Some(Left::Late(_)) => text::TASK_WAS_DUE,
            _ => text::TASK_DUE,
        };
        parts.extend(self.due.map(|day| said.fill(lang, &[("day", &day)])));
        let between = match lang {
            Lang::Zh => "，",
            Lang::En => ", ",
        };
        parts.join(between)
    }

    /// Where it is done: the very step.
    #[must_use]
    pub fn href(&self) -> String {
        let Some(of) = &self.of else {
            let lane = match &self.kind {
                TaskKind::Objections { held: true, .. } => "?lane=held",
                _ => "",
            };
            return format!("/office/objections{lane}");
        };
        let project = format!("/office/p/{}", of.project_code);
        let round = format!("{project}/r/{}", of.round.get());
        match &self.kind {
            TaskKind::Step { step, progress, .. } => match step {
                Step::Standards => project,
                Step::Declarations => format!("{project}/special?open=1"),
                Step::Reasons if progress.unexplained > 0 => format!("{round}/changes"),
                Step::Review => format!("{round}/review"),
                step => format!("{round}#{}", step.key()),
            },
            TaskKind::Mend { .. } => format!("{round}#{}", Step::Upload.key()),
            TaskKind::ConfirmRemedy { .. } => format!("{round}#remedy"),
            _ => round,
        }
    }

    /// What the link to it says.
    #[must_use]
    pub const fn go(&self) -> Text {
        match &self.kind {
            TaskKind::Step { step, .. } => match step {
                Step::Standards | Step::Upload => text::GO_UPLOAD,
                Step::Declarations => text::GO_DECLARE,
                Step::Reasons => text::GO_EXPLAIN,
                Step::Submit => text::GO_SUBMIT,
                Step::Review => text::GO_READ,
                Step::Publish => text::GO_SEE,
            },
            TaskKind::Objections { .. } => text::GO_ANSWER,
            _ => text::GO_SEE,
        }
    }
}

fn step_title(step: Step, progress: Progress, round: &str, lang: Lang) -> String {
    let Progress {
        undeclared,
        unexplained,
        unjustified,
        ..
    } = progress;
    let (text, n) = match step {
        Step::Standards => (text::TASK_STANDARDS, 0),
        Step::Upload if progress.working == RoundState::Returned => (text::TASK_RETURNED, 0),
        Step::Upload if progress.has_board => (text::TASK_MEND_FIRST, 0),
        Step::Upload => (text::TASK_UPLOAD, 0),
        Step::Declarations => (text::TASK_DECLARE, undeclared),
        Step::Reasons if unjustified == 0 => (text::TASK_EXPLAIN, unexplained),
        Step::Reasons if unexplained == 0 => (text::TASK_JUSTIFY, unjustified),
        Step::Reasons => (text::TASK_EXPLAIN_BOTH, unexplained),
        Step::Submit => (text::TASK_SUBMIT, 0),
        Step::Review => (text::TASK_REVIEW, 0),
        Step::Publish => (text::TASK_HELD, 0),
    };
    text.fill(lang, &[("round", &round), ("n", &n), ("m", &unjustified)])
}
