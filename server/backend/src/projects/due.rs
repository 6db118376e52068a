//! The day by which a board is to be out, set or changed later on. What was said
//! first stays in public, and lateness counts from it.

use chrono::NaiveDate;
use domain::account::Permission;
use domain::event::EventKind;
use domain::round::RoundNumber;
use domain::time::china_day;
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, Set};
use text::Lang;
use views::DueMove;

use super::load::due;
use super::{Loaded, number};
use crate::accounts::{self, Actor};
use crate::clock::from_millis;
use crate::entity::{due_change, round};
use crate::events::{self, By};
use crate::rounds::{public_reason, subject};
use crate::{Error, Office, Refusal, secrets};
use text::Label as _;

/// Sets or changes the day by which a round's first board is to be out.
///
/// # Errors
/// [`Error::Refused`] on `due_on` for a day that has passed, is the same, or lies
/// before the day of the board before or after that of the next, and on
/// `due_reason` without a reason that may be published; [`Error::NotNow`] once
/// the board was published.
pub async fn change_due(
    office: &Office,
    actor: &Actor,
    code: &str,
    of: RoundNumber,
    to: NaiveDate,
    reason: &str,
) -> Result<(), Error> {
    actor.must(Permission::EditProject)?;
    let reason = public_reason("due_reason", reason)?;
    let transaction = office.begin().await?;
    let loaded = Loaded::by_code(&transaction, code).await?;
    let (round, notice) = loaded.round(of)?;
    if notice.is_some() {
        return Err(Error::NotNow(text::DUE_FIXED));
    }
    fits(office, &loaded, round, to)?;
    let before = round.due_on.clone();
    let as_seen = match &before {
        Some(day) => round::Column::DueOn.eq(day.as_str()),
        None => round::Column::DueOn.is_null(),
    };
    let changed = round::Entity::update_many()
        .col_expr(round::Column::DueOn, Expr::value(to.to_string()))
        .filter(round::Column::Id.eq(round.id))
        .filter(as_seen)
        .exec(&transaction)
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
        changed_at: Set(office.now_millis()),
        ..Default::default()
    }
    .insert(&transaction)
    .await?;
    events::record(
        office,
        &transaction,
        EventKind::DueChanged,
        By::Account(actor),
        subject(code, of),
        vec![
            ("due_before", before.unwrap_or_default().into()),
            ("due_after", to.to_string().into()),
            ("reason", digest.into()),
        ],
    )
    .await?;
    Ok(transaction.commit().await?)
}

/// Not in the past, another than before, and in order with the other boards.
fn fits(office: &Office, loaded: &Loaded, this: &round::Model, to: NaiveDate) -> Result<(), Error> {
    let mut refusal = Refusal::default();
    refusal.require(to >= china_day(office.now()), "due_on", text::DUE_PAST);
    refusal.require(due(this) != Some(to), "due_on", text::DUE_SAME);
    let days = |earlier: bool| {
        let others = loaded.rounds.iter().map(|(round, _)| round);
        let others = others.filter(move |round| match earlier {
            true => round.number < this.number,
            false => round.number > this.number,
        });
        others.filter_map(due)
    };
    let after_last = days(true).max().is_none_or(|day| day <= to);
    refusal.require(after_last, "due_on", text::DUE_ORDER);
    let before_next = days(false).min().is_none_or(|day| to <= day);
    refusal.require(before_next, "due_on", text::DUE_ORDER_NEXT);
    refusal.or_ok()
}

/// How a round's day was changed, with who did it: for the office.
pub(crate) async fn due_moves(
    db: &impl ConnectionTrait,
    loaded: &Loaded,
    round_id: i64,
) -> Result<Vec<DueMove>, Error> {
    let mut moves = Vec::new();
    for change in loaded
        .due_changes
        .iter()
        .filter(|one| one.round_id == round_id)
    {
        moves.push(DueMove {
            from: change
                .due_before
                .as_deref()
                .and_then(|day| day.parse().ok()),
            to: change.due_after.parse().map_err(Error::internal)?,
            reason: change.reason.clone(),
            by: accounts::display_name(db, change.changed_by).await?,
            at: from_millis(change.changed_at),
        });
    }
    Ok(moves)
}

/// The same as residents read it, of all boards.
pub(super) fn said(loaded: &Loaded) -> Result<Vec<(String, String)>, Error> {
    let mut said = Vec::new();
    for change in &loaded.due_changes {
        let of = loaded
            .rounds
            .iter()
            .find(|(round, _)| round.id == change.round_id);
        let (round, _) = of.ok_or(Error::NotFound)?;
        let round = number(round)?;
        let at = china_day(from_millis(change.changed_at));
        let sentence = |lang: Lang| {
            let round = round.label(lang);
            match &change.due_before {
                Some(from) => text::DUE_MOVED.fill(
                    lang,
                    &[
                        ("at", &at),
                        ("round", &round),
                        ("from", from),
                        ("to", &change.due_after),
                        ("reason", &change.reason),
                    ],
                ),
                None => text::DUE_SET.fill(
                    lang,
                    &[
                        ("at", &at),
                        ("round", &round),
                        ("to", &change.due_after),
                        ("reason", &change.reason),
                    ],
                ),
            }
        };
        said.push((sentence(Lang::Zh), sentence(Lang::En)));
    }
    Ok(said)
}
