//! A round as the office sees it.

use crate::{
    CarriedOver, CellComment, ChangesSummary, ConfirmedRemedy, DeclarationCheck, Draft,
    ProjectHead, Upload,
};
use chrono::{DateTime, NaiveDate, Utc};
use domain::id::WithdrawalId;
use domain::privacy::ShownChange;
use domain::progress::Progress;
use domain::publication_gate::Blocker;
use domain::round::{RoundNumber, RoundState};
use domain::table::{ReadRow, Since};
use domain::time::china_minute;
use serde::{Deserialize, Serialize};
use text::{Label as _, Lang};

/// A round as the office sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfficeRound {
    pub head: ProjectHead,
    pub round: RoundNumber,
    /// Of what is shown.
    pub state: RoundState,
    /// Of the board that is being worked on: the same, or a correction's.
    pub working: RoundState,
    /// How far it is.
    pub progress: Progress,
    /// The newest version of the project's standards.
    pub standards: Option<u32>,
    /// Where residents read it, once it is out.
    pub address: Option<PublicAddress>,
    /// The draft as uploaded, if any.
    pub draft: Option<Draft>,
    /// What became of the errors of the table before it, where that was refused.
    pub since: Option<Since>,
    /// Its first households as they were read, for those who upload.
    pub first_rows: Vec<ReadRow>,
    /// Why the reviewer sent it back.
    pub return_reason: Option<String>,
    /// The reviewer's comments on single cells of the draft.
    pub comments: Vec<CellComment>,
    /// What changed since the board before; `None` on the first, and without
    /// a draft.
    pub changes: Option<ChangesSummary>,
    /// The newest upload, for those who upload, unless it is the draft itself.
    pub upload: Option<Upload>,
    /// Whether every household of the draft has declared, and it fits; while
    /// the draft can still be changed.
    pub declarations: Option<DeclarationCheck>,
    /// When it is to be published; `None`: as soon as it is approved.
    #[serde(with = "domain::time::millis_option")]
    pub planned_at: Option<DateTime<Utc>>,
    /// Whether that time has come.
    pub time_came: bool,
    /// Changes of its due date, oldest first.
    pub due_moves: Vec<DueMove>,
    /// Whether it can be set or changed: nothing was published yet.
    pub due_open: bool,
    /// What keeps it from being published.
    pub blockers: Vec<Blocker>,
    /// Upheld objections that it is published without.
    pub carried: Vec<CarriedOver>,
    /// Upheld objections that another change settles, as a supervisor said.
    pub confirmed: Vec<ConfirmedRemedy>,
    /// Those that wait for that word, for one who may give it.
    pub to_confirm: Vec<ToConfirm>,
    /// The correction under way.
    pub correction: Option<Asked>,
    /// A withdrawal that waits for a second person, whose answer names it.
    pub withdrawal: Option<(WithdrawalId, Asked)>,
    /// The newest withdrawal, where a second person did not agree.
    pub withdrawal_refused: Option<Asked>,
}

/// Where residents read a board, whole: to be printed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PublicAddress {
    /// `https://board.example.cn/p/HW2024/r/1`
    pub url: String,
    /// Its QR code; `None` where it is too long for one.
    pub picture: Option<QrPicture>,
}

/// A QR code as one path of an SVG, a unit per module.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QrPicture {
    /// Modules at each side, without the quiet zone around it.
    pub size: u32,
    /// `M0 0h7v1h-7z…`
    pub path: String,
}

/// An upheld objection whose household changed elsewhere.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ToConfirm {
    pub receipt: String,
    /// `None`: the board as a whole.
    pub household: Option<String>,
    /// The line that it is about, as it was on the board objected to.
    pub line: Option<String>,
    /// Whether the board no longer has the household.
    pub is_gone: bool,
    /// What the board changes of the household.
    pub changes: Vec<ShownChange>,
}

/// A change of a board's due date.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DueMove {
    /// `None` where none was set before.
    #[serde(with = "domain::time::day_option")]
    pub from: Option<NaiveDate>,
    #[serde(with = "domain::time::day")]
    pub to: NaiveDate,
    pub reason: String,
    pub by: String,
    #[serde(with = "domain::time::millis")]
    pub at: DateTime<Utc>,
}

impl DueMove {
    /// As the office reads it, of one board.
    #[must_use]
    pub fn sentence(&self, round: RoundNumber, lang: Lang) -> String {
        let (at, round) = (china_minute(self.at), round.label(lang));
        let (to, reason) = (self.to, &self.reason);
        let from = self.from.map(|from| from.to_string());
        let text = match from {
            Some(_) => text::DUE_MOVED,
            None => text::DUE_SET,
        };
        text.fill(
            lang,
            &[
                ("at", &at),
                ("round", &round),
                ("from", &from.unwrap_or_default()),
                ("to", &to),
                ("reason", reason),
            ],
        )
    }
}

/// What somebody asked for, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asked {
    pub reason: String,
    pub by: String,
    #[serde(with = "domain::time::millis")]
    pub at: DateTime<Utc>,
    /// Whether the reader asked for it.
    pub own: bool,
}
