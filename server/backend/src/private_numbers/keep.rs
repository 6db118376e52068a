//! Keeping the private numbers of a board that is being stored.

use std::collections::BTreeSet;

use domain::table::Field;
use domain::upload::UploadStage;
use sea_orm::{DatabaseTransaction, EntityTrait, Set};
use store::entity::{private_hash, private_number};
use store::ids::{BoardId, UploadId};
use store::sealed::private_numbers_of;

use crate::{AppContext, Error, uploads};
use workbook::PrivateNumbers;

/// Rows in one INSERT.
const ROWS_AT_ONCE: usize = 1_000;
/// Households in one transaction.
const STEP: usize = 5_000;

/// A keyed hash of a number by which households are told apart; `None` for what
/// several households may well share, such as a phone.
pub(super) fn hash(context: &AppContext, field: Field, number: &str) -> Option<String> {
    match field {
        Field::IdNumber => Some(context.mac("private number: identity", number.as_bytes())),
        Field::BankAccount => Some(context.mac("private number: account", number.as_bytes())),
        _ => None,
    }
}

/// Stores what the private columns hold, sealed, with its hashes. May commit
/// and begin again in between.
pub(crate) async fn keep(
    context: &AppContext,
    mut transaction: DatabaseTransaction,
    upload_id: UploadId,
    board_id: BoardId,
    private: Vec<PrivateNumbers>,
) -> Result<DatabaseTransaction, Error> {
    let households = private.len();
    let mut private = private.into_iter();
    let mut done = 0;
    while done < households {
        if done > 0 && done % STEP == 0 {
            let stage = UploadStage::Storing;
            uploads::stage(context, &transaction, upload_id, stage, (0, 0)).await?;
            transaction.commit().await?;
            transaction = context.begin().await?;
        }
        let some: Vec<PrivateNumbers> = private.by_ref().take(ROWS_AT_ONCE).collect();
        done += some.len();
        let sealed = some
            .iter()
            .map(|held| sealed(context, board_id, held))
            .collect::<Result<Vec<_>, Error>>()?;
        private_number::Entity::insert_many(sealed)
            .exec_without_returning(&transaction)
            .await?;
        let hashes: Vec<_> = some
            .iter()
            .flat_map(|held| {
                hashes(context, held)
                    .into_iter()
                    .map(move |hash| (held, hash))
            })
            .map(|(held, hash)| private_hash::ActiveModel {
                board_id: Set(board_id),
                household: Set(held.household.clone()),
                hash: Set(hash),
                ..Default::default()
            })
            .collect();
        for some in hashes.chunks(ROWS_AT_ONCE) {
            private_hash::Entity::insert_many(some.to_vec())
                .exec_without_returning(&transaction)
                .await?;
        }
    }
    Ok(transaction)
}

fn sealed(
    context: &AppContext,
    board_id: BoardId,
    held: &PrivateNumbers,
) -> Result<private_number::ActiveModel, Error> {
    let numbers: Vec<(&str, &str)> = held
        .numbers
        .iter()
        .map(|number| (number.field.key(), number.value.as_str()))
        .collect();
    let place = private_numbers_of(board_id, &held.household);
    let numbers = serde_json::to_vec(&numbers)?;
    Ok(private_number::ActiveModel {
        board_id: Set(board_id),
        household: Set(held.household.clone()),
        sealed: Set(context.store.seal(&place, &numbers)?),
        ..Default::default()
    })
}

/// Of one household, each once.
fn hashes(context: &AppContext, held: &PrivateNumbers) -> BTreeSet<String> {
    held.numbers
        .iter()
        .filter_map(|number| hash(context, number.field, &number.normal()))
        .collect()
}
