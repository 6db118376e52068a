//! The sentences that say what will happen.

use std::fmt::Display;

use domain::calendar::DayKind;
use domain::objection::Outcome;
use domain::time::china_minute;
use text::{Label as _, Lang, Named as _, Text};
use views::{Approval, BoardName, Irrevocable, ObjectionSubject, Publication};

use crate::components::subject_sentence;

/// What the page says.
pub(super) struct Wording {
    pub(super) asks: String,
    /// What happens, and to whom, a sentence each.
    pub(super) happens: Vec<String>,
    /// That it cannot be taken back, and what can be done instead.
    pub(super) stays: String,
    /// The reason that was typed, where none of the sentences has it.
    pub(super) written: Option<String>,
    pub(super) button: Text,
}

impl Wording {
    pub(super) fn of(what: Irrevocable, lang: Lang) -> Self {
        match what {
            Irrevocable::Approval(approval) => of_approval(&approval, lang),
            Irrevocable::WithdrawalRequest { board, reason } => of_request(&board, reason, lang),
            Irrevocable::Withdrawal {
                board,
                asked_by,
                reason,
            } => of_withdrawal(&board, &asked_by, &reason, lang),
            Irrevocable::Decision {
                receipt,
                subject,
                state: _,
                outcome,
                reason,
            } => of_decision((&receipt, &subject), outcome, reason, lang),
            Irrevocable::Declining {
                receipt,
                subject,
                reason,
            } => of_declining((&receipt, &subject), reason, lang),
            Irrevocable::DecliningHeld { receipts, reason } => {
                of_declining_held(&receipts, reason, lang)
            }
            Irrevocable::CarryOver {
                board,
                receipt,
                household,
                reason,
            } => of_carrying_over(&board, (&receipt, household), reason, lang),
            Irrevocable::Remedy {
                board,
                file: _,
                receipt,
                household,
                reason,
            } => of_remedy(&board, (&receipt, household), reason, lang),
            Irrevocable::KinLifted {
                account,
                project,
                household,
                reason,
            } => of_lifting((&account, &project, &household), reason, lang),
            Irrevocable::WindowsMoved {
                from,
                to,
                kind,
                note,
                boards,
            } => of_days((&from, &to, kind), &note, boards, lang),
        }
    }
}

fn of_approval(approval: &Approval, lang: Lang) -> Wording {
    let Approval { board, totals, .. } = approval;
    let name = named(board, lang);
    let (asks, button, when) = match approval.publication {
        Publication::Now { last_day } => (
            text::CONFIRM_PUBLISH_ASK,
            text::CONFIRM_PUBLISH_BUTTON,
            text::CONFIRM_PUBLISH_NOW.fill(lang, &[("board", &name), ("day", &last_day)]),
        ),
        Publication::At(at) => {
            let at = china_minute(at);
            (
                text::CONFIRM_APPROVE_ASK,
                text::CONFIRM_APPROVE_BUTTON,
                text::CONFIRM_PUBLISH_AT.fill(lang, &[("board", &name), ("at", &at)]),
            )
        }
    };
    let sums = text::CONFIRM_TOTALS.fill(
        lang,
        &[
            ("n", &totals.households),
            ("sum", &totals.payout),
            ("land", &totals.land),
            ("flagged", &totals.flagged),
        ],
    );
    let replaces = approval.correction.as_ref().map(|reason| {
        let revision = &board.revision;
        text::CONFIRM_REPLACES.fill(lang, &[("revision", revision), ("reason", reason)])
    });
    Wording {
        asks: asks_of(asks, board, lang),
        happens: [when, sums].into_iter().chain(replaces).collect(),
        stays: text::CONFIRM_PUBLISHED_STAYS.get(lang).to_owned(),
        written: None,
        button,
    }
}

fn of_request(board: &BoardName, reason: String, lang: Lang) -> Wording {
    let name = named(board, lang);
    let revision = &board.revision;
    Wording {
        asks: asks_of(text::CONFIRM_REQUEST_ASK, board, lang),
        happens: vec![
            text::CONFIRM_REQUEST.fill(lang, &[("board", &name), ("revision", revision)]),
            text::CONFIRM_REQUEST_SHOWN.get(lang).to_owned(),
        ],
        stays: text::CONFIRM_REQUEST_STAYS.get(lang).to_owned(),
        written: Some(reason),
        button: text::CONFIRM_REQUEST_BUTTON,
    }
}

fn of_withdrawal(board: &BoardName, by: &str, reason: &str, lang: Lang) -> Wording {
    let name = named(board, lang);
    let revision = &board.revision;
    Wording {
        asks: asks_of(text::CONFIRM_WITHDRAW_ASK, board, lang),
        happens: vec![
            text::CONFIRM_WITHDRAW.fill(lang, &[("board", &name), ("revision", revision)]),
            text::CONFIRM_WITHDRAW_SHOWN.get(lang).to_owned(),
            text::CONFIRM_WITHDRAW_REASON.fill(lang, &[("by", &by), ("reason", &reason)]),
        ],
        stays: text::CONFIRM_WITHDRAW_STAYS.get(lang).to_owned(),
        written: None,
        button: text::CONFIRM_WITHDRAW_BUTTON,
    }
}

