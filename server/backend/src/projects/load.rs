//! A project with its rounds, as every page of it needs.

use std::ops::Deref;

use chrono::NaiveDate;
use domain::privacy::Scope;
use domain::round::{
    Length, RoundNumber, RoundState, Standing, Tier, WINDOW_DAYS_MOST, WindowUnit, days_late,
    held_to,
};
use domain::time::{Interruption, Window, china_day};
use sea_orm::sea_query::LockType;
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder,
    QuerySelect,
};
use views::{DueMoved, ProjectHead, RoundMark, Withdrawn};

use crate::clock::from_millis;
use crate::entity::{
    due_change, notice, project, round, window_move, withdrawal, withdrawal_answer,
};
use crate::{Error, Office};

/// A project, its rounds in order, and the newest notice of each.
pub(crate) struct Loaded {
    pub(crate) project: project::Model,
    pub(crate) rounds: Vec<(round::Model, Option<Shown>)>,
    /// Every notice of every round: a round's newest revision first.
    pub(crate) notices: Vec<Shown>,
    /// How days by which boards are to be out were changed, oldest first.
    pub(crate) due_changes: Vec<due_change::Model>,
}

/// A notice, with what has come of it since it was published.
#[derive(Clone, Debug)]
pub(crate) struct Shown {
    pub(crate) notice: notice::Model,
    /// Later ends of its window, oldest first.
    pub(crate) moves: Vec<window_move::Model>,
    /// When it was withdrawn, and why.
    pub(crate) withdrawn: Option<Withdrawn>,
}

impl Deref for Shown {
    type Target = notice::Model;

    fn deref(&self) -> &notice::Model {
        &self.notice
    }
}

impl Loaded {
    pub(crate) async fn by_code(db: &impl ConnectionTrait, code: &str) -> Result<Self, Error> {
        let project = project::Entity::find()
            .filter(project::Column::Code.eq(code))
            .one(db)
            .await?
            .ok_or(Error::NotFound)?;
        Self::of(db, project).await
    }

    pub(crate) async fn by_id(db: &impl ConnectionTrait, id: i64) -> Result<Self, Error> {
        let project = project::Entity::find_by_id(id)
            .one(db)
            .await?
            .ok_or(Error::NotFound)?;
        Self::of(db, project).await
    }

    pub(crate) async fn of(
        db: &impl ConnectionTrait,
        project: project::Model,
    ) -> Result<Self, Error> {
        let rounds = round::Entity::find()
            .filter(round::Column::ProjectId.eq(project.id))
            .order_by_asc(round::Column::Number)
            .all(db)
            .await?;
        let notices = notice::Entity::find()
            .filter(notice::Column::RoundId.is_in(rounds.iter().map(|round| round.id)))
            .order_by_desc(notice::Column::Revision)
            .all(db)
            .await?;
        let notices = shown(db, notices).await?;
        let due_changes = due_change::Entity::find()
            .filter(due_change::Column::RoundId.is_in(rounds.iter().map(|round| round.id)))
            .order_by_asc(due_change::Column::Id)
            .all(db)
            .await?;
        let rounds = rounds
            .into_iter()
            .map(|round| {
                let newest = notices
                    .iter()
                    .find(|notice| notice.round_id == round.id)
                    .cloned();
                (round, newest)
            })
            .collect();
        Ok(Self {
            project,
            rounds,
            notices,
            due_changes,
        })
    }

    /// A round of this project and its newest notice.
    pub(crate) fn round(
        &self,
        number: RoundNumber,
    ) -> Result<&(round::Model, Option<Shown>), Error> {
        self.rounds
            .iter()
            .find(|(round, _)| round.number == i32::from(number.get()))
            .ok_or(Error::NotFound)
    }

    /// A round's notices, newest revision first.
    pub(crate) fn revisions(&self, round_id: i64) -> impl Iterator<Item = &Shown> {
        self.notices
            .iter()
            .filter(move |notice| notice.round_id == round_id)
    }

    pub(crate) fn scope(&self) -> Scope {
        // An unknown word shows the least.
        Scope::from_key(&self.project.scope).unwrap_or(Scope::Totals)
    }

