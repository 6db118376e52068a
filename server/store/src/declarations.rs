//! What households declared of their relation to officials.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use domain::declaration::{DeclaredBy, OfficialRef, Statement, Tie};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

use crate::accounts::Names;
use crate::entity::declaration;
use crate::ids::{OfficialId, ProjectId};
use crate::time::from_millis;
use crate::{Error, officials};

/// Values in one condition of a query.
const AT_ONCE: usize = 500;

/// Everything these households ever declared, oldest first.
///
/// # Errors
/// [`Error::Database`].
pub async fn statements(
    db: &impl ConnectionTrait,
    project_id: ProjectId,
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
    let officials: HashMap<OfficialId, OfficialRef> = officials::all(db)
        .await?
        .iter()
        .map(|one| (one.id, one.named()))
        .collect();
    let names = Names::shown(db).await?;
    let mut by_household: BTreeMap<String, Vec<Statement>> = BTreeMap::new();
    for row in rows {
        let statement = Statement {
            tie: row.tie.as_deref().and_then(Tie::from_key),
            relation: row.relation,
            official: row.official_id.and_then(|id| officials.get(&id).cloned()),
            by: DeclaredBy::from_key(&row.declared_by).unwrap_or(DeclaredBy::Office),
            declarer: row.declarer,
            basis: row.basis,
            in_bulk: row.in_bulk,
            recorded_by: names.of(row.recorded_by),
            recorded_at: from_millis(row.recorded_at),
        };
        by_household
            .entry(row.household)
            .or_default()
            .push(statement);
    }
    Ok(by_household)
}

/// What stands declared for each of some households, in their order.
///
/// # Errors
/// [`Error::Database`].
pub async fn of_households(
    db: &impl ConnectionTrait,
    project_id: ProjectId,
    households: impl IntoIterator<Item = &String>,
) -> Result<Vec<Vec<Statement>>, Error> {
    let households: Vec<&String> = households.into_iter().collect();
    let all = households.iter().map(|one| (*one).clone()).collect();
    let mut declared = statements(db, project_id, &all).await?;
    Ok(households
        .into_iter()
        .map(|one| domain::declaration::standing(declared.remove(one).unwrap_or_default()))
        .collect())
}
