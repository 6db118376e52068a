//! The stages of an upload.

use std::future::Future;
use std::pin::pin;
use std::time::Duration;

use domain::table::UploadReport;
use domain::upload::UploadStage;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use store::entity::upload;
use store::ids::UploadId;

use crate::{AppContext, Error, Sentence};

/// An upload without a beat for so long is interrupted.
pub(super) const MAX_SILENT_MILLIS: i64 = 60_000;
/// How often one that works at an upload says so.
const BEAT: Duration = Duration::from_secs(1);

/// The result of an upload.
pub(crate) enum Outcome<'a> {
    Stored,
    /// The file is kept with an earlier upload.
    Unchanged,
    Refused(&'a UploadReport),
    Failed(&'a Sentence),
}

/// What counts as running, in the database.
pub(super) fn is_running() -> sea_orm::sea_query::SimpleExpr {
    let running = UploadStage::ALL.into_iter().filter(|one| one.is_running());
    upload::Column::Stage.is_in(running.map(UploadStage::key))
}

/// Writes down how far an upload is, in a stage that runs.
///
/// # Errors
/// [`Error::Internal`] where it runs no more: another process took this one
/// for dead.
pub(crate) async fn stage(
    context: &AppContext,
    db: &impl ConnectionTrait,
    id: UploadId,
    stage: UploadStage,
    (done, total): (usize, usize),
) -> Result<(), Error> {
    let number = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
    let changed = upload::Entity::update_many()
        .col_expr(upload::Column::Stage, Expr::value(stage.key()))
        .col_expr(upload::Column::Done, Expr::value(number(done)))
        .col_expr(upload::Column::Total, Expr::value(number(total)))
        .col_expr(upload::Column::BeatAt, Expr::value(context.now_millis()))
        .filter(upload::Column::Id.eq(id))
        .filter(is_running())
        .exec(db)
        .await?;
    still_ours(changed.rows_affected)
}

/// Ends an upload, if it still runs.
///
/// # Errors
/// As [`stage`].
pub(crate) async fn end(
    context: &AppContext,
    db: &impl ConnectionTrait,
    id: UploadId,
    outcome: Outcome<'_>,
) -> Result<(), Error> {
    let (stage, report, sentence) = match outcome {
        Outcome::Stored => (UploadStage::Stored, None, None),
        Outcome::Unchanged => (UploadStage::Unchanged, None, None),
        Outcome::Refused(report) => {
            let report = serde_json::to_string(report)?;
            (UploadStage::Refused, Some(report), None)
        }
        Outcome::Failed(sentence) => {
            use text::Lang;
            let both = (sentence.get(Lang::Zh), sentence.get(Lang::En));
            let both = serde_json::to_string(&both)?;
            (UploadStage::Failed, None, Some(both))
        }
    };
    let mut update = upload::Entity::update_many()
        .col_expr(upload::Column::Stage, Expr::value(stage.key()))
        .col_expr(upload::Column::Report, Expr::value(report))
        .col_expr(upload::Column::Said, Expr::value(sentence))
        .col_expr(upload::Column::BeatAt, Expr::value(context.now_millis()));
    if stage == UploadStage::Unchanged {
        let none = Expr::value(None::<String>);
        update = update.col_expr(upload::Column::ObjectKey, none);
    }
    let changed = update
        .filter(upload::Column::Id.eq(id))
        .filter(is_running())
        .exec(db)
        .await?;
    still_ours(changed.rows_affected)
}

fn still_ours(rows: u64) -> Result<(), Error> {
    if rows == 1 {
        Ok(())
    } else {
        Err(Error::internal("this upload runs no more"))
    }
}

/// Waits for something that does not write beats itself, and writes them; how
/// far it is comes from `progress`.
pub(crate) async fn beating<T>(
    context: &AppContext,
    id: UploadId,
    during: UploadStage,
    progress: impl Fn() -> (usize, usize),
    work: impl Future<Output = T>,
) -> Result<T, Error> {
    stage(context, context.db(), id, during, progress()).await?;
    let mut work = pin!(work);
    loop {
        if let Ok(done) = tokio::time::timeout(BEAT, work.as_mut()).await {
            return Ok(done);
        }
        stage(context, context.db(), id, during, progress()).await?;
    }
}
