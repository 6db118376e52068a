//! Windows that end later than first announced: the calendar was changed, or
//! the board could not be read for a while. The first end stays in the
//! notice; a later end is a row of its own, and never an earlier one.

use chrono::{DateTime, NaiveDate, Utc};
use domain::event::{Interrupted, Payload, Subject, WindowInterrupted, WindowMoved};
use domain::round::RoundState;
use domain::time::{Interruption, MIN_INTERRUPTION, Window, china_day};
use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, EntityTrait, QueryFilter, QuerySelect, Set, TryInsertResult,
};
use store::calendar;
use store::entity::{heartbeat, round, window_move};
use store::ids::ProjectId;
use store::projects::ProjectRecord;
use store::rounds::{MOVED_BY_CALENDAR, MOVED_BY_INTERRUPTION, NoticeRecord, RoundRecord};
use store::time::from_millis;

use crate::change::Change;
use crate::events::By;
use crate::{AppContext, Error};

/// The one row of `heartbeats`.
const HEARTBEAT: i64 = 1;

/// Recomputes open windows after a change to the calendar. Gives how many
/// were moved.
pub(crate) async fn recount(
    change: &Change<'_>,
    changed: NaiveDate,
    note: &str,
) -> Result<u32, Error> {
    let mut moved = 0;
    for shown in on_display(change).await? {
        if !shown.notice.window().is_open(change.context.now()) {
            continue;
        }
        let row = window_move::ActiveModel {
            kind: Set(MOVED_BY_CALENDAR.to_owned()),
            day: Set(Some(changed.to_string())),
            note: Set(Some(note.to_owned())),
            ..Default::default()
        };
        let payload = |before: Window, after: Window| WindowMoved {
            day_note: note.to_owned(),
            closes_at_before: before.closes,
            closes_at_after: after.closes,
        };
        if move_window(change, &shown, None, row, payload).await? {
            moved += 1;
        }
    }
    Ok(moved)
}

/// Says that this installation is alive. Where it was not for more than an
/// hour, every window that was open meanwhile is made longer by the days that
/// were lost. Any process may say so, as often as it likes; gives how many
/// windows were moved.
///
/// # Errors
/// [`Error::Internal`] only.
pub async fn beat(context: &AppContext) -> Result<u32, Error> {
    let now = context.now();
    let change = Change::by(context, By::System).await?;
    let db = &change.db;
    // In one statement: another process may start at the same moment.
    let first = heartbeat::ActiveModel {
        id: Set(HEARTBEAT),
        at: Set(now.timestamp_millis()),
    };
    let inserted = heartbeat::Entity::insert(first)
        .on_conflict_do_nothing()
        .exec_without_returning(db)
        .await?;
    if matches!(inserted, TryInsertResult::Inserted(1)) {
        change.db.commit().await?;
        return Ok(0);
    }
    let last = heartbeat::Entity::find_by_id(HEARTBEAT)
        .one(db)
        .await?
        .ok_or(Error::NotFound)?;
    let seen = heartbeat::Entity::update_many()
        .col_expr(heartbeat::Column::At, Expr::value(now.timestamp_millis()))
        .filter(heartbeat::Column::Id.eq(HEARTBEAT))
        .filter(heartbeat::Column::At.eq(last.at))
        .exec(db)
        .await?;
    if seen.rows_affected != 1 {
        // Another process is alive, and was first.
        return Ok(0);
    }
    let from = from_millis(last.at);
    let moved = if now - from > MIN_INTERRUPTION {
        interrupted(&change, from, now).await?
    } else {
        0
    };
    change.db.commit().await?;
    Ok(moved)
}

/// Says that this installation is alive, and that no time was lost before:
/// the demo's clock was set to another day.
///
/// # Errors
/// [`Error::Internal`] only.
pub async fn beat_anew(context: &AppContext) -> Result<(), Error> {
    heartbeat::Entity::delete_many().exec(context.db()).await?;
    beat(context).await.map(drop)
}

async fn interrupted(
    change: &Change<'_>,
    from: DateTime<Utc>,
    to: DateTime<Utc>,
) -> Result<u32, Error> {
    let mut moved = 0;
    for shown in on_display(change).await? {
        let days = shown.notice.window().days_lost(from, to);
        if days == 0 {
            continue;
        }
        let row = window_move::ActiveModel {
            kind: Set(MOVED_BY_INTERRUPTION.to_owned()),
            lost_from: Set(Some(from.timestamp_millis())),
            lost_to: Set(Some(to.timestamp_millis())),
            lost_days: Set(Some(i32::from(days))),
            ..Default::default()
        };
        let lost = Interruption {
            resumed: china_day(to),
            days,
        };
        let payload = |before: Window, after: Window| WindowInterrupted {
            lost_from: from,
            lost_to: to,
            lost_days: u32::from(days),
            closes_at_before: before.closes,
            closes_at_after: after.closes,
        };
        if move_window(change, &shown, Some(lost), row, payload).await? {
            moved += 1;
        }
    }
    let interrupted = Interrupted {
        lost_from: from,
        lost_to: to,
        windows_moved: moved,
    };
    change.record(Subject::Site, interrupted).await?;
    Ok(moved)
}

/// A round's newest notice, while the round is public and not withdrawn.
struct OnDisplay {
    project: String,
    round: RoundRecord,
    notice: NoticeRecord,
}

async fn on_display(change: &Change<'_>) -> Result<Vec<OnDisplay>, Error> {
    let mut projects: Vec<ProjectId> = round::Entity::find()
        .select_only()
        .column(round::Column::ProjectId)
        .distinct()
        .filter(round::Column::State.eq(RoundState::Published.key()))
        .into_tuple()
        .all(&change.db)
        .await?;
    projects.sort_unstable();
    let mut found = Vec::new();
    for project in projects {
        let project = ProjectRecord::by_id(&change.db, project).await?;
        for round in project.rounds {
            if let Some(notice) = round.notice.clone()
                && round.standing.state == RoundState::Published
            {
                found.push(OnDisplay {
                    project: project.code.clone(),
                    round,
                    notice,
                });
            }
        }
    }
    Ok(found)
}

/// Writes down a later end of a window, where it has one.
async fn move_window<P: Payload>(
    change: &Change<'_>,
    shown: &OnDisplay,
    lost: Option<Interruption>,
    row: window_move::ActiveModel,
    payload: impl FnOnce(Window, Window) -> P,
) -> Result<bool, Error> {
    let before = shown.notice.window();
    let days = calendar::load(&change.db).await?;
    let interruptions = shown.notice.interruptions();
    let lost: Vec<Interruption> = interruptions.into_iter().chain(lost).collect();
    let after = Window::of(before.opens, shown.round.length, &days, &lost);
    if after.closes <= before.closes {
        return Ok(false);
    }
    window_move::ActiveModel {
        notice_id: Set(shown.notice.id),
        closes_at: Set(after.closes.timestamp_millis()),
        at: Set(change.context.now_millis()),
        ..row
    }
    .insert(&change.db)
    .await?;
    let subject = Subject::Round(&shown.project, shown.round.number);
    change.record(subject, payload(before, after)).await?;
    Ok(true)
}
