//! A round as the office and its reviewer see it.

use domain::account::Permission;
use domain::opening::HoldUp;
use domain::round::{RoundNumber, RoundState};
use domain::table::UploadReport;
use domain::upload::UploadStage;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use views::{Asked, Draft, OfficeRound, ReviewPage};

use super::carry::carried;
use super::opening::{held_up, is_time};
use super::stored::Stored;
use super::{board_in_hand, changes, comments, endings, newest_correction, warnings, withdraw};
use crate::accounts::{self, Actor};
use crate::clock::from_millis;
use crate::entity::{board, entry, round};
use crate::entries;
use crate::projects::{Loaded, Shown, due_moves, standing, state};
use crate::{Error, Office, declarations, standards, uploads};

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
    let db = office.db();
    let loaded = Loaded::by_code(db, code).await?;
    let (round, notice) = loaded.round(number)?;
    let notice = notice.as_ref();
    let working = standing(round)?.working();
    let board = board_in_hand(db, round, notice).await?;
    let mut hold_ups = if working.is_public() {
        Vec::new()
    } else {
        held_up(office, db, &loaded, round, board.as_ref()).await?
    };
    // It would be out by now.
    if let Some(board) = &board
        && working == RoundState::Approved
        && is_time(office, round)
        && !Stored::of(db, board.id).await?.is_as_approved(db).await?
    {
        hold_ups.push(HoldUp::Altered);
    }
    let (withdrawal, withdrawal_refused) = withdrawals(db, actor, notice).await?;
    let return_reason = board.as_ref().and_then(|board| board.return_reason.clone());
    // Half a review is the reviewer's own.
    let said = match &board {
        Some(board) if working != RoundState::InReview => comments::of_board(db, board).await?,
        _ => Vec::new(),
    };
    let compared = match &board {
        Some(board) => changes::of_board(office.db(), &loaded, number, board).await?,
        None => None,
    };
    let upload = match actor.must(Permission::UploadBoard) {
        Ok(()) => uploads::newest_of_round(office, round.id).await?,
        Err(_) => None,
    };
    let state = state(office, round, notice)?;
    let declarations = match &board {
        Some(board) if matches!(working, RoundState::Draft | RoundState::Returned) => {
            let project_id = loaded.project.id;
            Some(declarations::check(office, office.db(), project_id, board.id).await?)
        }
        _ => None,
    };
    Ok(OfficeRound {
        head: loaded.office_head(office)?,
        round: number,
        state,
        working: match working {
            RoundState::Published => state,
            other => other,
        },
        declarations,
        has_standards: standards::newest(db, loaded.project.id).await?.is_some(),
        draft: match board {
            Some(board) => Some(draft(db, &board).await?),
            None => None,
        },
        return_reason,
        comments: said,
        changes: compared.as_ref().map(changes::summary),
        upload: upload.filter(|upload| upload.stage != UploadStage::Stored),
        planned_at: round.planned_at.map(from_millis),
        time_came: is_time(office, round),
        due_moves: due_moves(db, &loaded, round.id).await?,
        due_open: notice.is_none(),
        hold_ups,
        carried: carried(db, &loaded, round.id).await?,
        correction: correction(db, actor, round).await?,
        withdrawal,
        withdrawal_refused,
    })
}

/// The correction of a round that is under way.
async fn correction(
    db: &impl ConnectionTrait,
    actor: &Actor,
    round: &round::Model,
) -> Result<Option<Asked>, Error> {
    if round.correction.is_none() {
        return Ok(None);
    }
    Ok(match newest_correction(db, round.id).await? {
        Some(begun) => Some(Asked {
            id: begun.id,
            reason: begun.reason,
            by: accounts::display_name(db, begun.begun_by).await?,
            at: from_millis(begun.begun_at),
            own: begun.begun_by == actor.id,
        }),
        None => None,
    })
}

/// The withdrawal that waits, and the newest that was not agreed to.
async fn withdrawals(
    db: &impl ConnectionTrait,
    actor: &Actor,
    notice: Option<&Shown>,
) -> Result<(Option<Asked>, Option<Asked>), Error> {
    let Some(notice) = notice else {
        return Ok((None, None));
    };
    Ok(match withdraw::newest(db, notice.id).await? {
        None => (None, None),
        Some((asked, None)) => {
            let asked = Asked {
                id: asked.id,
                reason: asked.reason,
                by: accounts::display_name(db, asked.asked_by).await?,
                at: from_millis(asked.asked_at),
                own: asked.asked_by == actor.id,
            };
            (Some(asked), None)
        }
        Some((asked, Some(answer))) => {
            let refused = Asked {
                id: asked.id,
                by: accounts::display_name(db, answer.answered_by).await?,
                at: from_millis(answer.answered_at),
                own: answer.answered_by == actor.id,
                reason: answer.reason.unwrap_or_default(),
            };
            (None, (!answer.confirmed).then_some(refused))
        }
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
    let state = match standing(round)?.working() {
        RoundState::Draft => return Err(Error::NotFound),
        RoundState::Published => state(office, round, notice.as_ref())?,
        working => working,
    };
    let board = board_in_hand(office.db(), round, notice.as_ref())
        .await?
        .ok_or(Error::NotFound)?;
    let hold_ups = if state.is_public() {
        Vec::new()
    } else {
        held_up(office, office.db(), &loaded, round, Some(&board)).await?
    };
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
    let entries = entries::parsed(office.db(), rows).await?;
    let compared = changes::of_board(office.db(), &loaded, number, &board).await?;
    let first_changes = match &compared {
        Some(compared) => changes::first(office.db(), compared, &board).await?,
        None => Vec::new(),
    };
    let numbers: Vec<&str> = entries
        .iter()
        .map(|entry| entry.household.as_str())
        .collect();
    let endings = endings(office, office.db(), board.id, &numbers).await?;
    let households = entries.iter().map(|entry| &entry.household);
    let declared = declarations::of_households(office.db(), loaded.project.id, households).await?;
    Ok(ReviewPage {
        head: loaded.office_head(office)?,
        round: number,
        state,
        correction: correction(office.db(), actor, round).await?,
        planned_at: round.planned_at.map(from_millis),
        hold_ups,
        board: board.id,
        own_upload: board.uploaded_by == actor.id,
        changes: compared.as_ref().map(changes::summary),
        first_changes,
        comments: comments::of_board(office.db(), &board).await?,
        commenting: None,
        draft,
        entries,
        declared,
        endings,
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
