//! One household of a notice, every line.

use domain::board::Entry;
use domain::board_ref::BoardRef;
use domain::diff::EntryDiff;
use domain::privacy::{ShownChange, ShownEntry, ShownReason};
use domain::round::RoundNumber;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use store::boards::comparison;
use store::entity::{board, entry};
use store::entries::{self, StoredEntry};
use store::ids::BoardId;
use store::schedules;
use views::{BoardAsked, HouseholdCompared, HouseholdPage, LaterBoard, NoticeHead};

use super::changes;
use super::shown::ShownNotice;
use crate::heads::board_ref;
use crate::{AppContext, Error};

/// A household's page.
///
/// # Errors
/// [`Error::NotFound`] where the notice has no such household, or shows none.
pub async fn household(
    context: &AppContext,
    code: &str,
    board: impl Into<BoardAsked>,
    household: &str,
    access_code: Option<&str>,
) -> Result<HouseholdPage, Error> {
    let shown = ShownNotice::load(context, code, board, access_code).await?;
    let of_board =
        || entry::Entity::find().filter(entry::Column::BoardId.eq(shown.notice.board_id));
    let stored = shown.stored(context, household).await?;
    let (entry, position) = (stored.entry()?, stored.row.position);
    let previous = of_board()
        .filter(entry::Column::Position.lt(position))
        .order_by_desc(entry::Column::Position)
        .one(context.db())
        .await?;
    let next = of_board()
        .filter(entry::Column::Position.gt(position))
        .order_by_asc(entry::Column::Position)
        .one(context.db())
        .await?;
    let board = board::Entity::find_by_id(shown.notice.board_id)
        .one(context.db())
        .await?
        .ok_or(Error::NotFound)?;
    let schedule = schedules::schedule(context.db(), board.schedule_id).await?;
    let mut used: Vec<&str> = entry
        .lines
        .iter()
        .filter_map(|line| line.standard.as_deref())
        .collect();
    used.dedup();
    let bases = used
        .into_iter()
        .filter_map(|code| schedule.by_code(code))
        .map(|standard| (standard.code.clone(), standard.basis.clone()))
        .collect();
    let compared = compared(context, &shown, &entry).await?;
    let later = later(context, &shown, &entry).await?;
    let entry = shown.entry(&entry);
    Ok(HouseholdPage {
        head: shown.head,
        entry,
        bases,
        compared,
        later,
        previous: previous.map(|row| row.household),
        next: next.map(|row| row.household),
    })
}

/// What an objection can be filed about: the board, or one household of it.
///
/// # Errors
/// [`Error::NotFound`].
pub async fn objectable(
    context: &AppContext,
    code: &str,
    number: RoundNumber,
    household: Option<&str>,
    access_code: Option<&str>,
) -> Result<(NoticeHead, Option<ShownEntry>), Error> {
    let shown = ShownNotice::load(context, code, number, access_code).await?;
    let entry = match household {
        Some(household) => {
            let stored = shown.stored(context, household).await?;
            Some(shown.entry(&stored.entry()?))
        }
        None => None,
    };
    Ok((shown.head, entry))
}

/// The household beside the same on the board before.
async fn compared(
    context: &AppContext,
    shown: &ShownNotice,
    entry: &Entry,
) -> Result<Option<HouseholdCompared>, Error> {
    let (notice, audience) = (&shown.notice, shown.head.audience);
    let this = board_ref(notice);
    let mut published = changes::published(&shown.project).into_iter();
    let before = match comparison(context.db(), notice.board_id).await? {
        Some(with) => published.find(|(_, notice)| notice.id == with),
        None => published.take_while(|(board, _)| *board < this).last(),
    };
    let Some((with, before)) = before else {
        return Ok(None);
    };
    let of = [(this, notice.board_id)];
    let reasons = changes::reasons(context.db(), &of, &[&entry.household]).await?;
    let before = entries::one(context.db(), before.board_id, &entry.household).await?;
    let before = before.as_ref().map(StoredEntry::entry).transpose()?;
    let diff = before
        .as_ref()
        .and_then(|before| EntryDiff::between(before, entry));
    let entries: Vec<&Entry> = before.iter().chain([entry]).collect();
    let changes = diff.map(|diff| ShownChange::of(&diff, &entries, audience));
    let reasons = reasons.get(&entry.household).map_or(&[][..], Vec::as_slice);
    Ok(Some(HouseholdCompared {
        with,
        reasons: ShownReason::of(reasons, &entries, audience),
        is_new: before.is_none(),
        changes: changes.unwrap_or_default(),
    }))
}

/// The newest board after this one; where the household is not on it, why.
async fn later(
    context: &AppContext,
    shown: &ShownNotice,
    entry: &Entry,
) -> Result<Option<LaterBoard>, Error> {
    let mut newest = shown.project.rounds.iter().rev();
    let newest = newest.find_map(|round| round.notice.as_ref());
    let Some(notice) = newest.filter(|notice| notice.round > shown.head.round) else {
        return Ok(None);
    };
    let household = entry.household.as_str();
    let there = entries::is_on(context.db(), notice.board_id, household).await?;
    let reasons = if there {
        Vec::new()
    } else {
        let this = board_ref(&shown.notice);
        let after: Vec<(BoardRef, BoardId)> = changes::published(&shown.project)
            .into_iter()
            .filter(|(board, _)| *board > this)
            .map(|(board, notice)| (board, notice.board_id))
            .collect();
        let reasons = changes::removals(context.db(), &after, household).await?;
        ShownReason::of(&reasons, &[entry], shown.head.audience)
    };
    Ok(Some(LaterBoard {
        round: notice.round,
        there,
        reasons,
    }))
}
