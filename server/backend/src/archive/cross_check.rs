//! Compares what an archive says of a project with its events: nothing may be
//! missing, changed or made up.

use std::collections::BTreeMap;

use domain::event::{EventKind, Subject};
use domain::objection::ObjectionState;
use domain::review::ReviewOutcome;
use store::secrets;
use views::{Archive, ArchiveBoard, ArchiveNotice, ArchiveObjection, ArchiveRound};

use super::event::ArchivedEvent;

/// What was done, to what, and with which words' digest; how often.
type Tally = BTreeMap<[String; 3], u32>;

/// Compares the two.
///
/// # Errors
/// What is in one and not in the other.
pub(super) fn agrees(archive: &Archive, events: &[ArchivedEvent]) -> Result<(), String> {
    let mut recorded = Tally::new();
    for event in events {
        for one in of_event(event).into_iter().chain(of_return(event)) {
            *recorded.entry(one).or_default() += 1;
        }
    }
    let mut archived = Tally::new();
    for one in of_archive(archive) {
        *archived.entry(one).or_default() += 1;
    }
    let lacks = |these: &Tally, those: &Tally| {
        let mut missing = these
            .iter()
            .filter(|(one, times)| those.get(*one).copied().unwrap_or_default() < **times);
        missing.next().map(|(one, _)| one.join(" "))
    };
    if let Some(one) = lacks(&recorded, &archived) {
        return Err(format!(
            "project.json does not tell what the events record: {one}"
        ));
    }
    archived.retain(|[kind, _, _], _| kind != RETURN_REASON);
    if let Some(one) = lacks(&archived, &recorded) {
        return Err(format!("project.json tells what no event records: {one}"));
    }
    windows_agree(archive, events)
}

fn of_event(event: &ArchivedEvent) -> Option<[String; 3]> {
    use EventKind as K;
    let kind = EventKind::from_key(&event.kind)?;
    let words = match kind {
        K::BoardUploaded => event
            .text("file_after")
            .or_else(|| event.text("file"))?
            .to_owned(),
        K::NoticePublished => published(
            event.number("revision")?,
            event.text("entries")?,
            event.text("reason").unwrap_or_default(),
            event.number("planned_at"),
            TOTALS.map(|fact| event.number(fact)),
        ),
        K::BoardApproved => format!("{} {}", event.text("file")?, event.text("items")?),
        K::BoardReturned => event.text("file")?.to_owned(),
        K::CorrectionBegun => event.text("reason")?.to_owned(),
        K::WithdrawalAsked | K::NoticeWithdrawn | K::WithdrawalRefused => {
            format!("{} {}", event.number("revision")?, event.text("reason")?)
        }
        K::WindowMoved => event.number("closes_at_after")?.to_string(),
        K::DueChanged => due_moved(
            event.text("due_before")?,
            event.text("due_after")?,
            event.text("reason")?,
        ),
        K::ObjectionCarriedOver => {
            format!("{} {}", event.text("objection")?, event.text("reason")?)
        }
        K::RemedyConfirmed => confirmed_remedy(
            event.text("objection")?,
            event.text("file")?,
            event.text("reason")?,
        ),
        K::ObjectionFiled => event.text("kind")?.to_owned(),
        K::ObjectionAccepted | K::ObjectionDeclined | K::ObjectionDecided => format!(
            "{} {}",
            event.text("state_after")?,
            event.text("reason").unwrap_or_default()
        ),
        _ => return None,
    };
    Some([kind.key().to_owned(), event.subject.clone(), words])
}

/// The facts of a publication that are its totals.
const TOTALS: [&str; 5] = [
    "households",
    "payout_fen",
    "land_e4_mu",
    "floor_e4_m2",
    "flagged",
];

fn published(
    revision: i64,
    entries: &str,
    reason: &str,
    planned_at: Option<i64>,
    totals: [Option<i64>; 5],
) -> String {
    format!("{revision} {entries} {reason} {planned_at:?} {totals:?}")
}

fn due_moved(before: &str, after: &str, reason: &str) -> String {
    format!("{before} {after} {reason}")
}

fn confirmed_remedy(receipt: &str, file: &str, reason: &str) -> String {
    format!("{receipt} {file} {reason}")
}

/// Each board is on display for as long as its publication, or what moved its end last,
/// said.
fn windows_agree(archive: &Archive, events: &[ArchivedEvent]) -> Result<(), String> {
    let published = |subject: &str, revision: u32| {
        let mut of_board = events.iter().filter(|event| {
            event.kind == EventKind::NoticePublished.key()
                && event.subject == subject
                && event.number("revision") == Some(i64::from(revision))
        });
        of_board.next()?.number("closes_at")
    };
    for round in &archive.rounds {
        let subject = Subject::Round(&archive.head.code, round.round).to_string();
        for notice in &round.notices {
            let moved = notice
                .moves
                .last()
                .map(|moved| moved.closes.timestamp_millis());
            let closes = moved.or_else(|| published(&subject, notice.revision));
            if closes != Some(notice.window.closes.timestamp_millis()) {
                let revision = notice.revision;
                return Err(format!(
                    "project.json tells another end of {subject} revision {revision} than the events"
                ));
            }
        }
    }
    Ok(())
}

