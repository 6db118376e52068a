//! What holds a round's board up: the facts for [`domain::opening`].

use chrono::{DateTime, NaiveDate, Utc};
use domain::board::Entry;
use domain::diff::EntryDiff;
use domain::objection::{ObjectionState, Outcome};
use domain::opening::{BoardBefore, HoldUp, ObjectionBefore, hangs_on, hold_ups, may_wait};
use domain::privacy::{Audience, ShownChange};
use domain::round::RoundNumber;
use domain::time::china_day;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use text::Lang;

use super::changes::comparison;
use super::compare::{self, difference};
use crate::entity::{board, carry_over, objection, objection_step, round};
use crate::entries::{self, StoredEntry};
use crate::projects::{Loaded, Shown, number, state, window};
use crate::{Error, Office, Sentence};
use text::Label as _;

/// That a board was found to be free to go out, in this transaction. Nothing is
/// published without one.
pub(super) struct Open(());

/// Refuses a board whose time has not come, or that anything holds up.
pub(super) async fn must_be_open(
    office: &Office,
    db: &impl ConnectionTrait,
    loaded: &Loaded,
    round: &round::Model,
    draft: &board::Model,
) -> Result<Open, Error> {
    let found = held_up(office, db, loaded, round, Some(draft)).await?;
    if found.is_empty() && is_time(office, round) {
        Ok(Open(()))
    } else {
        Err(Error::NotNow(text::ROUND_NOT_OPEN))
    }
}

/// Refuses to send a board in that is to go out at once, or at a time at which
/// the board before still hangs, and one that could not wait for its time.
pub(super) async fn may_be_submitted(
    office: &Office,
    db: &impl ConnectionTrait,
    loaded: &Loaded,
    round: &round::Model,
    draft: &board::Model,
    planned_at: Option<DateTime<Utc>>,
) -> Result<(), Error> {
    let found = held_up(office, db, loaded, round, Some(draft)).await?;
    can_wait(&found, planned_at.is_some())?;
    match planned_at.and_then(|at| hangs_on(&found, china_day(at))) {
        None => Ok(()),
        Some((before, day)) => Err(Error::refused("planned_at", hangs(before, day))),
    }
}

/// Refuses to approve a board that something holds up, unless a time was set for
/// it and what there is passes by itself.
pub(super) async fn may_be_approved(
    office: &Office,
    db: &impl ConnectionTrait,
    loaded: &Loaded,
    round: &round::Model,
    draft: &board::Model,
) -> Result<(), Error> {
    let found = held_up(office, db, loaded, round, Some(draft)).await?;
    can_wait(&found, round.planned_at.is_some())
}

fn can_wait(found: &[HoldUp], is_planned: bool) -> Result<(), Error> {
    if found.is_empty() || (is_planned && may_wait(found)) {
        Ok(())
    } else {
        Err(Error::NotNow(text::ROUND_NOT_OPEN))
    }
}

fn hangs(round: RoundNumber, day: NaiveDate) -> Sentence {
    let said =
        |lang| text::PLANNED_HANGS.fill(lang, &[("round", &round.label(lang)), ("day", &day)]);
    Sentence::Filled {
        zh: said(Lang::Zh),
        en: said(Lang::En),
    }
}

/// Whether the time that was set for a board has come; none was set: at once.
pub(super) fn is_time(office: &Office, round: &round::Model) -> bool {
    round.planned_at.is_none_or(|at| at <= office.now_millis())
}

