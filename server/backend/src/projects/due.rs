//! The due date of a board, set or changed. The date that was set first stays
//! public, and lateness counts from it.

use chrono::{DateTime, NaiveDate, Utc};
use domain::account::Permission;
use domain::event::{DueChanged, Subject};
use domain::round::RoundNumber;
use domain::time::china_day;
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, Set};
use store::entity::{due_change, round};
use store::ids::RoundId;
use store::projects::ProjectRecord;
use store::rounds::{DueChange, RoundRecord};
use store::{accounts, secrets};
use text::Label as _;
use text::Lang;
use views::DueMove;

use crate::actor::Actor;
use crate::change::Change;
use crate::reasons::public_reason;
use crate::{AppContext, Error, Refusal};

/// Sets or changes the day by which a round's first board is to be out.
///
/// # Errors
/// [`Error::Refused`] on `due_on` for a day that has passed, is the same, or lies
/// before the day of the board before or after that of the next, and on
/// `due_reason` without a reason that may be published; [`Error::NotNow`] once
/// the board was published.
pub async fn change_due(
    context: &AppContext,
    actor: &Actor,
    code: &str,
    of: RoundNumber,
    to: NaiveDate,
    reason: &str,
) -> Result<(), Error> {
    let change = Change::begin(context, actor, Permission::EditProject).await?;
    let reason = public_reason("due_reason", reason)?;
    let project = ProjectRecord::by_code(&change.db, code).await?;
    let round = project.round(of)?;
    if round.notice.is_some() {
        return Err(Error::NotNow(text::DUE_FIXED));
    }
    fits(&project, round, to, context.now())?;
    let before = round.due.map(|day| day.to_string());
    let as_seen = match &before {
        Some(day) => round::Column::DueOn.eq(day.as_str()),
        None => round::Column::DueOn.is_null(),
    };
    let changed = round::Entity::update_many()
        .col_expr(round::Column::DueOn, Expr::value(to.to_string()))
        .filter(round::Column::Id.eq(round.id))
        .filter(as_seen)
        .exec(&change.db)
        .await?;
    if changed.rows_affected != 1 {
        return Err(Error::NotNow(text::CHANGED_MEANWHILE));
    }
    let digest = secrets::digest(reason.as_bytes());
    due_change::ActiveModel {
        round_id: Set(round.id),
        due_before: Set(before.clone()),
        due_after: Set(to.to_string()),
        reason: Set(reason),
        changed_by: Set(actor.id),
        changed_at: Set(context.now_millis()),
        ..Default::default()
    }
    .insert(&change.db)
    .await?;
    let changed = DueChanged {
        due_before: before.unwrap_or_default(),
        due_after: to,
        reason: digest,
    };
    let subject = Subject::Round(code, of);
    change.commit(subject, changed).await
}

/// Not in the past, another than before, and in order with the other boards.
fn fits(
    project: &ProjectRecord,
    this: &RoundRecord,
    to: NaiveDate,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let mut refusal = Refusal::default();
    refusal.require(to >= china_day(now), "due_on", text::DUE_PAST);
    refusal.require(this.due != Some(to), "due_on", text::DUE_SAME);
    let earlier = project.rounds.iter().filter(|one| one.number < this.number);
    let last = earlier.filter_map(|round| round.due).max();
    let after_last = last.is_none_or(|day| day <= to);
    refusal.require(after_last, "due_on", text::DUE_ORDER);
    let later = project.rounds.iter().filter(|one| one.number > this.number);
    let next = later.filter_map(|round| round.due).min();
    let before_next = next.is_none_or(|day| to <= day);
    refusal.require(before_next, "due_on", text::DUE_ORDER_NEXT);
    refusal.or_ok()
}

/// How a round's day was changed, with who did it: for the office.
pub(crate) async fn due_moves(
    db: &impl ConnectionTrait,
    project: &ProjectRecord,
    round_id: RoundId,
) -> Result<Vec<DueMove>, Error> {
    let mut moves = Vec::new();
    for change in project.due_changes_of(round_id) {
        moves.push(DueMove {
            from: change.from,
            to: change.to,
            reason: change.reason.clone(),
            by: accounts::display_name(db, change.by).await?,
            at: change.at,
        });
    }
    Ok(moves)
}

/// The same as residents read it, of all boards: in Chinese and in English. Names
/// in the reasons are masked already where they have to be.
pub(super) fn sentences(
    project: &ProjectRecord,
    changes: &[DueChange],
) -> Result<Vec<(String, String)>, Error> {
    let mut sentences = Vec::new();
    for change in changes {
        let mut rounds = project.rounds.iter();
        let of = rounds.find(|round| round.id == change.round_id);
        let round = of.ok_or(Error::NotFound)?.number;
        let at = china_day(change.at);
        let sentence = |lang: Lang| {
            let round = round.label(lang);
            match &change.from {
                Some(from) => text::DUE_MOVED.fill(
                    lang,
                    &[
                        ("at", &at),
                        ("round", &round),
                        ("from", from),
                        ("to", &change.to),
                        ("reason", &change.reason),
                    ],
                ),
                None => text::DUE_SET.fill(
                    lang,
                    &[
                        ("at", &at),
                        ("round", &round),
                        ("to", &change.to),
                        ("reason", &change.reason),
                    ],
                ),
            }
        };
        sentences.push((sentence(Lang::Zh), sentence(Lang::En)));
    }
    Ok(sentences)
}
