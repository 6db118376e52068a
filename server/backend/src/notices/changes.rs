//! What changed from one board to another, for residents.

use std::collections::BTreeMap;

use domain::board_ref::BoardRef;
use domain::diff::ChangeCounts;
use domain::diff::ChangeKind;
use domain::privacy::ChangedHousehold;
use domain::reason::ChangeReason;
use domain::round::RoundNumber;
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseConnection, EntityTrait, QueryFilter, QueryOrder,
    QuerySelect,
};
use store::boards::{change_reason, comparison};
use store::entity::board_change;
use store::entries;
use store::ids::BoardId;
use store::projects::ProjectRecord;
use store::rounds::NoticeRecord;
use views::{ChangesFilter, ChangesPage, NoticeChanges};

use super::shown::ShownNotice;
use crate::heads::board_ref;
use crate::{AppContext, Error};

const ROWS_PER_PAGE: usize = 50;

/// Every household that is not the same on an earlier board, and why.
///
/// # Errors
/// [`Error::NotFound`] where nothing is published, or nothing before it;
/// [`Error::Busy`].
pub async fn changes(
    context: &AppContext,
    code: &str,
    number: RoundNumber,
    filter: ChangesFilter,
    access_code: Option<&str>,
) -> Result<ChangesPage, Error> {
    let shown = ShownNotice::load(context, code, number, access_code).await?;
    let db = context.db();
    let this = board_ref(&shown.notice);
    let published = published(&shown.project);
    let earlier: BTreeMap<BoardRef, &NoticeRecord> = published
        .iter()
        .filter(|(board, _)| **board < this)
        .map(|(board, notice)| (*board, *notice))
        .collect();
    let submitted_with = comparison(db, shown.notice.board_id).await?;
    let usual = match submitted_with {
        Some(with) => earlier.iter().find(|(_, notice)| notice.id == with),
        None => earlier.last_key_value(),
    };
    let asked = filter.with.and_then(|with| earlier.get_key_value(&with));
    let (with, notice) = asked.or(usual).ok_or(Error::NotFound)?;

    let boards = (notice.board_id, shown.notice.board_id);
    let was_listed = submitted_with == Some(notice.id);
    let differing = differing(db.clone(), boards, was_listed);
    let changed = context.comparisons.of(boards, differing).await?;
    let mut counts = ChangeCounts::default();
    for (_, kind) in changed.iter() {
        counts.add(*kind);
    }
    let matching: Vec<&str> = changed
        .iter()
        .filter(|(_, kind)| filter.kind.is_none_or(|wanted| wanted == *kind))
        .map(|(household, _)| household.as_str())
        .filter(|_| shown.shows_households())
        .collect();
    let pages = matching.len().div_ceil(ROWS_PER_PAGE).max(1);
    let page = usize::try_from(filter.page).unwrap_or(usize::MAX);
    let page = page.clamp(1, pages);
    let rest = matching.into_iter().skip((page - 1) * ROWS_PER_PAGE);
    let numbers: Vec<&str> = rest.take(ROWS_PER_PAGE).collect();
    let old = entries::by_household(db, boards.0, &numbers).await?;
    let new = entries::by_household(db, boards.1, &numbers).await?;
    let reasons = reasons(db, &between(&published, *with, this), &numbers).await?;
    let rows = numbers
        .iter()
        .filter_map(|household| {
            let why = reasons.get(*household).map_or(&[][..], Vec::as_slice);
            let (old, new) = (old.get(*household), new.get(*household));
            ChangedHousehold::between(old, new, why, shown.head.audience)
        })
        .collect();
    Ok(ChangesPage {
        with: *with,
        before: notice.totals,
        others: earlier.keys().copied().collect(),
        filter: ChangesFilter {
            with: Some(*with),
            page: u32::try_from(page).unwrap_or(u32::MAX),
            ..filter
        },
        counts,
        rows,
        pages: u32::try_from(pages).unwrap_or(u32::MAX),
        head: shown.head,
    })
}

/// Every notice of a project, oldest first.
pub(super) fn published(project: &ProjectRecord) -> BTreeMap<BoardRef, &NoticeRecord> {
    let notices = project.notices.iter();
    notices.map(|notice| (board_ref(notice), notice)).collect()
}

/// The boards after one, up to another.
fn between(
    published: &BTreeMap<BoardRef, &NoticeRecord>,
    after: BoardRef,
    up_to: BoardRef,
) -> Vec<(BoardRef, BoardId)> {
    let boards = published.iter();
    boards
        .filter(|(board, _)| **board > after && **board <= up_to)
        .map(|(board, notice)| (*board, notice.board_id))
        .collect()
}