/// Everything that keeps a round's board from going out, by now.
pub(super) async fn held_up(
    office: &Office,
    db: &impl ConnectionTrait,
    loaded: &Loaded,
    this: &round::Model,
    draft: Option<&board::Model>,
) -> Result<Vec<HoldUp>, Error> {
    let carried: Vec<i64> = carry_over::Entity::find()
        .filter(carry_over::Column::RoundId.eq(this.id))
        .all(db)
        .await?
        .into_iter()
        .map(|row| row.objection_id)
        .collect();
    let mut before = Vec::new();
    for (round, notice) in loaded
        .rounds
        .iter()
        .filter(|(round, _)| round.number < this.number)
    {
        let mut objections = Vec::new();
        for notice in loaded.revisions(round.id) {
            objections.extend(objections_to(db, notice, draft, &carried).await?);
        }
        before.push(BoardBefore {
            round: number(round)?,
            state: state(office, round, notice.as_ref())?,
            correcting: round.correction.is_some(),
            last_day: notice.as_ref().map(|notice| window(notice).last_day()),
            objections,
        });
    }
    let mut found = hold_ups(&before);
    if let Some(draft) = draft
        && let Some(told) = comparison(db, draft.id).await?
        && let Some((round, now)) = compare::before(loaded, number(this)?)
        && told.id != now.id
    {
        found.push(HoldUp::Outdated { round });
    }
    Ok(found)
}

async fn objections_to(
    db: &impl ConnectionTrait,
    notice: &Shown,
    draft: Option<&board::Model>,
    carried: &[i64],
) -> Result<Vec<ObjectionBefore>, Error> {
    let rows = objection::Entity::find()
        .filter(objection::Column::NoticeId.eq(notice.id))
        .order_by_asc(objection::Column::Id)
        .all(db)
        .await?;
    let mut found = Vec::with_capacity(rows.len());
    for row in rows {
        let state = ObjectionState::from_key(&row.state)
            .ok_or_else(|| Error::internal(format!("objection {} has no known state", row.id)))?;
        let outcome = outcome(db, &row).await?;
        let upheld = matches!(outcome, Some(Outcome::Upheld | Outcome::PartlyUpheld));
        let mended = match draft {
            Some(draft) if upheld => {
                is_mended(db, notice.board_id, draft.id, row.household.as_deref()).await?
            }
            _ => false,
        };
        found.push(ObjectionBefore {
            carried: carried.contains(&row.id),
            receipt: row.receipt,
            household: row.household,
            state,
            outcome,
            mended,
        });
    }
    Ok(found)
}

/// What was decided of an objection last, also where its case was closed since.
async fn outcome(
    db: &impl ConnectionTrait,
    row: &objection::Model,
) -> Result<Option<Outcome>, Error> {
    if let Some(outcome) = Outcome::from_key(&row.state) {
        return Ok(Some(outcome));
    }
    if row.state != ObjectionState::Closed.key() {
        return Ok(None);
    }
    let steps = objection_step::Entity::find()
        .filter(objection_step::Column::ObjectionId.eq(row.id))
        .order_by_desc(objection_step::Column::Id)
        .all(db)
        .await?;
    Ok(steps.iter().find_map(|step| Outcome::from_key(&step.state)))
}

/// Whether what was objected to differs between two boards, for everyone to
/// see: a changed remark mends nothing.
async fn is_mended(
    db: &impl ConnectionTrait,
    objected_to: i64,
    draft: i64,
    household: Option<&str>,
) -> Result<bool, Error> {
    let Some(household) = household else {
        let diff = difference(db, objected_to, draft).await?;
        let shows = diff.changed.iter().any(shows);
        return Ok(shows || !diff.added.is_empty() || !diff.removed.is_empty());
    };
    let (old, new) = (
        entry_of(db, objected_to, household).await?,
        entry_of(db, draft, household).await?,
    );
    Ok(match (old, new) {
        (Some(old), Some(new)) => EntryDiff::between(&old, &new).as_ref().is_some_and(shows),
        (old, new) => old.is_some() != new.is_some(),
    })
}

fn shows(diff: &EntryDiff) -> bool {
    !ShownChange::of(diff, Audience::Masked).is_empty()
}

async fn entry_of(
    db: &impl ConnectionTrait,
    board_id: i64,
    household: &str,
) -> Result<Option<Entry>, Error> {
    let stored = entries::one(db, board_id, household).await?;
    stored.as_ref().map(StoredEntry::entry).transpose()
}
