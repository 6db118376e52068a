//! Statements as rules and pages need them.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use domain::declaration::{DeclaredBy, OfficialRef, Statement, Tie};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

use crate::Error;
use crate::clock::from_millis;
use crate::entity::{account, declaration};
use crate::officials;

/// Values in one condition of a query.
const AT_ONCE: usize = 500;

/// Everything these households ever declared, oldest first.
pub(crate) async fn statements(
    db: &impl ConnectionTrait,
    project_id: i64,
    households: &BTreeSet<String>,
) -> Result<BTreeMap<String, Vec<Statement>>, Error> {
    let households: Vec<&String> = households.iter().collect();
    let mut rows = Vec::new();
    for some in households.chunks(AT_ONCE) {
        let found = declaration::Entity::find()
            .filter(declaration::Column::ProjectId.eq(project_id))
            .filter(declaration::Column::Household.is_in(some.iter().copied()))
            .order_by_asc(declaration::Column::Id)
            .all(db)
            .await?;
        rows.extend(found);
    }
    if rows.is_empty() {
        return Ok(BTreeMap::new());
    }
    let officials: HashMap<i64, OfficialRef> = officials::all(db)
        .await?
        .iter()
        .map(|row| (row.id, officials::named(row)))
        .collect();
    let accounts: HashMap<i64, String> = account::Entity::find()
        .all(db)
        .await?
        .into_iter()
        .map(|one| (one.id, one.display_name))
        .collect();
    let mut said: BTreeMap<String, Vec<Statement>> = BTreeMap::new();
    for row in rows {
        let statement = Statement {
            tie: row.tie.as_deref().and_then(Tie::from_key),
            relation: row.relation,
            official: row.official_id.and_then(|id| officials.get(&id).cloned()),
            by: DeclaredBy::from_key(&row.declared_by).unwrap_or(DeclaredBy::Office),
            declarer: row.declarer,
            basis: row.basis,
            in_bulk: row.in_bulk,
            recorded_by: accounts.get(&row.recorded_by).cloned().unwrap_or_default(),
            recorded_at: from_millis(row.recorded_at),
        };
        said.entry(row.household).or_default().push(statement);
    }
    Ok(said)
}

/// What stands declared for each of some households, in their order.
pub(crate) async fn of_households(
    db: &impl ConnectionTrait,
    project_id: i64,
    households: impl IntoIterator<Item = &String>,
) -> Result<Vec<Vec<Statement>>, Error> {
    let households: Vec<&String> = households.into_iter().collect();
    let all = households.iter().map(|one| (*one).clone()).collect();
    let mut said = statements(db, project_id, &all).await?;
    Ok(households
        .into_iter()
        .map(|one| domain::declaration::standing(said.remove(one).unwrap_or_default()))
        .collect())
}
