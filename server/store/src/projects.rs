//! A project (征收项目) with its rounds, as every page and every use case of it
//! needs.

use chrono::{DateTime, Utc};
use domain::privacy::Scope;
use domain::quantity::Quantity;
use domain::round::RoundNumber;
use domain::surveyed::{AreaUnit, Surveyed};
use sea_orm::sea_query::LockType;
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder,
    QuerySelect,
};

use crate::Error;
use crate::entity::{
    due_change, notice, project, round, window_move, withdrawal, withdrawal_answer,
};
use crate::ids::{NoticeId, ProjectId, RoundId};
use crate::rounds::{DueChange, NoticeRecord, RoundRecord, Withdrawn};
use crate::time::from_millis;

/// A project, its rounds in order, and every notice of theirs.
#[derive(Clone, Debug)]
pub struct ProjectRecord {
    pub id: ProjectId,
    pub code: String,
    pub name: String,
    pub area: String,
    pub office: String,
    pub approval_number: String,
    pub phone: String,
    /// An unknown word shows the least.
    pub scope: Scope,
    /// Empty for the usual scope.
    pub scope_reason: String,
    pub access_code: String,
    /// The total of land that its survey found, if it states one.
    pub surveyed: Option<Surveyed>,
    /// Since when it is stated.
    pub surveyed_at: Option<DateTime<Utc>>,
    /// In order of number.
    pub rounds: Vec<RoundRecord>,
    /// Of all rounds; a round's newest revision first.
    pub notices: Vec<NoticeRecord>,
    /// How days by which boards are to be out were changed, oldest first.
    pub due_changes: Vec<DueChange>,
}

impl ProjectRecord {
    /// # Errors
    /// [`Error::NotFound`].
    pub async fn by_code(db: &impl ConnectionTrait, code: &str) -> Result<Self, Error> {
        let project = row(db, code).await?;
        Self::of(db, project).await
    }

    /// # Errors
    /// [`Error::NotFound`].
    pub async fn by_id(db: &impl ConnectionTrait, id: ProjectId) -> Result<Self, Error> {
        let project = project::Entity::find_by_id(id)
            .one(db)
            .await?
            .ok_or(Error::NotFound)?;
        Self::of(db, project).await
    }

    /// Every project, newest first.
    ///
    /// # Errors
    /// [`Error::Database`], [`Error::Corrupt`].
    pub async fn all(db: &impl ConnectionTrait) -> Result<Vec<Self>, Error> {
        let projects = project::Entity::find()
            .order_by_desc(project::Column::CreatedAt)
            .all(db)
            .await?;
        let mut all = Vec::with_capacity(projects.len());
        for project in projects {
            all.push(Self::of(db, project).await?);
        }
        Ok(all)
    }

    async fn of(db: &impl ConnectionTrait, project: project::Model) -> Result<Self, Error> {
        let rounds = round::Entity::find()
            .filter(round::Column::ProjectId.eq(project.id))
            .order_by_asc(round::Column::Number)
            .all(db)
            .await?;
        let ids = || rounds.iter().map(|round| round.id);
        let due_changes = due_change::Entity::find()
            .filter(due_change::Column::RoundId.is_in(ids()))
            .order_by_asc(due_change::Column::Id)
            .all(db)
            .await?;
        let notices = notice::Entity::find()
            .filter(notice::Column::RoundId.is_in(ids()))
            .order_by_desc(notice::Column::Revision)
            .all(db)
            .await?;
        let notices = notices_of(db, &rounds, notices).await?;
        let rounds = rounds
            .into_iter()
            .map(|round| RoundRecord::read(round, &notices))
            .collect::<Result<_, _>>()?;
        let due_changes = due_changes
            .into_iter()
            .map(DueChange::read)
            .collect::<Result<_, _>>()?;
        Ok(Self {
            id: project.id,
            scope: Scope::from_key(&project.scope).unwrap_or(Scope::Totals),
            surveyed: surveyed(&project),
            surveyed_at: project.surveyed_at.map(from_millis),
            code: project.code,
            name: project.name,
            area: project.area,
            office: project.office,
            approval_number: project.approval_number,
            phone: project.phone,
            scope_reason: project.scope_reason,
            access_code: project.access_code,
            rounds,
            notices,
            due_changes,
        })
    }

