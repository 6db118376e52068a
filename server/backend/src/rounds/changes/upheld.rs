//! Upheld objections, as reasons that the clerk may take.

use std::collections::BTreeMap;

use domain::objection::Outcome;
use domain::round::RoundNumber;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use store::entity::objection;
use store::objections;
use store::projects::ProjectRecord;

use crate::Error;

/// Receipt numbers of the upheld objections to boards up to this round's, oldest
/// first, by household.
pub(super) async fn upheld_by_household(
    db: &impl ConnectionTrait,
    project: &ProjectRecord,
    number: RoundNumber,
) -> Result<BTreeMap<String, Vec<String>>, Error> {
    let notices = project.notices.iter();
    let notices = notices.filter(|notice| notice.round <= number);
    let rows = objection::Entity::find()
        .filter(objection::Column::NoticeId.is_in(notices.map(|notice| notice.id)))
        .filter(objection::Column::Household.is_not_null())
        .order_by_asc(objection::Column::Id)
        .all(db)
        .await?;
    let mut found: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for row in rows {
        let outcome = objections::outcome(db, &row).await?;
        if matches!(outcome, Some(Outcome::Upheld | Outcome::PartlyUpheld))
            && let Some(household) = row.household
        {
            found.entry(household).or_default().push(row.receipt);
        }
    }
    Ok(found)
}
