//! The working-day calendar: delivered for some years, kept by the
//! administrator from then on.

use chrono::{Datelike, Days, NaiveDate};
use domain::account::Permission;
use domain::calendar::DayKind;
use domain::event::{CalendarChanged, Subject};
use domain::time::china_day;
use sea_orm::{ActiveModelTrait, EntityTrait, QueryOrder, Set};
use store::entity::calendar_day;
use store::{accounts, calendar};
use views::{CalendarDay, CalendarYear, Irrevocable};

use crate::actor::Actor;
use crate::change::Change;
use crate::{AppContext, Error, Refusal, windows};

/// Characters of a note, at the most.
const MAX_NOTE: usize = 100;
/// Days in one entry of the calendar, at the most.
const MAX_DAYS: i64 = 31;
/// Years from this one that the calendar can be kept for.
const MAX_YEARS_AHEAD: i32 = 2;

/// A year of the calendar; this year's where none is named.
///
/// # Errors
/// [`Error::Forbidden`].
pub async fn page(
    context: &AppContext,
    actor: &Actor,
    year: Option<i32>,
) -> Result<CalendarYear, Error> {
    actor.must(Permission::SeeOffice)?;
    let db = context.db();
    let calendar = calendar::load(db).await?;
    let this_year = china_day(context.now()).year();
    let rows = calendar_day::Entity::find()
        .order_by_asc(calendar_day::Column::Day)
        .order_by_desc(calendar_day::Column::Id)
        .all(db)
        .await?;
    let mut years: Vec<i32> = rows
        .iter()
        .filter_map(|row| Some(row.day.parse::<NaiveDate>().ok()?.year()))
        .chain(this_year..=this_year + 1)
        .collect();
    years.sort_unstable();
    years.dedup();
    let year = year
        .filter(|year| years.contains(year))
        .unwrap_or(this_year);
    let mut days: Vec<CalendarDay> = Vec::new();
    for row in rows {
        let (Ok(day), Some(kind)) = (row.day.parse::<NaiveDate>(), DayKind::from_key(&row.kind))
        else {
            continue;
        };
        // The newest of a day comes first.
        if day.year() != year || days.last().is_some_and(|last| last.day == day) {
            continue;
        }
        days.push(CalendarDay {
            day,
            kind,
            note: row.note,
            set_by: match row.set_by {
                Some(account) => Some(accounts::display_name(db, account).await?),
                None => None,
            },
        });
    }
    days.retain(|one| one.kind != DayKind::Ordinary);
    Ok(CalendarYear {
        year,
        known: calendar.knows(year),
        days,
        years,
    })
}

/// An entry for a day, or for several in a row.
#[derive(Clone, Debug, Default)]
pub struct CalendarChange {
    pub from: Option<NaiveDate>,
    /// The last of them; `None` for just one day.
    pub to: Option<NaiveDate>,
    pub kind: Option<DayKind>,
    /// What for, as in the announcement.
    pub note: String,
}

/// Says of days whether they are worked. Windows that are open are reckoned
/// anew: one that ends later by it is moved, and its page says so; none ever
/// ends earlier than was wanted.
///
/// # Errors
/// [`Error::Refused`] with a sentence at each field that will not do;
/// [`Error::Unconfirmed`] where a window is moved.
pub async fn set_days(
    context: &AppContext,
    actor: &Actor,
    wanted: CalendarChange,
) -> Result<(), Error> {
    let change = Change::begin(context, actor, Permission::EditCalendar).await?;
    let (from, to, kind) = check(context, &wanted)?;
    let note = wanted.note.trim();
    let mut day = from;
    while day <= to {
        calendar_day::ActiveModel {
            day: Set(day.to_string()),
            kind: Set(kind.key().to_owned()),
            note: Set(note.to_owned()),
            set_by: Set(Some(actor.id)),
            set_at: Set(Some(context.now_millis())),
            ..Default::default()
        }
        .insert(&change.db)
        .await?;
        day = day
            .checked_add_days(Days::new(1))
            .ok_or_else(|| Error::refused("to", text::DATE_WRONG))?;
    }
    let moved = windows::recount(&change, from, note).await?;
    // No window is made shorter again.
    if moved > 0 {
        let asked = Irrevocable::WindowsMoved {
            from,
            to,
            kind,
            note: note.to_owned(),
            boards: moved,
        };
        actor.consents(context, asked)?;
    }
    let changed = CalendarChanged {
        from_day: from,
        to_day: to,
        day_kind: kind,
        day_note: note.to_owned(),
        windows_moved: moved,
    };
    change.commit(Subject::Calendar, changed).await
}

fn check(
    context: &AppContext,
    wanted: &CalendarChange,
) -> Result<(NaiveDate, NaiveDate, DayKind), Error> {
    let this_year = china_day(context.now()).year();
    let mut refusal = Refusal::default();
    let note = wanted.note.trim();
    refusal.require(!note.is_empty(), "note", text::REQUIRED);
    refusal.require(note.chars().count() <= MAX_NOTE, "note", text::TOO_LONG);
    refusal.require(
        domain::id_number::find(note).is_empty(),
        "note",
        text::REASON_PERSONAL,
    );
    let years = this_year - 1..=this_year + MAX_YEARS_AHEAD;
    let from = wanted.from.filter(|day| years.contains(&day.year()));
    refusal.require(from.is_some(), "from", text::DATE_WRONG);
    let to = wanted.to.or(from);
    let in_order = from
        .zip(to)
        .is_none_or(|(from, to)| (0..MAX_DAYS).contains(&(to - from).num_days()));
    refusal.require(in_order, "to", text::DAYS_WRONG);
    refusal.require(wanted.kind.is_some(), "kind", text::REQUIRED);
    refusal.or_ok()?;
    match (from, to, wanted.kind) {
        (Some(from), Some(to), Some(kind)) => Ok((from, to, kind)),
        _ => Err(Error::refused("from", text::DATE_WRONG)),
    }
}
