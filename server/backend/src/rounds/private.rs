//! ID, bank and phone numbers of households: sealed, published nowhere, and
//! found again by keyed hashes.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use domain::finding::{Code, Finding};
use domain::id_number;
use domain::privacy::Audience;
use domain::table::Field;
use domain::upload::UploadStage;
use sea_orm::{
    ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Set,
};
use text::Lang;

use crate::entity::{board, entry, private_hash, private_number, project, round};
use crate::projects;
use crate::uploads;
use crate::workbook::Held;
use crate::{Error, Office};
use text::Label as _;

pub(super) const SEAL: &str = "private numbers";
/// Rows in one INSERT, and hashes in one question.
const ROWS_AT_ONCE: usize = 1_000;
/// Households in one transaction.
const STEP: usize = 5_000;
/// Findings of one upload that are listed one by one.
const LISTED_MOST: usize = 500;
/// Households that one finding names.
const NAMED_MOST: usize = 3;

/// A keyed hash of a number by which households are told apart; `None` for what
/// several households may well share, such as a phone.
fn hash(office: &Office, field: Field, number: &str) -> Option<String> {
    match field {
        Field::IdNumber => Some(office.mac("private number: identity", number.as_bytes())),
        Field::BankAccount => Some(office.mac("private number: account", number.as_bytes())),
        _ => None,
    }
}

