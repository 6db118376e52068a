//! Which part of the record an account may read.

use std::collections::{BTreeMap, HashMap};

use chrono::{Days, NaiveDate};
use domain::account::Permission;
use domain::event::Fact;
use domain::time::china_midnight;
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Select,
};
use store::entity::{account, event, project};
use store::time::from_millis;
use views::{RECORD_NO_PROJECT, RecordFact, RecordFilter, RecordLine};

use crate::actor::Actor;
use crate::recusal::Reading;
use crate::{AppContext, Error};

/// What somebody reads of the record.
pub(super) struct Reach {
    pub(super) part: Part,
    reading: Reading,
}

/// A part of the record.
pub(super) enum Part {
    /// One project's.
    Project(Box<project::Model>),
    /// All.
    Whole,
    /// What belongs to no project.
    OfficeOnly,
}

impl Reach {
    /// Of this project's record; without one, of the whole.
    pub(super) async fn of(
        context: &AppContext,
        actor: &Actor,
        code: Option<&str>,
    ) -> Result<Self, Error> {
        let Some(code) = code else {
            actor.must(Permission::ReadOfficeRecord)?;
            let role = actor.signed.role;
            let part = if role.may(Permission::ReadProjectRecord) {
                Part::Whole
            } else {
                Part::OfficeOnly
            };
            let reading = Reading::of(context.db(), actor, None).await?;
            return Ok(Self { part, reading });
        };
        actor.must(Permission::ReadProjectRecord)?;
        let project = project::Entity::find()
            .filter(project::Column::Code.eq(code))
            .one(context.db())
            .await?
            .ok_or(Error::NotFound)?;
        let reading = Reading::of(context.db(), actor, Some(project.id)).await?;
        let part = Part::Project(Box::new(project));
        Ok(Self { part, reading })
    }

    /// The events within reach that the filter asks for, newest first. What points
    /// at an objection is there for those only who may read it.
    pub(super) fn select(&self, filter: &RecordFilter) -> Select<event::Entity> {
        let project = match &self.part {
            Part::Project(project) => Some(project.code.as_str()),
            Part::OfficeOnly => Some(""),
            Part::Whole if filter.project == RECORD_NO_PROJECT => Some(""),
            Part::Whole if filter.project.is_empty() => None,
            Part::Whole => Some(filter.project.as_str()),
        };
        let mut select = event::Entity::find()
            .filter(self.reading.events())
            .order_by_desc(event::Column::Id);
        if let Some(project) = project {
            select = select.filter(event::Column::Project.eq(project));
        }
        if !filter.kind.is_empty() {
            select = select.filter(event::Column::Kind.eq(filter.kind.as_str()));
        }
        if !filter.account.is_empty() {
            select = select.filter(event::Column::Actor.eq(filter.account.as_str()));
        }
        if let Ok(day) = filter.from.parse::<NaiveDate>() {
            let from = china_midnight(day).timestamp_millis();
            select = select.filter(event::Column::At.gte(from));
        }
        if let Some(next) = filter
            .to
            .parse::<NaiveDate>()
            .ok()
            .and_then(|day| day.checked_add_days(Days::new(1)))
        {
            let until = china_midnight(next).timestamp_millis();
            select = select.filter(event::Column::At.lt(until));
        }
        select
    }
}

/// Names that stand beside events.
pub(super) struct Names {
    /// By account name.
    pub(super) accounts: HashMap<String, String>,
    /// By code.
    pub(super) projects: HashMap<String, String>,
}

impl Names {
    pub(super) async fn load(db: &impl ConnectionTrait) -> Result<Self, Error> {
        let accounts = account::Entity::find()
            .select_only()
            .columns([account::Column::Name, account::Column::DisplayName])
            .into_tuple::<(String, String)>()
            .all(db)
            .await?;
        let projects = project::Entity::find()
            .select_only()
            .columns([project::Column::Code, project::Column::Name])
            .into_tuple::<(String, String)>()
            .all(db)
            .await?;
        Ok(Self {
            accounts: accounts.into_iter().collect(),
            projects: projects.into_iter().collect(),
        })
    }

    /// An event, which is so many from the oldest of those that are listed. The
    /// number of its row would show that there are others between.
    pub(super) fn line(&self, row: event::Model, number: u64) -> Result<RecordLine, Error> {
        let actor_name = self.accounts.get(&row.actor).cloned().unwrap_or_default();
        let project = (!row.project.is_empty()).then(|| {
            let name = self.projects.get(&row.project).cloned();
            (row.project.clone(), name.unwrap_or_default())
        });
        Ok(RecordLine {
            number,
            at: from_millis(row.at),
            actor_name,
            actor: row.actor,
            project,
            facts: facts(&row.canonical)?,
            kind: row.kind,
            subject: row.subject,
            digest: row.digest,
        })
    }
}

/// What of an event's canonical bytes the record shows besides its columns.
#[derive(serde::Deserialize)]
struct Canonical {
    facts: BTreeMap<String, Fact>,
}

fn facts(canonical: &str) -> Result<Vec<RecordFact>, Error> {
    let canonical: Canonical = serde_json::from_str(canonical)?;
    let facts = canonical.facts.into_iter();
    // The project stands beside the event.
    Ok(RecordFact::paired(
        facts.filter(|(name, _)| name != "project"),
    ))
}
