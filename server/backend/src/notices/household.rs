//! One household of a notice, every line.

use domain::board::Entry;
use domain::board_ref::BoardRef;
use domain::diff::EntryDiff;
use domain::privacy::{ShownChange, ShownEntry, ShownReason};
use domain::round::RoundNumber;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use views::{BoardAsked, HouseholdCompared, HouseholdPage, LaterBoard, NoticeHead};

use super::{Shown, changes};
use crate::entity::{board, entry};
use crate::entries::{self, StoredEntry};
use crate::projects::number;
use crate::{Error, Office, rounds, standards};

/// A household's page.
///
/// # Errors
/// [`Error::NotFound`] where the notice has no such household, or shows none.
pub async fn household(
    office: &Office,
    code: &str,
    board: impl Into<BoardAsked>,
    household: &str,
    access_code: Option<&str>,
) -> Result<HouseholdPage, Error> {
    let shown = Shown::load(office, code, board, access_code).await?;
    let of_board =
        || entry::Entity::find().filter(entry::Column::BoardId.eq(shown.notice.board_id));
    let stored = shown.stored(office, household).await?;
    let (entry, position) = (stored.entry()?, stored.row.position);
    let previous = of_board()
        .filter(entry::Column::Position.lt(position))
        .order_by_desc(entry::Column::Position)
        .one(office.db())
        .await?;
    let next = of_board()
        .filter(entry::Column::Position.gt(position))
        .order_by_asc(entry::Column::Position)
        .one(office.db())
        .await?;
    let board = board::Entity::find_by_id(shown.notice.board_id)
        .one(office.db())
        .await?
        .ok_or(Error::NotFound)?;
    let schedule = standards::schedule(office.db(), board.schedule_id).await?;
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
    let compared = shown.compared(office, &entry).await?;
    let later = shown.later(office, &entry).await?;
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
    office: &Office,
    code: &str,
    number: RoundNumber,
    household: Option<&str>,
    access_code: Option<&str>,
) -> Result<(NoticeHead, Option<ShownEntry>), Error> {
    let shown = Shown::load(office, code, number, access_code).await?;
    let entry = match household {
        Some(household) => {
            let stored = shown.stored(office, household).await?;
            Some(shown.entry(&stored.entry()?))
        }
        None => None,
    };
    Ok((shown.head, entry))
}

impl Shown {
    /// A household's entry, where this reader may see households.
    async fn stored(&self, office: &Office, household: &str) -> Result<StoredEntry, Error> {
        if !self.shows_households() {
            return Err(Error::NotFound);
        }
        entries::one(office.db(), self.notice.board_id, household)
            .await?
            .ok_or(Error::NotFound)
    }

    /// The household beside the same on the board before.
    async fn compared(
        &self,
        office: &Office,
        entry: &Entry,
    ) -> Result<Option<HouseholdCompared>, Error> {
        let told = rounds::comparison(office.db(), self.notice.board_id).await?;
        let published = changes::published(office.db(), &self.loaded).await?;
        let this = rounds::board_ref(self.head.round, &self.notice);
        let before = match &told {
            Some(told) => published.iter().find(|(_, notice)| notice.id == told.id),
            None => published.range(..this).next_back(),
        };
        let Some((with, notice)) = before else {
            return Ok(None);
        };
        let of = [(this, self.notice.board_id)];
        let reasons = changes::reasons(office.db(), &of, &[&entry.household]).await?;
        let before = entries::one(office.db(), notice.board_id, &entry.household).await?;
        let before = before.as_ref().map(StoredEntry::entry).transpose()?;
        let diff = before
            .as_ref()
            .and_then(|before| EntryDiff::between(before, entry));
        let changes = diff.map(|diff| ShownChange::of(&diff, self.head.audience));
        let entries: Vec<&Entry> = before.iter().chain([entry]).collect();
        let reasons = reasons.get(&entry.household).map_or(&[][..], Vec::as_slice);
        Ok(Some(HouseholdCompared {
            with: *with,
            reasons: ShownReason::of(reasons, &entries, self.head.audience),
            is_new: before.is_none(),
            changes: changes.unwrap_or_default(),
        }))
    }

    /// The newest board after this one; where the household is not on it, why.
    async fn later(&self, office: &Office, entry: &Entry) -> Result<Option<LaterBoard>, Error> {
        let last = self
            .loaded
            .rounds
            .iter()
            .rev()
            .find_map(|(round, notice)| Some((number(round).ok()?, notice.as_ref()?)));
        let Some((number, notice)) = last.filter(|(number, _)| *number > self.head.round) else {
            return Ok(None);
        };
        let household = entry.household.as_str();
        let there = entries::is_on(office.db(), notice.board_id, household).await?;
        let this = rounds::board_ref(self.head.round, &self.notice);
        let after: Vec<(BoardRef, i64)> = changes::published(office.db(), &self.loaded)
            .await?
            .into_iter()
            .filter(|(board, _)| *board > this)
            .map(|(board, notice)| (board, notice.board_id))
            .collect();
        let reasons = changes::removals(office.db(), &after, household).await?;
        Ok(Some(LaterBoard {
            round: number,
            there,
            reasons: if there {
                Vec::new()
            } else {
                ShownReason::of(&reasons, &[entry], self.head.audience)
            },
        }))
    }

    /// As much of an entry as this reader may see.
    pub(super) fn entry(&self, entry: &Entry) -> ShownEntry {
        ShownEntry::of(entry, self.head.audience)
    }
}
