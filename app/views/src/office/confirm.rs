//! What is asked once more before it is done, because it cannot be taken back.

use chrono::{DateTime, NaiveDate, Utc};
use domain::board::Totals;
use domain::calendar::DayKind;
use domain::objection::{ObjectionState, Outcome};
use domain::round::RoundNumber;
use serde::Serialize;

use crate::ObjectionSubject;

/// What is to be confirmed, and what stands for it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Unconfirmed {
    pub what: Irrevocable,
    /// Sent back with the confirmation: of just this, by just this account.
    pub mark: String,
    /// Whether something else was confirmed: it is not what it was.
    pub changed: bool,
}

/// What is about to happen. Whatever of it changes has to be confirmed anew.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub enum Irrevocable {
    Approval(Approval),
    WithdrawalRequest {
        board: BoardName,
        reason: String,
    },
    Withdrawal {
        board: BoardName,
        asked_by: String,
        reason: String,
    },
    Decision {
        receipt: String,
        subject: ObjectionSubject,
        /// As it is until then.
        state: ObjectionState,
        outcome: Outcome,
        reason: String,
    },
    Declining {
        receipt: String,
        subject: ObjectionSubject,
        reason: String,
    },
    /// Of many that are held apart.
    DecliningHeld {
        receipts: Vec<String>,
        reason: String,
    },
    CarryOver {
        /// The board that goes out without the change.
        board: BoardName,
        receipt: String,
        household: Option<String>,
        reason: String,
    },
    Remedy {
        /// The board that shows another change.
        board: BoardName,
        /// Digest of the table that shows it.
        file: String,
        receipt: String,
        household: Option<String>,
        reason: String,
    },
    KinLifted {
        /// Whose declaration.
        account: String,
        project: String,
        household: String,
        reason: String,
    },
    WindowsMoved {
        from: NaiveDate,
        to: NaiveDate,
        kind: DayKind,
        note: String,
        /// How many boards on display end later by it.
        boards: u32,
    },
}

/// A board of a project.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct BoardName {
    /// The project's name.
    pub project: String,
    pub round: RoundNumber,
    /// What it is shown as, or will be.
    pub revision: u32,
}

/// The approval of a board.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Approval {
    pub board: BoardName,
    pub totals: Totals,
    /// Digest of its entries.
    pub entries: String,
    pub publication: Publication,
    /// Why it takes the place of what is published; published with it.
    pub correction: Option<String>,
}

/// When an approved board is published.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum Publication {
    Now {
        /// On which it is on display.
        last_day: NaiveDate,
    },
    At(DateTime<Utc>),
}
