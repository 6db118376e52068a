//! Why each household changed since the board before: given by the clerk before
//! the board is submitted, then fixed with it.

mod explain;
mod page;

pub use explain::{TypedReason, Which, explain_changes};
pub use page::changes_page;
pub(crate) use page::entries;
pub(super) use page::{first, summary};

use std::collections::{BTreeMap, BTreeSet};

use domain::board_ref::BoardRef;
use domain::diff::{ChangeKind, HouseholdChange};
use domain::reason::{ChangeCause, ChangeReason};
use domain::round::RoundNumber;
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder,
    QuerySelect, Set,
};

use super::compare::{before, board_ref, difference};
use crate::entity::{
    board, board_change, board_comparison, change_note, change_reason, notice, objection,
};
use crate::projects::{Loaded, number};
use crate::{Error, Sentence, secrets};

/// Rows in one INSERT, numbers in one list; PostgreSQL takes 65,535 parameters.
const ROWS_AT_ONCE: usize = 1_000;
/// Households that a refusal names.
const NAMED_MOST: usize = 5;

/// A board beside the one that it is compared with.
pub(super) struct Compared {
    pub(super) with: BoardRef,
    notice: notice::Model,
    /// In order of household number.
    changes: Vec<Listed>,
}

/// A household that is not the same on both.
struct Listed {
    household: String,
    kind: ChangeKind,
    /// Of what changed; empty where the board was submitted.
    fingerprint: String,
    given: Option<Given>,
    /// What the table says, where that is no reason by itself.
    table_note: Option<String>,
}

/// A reason, whose it is, and since when.
#[derive(Clone)]
struct Given {
    reason: ChangeReason,
    by: i64,
    at: i64,
}

impl Compared {
    fn unexplained(&self) -> impl Iterator<Item = &Listed> {
        self.changes.iter().filter(|one| one.given.is_none())
    }
}

/// What changed on a board: as it was submitted, or as its draft stands now.
/// `None` where there is no board before.
pub(super) async fn of_board(
    db: &impl ConnectionTrait,
    loaded: &Loaded,
    number: RoundNumber,
    board: &board::Model,
) -> Result<Option<Compared>, Error> {
    match comparison(db, board.id).await? {
        Some(notice) => Ok(Some(submitted(db, loaded, board.id, notice).await?)),
        None => draft(db, loaded, number, board).await,
    }
}

/// The notice that a submitted board is compared with.
pub(crate) async fn comparison(
    db: &impl ConnectionTrait,
    board_id: i64,
) -> Result<Option<notice::Model>, Error> {
    let row = board_comparison::Entity::find()
        .filter(board_comparison::Column::BoardId.eq(board_id))
        .one(db)
        .await?;
    match row {
        Some(row) => Ok(notice::Entity::find_by_id(row.with_notice).one(db).await?),
        None => Ok(None),
    }
}

async fn submitted(
    db: &impl ConnectionTrait,
    loaded: &Loaded,
    board_id: i64,
    notice: notice::Model,
) -> Result<Compared, Error> {
    let rows = board_change::Entity::find()
        .filter(board_change::Column::BoardId.eq(board_id))
        .order_by_asc(board_change::Column::Household)
        .all(db)
        .await?;
    let changes = rows
        .into_iter()
        .map(|row| {
            let kind = ChangeKind::from_key(&row.kind)
                .ok_or_else(|| Error::internal(format!("change {} has no known kind", row.id)))?;
            let reason = stored_reason(&row.cause, row.objection, row.note)?;
            Ok(Listed {
                household: row.household,
                kind,
                fingerprint: String::new(),
                given: Some(Given {
                    reason,
                    by: row.given_by,
                    at: row.given_at,
                }),
                table_note: None,
            })
        })
        .collect::<Result<_, Error>>()?;
    Ok(Compared {
        with: named(loaded, &notice)?,
        notice,
        changes,
    })
}

/// Which board of the project a notice is.
fn named(loaded: &Loaded, notice: &notice::Model) -> Result<BoardRef, Error> {
    let (round, _) = loaded
        .rounds
        .iter()
        .find(|(round, _)| round.id == notice.round_id)
        .ok_or(Error::NotFound)?;
    Ok(board_ref(number(round)?, notice))
}

/// A reason as a row has it.
pub(crate) fn stored_reason(
    cause: &str,
    objection: Option<String>,
    note: String,
) -> Result<ChangeReason, Error> {
    let cause = ChangeCause::from_key(cause)
        .ok_or_else(|| Error::internal(format!("a change has no known cause: {cause}")))?;
    Ok(ChangeReason {
        cause,
        objection,
        note,
    })
}

