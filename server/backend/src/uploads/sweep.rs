//! Removes what failed uploads left behind.

use std::collections::HashSet;

use chrono::Duration;
use domain::event::{Subject, UploadInterrupted, UploadsSwept};
use domain::upload::UploadStage;
use sea_orm::sea_query::Expr;
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
};
use store::entity::{objection_file, project, round, upload};
use store::files::Folder;

use super::discard::discard;
use super::stages::{MAX_SILENT_MILLIS, is_running};
use crate::change::Change;
use crate::events::By;
use crate::{AppContext, Error};

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
pub async fn sweep(context: &AppContext) -> Result<Swept, Error> {
    Ok(Swept {
        interrupted: interrupted(context).await?,
        old: old(context).await?,
        orphans: orphans(context).await?,
    })
}

async fn interrupted(context: &AppContext) -> Result<usize, Error> {
    let since = context.now_millis().saturating_sub(MAX_SILENT_MILLIS);
    let silent = || {
        upload::Entity::find()
            .filter(is_running())
            .filter(upload::Column::BeatAt.lt(since))
    };
    if silent().count(context.db()).await? == 0 {
        return Ok(0);
    }
    let change = Change::by(context, By::System).await?;
    let rows = silent()
        .order_by_asc(upload::Column::Id)
        .all(&change.db)
        .await?;
    for row in &rows {
        if let Some(board_id) = row.board_id {
            discard(&change.db, board_id).await?;
        }
        upload::Entity::update_many()
            .col_expr(
                upload::Column::Stage,
                Expr::value(UploadStage::Interrupted.key()),
            )
            .filter(upload::Column::Id.eq(row.id))
            .exec(&change.db)
            .await?;
        let (code, round) = round_of(&change.db, row).await?;
        let subject = match &round {
            Some(round) => Subject::Round(&code, store::rounds::number(round)?),
            None => Subject::Project(&code),
        };
        let file = row.digest.clone();
        change.record(subject, UploadInterrupted { file }).await?;
    }
    change.db.commit().await?;
    Ok(rows.len())
}

/// The project's code and the round that an upload is for.
async fn round_of(
    db: &impl ConnectionTrait,
    row: &upload::Model,
) -> Result<(String, Option<round::Model>), Error> {
    let project = project::Entity::find_by_id(row.project_id)
        .one(db)
        .await?
        .ok_or(Error::NotFound)?;
    let round = match row.round_id {
        Some(id) => round::Entity::find_by_id(id).one(db).await?,
        None => None,
    };
    Ok((project.code, round))
}

async fn old(context: &AppContext) -> Result<usize, Error> {
    let before = (context.now() - Duration::days(KEPT_DAYS)).timestamp_millis();
    let forgotten = [
        UploadStage::Unchanged,
        UploadStage::Refused,
        UploadStage::Failed,
        UploadStage::Interrupted,
    ];
    let rows = upload::Entity::find()
        .filter(upload::Column::Stage.is_in(forgotten.map(UploadStage::key)))
        .filter(upload::Column::UploadedAt.lt(before))
        .all(context.db())
        .await?;
    if rows.is_empty() {
        return Ok(0);
    }
    let change = Change::by(context, By::System).await?;
    upload::Entity::delete_many()
        .filter(upload::Column::Id.is_in(rows.iter().map(|row| row.id)))
        .exec(&change.db)
        .await?;
    let count = i64::try_from(rows.len()).unwrap_or(i64::MAX);
    let swept = UploadsSwept { uploads: count };
    change.commit(Subject::Uploads, swept).await?;
    // Those that a crash keeps from being removed belong to nothing, and go then.
    for key in rows.iter().filter_map(|row| row.object_key.as_deref()) {
        context.store.remove_file(key).await?;
    }
    Ok(rows.len())
}

async fn orphans(context: &AppContext) -> Result<usize, Error> {
    let before = (context.now() - Duration::hours(ORPHAN_HOURS)).timestamp_millis();
    let uploaded = upload::Entity::find()
        .select_only()
        .column(upload::Column::ObjectKey)
        .filter(upload::Column::ObjectKey.is_not_null())
        .into_tuple()
        .all(context.db());
    let filed = objection_file::Entity::find()
        .select_only()
        .column(objection_file::Column::ObjectKey)
        .into_tuple()
        .all(context.db());
    // Listed before the rows are read: what is stored meanwhile has its row by then.
    let mut found = context.store.files_older(Folder::Uploads, before).await?;
    found.extend(
        context
            .store
            .files_older(Folder::Objections, before)
            .await?,
    );
    let mut known: HashSet<String> = uploaded.await?.into_iter().collect();
    known.extend(filed.await?.into_iter().collect::<Vec<String>>());
    found.retain(|key| !known.contains(key));
    for key in &found {
        context.store.remove_file(key).await?;
    }
    Ok(found.len())
}