/// Why a board was sent back. Boards of before its digest was recorded have
/// none in the events.
const RETURN_REASON: &str = "board_returned reason";

fn of_return(event: &ArchivedEvent) -> Option<[String; 3]> {
    let returned = event.kind == EventKind::BoardReturned.key();
    let reason = event.text("reason").filter(|_| returned)?;
    let words = format!("{} {reason}", event.text("file")?);
    Some([RETURN_REASON.to_owned(), event.subject.clone(), words])
}

fn of_archive(archive: &Archive) -> Vec<[String; 3]> {
    let mut all = Vec::new();
    for round in &archive.rounds {
        let subject = Subject::Round(&archive.head.code, round.round).to_string();
        let mut add = |kind: &str, words: String| {
            all.push([kind.to_owned(), subject.clone(), words]);
        };
        of_round(round, &mut add);
    }
    for objection in &archive.objections {
        let subject = Subject::Objection(&objection.receipt).to_string();
        let mut add = |kind: &str, words: String| {
            all.push([kind.to_owned(), subject.clone(), words]);
        };
        of_objection(objection, &mut add);
    }
    all
}

fn digest(words: &str) -> String {
    secrets::digest(words.as_bytes())
}

fn of_round(round: &ArchiveRound, add: &mut impl FnMut(&str, String)) {
    for board in &round.boards {
        of_board(board, add);
    }
    for notice in &round.notices {
        of_notice(notice, add);
    }
    for correction in &round.corrections {
        add(EventKind::CorrectionBegun.key(), digest(&correction.reason));
    }
    for moved in &round.due_moves {
        let before = moved.from.map(|day| day.to_string()).unwrap_or_default();
        let words = due_moved(&before, &moved.to.to_string(), &digest(&moved.reason));
        add(EventKind::DueChanged.key(), words);
    }
    for carried in &round.carried {
        let words = format!("{} {}", carried.receipt, digest(&carried.reason));
        add(EventKind::ObjectionCarriedOver.key(), words);
    }
    for one in &round.confirmed {
        let words = confirmed_remedy(&one.receipt, &one.file_digest, &digest(&one.reason));
        add(EventKind::RemedyConfirmed.key(), words);
    }
}

fn of_board(board: &ArchiveBoard, add: &mut impl FnMut(&str, String)) {
    let file = &board.file_digest;
    add(EventKind::BoardUploaded.key(), file.clone());
    for review in &board.reviews {
        match review.outcome {
            ReviewOutcome::Approved => {
                let words = format!("{file} {}", review.signed.keys());
                add(EventKind::BoardApproved.key(), words);
            }
            ReviewOutcome::Returned => {
                let reason = review.reason.as_deref().unwrap_or_default();
                add(EventKind::BoardReturned.key(), file.clone());
                add(RETURN_REASON, format!("{file} {}", digest(reason)));
            }
        }
    }
}

fn of_notice(notice: &ArchiveNotice, add: &mut impl FnMut(&str, String)) {
    let revision = notice.revision;
    let why = notice.correction_reason.as_deref().map(digest);
    let why = why.unwrap_or_default();
    let totals = &notice.totals;
    let words = published(
        revision.into(),
        &notice.digest,
        &why,
        notice.planned_at.map(|at| at.timestamp_millis()),
        [
            i64::from(totals.households),
            totals.payout.fen(),
            totals.land.e4(),
            totals.floor.e4(),
            i64::from(totals.flagged),
        ]
        .map(Some),
    );
    add(EventKind::NoticePublished.key(), words);
    for moved in &notice.moves {
        let closes = moved.closes.timestamp_millis().to_string();
        add(EventKind::WindowMoved.key(), closes);
    }
    for asked in &notice.withdrawals {
        let reason = digest(&asked.reason);
        add(
            EventKind::WithdrawalAsked.key(),
            format!("{revision} {reason}"),
        );
        match &asked.answer {
            Some(answer) if answer.confirmed => {
                add(
                    EventKind::NoticeWithdrawn.key(),
                    format!("{revision} {reason}"),
                );
            }
            Some(answer) => {
                let why = digest(answer.reason.as_deref().unwrap_or_default());
                add(
                    EventKind::WithdrawalRefused.key(),
                    format!("{revision} {why}"),
                );
            }
            None => {}
        }
    }
}

fn of_objection(objection: &ArchiveObjection, add: &mut impl FnMut(&str, String)) {
    for step in &objection.steps {
        let kind = match step.state {
            ObjectionState::Submitted => {
                add(
                    EventKind::ObjectionFiled.key(),
                    objection.kind.key().to_owned(),
                );
                continue;
            }
            ObjectionState::Investigating | ObjectionState::Accepted => {
                EventKind::ObjectionAccepted
            }
            ObjectionState::Declined => EventKind::ObjectionDeclined,
            _ => EventKind::ObjectionDecided,
        };
        let why = step.reason.as_deref().map(digest).unwrap_or_default();
        add(kind.key(), format!("{} {why}", step.state.key()));
    }
}
