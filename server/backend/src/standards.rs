//! A project's compensation standards (补偿标准), versioned.

use domain::account::Permission;
use domain::event::{EventKind, Fact};
use domain::money::Money;
use domain::quantity::Unit;
use domain::round::RoundState;
use domain::standard::{Category, Limits, Schedule, Standard};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, Set,
};
use views::ScheduleVersion;

use crate::accounts::{self, Actor};
use crate::clock::from_millis;
use crate::entity::{schedule, standard};
use crate::events::{self, By};
use crate::projects::{Loaded, standing};
use crate::workbook;
use crate::{Error, Office, Sentence, secrets, uploads};

/// Loads a schedule from a workbook, as a new version. Boards that were
/// uploaded before stay with the version they were checked against. Once a
/// board is published the schedule is fixed, unless that board is being
/// corrected; while one is in pre-review it is in any case.
///
/// # Errors
/// [`Error::Refused`] on `file`, with where in the workbook and why.
pub async fn load(
    office: &Office,
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

    let transaction = office.begin().await?;
    let loaded = Loaded::by_code(&transaction, code).await?;
    let (mut fixed, mut correcting) = (false, false);
    for (round, _) in &loaded.rounds {
        let standing = standing(round)?;
        match standing.working() {
            RoundState::Draft | RoundState::Returned => correcting |= standing.correction.is_some(),
            RoundState::InReview | RoundState::Approved => {
                return Err(Error::NotNow(text::STANDARDS_FIXED));
            }
            _ => fixed = true,
        }
    }
    let fixed = fixed && !correcting;
    if fixed {
        return Err(Error::NotNow(text::STANDARDS_FIXED));
    }
    let before = newest(&transaction, loaded.project.id).await?;
    let version = before.as_ref().map_or(1, |old| old.version + 1);
    let facts = match &before {
        Some(before) => {
            let old = schedule(&transaction, before.id).await?;
            facts_of_change(before, &old, version, &read, &file_digest)
        }
        None => vec![
            ("version", i64::from(version).into()),
            ("rates", counted(read.standards.len())),
            ("file", file_digest.clone().into()),
        ],
    };
    let row = schedule::ActiveModel {
        project_id: Set(loaded.project.id),
        version: Set(version),
        file_name: Set(uploads::shown_name(file_name)),
        file_digest: Set(file_digest),
        loaded_by: Set(actor.id),
        loaded_at: Set(office.now_millis()),
        ..Default::default()
    }
    .insert(&transaction)
    .await?;
    let rows: Vec<_> = (0_i32..)
        .zip(&read.standards)
        .map(|(position, one)| active(row.id, position, one))
        .collect();
    standard::Entity::insert_many(rows)
        .exec(&transaction)
        .await?;
    let of = (loaded.project.id, row.id);
    uploads::keep_standards(office, &transaction, actor, of, file_name, &bytes).await?;
    events::record(
        office,
        &transaction,
        EventKind::StandardsLoaded,
        By::Account(actor),
        format!("project/{code}"),
        facts,
    )
    .await?;
    Ok(transaction.commit().await?)
}

/// Rates that an event spells out, at the most; it counts the rest.
const CHANGES_MOST: usize = 50;

fn facts_of_change(
    before: &schedule::Model,
    old: &Schedule,
    version: i32,
    new: &Schedule,
    file_digest: &str,
) -> Vec<(&'static str, Fact)> {
    let changes = old.changes(new);
    let price = |one: &Standard| format!("{} 元/{}", one.price.short(), one.unit.label());
    let lines = changes
        .changed
        .iter()
        .map(|(old, new)| format!("{} {}: {} → {}", new.code, new.name, price(old), price(new)));
    let lines: Vec<String> = lines.take(CHANGES_MOST).collect();
    let mut facts = vec![
        ("version_before", i64::from(before.version).into()),
        ("version_after", i64::from(version).into()),
        ("rates_before", counted(old.standards.len())),
        ("rates_after", counted(new.standards.len())),
        ("rates_added", counted(changes.added.len())),
        ("rates_removed", counted(changes.removed.len())),
        ("rates_changed", counted(changes.changed.len())),
        ("file_before", before.file_digest.clone().into()),
        ("file_after", file_digest.into()),
    ];
    if !lines.is_empty() {
        facts.push(("rate_changes", lines.join("\n").into()));
    }
    facts
}

fn counted(number: usize) -> Fact {
    i64::try_from(number).unwrap_or(i64::MAX).into()
}

/// What makes a workbook unreadable, as a sentence in both languages.
pub(crate) fn sentence(unreadable: &workbook::Unreadable) -> Sentence {
    Sentence::Filled {
        zh: unreadable.text(text::Lang::Zh),
        en: unreadable.text(text::Lang::En),
    }
}

fn active(schedule_id: i64, position: i32, one: &Standard) -> standard::ActiveModel {
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

pub(crate) async fn newest(
    db: &impl ConnectionTrait,
    project_id: i64,
) -> Result<Option<schedule::Model>, Error> {
    Ok(schedule::Entity::find()
        .filter(schedule::Column::ProjectId.eq(project_id))
        .order_by_desc(schedule::Column::Version)
        .one(db)
        .await?)
}

pub(crate) async fn schedule(db: &impl ConnectionTrait, id: i64) -> Result<Schedule, Error> {
    let rows = standard::Entity::find()
        .filter(standard::Column::ScheduleId.eq(id))
        .order_by_asc(standard::Column::Position)
        .all(db)
        .await?;
    let standards = rows
        .into_iter()
        .map(domain_standard)
        .collect::<Result<_, _>>()?;
    Ok(Schedule { standards })
}

fn domain_standard(row: standard::Model) -> Result<Standard, Error> {
    let category = Category::from_label(&row.category)
        .ok_or_else(|| Error::internal(format!("standard {} has no known category", row.id)))?;
    Ok(Standard {
        code: row.code,
        category,
        name: row.name,
        unit: Unit::from(row.unit),
        price: Money::from_fen(row.price_fen),
        limits: Limits {
            floor: row.floor_fen.map(Money::from_fen),
            cap: row.cap_fen.map(Money::from_fen),
        },
        basis: row.basis,
    })
}

pub(crate) async fn version(
    db: &impl ConnectionTrait,
    project_id: i64,
) -> Result<Option<ScheduleVersion>, Error> {
    let Some(row) = newest(db, project_id).await? else {
        return Ok(None);
    };
    Ok(Some(ScheduleVersion {
        version: u32::try_from(row.version).unwrap_or_default(),
        schedule: schedule(db, row.id).await?,
        loaded_by: accounts::display_name(db, row.loaded_by).await?,
        loaded_at: from_millis(row.loaded_at),
    }))
}
