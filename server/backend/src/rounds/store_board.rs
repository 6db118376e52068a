//! Storing a board that was read: in steps, so that nobody waits for the lock
//! of a long one, and seen by nobody until the last of them.

use std::collections::BTreeMap;

use domain::board::{Board, Entry};
use domain::event::{After, Before, BoardReplaced, BoardUploaded};
use domain::round::{RoundAction, RoundNumber};
use domain::table::{EntryPlace, UploadReport};
use domain::upload::UploadStage;
use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, QueryFilter,
    QueryOrder, Set, Statement,
};
use store::boards;
use store::entity::{board, schedule, upload};
use store::entries::{self, Inserts};
use store::ids::{BoardId, RoundId, UploadId};
use tokio::sync::mpsc;

use super::changes;
use super::locked::LockedRound;
use super::uploaded::{Uploaded, is_same};
use crate::actor::Actor;
use crate::change::Change;
use crate::events::By;
use crate::uploads::{self, Outcome};
use crate::{AppContext, Error, private_numbers};
use workbook::ParsedBoard;

/// Households in one transaction: some INSERTs.
const STEP: usize = 48 * entries::AT_ONCE;

/// What the board is a draft of.
pub(super) struct Draft<'a> {
    pub(super) upload: &'a upload::Model,
    pub(super) round_id: RoundId,
    pub(super) schedule: &'a schedule::Model,
    pub(super) code: &'a str,
    pub(super) number: RoundNumber,
}

/// Stores a board, and makes it the round's draft.
pub(super) async fn store_board(
    context: &AppContext,
    actor: &Actor,
    draft: Draft<'_>,
    reading: ParsedBoard,
) -> Result<Uploaded, Error> {
    let ParsedBoard {
        board: Board { entries },
        report,
        private,
        change_notes,
        places,
    } = reading;
    let households = entries.len();
    let mut transaction = context.begin().await?;
    let board = begin(context, &transaction, actor, &draft, &report).await?;
    let mut done = 0;
    let mut inserts = ahead(context, board.id, entries, places);
    while let Some((more, statements)) = inserts.recv().await.transpose()? {
        if done > 0 && done % STEP == 0 {
            let stage = UploadStage::Storing;
            let progress = (done, households);
            uploads::stage(context, &transaction, draft.upload.id, stage, progress).await?;
            transaction.commit().await?;
            transaction = context.begin().await?;
        }
        for statement in statements {
            transaction.execute_raw(statement).await?;
        }
        done += more;
    }
    // Its maker stopped without a word.
    if done < households {
        return Err(Error::internal("some entries were not stored"));
    }
    transaction =
        private_numbers::keep(context, transaction, draft.upload.id, board.id, private).await?;
    let read = (&report, &change_notes);
    finish(context, transaction, actor, &draft, board, read).await
}

/// The board's row, which is nobody's yet.
async fn begin(
    context: &AppContext,
    transaction: &DatabaseTransaction,
    actor: &Actor,
    draft: &Draft<'_>,
    report: &UploadReport,
) -> Result<board::Model, Error> {
    let board = board::ActiveModel {
        round_id: Set(draft.round_id),
        schedule_id: Set(draft.schedule.id),
        file_name: Set(report.file_name.clone()),
        file_digest: Set(draft.upload.digest.clone()),
        report: Set(serde_json::to_string(report)?),
        uploaded_by: Set(actor.id),
        uploaded_at: Set(context.now_millis()),
        complete: Set(false),
        ..Default::default()
    }
    .insert(transaction)
    .await?;
    upload::Entity::update_many()
        .col_expr(upload::Column::BoardId, Expr::value(board.id))
        .filter(upload::Column::Id.eq(draft.upload.id))
        .exec(transaction)
        .await?;
    let stage = UploadStage::Storing;
    let total = usize::try_from(report.totals.households).unwrap_or_default();
    uploads::stage(context, transaction, draft.upload.id, stage, (0, total)).await?;
    Ok(board)
}

/// The last step: now it is the round's draft.
async fn finish(
    context: &AppContext,
    transaction: DatabaseTransaction,
    actor: &Actor,
    draft: &Draft<'_>,
    board: board::Model,
    (report, change_notes): (&UploadReport, &BTreeMap<String, String>),
) -> Result<Uploaded, Error> {
    let change = Change {
        context,
        by: By::Account(actor),
        db: transaction,
    };
    let mut locked = LockedRound::lock(change, draft.code, draft.number).await?;
    let db = locked.db();
    // Somebody sent the same file at the same time, and was first.
    let working = locked.board.as_ref();
    if is_same(&locked.round, working, draft.schedule, draft.upload, report) {
        uploads::discard(db, board.id).await?;
        uploads::end(context, db, draft.upload.id, Outcome::Unchanged).await?;
        locked.change.db.commit().await?;
        uploads::forget(context, draft.upload).await?;
        return Ok(Uploaded::Unchanged);
    }
    let action = RoundAction::Upload;
    locked.advance(action, text::ROUND_NOT_EDITABLE).await?;
    let db = locked.db();
    let before = board::Entity::find()
        .filter(board::Column::RoundId.eq(draft.round_id))
        .filter(board::Column::Complete.eq(true))
        .order_by_desc(board::Column::Id)
        .one(db)
        .await?;
    let file = board.file_digest;
    let replaced = match before {
        Some(before) => {
            let old = boards::report(&before)?;
            Some(BoardReplaced {
                before: Before(old.totals),
                after: After(report.totals),
                file_before: before.file_digest,
                file_after: file.clone(),
            })
        }
        None => None,
    };
    changes::keep_notes(db, board.id, change_notes).await?;
    board::Entity::update_many()
        .col_expr(board::Column::Complete, Expr::value(true))
        .filter(board::Column::Id.eq(board.id))
        .exec(db)
        .await?;
    uploads::end(context, db, draft.upload.id, Outcome::Stored).await?;
    match replaced {
        Some(replaced) => locked.commit(replaced).await?,
        None => {
            let totals = report.totals;
            locked.commit(BoardUploaded { totals, file }).await?;
        }
    }
    Ok(Uploaded::Stored)
}

/// The board that an upload has begun to store.
pub(super) async fn half_stored(
    db: &impl ConnectionTrait,
    upload_id: UploadId,
) -> Result<Option<BoardId>, Error> {
    let row = upload::Entity::find_by_id(upload_id).one(db).await?;
    Ok(row.and_then(|row| row.board_id))
}

/// So many entries, and the statements that store them.
type Insert = (usize, [Statement; 2]);

/// The statements that store a board's entries, each made while the one before
/// it runs.
fn ahead(
    context: &AppContext,
    board_id: BoardId,
    entries: Vec<Entry>,
    places: Vec<EntryPlace>,
) -> mpsc::Receiver<Result<Insert, Error>> {
    let backend = context.db().get_database_backend();
    let random = context.store.random();
    let (sender, receiver) = mpsc::channel(1);
    tokio::task::spawn_blocking(move || {
        let inserts = Inserts::new(backend, random.as_ref(), board_id);
        let mut entries = entries.into_iter().zip(places);
        let mut begin = 0;
        while entries.len() > 0 {
            let some: Vec<_> = entries.by_ref().take(entries::AT_ONCE).collect();
            let insert = inserts.of(begin, &some);
            let insert = insert
                .map(|insert| (some.len(), insert))
                .map_err(Error::from);
            // Nobody stores any more.
            if sender.blocking_send(insert).is_err() {
                return;
            }
            begin += some.len();
        }
    });
    receiver
}