    /// As residents see it: without what is still being worked on.
    pub(crate) fn head(&self, office: &Office) -> Result<ProjectHead, Error> {
        let mut head = self.office_head(office)?;
        for round in &mut head.rounds {
            round.correction = None;
        }
        Ok(head)
    }

    /// As the office sees it.
    pub(crate) fn office_head(&self, office: &Office) -> Result<ProjectHead, Error> {
        Ok(ProjectHead {
            code: self.project.code.clone(),
            name: self.project.name.clone(),
            area: self.project.area.clone(),
            office: self.project.office.clone(),
            approval_number: self.project.approval_number.clone(),
            phone: self.project.phone.clone(),
            scope: self.scope(),
            scope_reason: self.project.scope_reason.clone(),
            rounds: self
                .rounds
                .iter()
                .map(|(round, notice)| self.mark(office, round, notice.as_ref()))
                .collect::<Result<_, _>>()?,
        })
    }

    /// The day that was said first, and what is said now, where these differ.
    fn due_moved(&self, round: &round::Model) -> Option<DueMoved> {
        let mut changes = self
            .due_changes
            .iter()
            .filter(|change| change.round_id == round.id);
        let first = changes.find_map(|change| change.due_before.as_deref()?.parse().ok())?;
        let now = due(round)?;
        (first != now).then_some(DueMoved { first, now })
    }

    fn mark(
        &self,
        office: &Office,
        round: &round::Model,
        notice: Option<&Shown>,
    ) -> Result<RoundMark, Error> {
        let window = notice.map(window);
        let due_moved = self.due_moved(round);
        let due = match &due_moved {
            Some(moved) => Some(held_to(moved.first, moved.now)),
            None => due(round),
        };
        let first = self.revisions(round.id).last();
        let published = first.map(|notice| china_day(from_millis(notice.published_at)));
        Ok(RoundMark {
            number: number(round)?,
            tier: Tier::from_key(&round.tier).unwrap_or_default(),
            state: state(office, round, notice)?,
            length: length(round),
            revision: notice.map_or(0, |notice| revision(notice)),
            window,
            days_left: window.map_or(0, |window| window.days_left(office.now())),
            due,
            due_moved,
            days_late: due.map_or(0, |due| {
                days_late(due, published.unwrap_or_else(|| china_day(office.now())))
            }),
            correction: standing(round)?.correction,
        })
    }
}

/// Puts to notices what has come of them.
async fn shown(
    db: &impl ConnectionTrait,
    notices: Vec<notice::Model>,
) -> Result<Vec<Shown>, Error> {
    let ids = || notices.iter().map(|notice| notice.id);
    let moves = window_move::Entity::find()
        .filter(window_move::Column::NoticeId.is_in(ids()))
        .order_by_asc(window_move::Column::Id)
        .all(db)
        .await?;
    let withdrawals = withdrawal::Entity::find()
        .filter(withdrawal::Column::NoticeId.is_in(ids()))
        .all(db)
        .await?;
    let confirmed = withdrawal_answer::Entity::find()
        .filter(
            withdrawal_answer::Column::WithdrawalId
                .is_in(withdrawals.iter().map(|withdrawal| withdrawal.id)),
        )
        .filter(withdrawal_answer::Column::Confirmed.eq(true))
        .all(db)
        .await?;
    Ok(notices
        .into_iter()
        .map(|notice| {
            let moves = moves
                .iter()
                .filter(|one| one.notice_id == notice.id)
                .cloned()
                .collect();
            let withdrawn = withdrawals
                .iter()
                .filter(|withdrawal| withdrawal.notice_id == notice.id)
                .find_map(|withdrawal| {
                    let answer = confirmed
                        .iter()
                        .find(|answer| answer.withdrawal_id == withdrawal.id)?;
                    Some(Withdrawn {
                        at: from_millis(answer.answered_at),
                        reason: withdrawal.reason.clone(),
                    })
                });
            Shown {
                notice,
                moves,
                withdrawn,
            }
        })
        .collect())
}

