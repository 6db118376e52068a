//! The same private number in another household.

use std::collections::{BTreeMap, HashMap};

use domain::finding::{Code, Detail, Finding};
use domain::id_number;
use domain::privacy::Audience;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use store::entity::{board, entry, private_hash, project, round};
use store::ids::{BoardId, ProjectId, RoundId};
use store::rounds::RoundRecord;
use text::Label as _;
use text::Lang;

use super::keep::hash;
use crate::{AppContext, Error};
use workbook::PrivateNumbers;

/// Hashes in one question.
const ROWS_AT_ONCE: usize = 1_000;
/// Findings of one upload that are listed one by one.
const MAX_LISTED: usize = 500;
/// Households that one finding names.
const MAX_NAMED: usize = 3;

/// Where a number of this table stands.
struct Stands<'a> {
    held: &'a PrivateNumbers,
    number: usize,
}

/// A warning for each ID and bank account that another household has on the
/// newest board of another round, of this project or any other.
pub(crate) async fn elsewhere(
    context: &AppContext,
    this: &RoundRecord,
    private: &[PrivateNumbers],
) -> Result<Vec<Finding>, Error> {
    if private.is_empty() {
        return Ok(Vec::new());
    }
    let others = others(context, this).await?;
    if others.is_empty() {
        return Ok(Vec::new());
    }
    let stands = by_hash(context, private);
    let found = same_hashes(context, stands.keys(), &others).await?;
    let mut findings = Vec::new();
    let mut more = 0_usize;
    for (hash, rows) in found {
        for Stands { held, number } in stands.get(&hash).into_iter().flatten() {
            let strangers = rows.iter().filter(|row| {
                let other = others.get(&row.board_id);
                other.is_some_and(|other| !other.same_project || row.household != held.household)
            });
            let strangers: Vec<&private_hash::Model> = strangers.collect();
            if strangers.is_empty() {
                continue;
            }
            if findings.len() >= MAX_LISTED {
                more += 1;
                continue;
            }
            let named = named(context, &others, &strangers).await?;
            findings.extend(finding(held, *number, named));
        }
    }
    if more > 0 {
        findings.push(Finding {
            severity: Code::SharedElsewhere.severity(),
            code: Code::SharedElsewhere,
            sheet: None,
            cell: None,
            household: None,
            detail: Detail::More {
                count: more,
                like: None,
            },
        });
    }
    Ok(findings)
}

/// Where the numbers of a table stand, by their hash.
fn by_hash<'a>(
    context: &AppContext,
    private: &'a [PrivateNumbers],
) -> BTreeMap<String, Vec<Stands<'a>>> {
    let mut stands: BTreeMap<String, Vec<Stands<'_>>> = BTreeMap::new();
    for held in private {
        for (number, one) in held.numbers.iter().enumerate() {
            if let Some(hash) = hash(context, one.field, &one.normal()) {
                let of_hash = stands.entry(hash).or_default();
                of_hash.push(Stands { held, number });
            }
        }
    }
    stands
}

/// The households of other boards that have a number of these hashes.
async fn same_hashes(
    context: &AppContext,
    hashes: impl Iterator<Item = &String>,
    others: &HashMap<BoardId, Other>,
) -> Result<BTreeMap<String, Vec<private_hash::Model>>, Error> {
    let hashes: Vec<&String> = hashes.collect();
    let mut found: BTreeMap<String, Vec<private_hash::Model>> = BTreeMap::new();
    for some in hashes.chunks(ROWS_AT_ONCE) {
        let rows = private_hash::Entity::find()
            .filter(private_hash::Column::Hash.is_in(some.iter().map(|hash| hash.as_str())))
            .filter(private_hash::Column::BoardId.is_in(others.keys().copied()))
            .order_by_asc(private_hash::Column::Id)
            .all(context.db())
            .await?;
        for row in rows {
            found.entry(row.hash.clone()).or_default().push(row);
        }
    }
    Ok(found)
}

/// The first of these households, as a finding names them.
async fn named(
    context: &AppContext,
    others: &HashMap<BoardId, Other>,
    strangers: &[&private_hash::Model],
) -> Result<String, Error> {
    let mut named = Vec::new();
    for row in strangers.iter().take(MAX_NAMED) {
        let other = others.get(&row.board_id).map(|other| other.name.as_str());
        let head = head(context, row).await?;
        named.push(format!(
            "{} 户号 {}（{head}）",
            other.unwrap_or_default(),
            row.household
        ));
    }
    Ok(named.join("；"))
}

fn finding(held: &PrivateNumbers, number: usize, named: String) -> Option<Finding> {
    let number = held.numbers.get(number)?;
    Some(Finding {
        severity: Code::SharedElsewhere.severity(),
        code: Code::SharedElsewhere,
        sheet: held.sheet.as_deref().map(str::to_owned),
        cell: Some(number.cell()),
        household: Some(held.household.clone()),
        detail: Detail::Words {
            found: Some(id_number::mask(&number.normal())),
            expected: Some(named),
        },
    })
}

/// A board that numbers are compared with.
struct Other {
    same_project: bool,
    /// Project and round.
    name: String,
}

/// The newest board of each other round, with private numbers or without.
async fn others(
    context: &AppContext,
    this: &RoundRecord,
) -> Result<HashMap<BoardId, Other>, Error> {
    let newest: Vec<(RoundId, Option<BoardId>)> = board::Entity::find()
        .select_only()
        .column(board::Column::RoundId)
        .column_as(board::Column::Id.max(), "newest")
        .filter(board::Column::Complete.eq(true))
        .filter(board::Column::RoundId.ne(this.id))
        .group_by(board::Column::RoundId)
        .into_tuple()
        .all(context.db())
        .await?;
    let boards: HashMap<RoundId, BoardId> = newest
        .into_iter()
        .filter_map(|(round, board)| Some((round, board?)))
        .collect();
    let rounds = round::Entity::find()
        .filter(round::Column::Id.is_in(boards.keys().copied()))
        .all(context.db())
        .await?;
    let names: HashMap<ProjectId, String> = project::Entity::find()
        .filter(project::Column::Id.is_in(rounds.iter().map(|round| round.project_id)))
        .all(context.db())
        .await?
        .into_iter()
        .map(|project| (project.id, project.name))
        .collect();
    let mut others = HashMap::new();
    for round in rounds {
        let (Some(board), Some(name)) = (boards.get(&round.id), names.get(&round.project_id))
        else {
            continue;
        };
        let other = Other {
            same_project: round.project_id == this.project_id,
            name: format!("{name} {}", store::rounds::number(&round)?.label(Lang::Zh)),
        };
        others.insert(*board, other);
    }
    Ok(others)
}

async fn head(context: &AppContext, row: &private_hash::Model) -> Result<String, Error> {
    let entry = entry::Entity::find()
        .filter(entry::Column::BoardId.eq(row.board_id))
        .filter(entry::Column::Household.eq(&row.household))
        .one(context.db())
        .await?;
    Ok(entry
        .map(|entry| Audience::Masked.name(&entry.head))
        .unwrap_or_default())
}
