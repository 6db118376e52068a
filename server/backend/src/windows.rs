//! Windows that end later than was first said: the calendar was changed, or
//! the board could not be read for a while. What was said first stays in the
//! notice; a later end is a row of its own, and never an earlier one.

use chrono::{DateTime, NaiveDate, Utc};
use domain::event::{EventKind, Fact};
use domain::round::RoundState;
use domain::time::{INTERRUPTION_LEAST, Interruption, Window, china_day};
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveModelTrait, ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, Set};
use views::{MoveReason, WindowMoved};

use crate::accounts::Actor;
use crate::clock::from_millis;
use crate::entity::{heartbeat, project, round, window_move};
use crate::events::{self, By};
use crate::projects::{Loaded, Shown, interruptions, length, number, window};
use crate::{Error, Office, calendar};

/// The one row of `heartbeats`.
const HEARTBEAT: i64 = 1;
/// Key of [`MoveReason::Calendar`].
const KIND_CALENDAR: &str = "calendar";
/// Key of [`MoveReason::Interrupted`].
const KIND_INTERRUPTED: &str = "interrupted";

/// Reckons open windows anew after a change to the calendar. Gives how many
/// were moved.
pub(crate) async fn recount(
    office: &Office,
    transaction: &DatabaseTransaction,
    actor: &Actor,
    changed: NaiveDate,
    note: &str,
) -> Result<u32, Error> {
    let mut moved = 0;
    for hanging in hanging(transaction).await? {
        if !window(&hanging.notice).is_open(office.now()) {
            continue;
        }
        let row = window_move::ActiveModel {
            kind: Set(KIND_CALENDAR.to_owned()),
            note: Set(Some(format!("{changed} {note}"))),
            ..Default::default()
        };
        let facts = vec![("day_note", note.into())];
        let by = By::Account(actor);
        if move_window(office, transaction, by, &hanging, None, row, facts).await? {
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
pub async fn beat(office: &Office) -> Result<u32, Error> {
    let now = office.now();
    let transaction = office.begin().await?;
    let Some(last) = heartbeat::Entity::find_by_id(HEARTBEAT)
        .one(&transaction)
        .await?
    else {
        let first = heartbeat::ActiveModel {
            id: Set(HEARTBEAT),
            at: Set(now.timestamp_millis()),
        };
        heartbeat::Entity::insert(first).exec(&transaction).await?;
        transaction.commit().await?;
        return Ok(0);
    };
    let seen = heartbeat::Entity::update_many()
        .col_expr(heartbeat::Column::At, Expr::value(now.timestamp_millis()))
        .filter(heartbeat::Column::Id.eq(HEARTBEAT))
        .filter(heartbeat::Column::At.eq(last.at))
        .exec(&transaction)
        .await?;
    if seen.rows_affected != 1 {
        // Another process is alive, and was first.
        return Ok(0);
    }
    let from = from_millis(last.at);
    let moved = if now - from > INTERRUPTION_LEAST {
        interrupted(office, &transaction, from, now).await?
    } else {
        0
    };
    transaction.commit().await?;
    Ok(moved)
}

/// Says that this installation is alive, and that no time was lost before:
/// the demo's clock was set to another day.
///
/// # Errors
/// [`Error::Internal`] only.
pub async fn beat_anew(office: &Office) -> Result<(), Error> {
    heartbeat::Entity::delete_many().exec(office.db()).await?;
    beat(office).await.map(drop)
}

async fn interrupted(
    office: &Office,
    transaction: &DatabaseTransaction,
    from: DateTime<Utc>,
    to: DateTime<Utc>,
) -> Result<u32, Error> {
    let mut moved = 0;
    for hanging in hanging(transaction).await? {
        let days = window(&hanging.notice).days_lost(from, to);
        if days == 0 {
            continue;
        }
        let row = window_move::ActiveModel {
            kind: Set(KIND_INTERRUPTED.to_owned()),
            lost_from: Set(Some(from.timestamp_millis())),
            lost_to: Set(Some(to.timestamp_millis())),
            lost_days: Set(Some(i32::from(days))),
            ..Default::default()
        };
        let lost = Interruption {
            resumed: china_day(to),
            days,
        };
        let facts = vec![
            ("lost_from", from.timestamp_millis().into()),
            ("lost_to", to.timestamp_millis().into()),
            ("lost_days", u32::from(days).into()),
        ];
        let by = By::System;
        if move_window(office, transaction, by, &hanging, Some(lost), row, facts).await? {
            moved += 1;
        }
    }
    events::record(
        office,
        transaction,
        EventKind::Interrupted,
        By::System,
        "site".to_owned(),
        vec![
            ("lost_from", from.timestamp_millis().into()),
            ("lost_to", to.timestamp_millis().into()),
            ("windows_moved", moved.into()),
        ],
    )
    .await?;
    Ok(moved)
}

/// A round's newest notice, while the round is public and not withdrawn.
struct Hanging {
    project: String,
    round: round::Model,
    notice: Shown,
}

async fn hanging(transaction: &DatabaseTransaction) -> Result<Vec<Hanging>, Error> {
    let published = round::Entity::find()
        .filter(round::Column::State.eq(RoundState::Published.key()))
        .all(transaction)
        .await?;
    let mut projects: Vec<i64> = published.iter().map(|round| round.project_id).collect();
    projects.sort_unstable();
    projects.dedup();
    let projects = project::Entity::find()
        .filter(project::Column::Id.is_in(projects))
        .all(transaction)
        .await?;
    let mut found = Vec::new();
    for project in projects {
        let code = project.code.clone();
        let loaded = Loaded::of(transaction, project).await?;
        for (round, notice) in loaded.rounds {
            if let Some(notice) = notice
                && round.state == RoundState::Published.key()
            {
                found.push(Hanging {
                    project: code.clone(),
                    round,
                    notice,
                });
            }
        }
    }
    Ok(found)
}

/// Writes down a later end of a window, where it has one.
async fn move_window(
    office: &Office,
    transaction: &DatabaseTransaction,
    by: By<'_>,
    hanging: &Hanging,
    lost: Option<Interruption>,
    row: window_move::ActiveModel,
    mut facts: Vec<(&'static str, Fact)>,
) -> Result<bool, Error> {
    let said = window(&hanging.notice);
    let days = calendar::load(transaction).await?;
    let lost: Vec<Interruption> = interruptions(&hanging.notice)
        .into_iter()
        .chain(lost)
        .collect();
    let now = Window::of(said.opens, length(&hanging.round), &days, &lost);
    if now.closes <= said.closes {
        return Ok(false);
    }
    window_move::ActiveModel {
        notice_id: Set(hanging.notice.id),
        closes_at: Set(now.closes.timestamp_millis()),
        at: Set(office.now_millis()),
        ..row
    }
    .insert(transaction)
    .await?;
    facts.push(("closes_at_before", said.closes.timestamp_millis().into()));
    facts.push(("closes_at_after", now.closes.timestamp_millis().into()));
    let number = number(&hanging.round)?;
    events::record(
        office,
        transaction,
        EventKind::WindowMoved,
        by,
        format!("project/{}/round/{}", hanging.project, number.get()),
        facts,
    )
    .await?;
    Ok(true)
}

/// What moved a notice's window, as its page says it.
pub(crate) fn moves(notice: &Shown) -> Vec<WindowMoved> {
    let told = notice.moves.iter().filter_map(|one| {
        let closes = from_millis(one.closes_at);
        let last_day = Window {
            opens: closes,
            closes,
        }
        .last_day();
        let why = why(one)?;
        Some(WindowMoved { last_day, why })
    });
    told.collect()
}

/// What moved a window.
pub(crate) fn why(moved: &window_move::Model) -> Option<MoveReason> {
    Some(match moved.kind.as_str() {
        KIND_INTERRUPTED => MoveReason::Interrupted {
            from: from_millis(moved.lost_from?),
            to: from_millis(moved.lost_to?),
            days: u32::try_from(moved.lost_days?).ok()?,
        },
        _ => {
            let note = moved.note.as_deref().unwrap_or_default();
            let (day, note) = note.split_once(' ')?;
            MoveReason::Calendar {
                day: day.parse().ok()?,
                note: note.to_owned(),
            }
        }
    })
}
