//! A round, locked and loaded once, for a change.

use chrono::{DateTime, Utc};
use domain::account::Permission;
use domain::conflict_of_interest::RestrictedAction;
use domain::event::{Payload, Subject};
use domain::publication_gate::Blocker;
use domain::round::{RoundAction, RoundNumber, RoundState};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter};
use store::boards::working_board;
use store::entity::{board, round};
use store::ids::{AccountId, ProjectId};
use store::projects::{ProjectRecord, lock_round};
use store::rounds::RoundRecord;
use text::Text;
use views::BoardName;

use super::publication_gate::blockers;
use crate::actor::Actor;
use crate::change::Change;
use crate::recusal::{self, Matter};
use crate::{AppContext, Error};

/// A round, locked and loaded once, and the board that it works on: what every
/// change of a round begins with. Until it is committed nobody else moves the
/// round, and nothing of the change is kept.
pub(super) struct LockedRound<'a> {
    pub(super) change: Change<'a>,
    /// As it was when it was locked.
    pub(super) project: ProjectRecord,
    /// As it is by now, with what this change did.
    pub(super) round: RoundRecord,
    /// The working board.
    pub(super) board: Option<board::Model>,
}

impl<'a> LockedRound<'a> {
    /// For an account that has the permission and no conflict of interest with the
    /// working board.
    ///
    /// # Errors
    /// [`Error::Forbidden`]; [`Error::NotFound`] for an unknown round;
    /// [`Error::Recused`].
    pub(super) async fn begin(
        context: &'a AppContext,
        actor: &'a Actor,
        (permission, action): (Permission, RestrictedAction),
        code: &str,
        number: RoundNumber,
    ) -> Result<Self, Error> {
        let change = Change::begin(context, actor, permission).await?;
        let this = Self::lock(change, code, number).await?;
        // Without a board there can be no conflict of interest.
        match this.board.as_ref().map(|board| board.id) {
            None => Ok(this),
            Some(board) => {
                let of = (this.project.id, Matter::Board(board));
                let subject = Subject::Round(code, number);
                this.unless_recused(actor, action, subject, of).await
            }
        }
    }

    /// Checks recusal for a further matter.
    ///
    /// # Errors
    /// [`Error::Recused`].
    pub(super) async fn unless_recused(
        self,
        actor: &Actor,
        action: RestrictedAction,
        subject: Subject<'_>,
        (project_id, matter): (ProjectId, Matter<'_>),
    ) -> Result<Self, Error> {
        let found = recusal::conflict(&self.change.db, actor, project_id, &matter).await?;
        let Some(conflict) = found else {
            return Ok(self);
        };
        let context = self.change.context;
        // What is recorded of the refusal stays, and nothing else.
        self.change.db.rollback().await?;
        Err(recusal::refuse(context, actor, action, subject, conflict).await?)
    }

    /// For a change that was begun already.
    ///
    /// # Errors
    /// [`Error::NotFound`] for an unknown round.
    pub(super) async fn lock(
        change: Change<'a>,
        code: &str,
        number: RoundNumber,
    ) -> Result<Self, Error> {
        let project = lock_round(&change.db, code, number).await?;
        let round = project.round(number)?.clone();
        let board = working_board(&change.db, &round).await?;
        Ok(Self {
            change,
            project,
            round,
            board,
        })
    }

    pub(super) const fn db(&self) -> &DatabaseTransaction {
        &self.change.db
    }

    /// Which revision of its round the working board becomes.
    pub(super) fn next_revision(&self) -> u32 {
        let before = self.round.notice.as_ref().map(|before| before.revision);
        before.map_or(1, |before| before + 1)
    }

    /// A board of this round, for a question.
    pub(super) fn board_name(&self, revision: u32) -> BoardName {
        BoardName {
            project: self.project.name.clone(),
            round: self.round.number,
            revision,
        }
    }

    /// The draft that is worked on.
    ///
    /// # Errors
    /// [`Error::NotNow`] where there is none.
    pub(super) fn draft(&self) -> Result<&board::Model, Error> {
        match &self.board {
            Some(board) if self.round.standing.working() == RoundState::Draft => Ok(board),
            _ => Err(Error::NotNow(text::NO_DRAFT)),
        }
    }

    /// Moves the round on.
    ///
    /// # Errors
    /// [`Error::NotNow`] with `otherwise` where the action does not fit.
    pub(super) async fn advance(
        &mut self,
        action: RoundAction,
        otherwise: Text,
    ) -> Result<(), Error> {
        let seen = self.round.standing;
        let to = seen.after(action).map_err(|_| Error::NotNow(otherwise))?;
        let as_seen = match seen.correction {
            Some(state) => round::Column::Correction.eq(state.key()),
            None => round::Column::Correction.is_null(),
        };
        let correction = to.correction.map(RoundState::key);
        let changed = round::Entity::update_many()
            .col_expr(round::Column::State, Expr::value(to.state.key()))
            .col_expr(round::Column::Correction, Expr::value(correction))
            .filter(round::Column::Id.eq(self.round.id))
            .filter(round::Column::State.eq(seen.state.key()))
            .filter(as_seen)
            .exec(&self.change.db)
            .await?;
        if changed.rows_affected != 1 {
            return Err(Error::NotNow(otherwise));
        }
        self.round.standing = to;
        Ok(())
    }

    /// Sets who approved the working board, and when it is to be published.
    pub(super) async fn plan(
        &mut self,
        approved_by: Option<AccountId>,
        planned_at: Option<DateTime<Utc>>,
    ) -> Result<(), Error> {
        let millis = planned_at.map(|at| at.timestamp_millis());
        round::Entity::update_many()
            .col_expr(round::Column::PlannedAt, Expr::value(millis))
            .col_expr(round::Column::ApprovedBy, Expr::value(approved_by))
            .filter(round::Column::Id.eq(self.round.id))
            .exec(&self.change.db)
            .await?;
        self.round.planned_at = planned_at;
        self.round.approved_by = approved_by;
        Ok(())
    }

    /// Takes a step that leads back, with nothing to it but the state: what was
    /// set for the board's time, and who approved it, no longer holds.
    pub(super) async fn step_back(
        mut self,
        (action, otherwise): (RoundAction, Text),
        payload: impl Payload,
    ) -> Result<(), Error> {
        self.advance(action, otherwise).await?;
        self.plan(None, None).await?;
        self.commit(payload).await
    }

    /// Everything that keeps the working board from being published by now.
    pub(super) async fn blockers(&self) -> Result<Vec<Blocker>, Error> {
        let (db, now) = (&self.change.db, self.change.context.now());
        blockers(db, &self.project, &self.round, self.board.as_ref(), now).await
    }

    /// Records an event of this round besides the last.
    pub(super) async fn record(&self, payload: impl Payload) -> Result<(), Error> {
        let subject = Subject::Round(&self.project.code, self.round.number);
        self.change.record(subject, payload).await
    }

    /// Records what was done, and keeps it.
    pub(super) async fn commit(self, payload: impl Payload) -> Result<(), Error> {
        let subject = Subject::Round(&self.project.code, self.round.number);
        self.change.commit(subject, payload).await
    }
}
