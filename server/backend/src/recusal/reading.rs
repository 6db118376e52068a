//! What of objections somebody may read, or know of.

use std::collections::{BTreeSet, HashMap};

use domain::account::{Permission, Role};
use domain::event::EventKind;
use domain::publication_gate::{Blocker, told};
use sea_orm::sea_query::{Expr, Query, SelectStatement};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter, QuerySelect,
};
use store::entity::{account, event, notice, objection, round};
use store::ids::{BoardId, NoticeId, ProjectId, RoundId};
use store::objections;

use super::concern::{Matter, has_ties, of_objection, touched};
use crate::actor::Actor;
use crate::{AppContext, Error};

/// Kinds of events whose facts name an upheld objection.
const NAMING: [EventKind; 3] = [
    EventKind::ChangesExplained,
    EventKind::ObjectionCarriedOver,
    EventKind::RemedyConfirmed,
];

/// Kinds of events that say how much somebody took away.
const COUNTING: [EventKind; 2] = [EventKind::ArchiveDownloaded, EventKind::RecordExported];

/// What somebody may read of objections.
///
/// Supervisors read them. Those who work on boards learn of an objection once it
/// is upheld and a board has to show it. Neither learns of one that concerns
/// their own household or a relative's, as recusal from deciding it goes.
pub(crate) struct Reading {
    /// The account's name.
    own: String,
    reads: bool,
    /// The notices on which this account has households of its own or of
    /// relatives, and which these are.
    concerned: Vec<(NoticeId, BTreeSet<String>)>,
}

impl Reading {
    /// Of one project's objections; without one, of all.
    pub(crate) async fn of(
        db: &impl ConnectionTrait,
        actor: &Actor,
        project: Option<ProjectId>,
    ) -> Result<Self, Error> {
        let reads = actor.signed.role.may(Permission::ReadObjections);
        let own = actor.signed.name.clone();
        let mut concerned = Vec::new();
        if !has_ties(db, actor.id).await? {
            return Ok(Self {
                own,
                reads,
                concerned,
            });
        }
        let mut rounds = round::Entity::find();
        if let Some(project) = project {
            rounds = rounds.filter(round::Column::ProjectId.eq(project));
        }
        let rounds: HashMap<RoundId, ProjectId> = rounds
            .all(db)
            .await?
            .into_iter()
            .map(|row| (row.id, row.project_id))
            .collect();
        let notices: Vec<(NoticeId, BoardId, RoundId)> = notice::Entity::find()
            .select_only()
            .columns([
                notice::Column::Id,
                notice::Column::BoardId,
                notice::Column::RoundId,
            ])
            .into_tuple()
            .all(db)
            .await?;
        for (notice_id, board_id, round_id) in notices {
            let Some(project_id) = rounds.get(&round_id) else {
                continue;
            };
            let found = touched(db, actor.id, *project_id, &Matter::Board(board_id)).await?;
            if !found.is_empty() {
                concerned.push((notice_id, found));
            }
        }
        Ok(Self {
            own,
            reads,
            concerned,
        })
    }

    /// Whether objections may be read at all.
    pub(crate) const fn reads(&self) -> bool {
        self.reads
    }

    /// Of objections: those that may be read.
    pub(crate) fn readable(&self) -> Condition {
        if self.reads {
            self.unconcerned()
        } else {
            Condition::all().add(Expr::cust("1 = 0"))
        }
    }

    /// Of objections: those that concern nobody of this account's.
    pub(crate) fn unconcerned(&self) -> Condition {
        if self.concerned.is_empty() {
            return Condition::all();
        }
        self.concerning().not()
    }

    fn concerning(&self) -> Condition {
        let each = self.concerned.iter().map(|(notice_id, households)| {
            let about = Condition::any()
                .add(objection::Column::Household.is_null())
                .add(objection::Column::Household.is_in(households));
            Condition::all()
                .add(objection::Column::NoticeId.eq(*notice_id))
                .add(about)
        });
        each.fold(Condition::any(), Condition::add)
    }

    /// Of events: those that point at no objection which may not be read, or
    /// known of.
    pub(crate) fn events(&self) -> Condition {
        let mut shown = Condition::all();
        if self.reads && self.concerned.is_empty() {
            return shown;
        }
        shown = shown.add(self.taken_by_others().not());
        if !self.reads {
            shown = shown.add(event::Column::Subject.starts_with("objection/").not());
        }
        if self.concerned.is_empty() {
            return shown;
        }
        let subjects = self.concerning_receipts(Expr::cust("'objection/' || receipt"));
        let mut named = self.concerning_receipts(Expr::val(1));
        named.and_where(Expr::cust("events.canonical LIKE '%' || receipt || '%'"));
        let names = Condition::all()
            .add(event::Column::Kind.is_in(NAMING.map(EventKind::key)))
            .add(Expr::exists(named));
        shown
            .add(event::Column::Subject.not_in_subquery(subjects))
            .add(names.not())
    }

    /// Events of what others took away who read objections: they say how much it was.
    fn taken_by_others(&self) -> Condition {
        let readers = Role::ALL.into_iter();
        let readers = readers.filter(|role| role.may(Permission::ReadObjections));
        let names = Query::select()
            .column(account::Column::Name)
            .from(account::Entity)
            .and_where(account::Column::Role.is_in(readers.map(Role::key)))
            .to_owned();
        Condition::all()
            .add(event::Column::Kind.is_in(COUNTING.map(EventKind::key)))
            .add(event::Column::Actor.ne(self.own.as_str()))
            .add(event::Column::Actor.in_subquery(names))
    }

    fn concerning_receipts(&self, column: Expr) -> SelectStatement {
        Query::select()
            .expr(column)
            .from(objection::Entity)
            .cond_where(self.concerning())
            .to_owned()
    }

    /// The receipt numbers of objections that this account may not even know of.
    pub(crate) async fn unknown(
        &self,
        db: &impl ConnectionTrait,
    ) -> Result<BTreeSet<String>, Error> {
        if self.concerned.is_empty() {
            return Ok(BTreeSet::new());
        }
        let receipts: Vec<String> = objection::Entity::find()
            .select_only()
            .column(objection::Column::Receipt)
            .filter(self.concerning())
            .into_tuple()
            .all(db)
            .await?;
        Ok(receipts.into_iter().collect())
    }

    /// What may be told of what holds a board up.
    pub(crate) async fn told(
        &self,
        db: &impl ConnectionTrait,
        found: Vec<Blocker>,
    ) -> Result<Vec<Blocker>, Error> {
        let unknown = self.unknown(db).await?;
        Ok(told(found, |receipt, is_open| {
            !unknown.contains(receipt) && (self.reads || !is_open)
        }))
    }
}

/// An objection that this account may read. Whoever has to keep away from it is
/// told what is told of one that does not exist.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::NotFound`].
pub(crate) async fn readable(
    context: &AppContext,
    actor: &Actor,
    receipt: &str,
) -> Result<objection::Model, Error> {
    actor.must(Permission::ReadObjections)?;
    let objection = objections::by_receipt(context.db(), receipt).await?;
    let (project_id, matter) = of_objection(context.db(), &objection).await?;
    let own = touched(context.db(), actor.id, project_id, &matter).await?;
    if own.is_empty() {
        Ok(objection)
    } else {
        Err(Error::NotFound)
    }
}
