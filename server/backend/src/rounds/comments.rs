//! A reviewer's comments on single cells while reading a board; the clerk sees it
//! when the board comes back.

use domain::account::Permission;
use domain::conflict_of_interest::RestrictedAction;
use domain::event::{CellCommented, CommentTakenBack};
use domain::id::{BoardId, CommentId};
use domain::id_number::find;
use domain::round::{RoundNumber, RoundState};
use domain::table::EntryPlace;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter,
    QueryOrder, Set,
};
use store::accounts;
use store::boards::{self, working_board};
use store::entity::{board, review_comment};
use store::entries::{self, StoredEntry};
use store::ids;
use store::projects::ProjectRecord;
use store::time::from_millis;
use views::{CellChoice, CellComment, Commenting, MAX_COMMENT, MAX_COMMENTS, cells_of};

use super::locked::LockedRound;
use super::review::under_review;
use crate::actor::Actor;
use crate::{AppContext, Error, Refusal};

/// A comment as the form sends it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TypedComment {
    /// The board that it is about.
    pub board: BoardId,
    pub household: String,
    /// `G7`; empty for the household as a whole.
    pub cell: String,
    pub comment: String,
}

/// Keeps a comment on a board in pre-review.
///
/// # Errors
/// [`Error::Refused`] for a comment that is empty or too long, a cell or a
/// household that the board has not, or where there are too many;
/// [`Error::NotNow`] and [`Error::Recused`] as for approving.
pub async fn comment(
    context: &AppContext,
    actor: &Actor,
    code: &str,
    number: RoundNumber,
    typed: &TypedComment,
) -> Result<(), Error> {
    let locked = in_review(context, actor, code, number).await?;
    let board = still_in_review(&locked, actor, typed.board)?;
    let db = locked.db();
    let stored = entries::one(db, board.id, typed.household.trim())
        .await?
        .ok_or_else(|| Error::refused("comment", text::COMMENT_NO_HOUSEHOLD))?;
    let (place, cells) = cells(&board, &stored)?;
    let comment = typed.comment.trim();
    let wanted = typed.cell.trim();
    let cell = cells.into_iter().find(|one| one.cell == wanted);
    let count = of(&board).count(db).await?;
    let mut refusal = Refusal::default();
    refusal.require(!comment.is_empty(), "comment", text::COMMENT_NEEDED);
    let fits = comment.chars().count() <= MAX_COMMENT;
    refusal.require(fits, "comment", text::TOO_LONG);
    refusal.require(find(comment).is_empty(), "comment", text::KEPT_PERSONAL);
    let known = wanted.is_empty() || cell.is_some();
    refusal.require(known, "cell", text::COMMENT_NO_CELL);
    refusal.require(count < MAX_COMMENTS, "", text::COMMENTS_MANY);
    refusal.or_ok()?;
    let (cell, label) = match cell {
        Some(one) => (Some(one.cell), one.label),
        None => (None, String::new()),
    };
    review_comment::ActiveModel {
        board_id: Set(board.id),
        household: Set(stored.row.household),
        sheet: Set(place.and_then(|place| place.sheet)),
        cell: Set(cell),
        label: Set(label),
        comment: Set(comment.to_owned()),
        given_by: Set(actor.id),
        given_at: Set(context.now_millis()),
        ..Default::default()
    }
    .insert(db)
    .await?;
    let file = board.file_digest;
    locked.commit(CellCommented { file }).await
}

/// Takes a comment back, while the board is still in pre-review.
///
/// # Errors
/// [`Error::NotFound`] where there is no such comment; [`Error::NotNow`] and
/// [`Error::Recused`] as for approving.
pub async fn uncomment(
    context: &AppContext,
    actor: &Actor,
    code: &str,
    number: RoundNumber,
    seen: BoardId,
    id: CommentId,
) -> Result<(), Error> {
    let locked = in_review(context, actor, code, number).await?;
    let board = still_in_review(&locked, actor, seen)?;
    let gone = review_comment::Entity::delete_many()
        .filter(review_comment::Column::BoardId.eq(board.id))
        .filter(review_comment::Column::Id.eq(ids::CommentId::from(id)))
        .exec(locked.db())
        .await?;
    if gone.rows_affected == 0 {
        return Err(Error::NotFound);
    }
    let file = board.file_digest;
    locked.commit(CommentTakenBack { file }).await
}

/// A household's cells, for the form.
///
/// # Errors
/// [`Error::NotFound`] where the board has no such household;
/// [`Error::Forbidden`].
pub async fn commenting(
    context: &AppContext,
    actor: &Actor,
    code: &str,
    number: RoundNumber,
    household: &str,
) -> Result<Commenting, Error> {
    actor.must(Permission::ReviewBoard)?;
    let db = context.db();
    let project = ProjectRecord::by_code(db, code).await?;
    let board = working_board(db, project.round(number)?)
        .await?
        .ok_or(Error::NotFound)?;
    let stored = entries::one(db, board.id, household.trim())
        .await?
        .ok_or(Error::NotFound)?;
    let (_, cells) = cells(&board, &stored)?;
    Ok(Commenting {
        household: stored.row.household,
        head: stored.row.head,
        cells,
    })
}

/// A round whose board one reviews.
async fn in_review<'a>(
    context: &'a AppContext,
    actor: &'a Actor,
    code: &str,
    number: RoundNumber,
) -> Result<LockedRound<'a>, Error> {
    let asked = (Permission::ReviewBoard, RestrictedAction::Return);
    LockedRound::begin(context, actor, asked, code, number).await
}

fn still_in_review(
    locked: &LockedRound<'_>,
    actor: &Actor,
    seen: BoardId,
) -> Result<board::Model, Error> {
    let board = under_review(locked, actor, seen)?;
    if locked.round.standing.working() == RoundState::InReview {
        Ok(board)
    } else {
        Err(Error::NotNow(text::NOT_IN_REVIEW))
    }
}

/// Where a household stands, and its cells; none for a board of long ago.
fn cells(
    board: &board::Model,
    stored: &StoredEntry,
) -> Result<(Option<EntryPlace>, Vec<CellChoice>), Error> {
    let Some(place) = stored.place()? else {
        return Ok((None, Vec::new()));
    };
    let report = boards::report(board)?;
    let cells = cells_of(&report, &place, &stored.entry()?);
    Ok((Some(place), cells))
}

fn of(board: &board::Model) -> sea_orm::Select<review_comment::Entity> {
    review_comment::Entity::find().filter(review_comment::Column::BoardId.eq(board.id))
}

/// Comments on a board, in the order of its households.
pub(super) async fn of_board(
    db: &impl ConnectionTrait,
    board: &board::Model,
) -> Result<Vec<CellComment>, Error> {
    let rows = of(board)
        .order_by_asc(review_comment::Column::Household)
        .order_by_asc(review_comment::Column::Id)
        .all(db)
        .await?;
    let mut comments = Vec::with_capacity(rows.len());
    for row in rows {
        comments.push(CellComment {
            id: row.id.into(),
            household: row.household,
            sheet: row.sheet,
            cell: row.cell,
            label: row.label,
            comment: row.comment,
            by: accounts::display_name(db, row.given_by).await?,
            at: from_millis(row.given_at),
        });
    }
    Ok(comments)
}
