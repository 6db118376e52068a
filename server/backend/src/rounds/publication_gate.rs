//! What keeps a round's board from being published: the facts for [`domain::publication_gate`].

use chrono::{DateTime, NaiveDate, Utc};
use domain::objection::{ObjectionState, Outcome};
use domain::publication_gate::{
    self, Blocker, BoardBefore, ObjectionBefore, may_wait, on_display_on,
};
use domain::remedy::Remedy;
use domain::round::RoundNumber;
use domain::time::china_day;
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
};
use store::boards::comparison;
use store::entity::{board, carry_over, objection};
use store::ids::ObjectionId;
use store::objections;
use store::projects::ProjectRecord;
use store::rounds::{NoticeRecord, RoundRecord};
use text::Label as _;
use text::Lang;

use super::remedies::compared;
use crate::{Error, Sentence};

/// That a board may be published, found in this transaction. Nothing is
/// published without one.
pub(super) struct Clearance(());

impl Clearance {
    /// By what holds the board up; `None` where anything does, or where its time
    /// has not come.
    pub(super) fn of(found: &[Blocker], round: &RoundRecord, now: DateTime<Utc>) -> Option<Self> {
        (found.is_empty() && round.is_time(now)).then_some(Self(()))
    }
}

/// Refuses to send a board in that is to be published at once, or at a time at which
/// the board before is still on display, and one that could not wait for its time.
pub(super) fn may_be_submitted(
    found: &[Blocker],
    planned_at: Option<DateTime<Utc>>,
) -> Result<(), Error> {
    may_be_approved(found, planned_at)?;
    match planned_at.and_then(|at| on_display_on(found, china_day(at))) {
        None => Ok(()),
        Some((before, day)) => Err(Error::refused(
            "planned_at",
            planned_while_on_display(before, day),
        )),
    }
}

/// Refuses to approve a board that something holds up, unless a time was set for
/// it and what there is passes by itself.
pub(super) fn may_be_approved(
    found: &[Blocker],
    planned_at: Option<DateTime<Utc>>,
) -> Result<(), Error> {
    if found.is_empty() || (planned_at.is_some() && may_wait(found)) {
        Ok(())
    } else {
        Err(Error::NotNow(text::ROUND_NOT_OPEN))
    }
}

fn planned_while_on_display(round: RoundNumber, day: NaiveDate) -> Sentence {
    let sentence = |lang| {
        text::PLANNED_WHILE_ON_DISPLAY.fill(lang, &[("round", &round.label(lang)), ("day", &day)])
    };
    Sentence::Filled {
        zh: sentence(Lang::Zh),
        en: sentence(Lang::En),
    }
}

/// Everything that keeps a round's board, or the next one of it, from being published
/// by now.
pub(super) async fn blockers(
    db: &impl ConnectionTrait,
    project: &ProjectRecord,
    this: &RoundRecord,
    draft: Option<&board::Model>,
    now: DateTime<Utc>,
) -> Result<Vec<Blocker>, Error> {
    let carried: Vec<ObjectionId> = carry_over::Entity::find()
        .filter(carry_over::Column::RoundId.eq(this.id))
        .all(db)
        .await?
        .into_iter()
        .map(|row| row.objection_id)
        .collect();
    let mut before = Vec::new();
    let earlier = project.rounds.iter();
    for round in earlier.filter(|round| round.number < this.number) {
        let mut objections = Vec::new();
        for notice in project.revisions(round.number) {
            objections.extend(objections_to(db, notice, draft, &carried).await?);
        }
        before.push(BoardBefore {
            round: round.number,
            state: round.state(now),
            correcting: round.standing.correction.is_some(),
            last_day: round
                .notice
                .as_ref()
                .map(|notice| notice.window().last_day()),
            objections,
        });
    }
    let mut found = publication_gate::blockers(&before);
    if let Some(draft) = draft
        && let Some(with) = comparison(db, draft.id).await?
        && let Some(now) = project.compared_with(this.number)
        && with != now.id
    {
        found.push(Blocker::Outdated { round: now.round });
    }
    Ok(found)
}

/// Objections that wait for an answer. There may be very many, and nothing else of
/// them matters here.
async fn unanswered(
    db: &impl ConnectionTrait,
    notice: &NoticeRecord,
) -> Result<Vec<ObjectionBefore>, Error> {
    let open = ObjectionState::ALL
        .into_iter()
        .filter(|state| state.is_open());
    let rows: Vec<(String, Option<String>, String)> = objection::Entity::find()
        .select_only()
        .columns([
            objection::Column::Receipt,
            objection::Column::Household,
            objection::Column::State,
        ])
        .filter(objection::Column::NoticeId.eq(notice.id))
        .filter(objection::Column::State.is_in(open.map(ObjectionState::key)))
        .order_by_asc(objection::Column::Id)
        .into_tuple()
        .all(db)
        .await?;
    rows.into_iter()
        .map(|(receipt, household, state)| {
            let known = ObjectionState::from_key(&state);
            let unknown = || Error::internal(format!("objection {receipt} has no known state"));
            Ok(ObjectionBefore {
                state: known.ok_or_else(unknown)?,
                receipt,
                household,
                outcome: None,
                carried: false,
                remedy: Remedy::Missing,
                confirmed: false,
            })
        })
        .collect()
}

/// Those that hold a board up: unanswered ones, and upheld ones with what became
/// of them.
async fn objections_to(
    db: &impl ConnectionTrait,
    notice: &NoticeRecord,
    draft: Option<&board::Model>,
    carried: &[ObjectionId],
) -> Result<Vec<ObjectionBefore>, Error> {
    let mut found = unanswered(db, notice).await?;
    for row in objections::maybe_upheld(db, &[notice.id], Condition::all()).await? {
        let outcome = objections::outcome(db, &row).await?;
        let upheld = matches!(outcome, Some(Outcome::Upheld | Outcome::PartlyUpheld));
        let (remedy, confirmed) = match draft {
            Some(draft) if upheld => {
                let compared = compared(db, &row, notice.board_id, draft.id).await?;
                (compared.remedy, compared.confirmation.is_some())
            }
            _ => (Remedy::Missing, false),
        };
        found.push(ObjectionBefore {
            state: objections::state(&row)?,
            carried: carried.contains(&row.id),
            receipt: row.receipt,
            household: row.household,
            outcome,
            remedy,
            confirmed,
        });
    }
    Ok(found)
}
