//! A project's compensation standards (补偿标准), versioned.

use domain::money::Money;
use domain::quantity::Unit;
use domain::standard::{Category, Limits, Schedule, Standard};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

use crate::Error;
use crate::entity::{schedule, standard};
use crate::ids::{ProjectId, ScheduleId};

/// The newest version of a project's standards.
///
/// # Errors
/// [`Error::Database`].
pub async fn newest(
    db: &impl ConnectionTrait,
    project_id: ProjectId,
) -> Result<Option<schedule::Model>, Error> {
    Ok(schedule::Entity::find()
        .filter(schedule::Column::ProjectId.eq(project_id))
        .order_by_desc(schedule::Column::Version)
        .one(db)
        .await?)
}

/// What a version says, in the order of its table.
///
/// # Errors
/// [`Error::Database`], [`Error::Corrupt`].
pub async fn schedule(db: &impl ConnectionTrait, id: ScheduleId) -> Result<Schedule, Error> {
    let rows = standard::Entity::find()
        .filter(standard::Column::ScheduleId.eq(id))
        .order_by_asc(standard::Column::Position)
        .all(db)
        .await?;
    let standards = rows.into_iter().map(read).collect::<Result<_, _>>()?;
    Ok(Schedule { standards })
}

fn read(row: standard::Model) -> Result<Standard, Error> {
    let category = Category::from_label(&row.category)
        .ok_or_else(|| Error::corrupt(format!("standard {} has no known category", row.id)))?;
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
