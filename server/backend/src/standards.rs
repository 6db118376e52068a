//! A project's compensation standards (补偿标准), versioned.

use domain::account::Permission;
use domain::event::{StandardsLoaded, StandardsReplaced, Subject};
use domain::money::Money;
use domain::round::RoundState;
use domain::standard::{Schedule, Standard};
use sea_orm::{ActiveModelTrait, ConnectionTrait, EntityTrait, Set};
use store::entity::{schedule, standard};
use store::ids::{ProjectId, ScheduleId};
use store::projects::{ProjectRecord, lock_project};
use store::time::from_millis;
use store::{accounts, schedules, secrets};
use views::ScheduleVersion;

use crate::actor::Actor;
use crate::change::Change;
use crate::events::By;
use crate::{AppContext, Error, Sentence, tables, uploads};

/// Loads a schedule from a workbook, as a new version. Boards that were
/// uploaded before stay with the version they were checked against. Once a
/// board is published the schedule is fixed, unless that board is being
/// corrected; while one is in pre-review it is in any case.
///
/// # Errors
/// [`Error::Refused`] on `file`, with where in the workbook and why.
pub async fn load(
    context: &AppContext,
    actor: &Actor,
    code: &str,
    file_name: &str,
    bytes: Vec<u8>,
) -> Result<(), Error> {
    actor.must(Permission::EditProject)?;
    let file_digest = secrets::digest(&bytes);
    let name = file_name.to_owned();
    let (read, bytes) = tokio::task::spawn_blocking(move || {
        let read = workbook::read_standards(&name, &bytes);
        (read, bytes)
    })
    .await
    .map_err(Error::internal)?;
    let read = read.map_err(|unreadable| Error::refused("file", sentence(&unreadable)))?;

    let change = Change::by(context, By::Account(actor)).await?;
    let project = lock_project(&change.db, code).await?;
    if !may_be_loaded(&project) {
        return Err(Error::NotNow(text::STANDARDS_FIXED));
    }
    let before = schedules::newest(&change.db, project.id).await?;
    let version = before.as_ref().map_or(1, |old| old.version + 1);
    let replaced = match &before {
        Some(before) => {
            let old = schedules::schedule(&change.db, before.id).await?;
            Some(replaced(before, &old, version, &read, &file_digest))
        }
        None => None,
    };
    let row = schedule::ActiveModel {
        project_id: Set(project.id),
        version: Set(version),
        file_name: Set(uploads::shown_name(file_name)),
        file_digest: Set(file_digest.clone()),
        loaded_by: Set(actor.id),
        loaded_at: Set(context.now_millis()),
        ..Default::default()
    }
    .insert(&change.db)
    .await?;
    let rows: Vec<_> = (0_i32..)
        .zip(&read.standards)
        .map(|(position, one)| active(row.id, position, one))
        .collect();
    standard::Entity::insert_many(rows).exec(&change.db).await?;
    let of = (project.id, row.id);
    uploads::keep_standards(context, &change.db, actor, of, file_name, &bytes).await?;
    let subject = Subject::Project(code);
    match replaced {
        Some(replaced) => change.commit(subject, replaced).await,
        None => {
            let loaded = StandardsLoaded {
                version: counted(version),
                rates: read.standards.len(),
                file: file_digest,
            };
            change.commit(subject, loaded).await
        }
    }
}

/// Whether a project's standards can be loaded by now.
fn may_be_loaded(project: &ProjectRecord) -> bool {
    let (mut published, mut correcting) = (false, false);
    for round in &project.rounds {
        match round.standing.working() {
            RoundState::Draft | RoundState::Returned => {
                correcting |= round.standing.correction.is_some();
            }
            RoundState::InReview | RoundState::Approved => return false,
            _ => published = true,
        }
    }
    !published || correcting
}

/// Rates that an event spells out, at the most; it counts the rest.
const MAX_CHANGES: usize = 50;

fn replaced(
    before: &schedule::Model,
    old: &Schedule,
    version: i32,
    new: &Schedule,
    file_digest: &str,
) -> StandardsReplaced {
    let changes = old.changes(new);
    let price = |one: &Standard| format!("{} 元/{}", one.price.short(), one.unit.label());
    let lines = changes
        .changed
        .iter()
        .map(|(old, new)| format!("{} {}: {} → {}", new.code, new.name, price(old), price(new)));
    let lines: Vec<String> = lines.take(MAX_CHANGES).collect();
    StandardsReplaced {
        version_before: counted(before.version),
        version_after: counted(version),
        rates_before: old.standards.len(),
        rates_after: new.standards.len(),
        rates_added: changes.added.len(),
        rates_removed: changes.removed.len(),
        rates_changed: changes.changed.len(),
        file_before: before.file_digest.clone(),
        file_after: file_digest.to_owned(),
        rate_changes: (!lines.is_empty()).then(|| lines.join("\n")),
    }
}

/// A version as it is counted, from 1.
fn counted(version: i32) -> u32 {
    u32::try_from(version).unwrap_or_default()
}

/// What makes a workbook unreadable, as a sentence in both languages.
pub(crate) fn sentence(unreadable: &workbook::Unreadable) -> Sentence {
    Sentence::Filled {
        zh: tables::unreadable(unreadable, text::Lang::Zh),
        en: tables::unreadable(unreadable, text::Lang::En),
    }
}

fn active(schedule_id: ScheduleId, position: i32, one: &Standard) -> standard::ActiveModel {
    standard::ActiveModel {
        schedule_id: Set(schedule_id),
        position: Set(position),
        code: Set(one.code.clone()),
        category: Set(one.category.label().to_owned()),
        name: Set(one.name.clone()),
        unit: Set(one.unit.label().to_owned()),
        price_fen: Set(one.price.fen()),
        floor_fen: Set(one.limits.floor.map(Money::fen)),
        cap_fen: Set(one.limits.cap.map(Money::fen)),
        basis: Set(one.basis.clone()),
        ..Default::default()
    }
}

/// The newest version of a project's standards, as the office sees it.
pub(crate) async fn version(
    db: &impl ConnectionTrait,
    project_id: ProjectId,
) -> Result<Option<ScheduleVersion>, Error> {
    let Some(row) = schedules::newest(db, project_id).await? else {
        return Ok(None);
    };
    Ok(Some(ScheduleVersion {
        version: u32::try_from(row.version).unwrap_or_default(),
        schedule: schedules::schedule(db, row.id).await?,
        loaded_by: accounts::display_name(db, row.loaded_by).await?,
        loaded_at: from_millis(row.loaded_at),
    }))
}
