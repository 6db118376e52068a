//! A project's objections, without the objectors: those that may be read.

use std::collections::HashMap;

use domain::objection::{ObjectionKind, ObjectionState};
use domain::round::RoundNumber;
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
};
use store::accounts::Names;
use store::entity::{objection, objection_file, objection_step};
use store::ids::{NoticeId, ObjectionId};
use store::projects::ProjectRecord;
use store::time::from_millis;
use views::{ArchiveObjection, ArchiveStep};

use super::kept::IN_ONE_LIST;
use crate::Error;
use crate::recusal::Reading;

/// The rows of a project's notices.
fn notices(project: &ProjectRecord) -> impl Iterator<Item = NoticeId> {
    project.notices.iter().map(|notice| notice.id)
}

/// How many there are.
pub(super) async fn count(
    db: &impl ConnectionTrait,
    project: &ProjectRecord,
    reading: &Reading,
) -> Result<u64, Error> {
    Ok(objection::Entity::find()
        .filter(reading.readable())
        .filter(objection::Column::NoticeId.is_in(notices(project)))
        .count(db)
        .await?)
}

/// The rows of a project's objections, oldest first.
pub(super) async fn rows(
    db: &impl ConnectionTrait,
    (project, reading): (&ProjectRecord, &Reading),
    skip: u64,
) -> Result<Vec<(objection::Model, RoundNumber, u32)>, Error> {
    let rows = objection::Entity::find()
        .filter(reading.readable())
        .filter(objection::Column::NoticeId.is_in(notices(project)))
        .order_by_asc(objection::Column::Id)
        .all(db)
        .await?;
    let skip = usize::try_from(skip).unwrap_or(usize::MAX);
    Ok(rows
        .into_iter()
        .skip(skip)
        .filter_map(|row| {
            let notice = project.notice(row.notice_id).ok()?;
            Some((row, notice.round, notice.revision))
        })
        .collect())
}

/// Oldest first, but for the first `skip`.
pub(super) async fn all(
    db: &impl ConnectionTrait,
    names: &Names,
    of: (&ProjectRecord, &Reading),
    skip: u64,
) -> Result<Vec<ArchiveObjection>, Error> {
    let rows = rows(db, of, skip).await?;
    let ids: Vec<ObjectionId> = rows.iter().map(|(row, _, _)| row.id).collect();
    let (mut steps, mut files) = (HashMap::new(), HashMap::new());
    for some in ids.chunks(IN_ONE_LIST) {
        let found = objection_step::Entity::find()
            .filter(objection_step::Column::ObjectionId.is_in(some.iter().copied()))
            .order_by_asc(objection_step::Column::Id)
            .all(db)
            .await?;
        for row in found {
            let of: &mut Vec<ArchiveStep> = steps.entry(row.objection_id).or_default();
            of.push(ArchiveStep {
                at: from_millis(row.at),
                state: known(ObjectionState::from_key(&row.state), row.id)?,
                reason: row.reason,
                by: row.account_id.map(|account| names.of(account)),
            });
        }
        let found = objection_file::Entity::find()
            .select_only()
            .column(objection_file::Column::ObjectionId)
            .filter(objection_file::Column::ObjectionId.is_in(some.iter().copied()))
            .into_tuple::<ObjectionId>()
            .all(db)
            .await?;
        for of in found {
            *files.entry(of).or_insert(0_u32) += 1;
        }
    }
    rows.into_iter()
        .map(|(row, round, revision)| {
            Ok(ArchiveObjection {
                kind: known(ObjectionKind::from_key(&row.kind), row.id)?,
                state: known(ObjectionState::from_key(&row.state), row.id)?,
                files: files.get(&row.id).copied().unwrap_or_default(),
                steps: steps.remove(&row.id).unwrap_or_default(),
                receipt: row.receipt,
                round,
                revision,
                household: row.household,
                line: row.line,
            })
        })
        .collect()
}

fn known<T>(read: Option<T>, id: impl std::fmt::Display) -> Result<T, Error> {
    read.ok_or_else(|| Error::internal(format!("objection or step {id} has an unknown word")))
}
