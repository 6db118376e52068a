//! A table as it was uploaded, with what was found marked in it.

use domain::id::UploadId;
use domain::round::RoundNumber;
use domain::table::UploadReport;
use text::Lang;

use super::keep::original;
use super::page::of_round;
use crate::actor::{Actor, WORK_ON_BOARDS};
use crate::export::Download;
use crate::{AppContext, Error, tables};
use sea_orm::EntityTrait;
use store::entity::board;

/// The marked workbook of an upload that has a report: a refused table, or a
/// draft.
///
/// # Errors
/// [`Error::NotFound`] where there is no such upload, or nothing to mark;
/// [`Error::Forbidden`].
pub async fn findings(
    context: &AppContext,
    actor: &Actor,
    code: &str,
    number: RoundNumber,
    id: UploadId,
    lang: Lang,
) -> Result<Download, Error> {
    actor.must_any(WORK_ON_BOARDS)?;
    let (_, row) = of_round(context, code, number, id).await?;
    let report = match (&row.report, row.board_id) {
        (Some(report), _) => report.clone(),
        (None, Some(board_id)) => {
            let board = board::Entity::find_by_id(board_id)
                .one(context.db())
                .await?;
            board
                .filter(|board| board.complete)
                .ok_or(Error::NotFound)?
                .report
        }
        (None, None) => return Err(Error::NotFound),
    };
    let report: UploadReport = serde_json::from_str(&report)?;
    let _turn = context.reading.acquire().await.map_err(Error::internal)?;
    let bytes = original(context, &row).await?;
    let now = context.now();
    let marked = tokio::task::spawn_blocking(move || tables::marked(&bytes, &report, lang, now));
    let name = row
        .file_name
        .rsplit_once('.')
        .map_or(row.file_name.as_str(), |(name, _)| name);
    let name = text::MARKED_FILE.fill(lang, &[("name", &name)]);
    let marked = marked.await.map_err(Error::internal)??;
    Ok(Download::workbook(format!("{name}.xlsx"), marked))
}
