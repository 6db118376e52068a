//! The supervisor's queue, page by page, and one case of it.

use std::collections::HashMap;

use domain::account::Permission;
use domain::objection::{HELD_AT_ONCE, Lane};
use sea_orm::ConnectionTrait;
use store::entity::objection;
use store::ids::{NoticeId, ObjectionId};
use store::objections;
use store::time::from_millis;
use views::{ObjectionCase, ObjectionQueue, ObjectionRow, ObjectionSubject, QueueFilter};

use super::load;
use crate::actor::Actor;
use crate::{AppContext, Error, recusal};

/// Objections on a page.
const ROWS_PER_PAGE: usize = HELD_AT_ONCE;
/// Characters of a statement that the list of those held apart shows.
const BEGINS: usize = 60;

/// A page of a list, without objections that this account has to keep away from.
/// Every list is whole: whatever is filed, no objection leaves it before it is
/// answered.
///
/// # Errors
/// [`Error::Forbidden`].
pub async fn queue(
    context: &AppContext,
    actor: &Actor,
    filter: QueueFilter,
) -> Result<ObjectionQueue, Error> {
    actor.must(Permission::ReadObjections)?;
    let db = context.db();
    let reading = recusal::Reading::of(db, actor, None).await?;
    let readable = || reading.readable();
    let after = objections::one_of(db, readable(), &filter.after).await?;
    let most = u64::try_from(ROWS_PER_PAGE).map_err(Error::internal)?;
    let mut rows =
        objections::page(db, (filter.lane, readable()), after.as_ref(), most + 1).await?;
    let has_next = rows.len() > ROWS_PER_PAGE;
    rows.truncate(ROWS_PER_PAGE);
    let last = rows.last().filter(|_| has_next);
    let next = last.map(|row| row.receipt.clone());
    let mut counts = Vec::new();
    for lane in Lane::ALL {
        counts.push((lane, objections::lane_count(db, (lane, readable())).await?));
    }
    Ok(ObjectionQueue {
        rows: shown(context, rows, filter.lane).await?,
        filter,
        counts,
        next,
    })
}

async fn shown(
    context: &AppContext,
    rows: Vec<objection::Model>,
    lane: Lane,
) -> Result<Vec<ObjectionRow>, Error> {
    let db = context.db();
    let ids: Vec<ObjectionId> = rows.iter().map(|row| row.id).collect();
    let files = load::file_counts(db, &ids).await?;
    let mut boards = HashMap::new();
    let mut list = Vec::with_capacity(rows.len());
    for row in rows {
        let begins = match lane {
            Lane::Held => Some(begins(&context.store.statement(&row)?)),
            Lane::Waiting | Lane::Answered => None,
        };
        list.push(ObjectionRow {
            subject: subject(db, &mut boards, &row).await?,
            kind: objections::kind(&row)?,
            state: objections::state(&row)?,
            filed_at: from_millis(row.filed_at),
            files: files.get(&row.id).copied().unwrap_or_default(),
            begins,
            receipt: row.receipt,
        });
    }
    Ok(list)
}

/// What an objection is about; a page has few boards and many rows.
async fn subject(
    db: &impl ConnectionTrait,
    boards: &mut HashMap<NoticeId, ObjectionSubject>,
    row: &objection::Model,
) -> Result<ObjectionSubject, Error> {
    let board = match boards.get(&row.notice_id) {
        Some(board) => board.clone(),
        None => {
            let board = load::subject_of(db, row).await?;
            boards.insert(row.notice_id, board.clone());
            board
        }
    };
    Ok(ObjectionSubject {
        household: row.household.clone(),
        line: row.line.clone(),
        ..board
    })
}

fn begins(statement: &str) -> String {
    let mut characters = statement.chars();
    let mut begins: String = characters.by_ref().take(BEGINS).collect();
    if characters.next().is_some() {
        begins.push('…');
    }
    begins
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
    let row = recusal::readable(context, actor, receipt).await?;
    let objector = context.store.objector(&row)?;
    Ok(ObjectionCase {
        subject: load::subject_of(context.db(), &row).await?,
        kind: objections::kind(&row)?,
        statement: context.store.statement(&row)?,
        name: objector.name,
        phone: objector.phone,
        files: load::files(context.db(), row.id).await?,
        state: objections::state(&row)?,
        held_for: objections::held_for(&row)?,
        steps: load::steps(context.db(), row.id).await?,
        receipt: row.receipt,
    })
}
