//! An upload as the office sees it.

use domain::id::UploadId;
use domain::round::RoundNumber;
use domain::table::{Since, UploadReport};
use domain::upload::UploadStage;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use store::accounts;
use store::entity::upload;
use store::ids::{self, BoardId, RoundId};
use store::projects::ProjectRecord;
use store::time::from_millis;
use views::{Upload, UploadPage};

use super::stages::MAX_SILENT_MILLIS;
use crate::actor::{Actor, WORK_ON_BOARDS};
use crate::heads::public_head;
use crate::{AppContext, Error};

/// Errors, and warnings, of a refused table that its page lists.
const MAX_LISTED: usize = 200;

/// The page of an upload of a round.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Forbidden`].
pub async fn page(
    context: &AppContext,
    actor: &Actor,
    code: &str,
    number: RoundNumber,
    id: UploadId,
) -> Result<UploadPage, Error> {
    actor.must_any(WORK_ON_BOARDS)?;
    let (project, row) = of_round(context, code, number, id).await?;
    Ok(UploadPage {
        head: public_head(&project, context.now()),
        round: number,
        upload: shown(context, row).await?,
    })
}

/// An upload of this round.
pub(super) async fn of_round(
    context: &AppContext,
    code: &str,
    number: RoundNumber,
    id: UploadId,
) -> Result<(ProjectRecord, upload::Model), Error> {
    let project = ProjectRecord::by_code(context.db(), code).await?;
    let round_id = project.round(number)?.id;
    let row = upload::Entity::find_by_id(ids::UploadId::from(id))
        .filter(upload::Column::RoundId.eq(round_id))
        .one(context.db())
        .await?
        .ok_or(Error::NotFound)?;
    Ok((project, row))
}

/// The newest upload of a round.
pub(crate) async fn newest_of_round(
    context: &AppContext,
    round_id: RoundId,
) -> Result<Option<Upload>, Error> {
    let row = upload::Entity::find()
        .filter(upload::Column::RoundId.eq(round_id))
        .order_by_desc(upload::Column::Id)
        .one(context.db())
        .await?;
    Ok(match row {
        Some(row) => Some(shown(context, row).await?),
        None => None,
    })
}

/// The upload that a board was stored from.
pub(crate) async fn of_board(
    db: &impl ConnectionTrait,
    board_id: BoardId,
) -> Result<Option<upload::Model>, Error> {
    Ok(upload::Entity::find()
        .filter(upload::Column::BoardId.eq(board_id))
        .filter(upload::Column::Stage.eq(UploadStage::Stored.key()))
        .one(db)
        .await?)
}

/// A report with as many findings as a page holds.
fn listed(report: &str) -> Result<UploadReport, serde_json::Error> {
    let mut report: UploadReport = serde_json::from_str(report)?;
    report.shorten(MAX_LISTED);
    Ok(report)
}

/// The errors of an upload's report beside those of the upload before it, where
/// that was refused.
pub(crate) async fn since(
    db: &impl ConnectionTrait,
    row: &upload::Model,
    report: &UploadReport,
) -> Result<Option<Since>, Error> {
    let Some(round_id) = row.round_id else {
        return Ok(None);
    };
    let read = [UploadStage::Refused, UploadStage::Stored].map(UploadStage::key);
    let before = upload::Entity::find()
        .filter(upload::Column::RoundId.eq(round_id))
        .filter(upload::Column::Id.lt(row.id))
        .filter(upload::Column::Stage.is_in(read))
        .order_by_desc(upload::Column::Id)
        .one(db)
        .await?;
    let refused = before.filter(|before| before.stage == UploadStage::Refused.key());
    let Some(old) = refused.and_then(|before| before.report) else {
        return Ok(None);
    };
    let old: UploadReport = serde_json::from_str(&old)?;
    Ok(Some(Since::between(&old, report)))
}

async fn shown(context: &AppContext, row: upload::Model) -> Result<Upload, Error> {
    let since = match &row.report {
        Some(report) => since(context.db(), &row, &serde_json::from_str(report)?).await?,
        None => None,
    };
    let stored = UploadStage::from_key(&row.stage)
        .ok_or_else(|| Error::internal(format!("upload {} has no known stage", row.id)))?;
    let silent = context.now_millis().saturating_sub(row.beat_at) > MAX_SILENT_MILLIS;
    let count = |number: i64| u64::try_from(number).unwrap_or_default();
    Ok(Upload {
        id: row.id.into(),
        file_name: row.file_name,
        by: accounts::display_name(context.db(), row.uploaded_by).await?,
        at: from_millis(row.uploaded_at),
        stage: if stored.is_running() && silent {
            UploadStage::Interrupted
        } else {
            stored
        },
        done: count(row.done),
        total: count(row.total),
        since,
        report: row.report.as_deref().map(listed).transpose()?,
        said: row
            .said
            .map(|said| serde_json::from_str(&said))
            .transpose()?,
    })
}
