//! Freezes a board's changes and their reasons when it is submitted.

use std::collections::BTreeMap;

use sea_orm::{DatabaseTransaction, EntityTrait, Set};
use store::boards::comparison;
use store::entity::{board, board_change, board_comparison, change_note};
use store::ids::BoardId;

use super::compared::{Compared, of_draft};
use crate::rounds::locked::LockedRound;
use crate::{Error, Sentence};

/// Rows in one INSERT; PostgreSQL takes 65,535 parameters.
const ROWS_AT_ONCE: usize = 1_000;
/// Households that a refusal names.
const MAX_NAMED: usize = 5;

/// Keeps what a table says of its households' changes, with the board.
pub(in crate::rounds) async fn keep_notes(
    transaction: &DatabaseTransaction,
    board_id: BoardId,
    notes: &BTreeMap<String, String>,
) -> Result<(), Error> {
    let rows: Vec<change_note::ActiveModel> = notes
        .iter()
        .map(|(household, note)| change_note::ActiveModel {
            board_id: Set(board_id),
            household: Set(household.clone()),
            note: Set(note.clone()),
            ..Default::default()
        })
        .collect();
    for some in rows.chunks(ROWS_AT_ONCE) {
        change_note::Entity::insert_many(some.to_vec())
            .exec(transaction)
            .await?;
    }
    Ok(())
}

/// Freezes what changed and why, as the board is submitted; gives how many
/// households that is.
///
/// # Errors
/// [`Error::Refused`] where a change has no reason.
pub(in crate::rounds) async fn freeze(
    locked: &LockedRound<'_>,
    board: &board::Model,
) -> Result<u32, Error> {
    let (db, number) = (locked.db(), locked.round.number);
    let Some(compared) = of_draft(db, &locked.project, number, board).await? else {
        return Ok(0);
    };
    all_explained(&compared)?;
    let comparison = board_comparison::ActiveModel {
        board_id: Set(board.id),
        with_notice: Set(compared.with.id),
        ..Default::default()
    };
    board_comparison::Entity::insert(comparison)
        .exec(db)
        .await?;
    let rows: Vec<board_change::ActiveModel> = compared
        .changes
        .into_iter()
        .filter_map(|one| {
            let given = one.given?;
            Some(board_change::ActiveModel {
                board_id: Set(board.id),
                household: Set(one.household),
                kind: Set(one.kind.key().to_owned()),
                cause: Set(given.reason.cause.key().to_owned()),
                objection: Set(given.reason.objection),
                note: Set(given.reason.note),
                given_by: Set(given.by),
                given_at: Set(given.at.timestamp_millis()),
                ..Default::default()
            })
        })
        .collect();
    for some in rows.chunks(ROWS_AT_ONCE) {
        board_change::Entity::insert_many(some.to_vec())
            .exec(db)
            .await?;
    }
    Ok(u32::try_from(rows.len()).unwrap_or(u32::MAX))
}

/// Refuses where a change has no reason.
fn all_explained(compared: &Compared) -> Result<(), Error> {
    let missing: Vec<&str> = compared
        .unexplained()
        .map(|one| one.household.as_str())
        .collect();
    if missing.is_empty() {
        return Ok(());
    }
    let (count, named) = (missing.len(), missing.get(..MAX_NAMED).unwrap_or(&missing));
    let named = named.join("、");
    let values: [(&str, &dyn std::fmt::Display); 2] = [("n", &count), ("households", &named)];
    let refused = Sentence::filled(text::CHANGES_UNEXPLAINED, &values);
    Err(Error::refused("", refused))
}

/// Refuses where the board before was corrected since this one was submitted:
/// its changes would be computed against a version that is no longer shown.
pub(in crate::rounds) async fn still_hold(
    locked: &LockedRound<'_>,
    board: &board::Model,
) -> Result<(), Error> {
    let submitted = comparison(locked.db(), board.id).await?;
    let now = locked.project.compared_with(locked.round.number);
    if submitted == now.map(|notice| notice.id) {
        Ok(())
    } else {
        Err(Error::NotNow(text::COMPARISON_OLD))
    }
}
