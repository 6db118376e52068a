//! Why a board is published although the check warned: a reason for every warning,
//! from a named person, before it is submitted.

use std::collections::{BTreeMap, BTreeSet};

use domain::account::Permission;
use domain::conflict_of_interest::RestrictedAction;
use domain::event::WarningsExplained;
use domain::finding::{Code, Detail, Finding, Severity};
use domain::money::Money;
use domain::reason::note_faults;
use domain::round::RoundNumber;
use domain::table::UploadReport;
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder, Set,
};
use store::boards;
use store::entity::{board, board_warning, warning_reason};
use store::ids::{AccountId, BoardId};
use store::time::from_millis;
use store::{accounts, entries, secrets};
use text::Lang;
use text::Named as _;
use text::findings::{expected, found};
use views::{Warning, WarningGroup, WarningReason};

use super::locked::LockedRound;
use crate::actor::Actor;
use crate::{AppContext, Error, Refusal, RefusedField, Sentence};

/// Rows in one INSERT; PostgreSQL takes 65,535 parameters.
const ROWS_AT_ONCE: usize = 1_000;
/// Characters of a warning's key: half a SHA-256.
const KEY_LENGTH: usize = 32;

/// What the form says of warnings.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TypedReasons {
    /// By the warning's key.
    pub of_one: Vec<(String, String)>,
    /// For every warning of a kind that has no reason by itself.
    pub of_kind: Vec<(Code, String)>,
}

/// A reason, whose it is, and since when.
#[derive(Clone)]
struct SignedReason {
    reason: String,
    by: AccountId,
    at: i64,
}

/// The same for the same warning, wherever it stands in the table, whenever that
/// is uploaded. What it is made of never changes: reasons are kept by it.
fn key(finding: &Finding) -> Result<String, Error> {
    let topic = (
        finding.code,
        finding.household.as_deref(),
        found(finding),
        expected(finding, Lang::Zh),
    );
    let mut key = secrets::digest(&serde_json::to_vec(&topic)?);
    key.truncate(KEY_LENGTH);
    Ok(key)
}

/// A board's warnings by key, in the order of the report; equal ones are one.
pub(super) fn warnings(report: &UploadReport) -> Result<Vec<(String, &Finding, u32)>, Error> {
    let mut at: BTreeMap<String, usize> = BTreeMap::new();
    let mut warnings: Vec<(String, &Finding, u32)> = Vec::new();
    for finding in &report.findings {
        if finding.severity != Severity::Warning {
            continue;
        }
        let key = key(finding)?;
        match at.get(&key).and_then(|at| warnings.get_mut(*at)) {
            Some((_, _, times)) => *times += 1,
            None => {
                at.insert(key.clone(), warnings.len());
                warnings.push((key, finding, 1));
            }
        }
    }
    Ok(warnings)
}

/// The reasons of a board: as they were when it was submitted, else as they
/// stand now.
async fn reasons_by_warning(
    db: &impl ConnectionTrait,
    board: &board::Model,
) -> Result<BTreeMap<String, SignedReason>, Error> {
    let frozen = board_warning::Entity::find()
        .filter(board_warning::Column::BoardId.eq(board.id))
        .all(db)
        .await?;
    if !frozen.is_empty() {
        let frozen = frozen.into_iter().map(|row| {
            let given = SignedReason {
                reason: row.reason,
                by: row.given_by,
                at: row.given_at,
            };
            (row.warning, given)
        });
        return Ok(frozen.collect());
    }
    let rows = warning_reason::Entity::find()
        .filter(warning_reason::Column::RoundId.eq(board.round_id))
        .order_by_asc(warning_reason::Column::Id)
        .all(db)
        .await?;
    let newest = rows.into_iter().map(|row| {
        let given = SignedReason {
            reason: row.reason,
            by: row.given_by,
            at: row.given_at,
        };
        (row.warning, given)
    });
    Ok(newest.collect())
}

/// A board's warnings by kind, each with its reason, those without first.
pub(super) async fn grouped(
    db: &impl ConnectionTrait,
    board: &board::Model,
    report: &UploadReport,
) -> Result<Vec<WarningGroup>, Error> {
    let given = reasons_by_warning(db, board).await?;
    let mut names: BTreeMap<AccountId, String> = BTreeMap::new();
    let mut groups: BTreeMap<Code, WarningGroup> = BTreeMap::new();
    for (key, finding, times) in warnings(report)? {
        let reason = match given.get(&key) {
            Some(given) => {
                let by = match names.get(&given.by) {
                    Some(name) => name.clone(),
                    None => accounts::display_name(db, given.by).await?,
                };
                names.insert(given.by, by.clone());
                Some(WarningReason {
                    reason: given.reason.clone(),
                    by,
                    at: from_millis(given.at),
                })
            }
            None => None,
        };
        let group = groups
            .entry(finding.code)
            .or_insert_with(|| WarningGroup::new(finding.code));
        group.count += 1;
        group.unexplained += u32::from(reason.is_none());
        group.warnings.push(Warning {
            key,
            finding: finding.clone(),
            times,
            reason,
        });
    }
    let mut groups: Vec<WarningGroup> = groups.into_values().collect();
    for group in &mut groups {
        group
            .warnings
            .sort_by_key(|warning| warning.reason.is_some());
        group.warnings.truncate(WarningGroup::MAX_SHOWN);
    }
    Ok(groups)
}

