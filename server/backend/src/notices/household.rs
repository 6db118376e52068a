//! One household of a notice, every line.

use domain::board::Entry;
use domain::privacy::{MemberEntry, PublicEntry};
use domain::read::{HouseholdPage, NoticeHead};
use domain::round::RoundNumber;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use super::Shown;
use crate::entity::{board, entry};
use crate::{Error, Office, standards};

/// A household's page.
///
/// # Errors
/// [`Error::NotFound`] where the notice has no such household, or shows none.
pub async fn household(
    office: &Office,
    code: &str,
    number: RoundNumber,
    household: &str,
    access_code: Option<&str>,
) -> Result<HouseholdPage, Error> {
    let shown = Shown::load(office, code, number, access_code).await?;
    let of_board =
        || entry::Entity::find().filter(entry::Column::BoardId.eq(shown.notice.board_id));
    let row = shown.row(office, household).await?;
    let entry: Entry = serde_json::from_str(&row.content)?;
    let previous = of_board()
        .filter(entry::Column::Position.lt(row.position))
        .order_by_desc(entry::Column::Position)
        .one(office.db())
        .await?;
    let next = of_board()
        .filter(entry::Column::Position.gt(row.position))
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
    let (entry, remark) = shown.entry(&entry);
    Ok(HouseholdPage {
        head: shown.head,
        entry,
        remark,
        bases,
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
) -> Result<(NoticeHead, Option<PublicEntry>), Error> {
    let shown = Shown::load(office, code, number, access_code).await?;
    let entry = match household {
        Some(household) => {
            let row = shown.row(office, household).await?;
            Some(shown.entry(&serde_json::from_str(&row.content)?).0)
        }
        None => None,
    };
    Ok((shown.head, entry))
}

impl Shown {
    /// A household's row, where this reader may see households.
    async fn row(&self, office: &Office, household: &str) -> Result<entry::Model, Error> {
        if !self.shows_households() {
            return Err(Error::NotFound);
        }
        entry::Entity::find()
            .filter(entry::Column::BoardId.eq(self.notice.board_id))
            .filter(entry::Column::Household.eq(household))
            .one(office.db())
            .await?
            .ok_or(Error::NotFound)
    }

    /// As much of an entry as this reader may see, and its remark.
    fn entry(&self, entry: &Entry) -> (PublicEntry, Option<String>) {
        if self.head.full_names {
            let member = MemberEntry::of(entry);
            (member.entry, member.remark)
        } else {
            (PublicEntry::of(entry), None)
        }
    }
}
