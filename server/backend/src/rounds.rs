//! A round's way from a workbook to a published notice.

mod changes;
mod columns;
mod compare;
mod pages;
mod private;
mod publish;
mod review;
mod store;
mod submit;
mod upload;
mod warnings;

pub use changes::{TypedReason, Which, changes_page, explain_changes};
pub(crate) use changes::{comparison, entries, stored_reason};
pub use columns::choose_columns;
pub(crate) use compare::{before, board_ref, difference};
pub use pages::{office_page, review_page};
pub(crate) use review::checked_reason;
pub use review::{approve, send_back};
pub use submit::submit;
pub use upload::{Begun, Uploaded, begin_upload, finish_upload, upload};
pub use warnings::{TypedReasons, explain_warnings};

use domain::objection::ObjectionState;
use domain::round::{RoundAction, RoundNumber, RoundState};
use domain::text::{self, Text};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder};

use crate::entity::{board, notice, objection, round};
use crate::projects::{Loaded, round_row, state};
use crate::{Error, Office};

/// The name of a round in events.
fn subject(code: &str, number: RoundNumber) -> String {
    format!("project/{code}/round/{}", number.get())
}

/// The newest board of a round that is stored whole.
async fn newest_board(
    db: &impl ConnectionTrait,
    round_id: i64,
) -> Result<Option<board::Model>, Error> {
    Ok(board::Entity::find()
        .filter(board::Column::RoundId.eq(round_id))
        .filter(board::Column::Complete.eq(true))
        .order_by_desc(board::Column::Id)
        .one(db)
        .await?)
}

/// A round with its draft, to be worked on.
async fn open_draft(
    db: &impl ConnectionTrait,
    code: &str,
    number: RoundNumber,
) -> Result<(Loaded, round::Model, board::Model), Error> {
    let (loaded, round) = round_row(db, code, number).await?;
    let open = RoundState::from_key(&round.state) == Some(RoundState::Draft);
    match newest_board(db, round.id).await? {
        Some(board) if open => Ok((loaded, round, board)),
        _ => Err(Error::NotNow(text::NO_DRAFT)),
    }
}

/// Moves a round on, if nobody else has meanwhile.
async fn advance(
    db: &impl ConnectionTrait,
    round: &round::Model,
    action: RoundAction,
    otherwise: Text,
) -> Result<RoundState, Error> {
    let from = RoundState::from_key(&round.state)
        .ok_or_else(|| Error::internal(format!("round {} has no known state", round.id)))?;
    let to = from.after(action).map_err(|_| Error::NotNow(otherwise))?;
    let changed = round::Entity::update_many()
        .col_expr(round::Column::State, Expr::value(to.key()))
        .filter(round::Column::Id.eq(round.id))
        .filter(round::Column::State.eq(from.key()))
        .exec(db)
        .await?;
    if changed.rows_affected == 1 {
        Ok(to)
    } else {
        Err(Error::NotNow(otherwise))
    }
}

/// The board before must have hung its full time, and every objection to it
/// must be answered.
async fn before_is_finished(
    office: &Office,
    db: &impl ConnectionTrait,
    loaded: &Loaded,
    this: &round::Model,
) -> Result<(), Error> {
    for (round, notice) in loaded
        .rounds
        .iter()
        .filter(|(round, _)| round.number < this.number)
    {
        if !matches!(
            state(office, round, notice.as_ref())?,
            RoundState::Closed | RoundState::Withdrawn
        ) {
            return Err(Error::NotNow(text::ROUND_NOT_OPEN));
        }
        let notices: Vec<i64> = notice::Entity::find()
            .filter(notice::Column::RoundId.eq(round.id))
            .all(db)
            .await?
            .into_iter()
            .map(|notice| notice.id)
            .collect();
        let open = ObjectionState::ALL
            .into_iter()
            .filter(|state| state.is_open());
        let waiting = objection::Entity::find()
            .filter(objection::Column::NoticeId.is_in(notices))
            .filter(objection::Column::State.is_in(open.map(ObjectionState::key)))
            .count(db)
            .await?;
        if waiting > 0 {
            return Err(Error::NotNow(text::ROUND_NOT_OPEN));
        }
    }
    Ok(())
}
