//! The last digits of a draft's private numbers, for those who upload and review
//! it: enough to compare them with a document, too little to use.

use std::collections::HashMap;

use domain::id_number;
use domain::table::Field;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter};
use store::entity::{notice, private_number};
use store::ids::BoardId;
use store::sealed::private_numbers_of;
use views::Ending;

use crate::{AppContext, Error};

/// Whose endings are shown: not the payee or the bank, whose ends say nothing.
const COMPARED: [Field; 3] = [Field::IdNumber, Field::BankAccount, Field::Phone];

/// The endings of these households, in their order. None of a board that was
/// published: nobody has to compare its numbers any more.
pub(crate) async fn endings(
    context: &AppContext,
    db: &impl ConnectionTrait,
    board_id: BoardId,
    households: &[&str],
) -> Result<Vec<Vec<Ending>>, Error> {
    let published = notice::Entity::find()
        .filter(notice::Column::BoardId.eq(board_id))
        .count(db)
        .await?;
    if published > 0 {
        return Ok(vec![Vec::new(); households.len()]);
    }
    let rows = private_number::Entity::find()
        .filter(private_number::Column::BoardId.eq(board_id))
        .filter(private_number::Column::Household.is_in(households.iter().copied()))
        .all(db)
        .await?;
    let mut by_household = HashMap::new();
    for row in rows {
        by_household.insert(row.household.clone(), opened(context, &row)?);
    }
    Ok(households
        .iter()
        .map(|household| by_household.remove(*household).unwrap_or_default())
        .collect())
}

fn opened(context: &AppContext, row: &private_number::Model) -> Result<Vec<Ending>, Error> {
    let place = private_numbers_of(row.board_id, &row.household);
    let Some(plain) = context.store.open_sealed(&place, &row.sealed) else {
        // With another key the board can still be read and reviewed.
        return Ok(Vec::new());
    };
    let numbers: Vec<(String, String)> = serde_json::from_slice(&plain)?;
    let endings = numbers.into_iter().filter_map(|(field, number)| {
        let field = Field::from_key(&field).filter(|field| COMPARED.contains(field))?;
        let ending = id_number::ending(&number);
        Some(Ending { field, ending })
    });
    Ok(endings.collect())
}
