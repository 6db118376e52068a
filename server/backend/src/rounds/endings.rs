//! How a draft's private numbers end, for those who upload and review it: enough
//! to hold them beside a paper, too little to use.

use std::collections::HashMap;

use domain::id_number;
use domain::table::Field;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter};
use views::Ending;

use super::private::SEAL;
use crate::entity::{notice, private_number};
use crate::{Error, Office};

/// What is told of: not the payee or the bank, whose ends say nothing.
const TOLD: [Field; 3] = [Field::IdNumber, Field::BankAccount, Field::Phone];

/// The endings of these households, in their order. None of a board that was
/// published: nobody has to compare its numbers any more.
pub(crate) async fn endings(
    office: &Office,
    db: &impl ConnectionTrait,
    board_id: i64,
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
    let mut told = HashMap::new();
    for row in rows {
        told.insert(row.household.clone(), opened(office, &row)?);
    }
    Ok(households
        .iter()
        .map(|household| told.remove(*household).unwrap_or_default())
        .collect())
}

fn opened(office: &Office, row: &private_number::Model) -> Result<Vec<Ending>, Error> {
    let Some(plain) = office.open_sealed(SEAL, &row.sealed) else {
        // With another key the board can still be read and reviewed.
        return Ok(Vec::new());
    };
    let numbers: Vec<(String, String)> = serde_json::from_slice(&plain)?;
    let told = numbers.into_iter().filter_map(|(field, number)| {
        let field = Field::from_key(&field).filter(|field| TOLD.contains(field))?;
        let ending = id_number::ending(&number);
        Some(Ending { field, ending })
    });
    Ok(told.collect())
}
