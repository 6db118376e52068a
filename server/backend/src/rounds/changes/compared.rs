//! Compares a board with the one before it, household by household.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use domain::diff::{ChangeKind, HouseholdChange};
use domain::reason::ChangeReason;
use domain::round::RoundNumber;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use store::boards::{self, comparison};
use store::entity::{board, board_change, change_note, change_reason, objection};
use store::entries::difference;
use store::ids::{AccountId, BoardId, RoundId};
use store::projects::ProjectRecord;
use store::rounds::NoticeRecord;
use store::secrets;
use store::time::from_millis;

use crate::Error;

/// A board beside the one that it is compared with.
pub(in crate::rounds) struct Compared {
    /// What it is compared with.
    pub(in crate::rounds) with: NoticeRecord,
    /// In order of household number.
    pub(super) changes: Vec<ListedChange>,
}

/// A household that is not the same on both.
pub(super) struct ListedChange {
    pub(super) household: String,
    pub(super) kind: ChangeKind,
    /// Of what changed; empty where the board was submitted.
    pub(super) fingerprint: String,
    pub(super) given: Option<SignedReason>,
    /// What the table says, where that is no reason by itself.
    pub(super) table_note: Option<String>,
}

/// A reason, whose it is, and since when.
#[derive(Clone)]
pub(super) struct SignedReason {
    pub(super) reason: ChangeReason,
    pub(super) by: AccountId,
    pub(super) at: DateTime<Utc>,
}

impl Compared {
    pub(super) fn unexplained(&self) -> impl Iterator<Item = &ListedChange> {
        self.changes.iter().filter(|one| one.given.is_none())
    }
}

/// What changed on a board: as it was submitted, or as its draft stands now.
/// `None` where there is no board before.
pub(in crate::rounds) async fn of_board(
    db: &impl ConnectionTrait,
    project: &ProjectRecord,
    number: RoundNumber,
    board: &board::Model,
) -> Result<Option<Compared>, Error> {
    match comparison(db, board.id).await? {
        Some(notice) => {
            let with = project.notice(notice)?.clone();
            Ok(Some(submitted(db, board.id, with).await?))
        }
        None => of_draft(db, project, number, board).await,
    }
}

async fn submitted(
    db: &impl ConnectionTrait,
    board_id: BoardId,
    with: NoticeRecord,
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
            Ok(ListedChange {
                household: row.household,
                kind,
                fingerprint: String::new(),
                given: Some(SignedReason {
                    reason: boards::change_reason(&row.cause, row.objection, row.note)?,
                    by: row.given_by,
                    at: from_millis(row.given_at),
                }),
                table_note: None,
            })
        })
        .collect::<Result<_, Error>>()?;
    Ok(Compared { with, changes })
}

/// What changed on a draft as it stands now, and what is given for it so far.
pub(super) async fn of_draft(
    db: &impl ConnectionTrait,
    project: &ProjectRecord,
    number: RoundNumber,
    board: &board::Model,
) -> Result<Option<Compared>, Error> {
    let Some(with) = project.compared_with(number) else {
        return Ok(None);
    };
    let changes = difference(db, with.board_id, board.id)
        .await?
        .into_changes();
    let given = reasons_by_change(db, board.round_id).await?;
    let notes = notes(db, board.id).await?;
    let of_table: BTreeMap<&str, ChangeReason> = notes
        .iter()
        .filter_map(|(household, note)| Some((household.as_str(), ChangeReason::of_table(note)?)))
        .collect();
    let known = receipts(db, project).await?;
    let changes = changes
        .iter()
        .map(|change| {
            let household = change.household().to_owned();
            let key = (household.clone(), fingerprint(&change.without_reasons())?);
            // As reasons were kept before.
            let old_key = (household, fingerprint(change)?);
            let by_table = of_table.get(key.0.as_str()).filter(|reason| {
                let number = reason.objection.as_ref();
                number.is_none_or(|number| known.contains(number))
            });
            let by_table = by_table.map(|reason| SignedReason {
                reason: reason.clone(),
                by: board.uploaded_by,
                at: from_millis(board.uploaded_at),
            });
            let given = given.get(&key).or_else(|| given.get(&old_key));
            let given = given.cloned().or(by_table);
            let (household, fingerprint) = key;
            Ok(ListedChange {
                table_note: notes.get(&household).filter(|_| given.is_none()).cloned(),
                household,
                kind: change.kind(),
                fingerprint,
                given,
            })
        })
        .collect::<Result<_, Error>>()?;
    Ok(Some(Compared {
        with: with.clone(),
        changes,
    }))
}

/// The same for the same change, whenever it is uploaded.
fn fingerprint(change: &HouseholdChange) -> Result<String, Error> {
    Ok(secrets::digest(&serde_json::to_vec(change)?))
}

/// The newest reason for each change of a round, by household and fingerprint.
async fn reasons_by_change(
    db: &impl ConnectionTrait,
    round_id: RoundId,
) -> Result<BTreeMap<(String, String), SignedReason>, Error> {
    let rows = change_reason::Entity::find()
        .filter(change_reason::Column::RoundId.eq(round_id))
        .order_by_asc(change_reason::Column::Id)
        .all(db)
        .await?;
    rows.into_iter()
        .map(|row| {
            let given = SignedReason {
                reason: boards::change_reason(&row.cause, row.objection, row.note)?,
                by: row.given_by,
                at: from_millis(row.given_at),
            };
            Ok(((row.household, row.fingerprint), given))
        })
        .collect()
}

async fn notes(
    db: &impl ConnectionTrait,
    board_id: BoardId,
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
pub(super) async fn receipts(
    db: &impl ConnectionTrait,
    project: &ProjectRecord,
) -> Result<BTreeSet<String>, Error> {
    let notices = project.notices.iter().map(|notice| notice.id);
    let receipts: Vec<String> = objection::Entity::find()
        .select_only()
        .column(objection::Column::Receipt)
        .filter(objection::Column::NoticeId.is_in(notices))
        .into_tuple()
        .all(db)
        .await?;
    Ok(receipts.into_iter().collect())
}
