//! What holds a round's board up: the facts for [`domain::opening`].

use domain::board::Entry;
use domain::diff::EntryDiff;
use domain::objection::{ObjectionState, Outcome};
use domain::opening::{BoardBefore, HoldUp, ObjectionBefore, hold_ups};
use domain::privacy::ShownChange;
use domain::text;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

use super::changes::comparison;
use super::compare::{self, difference};
use crate::entity::{board, carry_over, entry, objection, objection_step, round};
use crate::projects::{Loaded, Shown, number, state, window};
use crate::{Error, Office};

/// Refuses where anything holds the board up.
pub(super) async fn must_be_open(
    office: &Office,
    db: &impl ConnectionTrait,
    loaded: &Loaded,
    round: &round::Model,
    draft: &board::Model,
) -> Result<(), Error> {
    let found = held_up(office, db, loaded, round, Some(draft)).await?;
    if found.is_empty() {
        Ok(())
    } else {
        Err(Error::NotNow(text::ROUND_NOT_OPEN))
    }
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
    !ShownChange::public(diff).is_empty()
}

async fn entry_of(
    db: &impl ConnectionTrait,
    board_id: i64,
    household: &str,
) -> Result<Option<Entry>, Error> {
    let row = entry::Entity::find()
        .filter(entry::Column::BoardId.eq(board_id))
        .filter(entry::Column::Household.eq(household))
        .one(db)
        .await?;
    Ok(row
        .map(|row| serde_json::from_str(&row.content))
        .transpose()?)
}
