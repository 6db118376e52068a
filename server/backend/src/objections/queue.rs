//! The supervisor's queue and one case of it.

use domain::account::Permission;
use sea_orm::{EntityTrait, QueryOrder, QuerySelect};
use views::{ObjectionCase, ObjectionQueue, ObjectionRow};

use super::{Person, SEAL_PERSON, SEAL_STATEMENT, load};
use crate::accounts::Actor;
use crate::clock::from_millis;
use crate::entity::objection;
use crate::{Error, Office};

/// Answered objections that the queue lists, newest first.
const ANSWERED_MOST: usize = 200;
/// Objections that are looked at for the queue.
const ROWS_MOST: u64 = 2_000;

/// Open objections, oldest first, and the answered ones.
///
/// # Errors
/// [`Error::Forbidden`].
pub async fn queue(office: &Office, actor: &Actor) -> Result<ObjectionQueue, Error> {
    actor.must(Permission::ReadObjections)?;
    let rows = objection::Entity::find()
        .order_by_desc(objection::Column::FiledAt)
        .limit(ROWS_MOST)
        .all(office.db())
        .await?;
    let mut queue = ObjectionQueue::default();
    for row in rows {
        let state = load::state(&row)?;
        let list = if state.is_open() {
            &mut queue.open
        } else {
            &mut queue.answered
        };
        if !state.is_open() && list.len() >= ANSWERED_MOST {
            continue;
        }
        let files = load::files(office.db(), row.id).await?.len();
        list.push(ObjectionRow {
            subject: load::subject_of(office.db(), &row).await?,
            kind: load::kind(&row)?,
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
pub async fn case(office: &Office, actor: &Actor, receipt: &str) -> Result<ObjectionCase, Error> {
    actor.must(Permission::ReadObjections)?;
    let row = load::by_receipt(office.db(), receipt).await?;
    let (name, phone, statement) = opened(office, &row)?;
    Ok(ObjectionCase {
        subject: load::subject_of(office.db(), &row).await?,
        kind: load::kind(&row)?,
        statement,
        name,
        phone,
        files: load::files(office.db(), row.id).await?,
        state: load::state(&row)?,
        steps: load::steps(office.db(), row.id).await?,
        receipt: row.receipt,
    })
}

/// Name, phone and statement of an objection; for those who may read it.
pub(crate) fn opened(
    office: &Office,
    row: &objection::Model,
) -> Result<(String, String, String), Error> {
    let person = load::open(office, SEAL_PERSON, &row.person_sealed)?;
    let person: Person = serde_json::from_slice(&person)?;
    let statement = load::open(office, SEAL_STATEMENT, &row.statement_sealed)?;
    let statement = String::from_utf8(statement).map_err(Error::internal)?;
    Ok((person.name, person.phone, statement))
}