/// Stores what the private columns hold, sealed, with its hashes. May commit
/// and begin anew in between.
pub(super) async fn store(
    office: &Office,
    mut transaction: DatabaseTransaction,
    upload_id: i64,
    board_id: i64,
    private: Vec<Held>,
) -> Result<DatabaseTransaction, Error> {
    let households = private.len();
    let mut private = private.into_iter();
    let mut done = 0;
    while done < households {
        if done > 0 && done % STEP == 0 {
            let stage = UploadStage::Storing;
            uploads::stage(office, &transaction, upload_id, stage, (0, 0)).await?;
            transaction.commit().await?;
            transaction = office.begin().await?;
        }
        let some: Vec<Held> = private.by_ref().take(ROWS_AT_ONCE).collect();
        done += some.len();
        let sealed = some
            .iter()
            .map(|held| sealed(office, board_id, held))
            .collect::<Result<Vec<_>, Error>>()?;
        private_number::Entity::insert_many(sealed)
            .exec_without_returning(&transaction)
            .await?;
        let hashes: Vec<_> = some
            .iter()
            .flat_map(|held| {
                hashes(office, held)
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
    office: &Office,
    board_id: i64,
    held: &Held,
) -> Result<private_number::ActiveModel, Error> {
    let numbers: Vec<(&str, &str)> = held
        .numbers
        .iter()
        .map(|number| (number.field.key(), number.value.as_str()))
        .collect();
    Ok(private_number::ActiveModel {
        board_id: Set(board_id),
        household: Set(held.household.clone()),
        sealed: Set(office.seal(SEAL, &serde_json::to_vec(&numbers)?)?),
        ..Default::default()
    })
}

/// Of one household, each once.
fn hashes(office: &Office, held: &Held) -> BTreeSet<String> {
    held.numbers
        .iter()
        .filter_map(|number| hash(office, number.field, &number.normal()))
        .collect()
}

/// Where a number of this table stands.
struct Stands<'a> {
    held: &'a Held,
    number: usize,
}

/// A warning for each ID and bank account that another household has on the
/// newest board of another round, of this project or any other.
pub(super) async fn elsewhere(
    office: &Office,
    this: &round::Model,
    private: &[Held],
) -> Result<Vec<Finding>, Error> {
    if private.is_empty() {
        return Ok(Vec::new());
    }
    let others = others(office, this).await?;
    if others.is_empty() {
        return Ok(Vec::new());
    }
    let mut stands: BTreeMap<String, Vec<Stands<'_>>> = BTreeMap::new();
    for held in private {
        for (number, one) in held.numbers.iter().enumerate() {
            if let Some(hash) = hash(office, one.field, &one.normal()) {
                stands
                    .entry(hash)
                    .or_default()
                    .push(Stands { held, number });
            }
        }
    }
    let hashes: Vec<&String> = stands.keys().collect();
    let mut found: BTreeMap<&str, Vec<private_hash::Model>> = BTreeMap::new();
    for some in hashes.chunks(ROWS_AT_ONCE) {
        let rows = private_hash::Entity::find()
            .filter(private_hash::Column::Hash.is_in(some.iter().map(|hash| hash.as_str())))
            .filter(private_hash::Column::BoardId.is_in(others.keys().copied()))
            .order_by_asc(private_hash::Column::Id)
            .all(office.db())
            .await?;
        for row in rows {
            if let Some((hash, _)) = stands.get_key_value(&row.hash) {
                found.entry(hash).or_default().push(row);
            }
        }
    }
    let mut findings = Vec::new();
    let mut more = 0_usize;
    for (hash, rows) in found {
        for Stands { held, number } in stands.get(hash).into_iter().flatten() {
            let strangers = rows.iter().filter(|row| {
                let other = others.get(&row.board_id);
                other.is_some_and(|other| !other.same_project || row.household != held.household)
            });
            let strangers: Vec<&private_hash::Model> = strangers.collect();
            if strangers.is_empty() {
                continue;
            }
            if findings.len() >= LISTED_MOST {
                more += 1;
                continue;
            }
            let mut named = Vec::new();
            for row in strangers.iter().take(NAMED_MOST) {
                let other = others.get(&row.board_id).map(|other| other.name.as_str());
                let head = head(office, row).await?;
                named.push(format!(
                    "{} 户号 {}（{head}）",
                    other.unwrap_or_default(),
                    row.household
                ));
            }
            findings.extend(finding(held, *number, named.join("；")));
        }
    }
    if more > 0 {
        findings.push(Finding {
            severity: Code::SharedElsewhere.severity(),
            code: Code::SharedElsewhere,
            sheet: None,
            cell: None,
            household: None,
            found: Some(more.to_string()),
            expected: None,
        });
    }
    Ok(findings)
}

fn finding(held: &Held, number: usize, named: String) -> Option<Finding> {
    let number = held.numbers.get(number)?;
    Some(Finding {
        severity: Code::SharedElsewhere.severity(),
        code: Code::SharedElsewhere,
        sheet: held.sheet.as_deref().map(str::to_owned),
        cell: Some(number.cell()),
        household: Some(held.household.clone()),
        found: Some(id_number::mask(&number.normal())),
        expected: Some(named),
    })
}

/// A board that numbers are compared with.
struct Other {
    same_project: bool,
    /// Project and round.
    name: String,
}

/// The newest board of each other round, with private numbers or without.
async fn others(office: &Office, this: &round::Model) -> Result<HashMap<i64, Other>, Error> {
    let newest: Vec<(i64, Option<i64>)> = board::Entity::find()
        .select_only()
        .column(board::Column::RoundId)
        .column_as(board::Column::Id.max(), "newest")
        .filter(board::Column::Complete.eq(true))
        .filter(board::Column::RoundId.ne(this.id))
        .group_by(board::Column::RoundId)
        .into_tuple()
        .all(office.db())
        .await?;
    let boards: HashMap<i64, i64> = newest
        .into_iter()
        .filter_map(|(round, board)| Some((round, board?)))
        .collect();
    let rounds = round::Entity::find()
        .filter(round::Column::Id.is_in(boards.keys().copied()))
        .all(office.db())
        .await?;
    let names: HashMap<i64, String> = project::Entity::find()
        .filter(project::Column::Id.is_in(rounds.iter().map(|round| round.project_id)))
        .all(office.db())
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
            name: format!("{name} {}", projects::number(&round)?.label(Lang::Zh)),
        };
        others.insert(*board, other);
    }
    Ok(others)
}

async fn head(office: &Office, row: &private_hash::Model) -> Result<String, Error> {
    let entry = entry::Entity::find()
        .filter(entry::Column::BoardId.eq(row.board_id))
        .filter(entry::Column::Household.eq(&row.household))
        .one(office.db())
        .await?;
    Ok(entry
        .map(|entry| Audience::Masked.name(&entry.head))
        .unwrap_or_default())
}
