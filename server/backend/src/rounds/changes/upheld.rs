//! Upheld objections, as reasons that the clerk may take.

use std::collections::BTreeMap;

use domain::objection::Outcome;
use domain::round::RoundNumber;
use sea_orm::ConnectionTrait;
use store::objections;
use store::projects::ProjectRecord;

use crate::Error;
use crate::recusal::Reading;

/// Receipt numbers of the upheld objections to boards up to this round's, oldest
/// first, by household, as far as somebody may know of them.
pub(super) async fn upheld_by_household(
    db: &impl ConnectionTrait,
    project: &ProjectRecord,
    number: RoundNumber,
    reading: &Reading,
) -> Result<BTreeMap<String, Vec<String>>, Error> {
    let notices = project.notices.iter();
    let notices = notices.filter(|notice| notice.round <= number);
    let notices: Vec<_> = notices.map(|notice| notice.id).collect();
    let rows = objections::maybe_upheld(db, &notices, reading.unconcerned()).await?;
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