async fn draft(
    db: &impl ConnectionTrait,
    loaded: &Loaded,
    number: RoundNumber,
    board: &board::Model,
) -> Result<Option<Compared>, Error> {
    let Some((with, notice)) = before(loaded, number) else {
        return Ok(None);
    };
    let changes = difference(db, notice.board_id, board.id)
        .await?
        .into_changes();
    let given = given(db, board.round_id).await?;
    let notes = notes(db, board.id).await?;
    let of_table: BTreeMap<&str, ChangeReason> = notes
        .iter()
        .filter_map(|(household, note)| Some((household.as_str(), ChangeReason::of_table(note)?)))
        .collect();
    let known = objections(db, loaded).await?;
    let changes = changes
        .iter()
        .map(|change| {
            let household = change.household().to_owned();
            let fingerprint = fingerprint(change)?;
            let key = (household, fingerprint);
            let by_table = of_table.get(key.0.as_str()).filter(|reason| {
                let number = reason.objection.as_ref();
                number.is_none_or(|number| known.contains(number))
            });
            let by_table = by_table.map(|reason| Given {
                reason: reason.clone(),
                by: board.uploaded_by,
                at: board.uploaded_at,
            });
            let given = given.get(&key).cloned().or(by_table);
            let (household, fingerprint) = key;
            Ok(Listed {
                table_note: notes.get(&household).filter(|_| given.is_none()).cloned(),
                household,
                kind: change.kind(),
                fingerprint,
                given,
            })
        })
        .collect::<Result<_, Error>>()?;
    Ok(Some(Compared {
        with: board_ref(with, notice),
        notice: notice.clone(),
        changes,
    }))
}

/// The same for the same change, whenever it is uploaded.
fn fingerprint(change: &HouseholdChange) -> Result<String, Error> {
    Ok(secrets::digest(&serde_json::to_vec(change)?))
}

/// The newest reason for each change of a round, by household and fingerprint.
async fn given(
    db: &impl ConnectionTrait,
    round_id: i64,
) -> Result<BTreeMap<(String, String), Given>, Error> {
    let rows = change_reason::Entity::find()
        .filter(change_reason::Column::RoundId.eq(round_id))
        .order_by_asc(change_reason::Column::Id)
        .all(db)
        .await?;
    rows.into_iter()
        .map(|row| {
            let given = Given {
                reason: stored_reason(&row.cause, row.objection, row.note)?,
                by: row.given_by,
                at: row.given_at,
            };
            Ok(((row.household, row.fingerprint), given))
        })
        .collect()
}

async fn notes(
    db: &impl ConnectionTrait,
    board_id: i64,
) -> Result<BTreeMap<String, String>, Error> {
    let rows = change_note::Entity::find()
        .filter(change_note::Column::BoardId.eq(board_id))
        .all(db)
        .await?;
    Ok(rows
        .into_iter()
        .map(|row| (row.household, row.note))
        .collect())
}

/// The receipt numbers of a project's objections.
async fn objections(db: &impl ConnectionTrait, loaded: &Loaded) -> Result<BTreeSet<String>, Error> {
    let notices: Vec<i64> = notice::Entity::find()
        .select_only()
        .column(notice::Column::Id)
        .filter(notice::Column::RoundId.is_in(loaded.rounds.iter().map(|(round, _)| round.id)))
        .into_tuple()
        .all(db)
        .await?;
    let receipts: Vec<String> = objection::Entity::find()
        .select_only()
        .column(objection::Column::Receipt)
        .filter(objection::Column::NoticeId.is_in(notices))
        .into_tuple()
        .all(db)
        .await?;
    Ok(receipts.into_iter().collect())
}

/// Keeps what a table says of its households' changes, with the board.
pub(super) async fn keep_notes(
    transaction: &DatabaseTransaction,
    board_id: i64,
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

/// Fixes what changed and why, as the board is submitted; gives how many
/// households that is.
///
/// # Errors
/// [`Error::Refused`] where a change has no reason.
pub(super) async fn fix(
    transaction: &DatabaseTransaction,
    loaded: &Loaded,
    number: RoundNumber,
    board: &board::Model,
) -> Result<u32, Error> {
    let Some(compared) = draft(transaction, loaded, number, board).await? else {
        return Ok(0);
    };
    let missing: Vec<&str> = compared
        .unexplained()
        .map(|one| one.household.as_str())
        .collect();
    if !missing.is_empty() {
        let (count, named) = (missing.len(), missing.get(..NAMED_MOST).unwrap_or(&missing));
        let named = named.join("、");
        return Err(Error::refused(
            "",
            Sentence::filled(
                text::CHANGES_UNEXPLAINED,
                &[("n", &count), ("households", &named)],
            ),
        ));
    }
    let comparison = board_comparison::ActiveModel {
        board_id: Set(board.id),
        with_notice: Set(compared.notice.id),
        ..Default::default()
    };
    board_comparison::Entity::insert(comparison)
        .exec(transaction)
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
                given_at: Set(given.at),
                ..Default::default()
            })
        })
        .collect();
    for some in rows.chunks(ROWS_AT_ONCE) {
        board_change::Entity::insert_many(some.to_vec())
            .exec(transaction)
            .await?;
    }
    Ok(u32::try_from(rows.len()).unwrap_or(u32::MAX))
}

/// Refuses where the board before was corrected since this one was submitted:
/// its changes would be told against what no longer hangs.
pub(super) async fn still_hold(
    transaction: &DatabaseTransaction,
    loaded: &Loaded,
    number: RoundNumber,
    board: &board::Model,
) -> Result<(), Error> {
    let told = comparison(transaction, board.id)
        .await?
        .map(|notice| notice.id);
    let now = before(loaded, number).map(|(_, notice)| notice.id);
    if told == now {
        Ok(())
    } else {
        Err(Error::NotNow(text::COMPARISON_OLD))
    }
}
