//! Whether an objection goes straight into the queue, or is held.

use chrono::TimeDelta;
use domain::objection::{BUDGET_HOURS, FiledBefore, HeldFor};
use sea_orm::ConnectionTrait;
use store::objections::filed_before;
use store::projects::ProjectRecord;
use store::rounds::NoticeRecord;

use super::filing::Filing;
use crate::{AppContext, Error};

/// What a new objection to this notice is held for; `None` for the ordinary queue.
/// Takes one of what its address block may file.
pub(super) async fn held_for(
    context: &AppContext,
    db: &impl ConnectionTrait,
    filing: &Filing,
    project: &ProjectRecord,
    notice: &NoticeRecord,
) -> Result<Option<HeldFor>, Error> {
    let now = context.now();
    let since = (now - TimeDelta::hours(BUDGET_HOURS)).timestamp_millis();
    let notices: Vec<_> = project.notices.iter().map(|notice| notice.id).collect();
    let household = filing.household.as_deref();
    let (same, of_project) = filed_before(db, &notices, household, since).await?;
    let address = filing.sender.address;
    let before = FiledBefore {
        address_is_spent: address.is_some_and(|address| !context.filings.take(address, now)),
        is_of_household: household.is_some(),
        same,
        project: of_project,
        households: notice.totals.households,
    };
    Ok(before.next_is_held_for())
}