/// How long a notice hangs: as it was published, or to the latest end that it
/// was moved to. Never earlier than what residents were told.
pub(crate) fn window(shown: &Shown) -> Window {
    let moved = shown.moves.iter().map(|one| one.closes_at).max();
    let closes_at = shown.notice.closes_at.max(moved.unwrap_or(i64::MIN));
    Window {
        opens: from_millis(shown.notice.published_at),
        closes: from_millis(closes_at),
    }
}

/// What interrupted a notice's window so far.
pub(crate) fn interruptions(shown: &Shown) -> Vec<Interruption> {
    shown
        .moves
        .iter()
        .filter_map(|one| {
            Some(Interruption {
                resumed: china_day(from_millis(one.lost_to?)),
                days: u16::try_from(one.lost_days?).ok()?,
            })
        })
        .collect()
}

pub(crate) fn revision(notice: &notice::Model) -> u32 {
    u32::try_from(notice.revision).unwrap_or_default()
}

pub(crate) fn number(round: &round::Model) -> Result<RoundNumber, Error> {
    u8::try_from(round.number)
        .ok()
        .and_then(RoundNumber::new)
        .ok_or_else(|| Error::internal(format!("round {} has no possible number", round.id)))
}

/// How long a round's boards hang at the least.
pub(crate) fn length(round: &round::Model) -> Length {
    Length {
        // What cannot be is read as the longest, never as too short.
        count: u16::try_from(round.window_days).unwrap_or(WINDOW_DAYS_MOST),
        unit: WindowUnit::from_key(&round.window_unit).unwrap_or(WindowUnit::WorkingDays),
    }
}

/// The day by which a round's board is to be out.
pub(crate) fn due(round: &round::Model) -> Option<NaiveDate> {
    round.due_on.as_deref().and_then(|day| day.parse().ok())
}

/// What is stored of where a round stands.
pub(crate) fn standing(round: &round::Model) -> Result<Standing, Error> {
    let read = |key: &str| {
        RoundState::from_key(key)
            .ok_or_else(|| Error::internal(format!("round {} has no known state", round.id)))
    };
    Ok(Standing {
        state: read(&round.state)?,
        correction: round.correction.as_deref().map(read).transpose()?,
    })
}

/// The state as of now: a published board whose window ran out is closed.
pub(crate) fn state(
    office: &Office,
    round: &round::Model,
    notice: Option<&Shown>,
) -> Result<RoundState, Error> {
    let stored = standing(round)?.state;
    Ok(match notice {
        Some(notice)
            if stored == RoundState::Published && !window(notice).is_open(office.now()) =>
        {
            RoundState::Closed
        }
        _ => stored,
    })
}

/// A round and its row.
pub(crate) async fn round_row(
    db: &impl ConnectionTrait,
    code: &str,
    number: RoundNumber,
) -> Result<(Loaded, round::Model), Error> {
    let loaded = Loaded::by_code(db, code).await?;
    let round = loaded.round(number)?.0.clone();
    Ok((loaded, round))
}

/// A round's row, for changing it: until the transaction ends nobody else moves
/// this round or one before it, nor files an objection to one. (`FOR NO KEY
/// UPDATE` on PostgreSQL, which two that have stored a board of the same round
/// can each wait for, as their foreign keys do not stand in its way; SQLite has
/// one writer at a time anyway.)
pub(crate) async fn round_held(
    transaction: &DatabaseTransaction,
    code: &str,
    number: RoundNumber,
) -> Result<(Loaded, round::Model), Error> {
    let project = project::Entity::find()
        .filter(project::Column::Code.eq(code))
        .one(transaction)
        .await?
        .ok_or(Error::NotFound)?;
    // In one order, so that no two wait for each other.
    round::Entity::find()
        .filter(round::Column::ProjectId.eq(project.id))
        .filter(round::Column::Number.lte(i32::from(number.get())))
        .order_by_asc(round::Column::Number)
        .lock(LockType::NoKeyUpdate)
        .all(transaction)
        .await?;
    let loaded = Loaded::of(transaction, project).await?;
    let round = loaded.round(number)?.0.clone();
    Ok((loaded, round))
}
