//! The working-day calendar.

use domain::calendar::{Calendar, DayKind};
use sea_orm::{ConnectionTrait, EntityTrait, QueryOrder};

use crate::Error;
use crate::entity::calendar_day;

/// What the whole calendar says by now.
///
/// # Errors
/// [`Error::Database`].
pub async fn load(db: &impl ConnectionTrait) -> Result<Calendar, Error> {
    let rows = calendar_day::Entity::find()
        .order_by_asc(calendar_day::Column::Id)
        .all(db)
        .await?;
    Ok(Calendar::new(rows.iter().filter_map(|row| {
        Some((row.day.parse().ok()?, DayKind::from_key(&row.kind)?))
    })))
}
