//! The register of cadres and Party members.

use domain::declaration::OfficialRef;
use sea_orm::{ConnectionTrait, EntityTrait, QueryOrder};

use crate::Error;
use crate::entity::official;

/// Everyone of the register, by name.
///
/// # Errors
/// [`Error::Database`].
pub async fn all(db: &impl ConnectionTrait) -> Result<Vec<official::Model>, Error> {
    Ok(official::Entity::find()
        .order_by_asc(official::Column::Name)
        .order_by_asc(official::Column::Id)
        .all(db)
        .await?)
}

/// An official as declarations name them.
#[must_use]
pub fn named(row: &official::Model) -> OfficialRef {
    OfficialRef {
        id: row.id.into(),
        name: row.name.clone(),
        post: row.post.clone(),
    }
}
