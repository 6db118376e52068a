//! The supervisor's queue and one case of it.

use domain::account::Permission;
use sea_orm::{EntityTrait, QueryOrder, QuerySelect};
use store::entity::objection;
use store::objections;
use store::time::from_millis;
use views::{ObjectionCase, ObjectionQueue, ObjectionRow};

use super::load;
use crate::actor::Actor;
use crate::{AppContext, Error};

/// Answered objections that the queue lists, newest first.
const MAX_ANSWERED: usize = 200;
/// Objections that are looked at for the queue.
const MAX_ROWS: u64 = 2_000;

/// Open objections, oldest first, and the answered ones.
///
/// # Errors
/// [`Error::Forbidden`].
pub async fn queue(context: &AppContext, actor: &Actor) -> Result<ObjectionQueue, Error> {
    actor.must(Permission::ReadObjections)?;
    let rows = objection::Entity::find()
        .order_by_desc(objection::Column::FiledAt)
        .limit(MAX_ROWS)
        .all(context.db())
        .await?;
    let mut queue = ObjectionQueue::default();
    for row in rows {
        let state = objections::state(&row)?;
        let list = if state.is_open() {
            &mut queue.open
        } else {
            &mut queue.answered
        };
        if !state.is_open() && list.len() >= MAX_ANSWERED {
            continue;
        }
        let files = load::files(context.db(), row.id).await?.len();
        list.push(ObjectionRow {
            subject: load::subject_of(context.db(), &row).await?,
            kind: objections::kind(&row)?,
            state,
            filed_at: from_millis(row.filed_at),
            files: u32::try_from(files).unwrap_or(u32::MAX),
            receipt: row.receipt,
        });
    }
    queue.open.reverse();
    Ok(queue)
}

/// One objection with the objector's name and phone.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Forbidden`].
pub async fn case(
    context: &AppContext,
    actor: &Actor,
    receipt: &str,
) -> Result<ObjectionCase, Error> {
    actor.must(Permission::ReadObjections)?;
    let row = objections::by_receipt(context.db(), receipt).await?;
    let objector = context.store.objector(&row)?;
    Ok(ObjectionCase {
        subject: load::subject_of(context.db(), &row).await?,
        kind: objections::kind(&row)?,
        statement: context.store.statement(&row)?,
        name: objector.name,
        phone: objector.phone,
        files: load::files(context.db(), row.id).await?,
        state: objections::state(&row)?,
        steps: load::steps(context.db(), row.id).await?,
        receipt: row.receipt,
    })
}
