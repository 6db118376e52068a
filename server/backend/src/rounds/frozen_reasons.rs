//! What is frozen with a board as it is sent to pre-review and as it comes back:
//! the reasons for its changes and warnings, and the reviewer's comments. Each
//! is written as lines of JSON, whose SHA-256 the event names and whose bytes
//! the archive holds.
//!
//! The names and the order of the fields are part of those bytes: add no field
//! to a shape, make a new one.

use std::collections::HashMap;

use domain::finding::Finding;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use serde::Serialize;
use store::accounts::Names;
use store::boards;
use store::entity::{board, board_change, board_warning, review_comment};
use store::secrets;

use super::warnings;
use crate::Error;

/// Why a household is not as on the board before.
#[derive(Serialize)]
pub(crate) struct ChangeLine {
    pub(crate) household: String,
    /// Key of a [`domain::diff::ChangeKind`].
    pub(crate) kind: String,
    /// Key of a [`domain::reason::ChangeCause`].
    pub(crate) cause: String,
    pub(crate) objection: Option<String>,
    pub(crate) note: String,
    /// The account's name.
    pub(crate) by: String,
    /// Milliseconds.
    pub(crate) at: i64,
}

/// Why a board went on although the check warned.
#[derive(Serialize)]
pub(crate) struct WarningLine {
    pub(crate) finding: Finding,
    /// How often it stands in the table.
    pub(crate) times: u32,
    pub(crate) reason: String,
    /// The account's name.
    pub(crate) by: String,
    /// Milliseconds.
    pub(crate) at: i64,
}

/// A reviewer's comment on a cell.
#[derive(Serialize)]
pub(crate) struct CommentLine {
    pub(crate) household: String,
    pub(crate) sheet: Option<String>,
    pub(crate) cell: Option<String>,
    pub(crate) label: String,
    pub(crate) comment: String,
    /// The account's name.
    pub(crate) by: String,
    /// Milliseconds.
    pub(crate) at: i64,
}

/// The reasons for a submitted board's changes.
pub(crate) async fn changes(
    db: &impl ConnectionTrait,
    board: &board::Model,
) -> Result<Vec<ChangeLine>, Error> {
    let rows = board_change::Entity::find()
        .filter(board_change::Column::BoardId.eq(board.id))
        .order_by_asc(board_change::Column::Id)
        .all(db)
        .await?;
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let names = Names::of_sign_in(db).await?;
    let lines = rows.into_iter().map(|row| ChangeLine {
        by: names.of(row.given_by),
        household: row.household,
        kind: row.kind,
        cause: row.cause,
        objection: row.objection,
        note: row.note,
        at: row.given_at,
    });
    Ok(lines.collect())
}

/// The reasons for a submitted board's warnings, in the order of its report.
pub(crate) async fn warnings(
    db: &impl ConnectionTrait,
    board: &board::Model,
) -> Result<Vec<WarningLine>, Error> {
    let rows = board_warning::Entity::find()
        .filter(board_warning::Column::BoardId.eq(board.id))
        .all(db)
        .await?;
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let names = Names::of_sign_in(db).await?;
    let mut given: HashMap<String, board_warning::Model> = rows
        .into_iter()
        .map(|row| (row.warning.clone(), row))
        .collect();
    let report = boards::report(board)?;
    let mut lines = Vec::with_capacity(given.len());
    for (key, finding, times) in warnings::warnings(&report)? {
        if let Some(row) = given.remove(&key) {
            lines.push(WarningLine {
                finding: finding.clone(),
                times,
                by: names.of(row.given_by),
                reason: row.reason,
                at: row.given_at,
            });
        }
    }
    Ok(lines)
}

/// A reviewer's comments on a board, in the order of writing.
pub(crate) async fn comments(
    db: &impl ConnectionTrait,
    board: &board::Model,
) -> Result<Vec<CommentLine>, Error> {
    let rows = review_comment::Entity::find()
        .filter(review_comment::Column::BoardId.eq(board.id))
        .order_by_asc(review_comment::Column::Id)
        .all(db)
        .await?;
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let names = Names::of_sign_in(db).await?;
    let lines = rows.into_iter().map(|row| CommentLine {
        by: names.of(row.given_by),
        household: row.household,
        sheet: row.sheet,
        cell: row.cell,
        label: row.label,
        comment: row.comment,
        at: row.given_at,
    });
    Ok(lines.collect())
}

/// The bytes that are digested and archived: a line of JSON each.
pub(crate) fn bytes(lines: &[impl Serialize]) -> Result<Vec<u8>, Error> {
    let mut out = Vec::new();
    for line in lines {
        serde_json::to_writer(&mut out, line)?;
        out.push(b'\n');
    }
    Ok(out)
}

/// SHA-256 of [`bytes`]; `None` where there is nothing.
pub(super) fn digest(lines: &[impl Serialize]) -> Result<Option<String>, Error> {
    if lines.is_empty() {
        return Ok(None);
    }
    Ok(Some(secrets::digest(&bytes(lines)?)))
}
