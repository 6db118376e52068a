//! What is left of uploads that came to nothing.

use std::collections::HashSet;

use chrono::Duration;
use domain::event::EventKind;
use domain::upload::UploadStage;
use sea_orm::sea_query::Expr;
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
};

use super::{FOLDER, SILENT_MOST_MILLIS, is_running};
use crate::entity::{board, objection_file, private_hash, private_number, project, round, upload};
use crate::entries;
use crate::events::{self, By};
use crate::{Error, Office, files, objections};

/// Days that uploads which were not stored are kept.
const KEPT_DAYS: i64 = 30;
/// Hours after which a file without a row belongs to nobody.
const ORPHAN_HOURS: i64 = 1;

/// What was swept.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Swept {
    /// Uploads whose process ended in the middle of them.
    pub interrupted: usize,
    /// Uploads that were not stored, and are old.
    pub old: usize,
    /// Files in the store that belong to nothing.
    pub orphans: usize,
}

/// Marks uploads that were interrupted, and takes away what was half stored;
/// forgets what was not stored after 30 days; removes files that belong to
/// nothing. Any process may do it at any time.
///
/// # Errors
/// [`Error::Internal`] only.
pub async fn sweep(office: &Office) -> Result<Swept, Error> {
    Ok(Swept {
        interrupted: interrupted(office).await?,
        old: old(office).await?,
        orphans: orphans(office).await?,
    })
}

async fn interrupted(office: &Office) -> Result<usize, Error> {
    let since = office.now_millis().saturating_sub(SILENT_MOST_MILLIS);
    let silent = || {
        upload::Entity::find()
            .filter(is_running())
            .filter(upload::Column::BeatAt.lt(since))
    };
    if silent().count(office.db()).await? == 0 {
        return Ok(0);
    }
    let transaction = office.begin().await?;
    let rows = silent()
        .order_by_asc(upload::Column::Id)
        .all(&transaction)
        .await?;
    for row in &rows {
        if let Some(board_id) = row.board_id {
            discard(&transaction, board_id).await?;
        }
        upload::Entity::update_many()
            .col_expr(
                upload::Column::Stage,
                Expr::value(UploadStage::Interrupted.key()),
            )
            .filter(upload::Column::Id.eq(row.id))
            .exec(&transaction)
            .await?;
        events::record(
            office,
            &transaction,
            EventKind::UploadInterrupted,
            By::System,
            subject(&transaction, row).await?,
            vec![("file", row.digest.clone().into())],
        )
        .await?;
    }
    transaction.commit().await?;
    Ok(rows.len())
}

/// The round that an upload is for, as events name it.
async fn subject(db: &impl ConnectionTrait, row: &upload::Model) -> Result<String, Error> {
    let project = project::Entity::find_by_id(row.project_id)
        .one(db)
        .await?
        .ok_or(Error::NotFound)?;
    let round = match row.round_id {
        Some(id) => round::Entity::find_by_id(id).one(db).await?,
        None => None,
    };
    Ok(match round {
        Some(round) => format!("project/{}/round/{}", project.code, round.number),
        None => format!("project/{}", project.code),
    })
}

/// Takes away a board that is not whole.
pub(crate) async fn discard(db: &impl ConnectionTrait, board_id: i64) -> Result<(), Error> {
    let unfinished = board::Entity::find_by_id(board_id)
        .filter(board::Column::Complete.eq(false))
        .one(db)
        .await?;
    if unfinished.is_none() {
        return Ok(());
    }
    upload::Entity::update_many()
        .col_expr(upload::Column::BoardId, Expr::value(None::<i64>))
        .filter(upload::Column::BoardId.eq(board_id))
        .exec(db)
        .await?;
    private_hash::Entity::delete_many()
        .filter(private_hash::Column::BoardId.eq(board_id))
        .exec(db)
        .await?;
    private_number::Entity::delete_many()
        .filter(private_number::Column::BoardId.eq(board_id))
        .exec(db)
        .await?;
    entries::discard(db, board_id).await?;
    board::Entity::delete_by_id(board_id).exec(db).await?;
    Ok(())
}

async fn old(office: &Office) -> Result<usize, Error> {
    let before = (office.now() - Duration::days(KEPT_DAYS)).timestamp_millis();
    let forgotten = [
        UploadStage::Unchanged,
        UploadStage::Refused,
        UploadStage::Failed,
        UploadStage::Interrupted,
    ];
    let rows = upload::Entity::find()
        .filter(upload::Column::Stage.is_in(forgotten.map(UploadStage::key)))
        .filter(upload::Column::UploadedAt.lt(before))
        .all(office.db())
        .await?;
    if rows.is_empty() {
        return Ok(0);
    }
    let transaction = office.begin().await?;
    upload::Entity::delete_many()
        .filter(upload::Column::Id.is_in(rows.iter().map(|row| row.id)))
        .exec(&transaction)
        .await?;
    events::record(
        office,
        &transaction,
        EventKind::UploadsSwept,
        By::System,
        FOLDER.to_owned(),
        vec![(
            "uploads",
            i64::try_from(rows.len()).unwrap_or(i64::MAX).into(),
        )],
    )
    .await?;
    transaction.commit().await?;
    // Those that a crash keeps from being removed belong to nothing, and go then.
    for key in rows.iter().filter_map(|row| row.object_key.as_deref()) {
        files::remove(office, key).await?;
    }
    Ok(rows.len())
}

async fn orphans(office: &Office) -> Result<usize, Error> {
    let before = (office.now() - Duration::hours(ORPHAN_HOURS)).timestamp_millis();
    let uploaded = upload::Entity::find()
        .select_only()
        .column(upload::Column::ObjectKey)
        .filter(upload::Column::ObjectKey.is_not_null())
        .into_tuple()
        .all(office.db());
    let filed = objection_file::Entity::find()
        .select_only()
        .column(objection_file::Column::ObjectKey)
        .into_tuple()
        .all(office.db());
    // Listed before the rows are read: what is stored meanwhile has its row by then.
    let mut found = files::older(office, FOLDER, before).await?;
    found.extend(files::older(office, objections::FOLDER, before).await?);
    let mut known: HashSet<String> = uploaded.await?.into_iter().collect();
    known.extend(filed.await?.into_iter().collect::<Vec<String>>());
    found.retain(|key| !known.contains(key));
    for key in &found {
        files::remove(office, key).await?;
    }
    Ok(found.len())
}