    /// A round of this project.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub fn round(&self, number: RoundNumber) -> Result<&RoundRecord, Error> {
        self.rounds
            .iter()
            .find(|round| round.number == number)
            .ok_or(Error::NotFound)
    }

    /// A round's notices, newest revision first.
    pub fn revisions(&self, number: RoundNumber) -> impl Iterator<Item = &NoticeRecord> {
        self.notices
            .iter()
            .filter(move |notice| notice.round == number)
    }

    /// A notice of this project, by its row.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub fn notice(&self, id: NoticeId) -> Result<&NoticeRecord, Error> {
        self.notices
            .iter()
            .find(|notice| notice.id == id)
            .ok_or(Error::NotFound)
    }

    /// What a round's draft is compared with: the revision that it corrects;
    /// otherwise the newest notice of the nearest round before that has one.
    #[must_use]
    pub fn compared_with(&self, number: RoundNumber) -> Option<&NoticeRecord> {
        let corrected = self.rounds.iter().find(|round| round.number == number);
        let corrected = corrected.filter(|round| round.standing.correction.is_some());
        corrected
            .and_then(|round| round.notice.as_ref())
            .or_else(|| {
                let before = self.rounds.iter().filter(|round| round.number < number);
                before.rev().find_map(|round| round.notice.as_ref())
            })
    }

    /// A round's changes of the day by which it is to be out, oldest first.
    pub fn due_changes_of(&self, round_id: RoundId) -> impl Iterator<Item = &DueChange> {
        self.due_changes
            .iter()
            .filter(move |change| change.round_id == round_id)
    }
}

async fn row(db: &impl ConnectionTrait, code: &str) -> Result<project::Model, Error> {
    project::Entity::find()
        .filter(project::Column::Code.eq(code))
        .one(db)
        .await?
        .ok_or(Error::NotFound)
}

fn surveyed(project: &project::Model) -> Option<Surveyed> {
    Some(Surveyed {
        area: Quantity::from_e4(project.surveyed_e4?),
        unit: AreaUnit::from_key(project.surveyed_unit.as_deref()?)?,
    })
}

/// Reads notices, with what has come of each.
async fn notices_of(
    db: &impl ConnectionTrait,
    rounds: &[round::Model],
    notices: Vec<notice::Model>,
) -> Result<Vec<NoticeRecord>, Error> {
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
    let withdrawn = |notice: &notice::Model| {
        let mut of_notice = withdrawals
            .iter()
            .filter(|withdrawal| withdrawal.notice_id == notice.id);
        of_notice.find_map(|withdrawal| {
            let answer = confirmed
                .iter()
                .find(|answer| answer.withdrawal_id == withdrawal.id)?;
            Some(Withdrawn {
                at: from_millis(answer.answered_at),
                reason: withdrawal.reason.clone(),
            })
        })
    };
    notices
        .into_iter()
        .map(|notice| {
            let round = rounds.iter().find(|round| round.id == notice.round_id);
            let round = crate::rounds::number(round.ok_or(Error::NotFound)?)?;
            let withdrawn = withdrawn(&notice);
            let id = notice.id;
            let moves = moves.iter().filter(|one| one.notice_id == id);
            NoticeRecord::read(notice, round, moves, withdrawn)
        })
        .collect()
}

/// A project, held for changing: until the transaction ends nobody else holds it.
///
/// # Errors
/// [`Error::NotFound`].
pub async fn lock_project(
    transaction: &DatabaseTransaction,
    code: &str,
) -> Result<ProjectRecord, Error> {
    let project = project::Entity::find()
        .filter(project::Column::Code.eq(code))
        .lock(LockType::NoKeyUpdate)
        .one(transaction)
        .await?
        .ok_or(Error::NotFound)?;
    ProjectRecord::of(transaction, project).await
}

/// A project, with a round of it held for changing: until the transaction ends
/// nobody else moves this round or one before it, nor files an objection to one.
/// (`FOR NO KEY UPDATE` on PostgreSQL: two that have each stored a board of the
/// round hold its key by their foreign keys, and would wait for each other for
/// ever where this asked for the key as well. SQLite has one writer at a time
/// anyway.)
///
/// # Errors
/// [`Error::NotFound`].
pub async fn lock_round(
    transaction: &DatabaseTransaction,
    code: &str,
    number: RoundNumber,
) -> Result<ProjectRecord, Error> {
    let project = row(transaction, code).await?;
    // In one order, so that no two wait for each other.
    round::Entity::find()
        .filter(round::Column::ProjectId.eq(project.id))
        .filter(round::Column::Number.lte(i32::from(number.get())))
        .order_by_asc(round::Column::Number)
        .lock(LockType::NoKeyUpdate)
        .all(transaction)
        .await?;
    ProjectRecord::of(transaction, project).await
}