fn of_decision(
    (receipt, subject): (&str, &ObjectionSubject),
    outcome: Outcome,
    reason: String,
    lang: Lang,
) -> Wording {
    let (about, answer) = (about(subject, lang), outcome.text().get(lang));
    let then = match outcome {
        Outcome::Upheld | Outcome::PartlyUpheld => text::CONFIRM_UPHELD,
        Outcome::Dismissed => text::CONFIRM_DISMISSED,
    };
    Wording {
        asks: text::CONFIRM_DECIDE_ASK.fill(lang, &[("receipt", &receipt), ("outcome", &answer)]),
        happens: vec![
            text::CONFIRM_DECIDE.fill(lang, &[("about", &about), ("outcome", &answer)]),
            text::CONFIRM_ANSWER_SEEN.get(lang).to_owned(),
            then.get(lang).to_owned(),
        ],
        stays: text::CONFIRM_ANSWER_STAYS.get(lang).to_owned(),
        written: Some(reason),
        button: text::CONFIRM_DECIDE_BUTTON,
    }
}

fn of_declining(
    (receipt, subject): (&str, &ObjectionSubject),
    reason: String,
    lang: Lang,
) -> Wording {
    let about = about(subject, lang);
    Wording {
        asks: text::CONFIRM_DECLINE_ASK.fill(lang, &[("receipt", &receipt)]),
        happens: vec![
            text::CONFIRM_DECLINE.fill(lang, &[("about", &about)]),
            text::CONFIRM_DECLINE_SEEN.get(lang).to_owned(),
        ],
        stays: text::CONFIRM_DECLINE_STAYS.get(lang).to_owned(),
        written: Some(reason),
        button: text::CONFIRM_DECLINE_BUTTON,
    }
}

fn of_declining_held(receipts: &[String], reason: String, lang: Lang) -> Wording {
    let all = receipts.join(", ");
    Wording {
        asks: text::CONFIRM_DECLINE_HELD_ASK.fill(lang, &[("n", &receipts.len())]),
        happens: vec![
            text::CONFIRM_DECLINE_HELD.fill(lang, &[("receipts", &all)]),
            text::CONFIRM_DECLINE_SEEN.get(lang).to_owned(),
        ],
        stays: text::CONFIRM_DECLINE_HELD_STAYS.get(lang).to_owned(),
        written: Some(reason),
        button: text::CONFIRM_DECLINE_BUTTON,
    }
}

fn of_carrying_over(
    board: &BoardName,
    (receipt, household): (&str, Option<String>),
    reason: String,
    lang: Lang,
) -> Wording {
    let name = named(board, lang);
    let about = household.unwrap_or_else(|| text::BLOCKER_WHOLE.get(lang).to_owned());
    Wording {
        asks: text::CONFIRM_CARRY_ASK.fill(lang, &[("receipt", &receipt)]),
        happens: vec![
            text::CONFIRM_CARRY.fill(lang, &[("board", &name), ("about", &about)]),
            text::CONFIRM_CARRY_SHOWN.get(lang).to_owned(),
        ],
        stays: text::CONFIRM_CARRY_STAYS.get(lang).to_owned(),
        written: Some(reason),
        button: text::CONFIRM_CARRY_BUTTON,
    }
}

fn of_remedy(
    board: &BoardName,
    (receipt, household): (&str, Option<String>),
    reason: String,
    lang: Lang,
) -> Wording {
    let name = named(board, lang);
    let about = household.unwrap_or_else(|| text::BLOCKER_WHOLE.get(lang).to_owned());
    Wording {
        asks: text::CONFIRM_OTHER_ASK.fill(lang, &[("receipt", &receipt)]),
        happens: vec![
            text::CONFIRM_OTHER.fill(lang, &[("board", &name), ("about", &about)]),
            text::CONFIRM_CARRY_SHOWN.get(lang).to_owned(),
        ],
        stays: text::CONFIRM_OTHER_STAYS.get(lang).to_owned(),
        written: Some(reason),
        button: text::CONFIRM_OTHER_BUTTON,
    }
}

fn of_lifting(
    (account, project, household): (&str, &str, &str),
    reason: String,
    lang: Lang,
) -> Wording {
    let names: [(&str, &dyn Display); 3] = [
        ("account", &account),
        ("project", &project),
        ("household", &household),
    ];
    Wording {
        asks: text::CONFIRM_LIFT_ASK.fill(lang, &names),
        happens: vec![text::CONFIRM_LIFT.fill(lang, &names)],
        stays: text::CONFIRM_LIFT_STAYS.fill(lang, &names),
        written: Some(reason),
        button: text::CONFIRM_LIFT_BUTTON,
    }
}

fn of_days(
    (from, to, kind): (&dyn Display, &dyn Display, DayKind),
    note: &str,
    boards: u32,
    lang: Lang,
) -> Wording {
    let kind = kind.text().get(lang);
    Wording {
        asks: text::CONFIRM_DAYS_ASK.get(lang).to_owned(),
        happens: vec![
            text::CONFIRM_DAYS.fill(lang, &[("from", from), ("to", to), ("kind", &kind)]),
            text::CONFIRM_DAYS_MOVED.fill(lang, &[("n", &boards), ("note", &note)]),
        ],
        stays: text::CONFIRM_DAYS_STAYS.get(lang).to_owned(),
        written: None,
        button: text::CONFIRM_DAYS_BUTTON,
    }
}

fn asks_of(asks: Text, board: &BoardName, lang: Lang) -> String {
    asks.fill(lang, &[("round", &board.round.label(lang))])
}

fn named(board: &BoardName, lang: Lang) -> String {
    let round = board.round.label(lang);
    text::CONFIRM_BOARD.fill(lang, &[("project", &board.project), ("round", &round)])
}

fn about(subject: &ObjectionSubject, lang: Lang) -> String {
    let subject_of_board = subject_sentence(subject, lang);
    format!("{} · {subject_of_board}", subject.project_name)
}