/// Keeps reasons for warnings of the round's draft. What is the same as before
/// stays as it is; nothing is ever taken back.
///
/// # Errors
/// [`Error::Refused`] for a reason that is too long or holds a personal number,
/// and where nothing was written; [`Error::NotNow`] where there is no draft.
pub async fn explain_warnings(
    context: &AppContext,
    actor: &Actor,
    code: &str,
    number: RoundNumber,
    typed: &TypedReasons,
) -> Result<(), Error> {
    let asked = (Permission::UploadBoard, RestrictedAction::Explain);
    let locked = LockedRound::begin(context, actor, asked, code, number).await?;
    let (db, board) = (locked.db(), locked.draft()?);
    let report = boards::report(board)?;
    let before = reasons_by_warning(db, board).await?;
    checked(typed)?;
    let of_one: BTreeMap<&str, &str> = typed
        .of_one
        .iter()
        .map(|(key, reason)| (key.as_str(), reason.trim()))
        .filter(|(_, reason)| !reason.is_empty())
        .collect();
    let of_kind: BTreeMap<Code, &str> = typed
        .of_kind
        .iter()
        .map(|(code, reason)| (*code, reason.trim()))
        .filter(|(_, reason)| !reason.is_empty())
        .collect();
    let mut rows = Vec::new();
    for (key, finding, _) in warnings(&report)? {
        let old = before.get(&key).map(|given| given.reason.as_str());
        let all = of_kind.get(&finding.code).filter(|_| old.is_none());
        let Some(reason) = of_one.get(key.as_str()).or(all) else {
            continue;
        };
        if old == Some(*reason) {
            continue;
        }
        rows.push(warning_reason::ActiveModel {
            round_id: Set(locked.round.id),
            warning: Set(key),
            reason: Set((*reason).to_owned()),
            given_by: Set(actor.id),
            given_at: Set(context.now_millis()),
            ..Default::default()
        });
    }
    if rows.is_empty() {
        let nothing = of_one.is_empty() && of_kind.is_empty();
        return if nothing {
            Err(Error::refused("", text::WARNINGS_NOTHING_TYPED))
        } else {
            Ok(())
        };
    }
    for some in rows.chunks(ROWS_AT_ONCE) {
        warning_reason::Entity::insert_many(some.to_vec())
            .exec(db)
            .await?;
    }
    let explained = WarningsExplained {
        file: board.file_digest.clone(),
        warnings: rows.len(),
    };
    locked.commit(explained).await
}

/// Refuses at its field each reason that must not stand.
fn checked(typed: &TypedReasons) -> Result<(), Error> {
    let mut refusal = Refusal::default();
    let of_one = typed
        .of_one
        .iter()
        .map(|(key, reason)| (RefusedField::Warning(key.clone()), reason));
    let of_kind = typed
        .of_kind
        .iter()
        .map(|(code, reason)| (RefusedField::WarningKind(*code), reason));
    for (field, reason) in of_one.chain(of_kind) {
        for fault in note_faults(reason.trim()) {
            refusal.add(field.clone(), fault.text());
        }
    }
    refusal.or_ok()
}

/// Freezes the reasons as the board is submitted, and writes those for prices
/// into the lines that residents see; gives how many warnings that is.
///
/// # Errors
/// [`Error::Refused`] where a warning has no reason.
pub(super) async fn freeze(
    transaction: &DatabaseTransaction,
    board: &board::Model,
) -> Result<u32, Error> {
    let report = boards::report(board)?;
    let given = reasons_by_warning(transaction, board).await?;
    let warnings = warnings(&report)?;
    let missing = warnings
        .iter()
        .filter(|(key, _, _)| !given.contains_key(key))
        .count();
    if missing > 0 {
        return Err(Error::refused(
            "",
            Sentence::filled(text::WARNINGS_UNEXPLAINED, &[("n", &missing)]),
        ));
    }
    let rows: Vec<board_warning::ActiveModel> = warnings
        .iter()
        .filter_map(|(key, _, _)| Some((key, given.get(key)?)))
        .map(|(key, given)| board_warning::ActiveModel {
            board_id: Set(board.id),
            warning: Set(key.clone()),
            reason: Set(given.reason.clone()),
            given_by: Set(given.by),
            given_at: Set(given.at),
            ..Default::default()
        })
        .collect();
    for some in rows.chunks(ROWS_AT_ONCE) {
        board_warning::Entity::insert_many(some.to_vec())
            .exec(transaction)
            .await?;
    }
    let priced = warnings
        .iter()
        .filter(|(_, finding, _)| finding.code == Code::PriceDiffers)
        .filter_map(|(_, finding, _)| finding.household.as_deref());
    say_in_lines(transaction, board.id, priced.collect(), &given).await?;
    Ok(u32::try_from(warnings.len()).unwrap_or(u32::MAX))
}

/// Writes into each line of these households whose price is not the standard's
/// why that is so.
async fn say_in_lines(
    transaction: &DatabaseTransaction,
    board_id: BoardId,
    households: BTreeSet<&str>,
    given: &BTreeMap<String, SignedReason>,
) -> Result<(), Error> {
    let households: Vec<&str> = households.into_iter().collect();
    let mut changed = Vec::new();
    for stored in entries::of_households(transaction, board_id, &households).await? {
        let mut entry = stored.entry()?;
        for line in &mut entry.lines {
            let price = line.measure.as_ref().and_then(|measure| measure.price);
            if let (Some(deviation), Some(stated)) = (&mut line.deviation, price) {
                let standard = deviation.standard;
                let key = key(&price_differs(&entry.household, stated, standard))?;
                deviation.reason = given.get(&key).map(|given| given.reason.clone());
            }
        }
        changed.push((stored, entry));
    }
    Ok(entries::change(transaction, changed).await?)
}

/// The warning that a line of a household has this price.
fn price_differs(household: &str, stated: Money, standard: Money) -> Finding {
    Finding {
        severity: Code::PriceDiffers.severity(),
        code: Code::PriceDiffers,
        sheet: None,
        cell: None,
        household: Some(household.to_owned()),
        detail: Detail::Price { stated, standard },
    }
}