/// The households that differ between two boards, and how. What was submitted was
/// written down household by household; anything else is compared.
async fn differing(
    db: DatabaseConnection,
    boards: (BoardId, BoardId),
    was_listed: bool,
) -> Result<Vec<(String, ChangeKind)>, Error> {
    match was_listed {
        true => listed(&db, boards.1).await,
        false => compared(&db, boards).await,
    }
}

/// The households that differ between two boards, and how.
async fn compared(
    db: &impl ConnectionTrait,
    (old, new): (BoardId, BoardId),
) -> Result<Vec<(String, ChangeKind)>, Error> {
    let changes = entries::difference(db, old, new).await?.into_changes();
    let changes = changes.iter();
    Ok(changes
        .map(|change| (change.household().to_owned(), change.kind()))
        .collect())
}

/// The households that changed on a board as it was submitted.
async fn listed(
    db: &impl ConnectionTrait,
    board_id: BoardId,
) -> Result<Vec<(String, ChangeKind)>, Error> {
    let rows = board_change::Entity::find()
        .filter(board_change::Column::BoardId.eq(board_id))
        .order_by_asc(board_change::Column::Household)
        .all(db)
        .await?;
    Ok(rows
        .into_iter()
        .filter_map(|row| Some((row.household, ChangeKind::from_key(&row.kind)?)))
        .collect())
}

/// Why these households changed on these boards, oldest board first.
pub(super) async fn reasons(
    db: &impl ConnectionTrait,
    boards: &[(BoardRef, BoardId)],
    households: &[&str],
) -> Result<BTreeMap<String, Vec<(BoardRef, ChangeReason)>>, Error> {
    let rows = board_change::Entity::find()
        .filter(board_change::Column::BoardId.is_in(boards.iter().map(|(_, id)| *id)))
        .filter(board_change::Column::Household.is_in(households.iter().copied()))
        .all(db)
        .await?;
    let mut reasons: BTreeMap<String, Vec<(BoardRef, ChangeReason)>> = BTreeMap::new();
    for row in rows {
        let of = boards.iter().find(|(_, id)| *id == row.board_id);
        if let Some((board, _)) = of {
            let reason = change_reason(&row.cause, row.objection, row.note)?;
            reasons
                .entry(row.household)
                .or_default()
                .push((*board, reason));
        }
    }
    for of_household in reasons.values_mut() {
        of_household.sort_by_key(|(board, _)| *board);
    }
    Ok(reasons)
}

/// Why a household was taken off the last of these boards that it was taken off.
pub(super) async fn removals(
    db: &impl ConnectionTrait,
    boards: &[(BoardRef, BoardId)],
    household: &str,
) -> Result<Vec<(BoardRef, ChangeReason)>, Error> {
    let removed: Vec<BoardId> = board_change::Entity::find()
        .select_only()
        .column(board_change::Column::BoardId)
        .filter(board_change::Column::BoardId.is_in(boards.iter().map(|(_, id)| *id)))
        .filter(board_change::Column::Household.eq(household))
        .filter(board_change::Column::Kind.eq(ChangeKind::Removed.key()))
        .into_tuple()
        .all(db)
        .await?;
    let boards: Vec<(BoardRef, BoardId)> = boards
        .iter()
        .filter(|(_, id)| removed.contains(id))
        .copied()
        .collect();
    let mut reasons = reasons(db, &boards, &[household]).await?;
    Ok(reasons.remove(household).unwrap_or_default())
}

/// What a notice says of its changes; `None` where there is no board before.
pub(super) async fn counted(
    db: &impl ConnectionTrait,
    shown: &ShownNotice,
) -> Result<Option<NoticeChanges>, Error> {
    let Some(submitted_with) = comparison(db, shown.notice.board_id).await? else {
        return Ok(None);
    };
    let published = published(&shown.project);
    let mut published = published.into_iter();
    let Some((with, _)) = published.find(|(_, notice)| notice.id == submitted_with) else {
        return Ok(None);
    };
    let kinds: Vec<(String, i64)> = board_change::Entity::find()
        .select_only()
        .column(board_change::Column::Kind)
        .column_as(board_change::Column::Id.count(), "households")
        .filter(board_change::Column::BoardId.eq(shown.notice.board_id))
        .group_by(board_change::Column::Kind)
        .into_tuple()
        .all(db)
        .await?;
    let of = |kind: ChangeKind| {
        let found = kinds.iter().find(|(key, _)| key == kind.key());
        found.map_or(0, |(_, households)| {
            u32::try_from(*households).unwrap_or(u32::MAX)
        })
    };
    let counts = ChangeCounts {
        changed: of(ChangeKind::Changed),
        added: of(ChangeKind::Added),
        removed: of(ChangeKind::Removed),
    };
    Ok(Some(NoticeChanges { with, counts }))
}
