//! The head of every page of a project: its office, its stage line, which
//! board a page is of.

use chrono::{DateTime, Utc};
use domain::board_ref::BoardRef;
use domain::round::{days_late, held_to};
use domain::time::{Window, china_day};
use store::projects::ProjectRecord;
use store::rounds::{MoveCause, NoticeRecord, RoundRecord};
use views::{DueMoved, MoveReason, ProjectHead, RoundMark, WindowMoved, Withdrawn};

/// As residents see it: without what is still being worked on.
pub(crate) fn public_head(project: &ProjectRecord, now: DateTime<Utc>) -> ProjectHead {
    let mut head = office_head(project, now);
    for round in &mut head.rounds {
        round.correction = None;
    }
    head
}

/// As the office sees it.
pub(crate) fn office_head(project: &ProjectRecord, now: DateTime<Utc>) -> ProjectHead {
    let rounds = project.rounds.iter();
    ProjectHead {
        code: project.code.clone(),
        name: project.name.clone(),
        area: project.area.clone(),
        office: project.office.clone(),
        approval_number: project.approval_number.clone(),
        phone: project.phone.clone(),
        scope: project.scope,
        scope_reason: project.scope_reason.clone(),
        rounds: rounds.map(|round| mark(project, round, now)).collect(),
    }
}

fn mark(project: &ProjectRecord, round: &RoundRecord, now: DateTime<Utc>) -> RoundMark {
    let window = round.notice.as_ref().map(NoticeRecord::window);
    let due_moved = due_moved(project, round);
    let due = match &due_moved {
        Some(moved) => Some(held_to(moved.first, moved.now)),
        None => round.due,
    };
    let first = project.revisions(round.number).last();
    let published = first.map(|notice| china_day(notice.published_at));
    RoundMark {
        number: round.number,
        tier: round.tier,
        state: round.state(now),
        length: round.length,
        revision: round.notice.as_ref().map_or(0, |notice| notice.revision),
        window,
        days_left: window.map_or(0, |window| window.days_left(now)),
        due,
        due_moved,
        days_late: due.map_or(0, |due| {
            days_late(due, published.unwrap_or_else(|| china_day(now)))
        }),
        correction: round.standing.correction,
    }
}

/// The due date set first and the present one, where these differ.
fn due_moved(project: &ProjectRecord, round: &RoundRecord) -> Option<DueMoved> {
    let first = project
        .due_changes_of(round.id)
        .find_map(|change| change.from)?;
    let now = round.due?;
    (first != now).then_some(DueMoved { first, now })
}

/// Which board a notice is.
pub(crate) fn board_ref(notice: &NoticeRecord) -> BoardRef {
    BoardRef {
        round: notice.round,
        revision: notice.revision,
    }
}

pub(crate) fn withdrawn(notice: &NoticeRecord) -> Option<Withdrawn> {
    notice.withdrawn.as_ref().map(|one| Withdrawn {
        at: one.at,
        reason: one.reason.clone(),
    })
}

/// What moved a notice's window, as its page says it.
pub(crate) fn moves(notice: &NoticeRecord) -> Vec<WindowMoved> {
    let moves = notice.moves.iter().map(|one| {
        let closes = one.closes_at;
        let last_day = Window {
            opens: closes,
            closes,
        }
        .last_day();
        WindowMoved {
            last_day,
            why: move_reason(&one.cause),
        }
    });
    moves.collect()
}

/// What moved a window.
pub(crate) fn move_reason(cause: &MoveCause) -> MoveReason {
    match cause {
        MoveCause::Calendar { day, note } => MoveReason::Calendar {
            day: *day,
            note: note.clone(),
        },
        MoveCause::Interrupted { from, to, days } => MoveReason::Interrupted {
            from: *from,
            to: *to,
            days: *days,
        },
    }
}
