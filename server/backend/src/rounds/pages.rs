//! A round as the office and its reviewer see it.

use domain::account::Permission;
use domain::board::Entry;
use domain::read::{Draft, OfficeRound, ReviewPage, UploadReport, UploadStage};
use domain::round::{RoundNumber, RoundState};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::{changes, newest_board, warnings};
use crate::accounts::{self, Actor};
use crate::clock::from_millis;
use crate::entity::{board, entry};
use crate::projects::{Loaded, state};
use crate::{Error, Office, standards, uploads};

/// A round's page in the office.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Forbidden`].
pub async fn office_page(
    office: &Office,
    actor: &Actor,
    code: &str,
    number: RoundNumber,
) -> Result<OfficeRound, Error> {
    actor.must(Permission::SeeOffice)?;
    let loaded = Loaded::by_code(office.db(), code).await?;
    let (round, notice) = loaded.round(number)?;
    let board = newest_board(office.db(), round.id).await?;
    let return_reason = board.as_ref().and_then(|board| board.return_reason.clone());
    let compared = match &board {
        Some(board) => changes::of_board(office.db(), &loaded, number, board).await?,
        None => None,
    };
    let upload = match actor.must(Permission::UploadBoard) {
        Ok(()) => uploads::newest_of_round(office, round.id).await?,
        Err(_) => None,
    };
    Ok(OfficeRound {
        head: loaded.head(office)?,
        round: number,
        state: state(office, round, notice.as_ref())?,
        has_standards: standards::newest(office.db(), loaded.project.id)
            .await?
            .is_some(),
        draft: match board {
            Some(board) => Some(draft(office.db(), &board).await?),
            None => None,
        },
        return_reason,
        changes: compared.as_ref().map(changes::summary),
        upload: upload.filter(|upload| upload.stage != UploadStage::Stored),
    })
}

/// Households on one page of a board in review.
const ENTRIES_PER_PAGE: u32 = 100;

/// A page of a board with full names and remarks, for the reviewer.
///
/// # Errors
/// [`Error::NotFound`] where nothing was uploaded; [`Error::Forbidden`].
pub async fn review_page(
    office: &Office,
    actor: &Actor,
    code: &str,
    number: RoundNumber,
    page: u32,
) -> Result<ReviewPage, Error> {
    actor.must(Permission::ReviewBoard)?;
    let loaded = Loaded::by_code(office.db(), code).await?;
    let (round, notice) = loaded.round(number)?;
    let state = state(office, round, notice.as_ref())?;
    if matches!(state, RoundState::Draft) {
        return Err(Error::NotFound);
    }
    let board = newest_board(office.db(), round.id)
        .await?
        .ok_or(Error::NotFound)?;
    let draft = draft(office.db(), &board).await?;
    let pages = draft
        .report
        .totals
        .households
        .div_ceil(ENTRIES_PER_PAGE)
        .max(1);
    let page = page.clamp(1, pages);
    let rows = entry::Entity::find()
        .filter(entry::Column::BoardId.eq(board.id))
        .order_by_asc(entry::Column::Position)
        .offset(u64::from((page - 1) * ENTRIES_PER_PAGE))
        .limit(u64::from(ENTRIES_PER_PAGE))
        .all(office.db())
        .await?;
    let entries: Vec<Entry> = rows
        .iter()
        .map(|row| serde_json::from_str(&row.content))
        .collect::<Result<_, _>>()?;
    let compared = changes::of_board(office.db(), &loaded, number, &board).await?;
    let first_changes = match &compared {
        Some(compared) => changes::first(office.db(), compared, &board).await?,
        None => Vec::new(),
    };
    Ok(ReviewPage {
        head: loaded.head(office)?,
        round: number,
        state,
        own_upload: board.uploaded_by == actor.id,
        changes: compared.as_ref().map(changes::summary),
        first_changes,
        draft,
        entries,
        page,
        pages,
    })
}

async fn draft(db: &impl ConnectionTrait, board: &board::Model) -> Result<Draft, Error> {
    let report: UploadReport = serde_json::from_str(&board.report)?;
    Ok(Draft {
        warnings: warnings::grouped(db, board, &report).await?,
        report,
        uploaded_by: accounts::display_name(db, board.uploaded_by).await?,
        uploaded_at: from_millis(board.uploaded_at),
        upload: uploads::of_board(db, board.id)
            .await?
            .map(|upload| upload.id),
    })
}
