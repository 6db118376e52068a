//! A round's way from a workbook to a published notice.

mod carry;
mod changes;
mod columns;
mod comments;
mod compare;
mod correct;
mod due;
mod endings;
pub(crate) mod fixed;
mod opening;
mod pages;
mod private;
mod publish;
mod review;
mod store;
mod stored;
mod submit;
mod upload;
mod warnings;
mod withdraw;

pub(crate) use carry::carried;
pub use carry::carry_over;
pub use changes::{TypedReason, Which, changes_page, explain_changes};
pub(crate) use changes::{comparison, entries, stored_reason};
pub use columns::choose_columns;
pub use comments::{TypedComment, comment, commenting, uncomment};
pub(crate) use compare::{board_ref, difference};
pub use correct::{abandon_correction, begin_correction};
pub use due::publish_due;
pub(crate) use endings::endings;
pub use pages::{office_page, review_page};
pub(crate) use review::checked_reason;
pub(crate) use review::public_reason;
pub use review::{approve, send_back};
pub use submit::{recall, submit, submit_for};
pub use upload::{Begun, Uploaded, begin_upload, finish_upload, upload};
pub use warnings::{TypedReasons, explain_warnings};
pub(crate) use withdraw::pending as pending_withdrawal;
pub use withdraw::{answer_withdrawal, ask_withdrawal};

use domain::event::EventKind;
use domain::round::{RoundAction, RoundNumber, RoundState, Standing};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use text::Text;

use crate::accounts::Actor;
use crate::entity::{board, correction, round};
use crate::events::{self, By};
use crate::projects::{Loaded, Shown, round_held, round_row, standing};
use crate::{Error, Office};

/// The name of a round in events.
pub(crate) fn subject(code: &str, number: RoundNumber) -> String {
    format!("project/{code}/round/{}", number.get())
}

/// The board that a round works on: its newest upload, or its correction's;
/// where nothing is under way, the one that is published.
pub(crate) async fn board_in_hand(
    db: &impl ConnectionTrait,
    round: &round::Model,
    notice: Option<&Shown>,
) -> Result<Option<board::Model>, Error> {
    let of_round = board::Entity::find()
        .filter(board::Column::RoundId.eq(round.id))
        .filter(board::Column::Complete.eq(true));
    let uploads = match (&round.correction, notice) {
        (Some(_), _) => {
            let begun = newest_correction(db, round.id).await?;
            let after = begun.map_or(i64::MAX, |begun| begun.after_board);
            of_round.filter(board::Column::Id.gt(after))
        }
        (None, Some(notice)) => of_round.filter(board::Column::Id.eq(notice.board_id)),
        (None, None) => of_round,
    };
    Ok(uploads.order_by_desc(board::Column::Id).one(db).await?)
}

/// The correction of a round that was begun last.
async fn newest_correction(
    db: &impl ConnectionTrait,
    round_id: i64,
) -> Result<Option<correction::Model>, Error> {
    Ok(correction::Entity::find()
        .filter(correction::Column::RoundId.eq(round_id))
        .order_by_desc(correction::Column::Id)
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
    let open = standing(&round)?.working() == RoundState::Draft;
    let notice = loaded.round(number)?.1.as_ref();
    match board_in_hand(db, &round, notice).await? {
        Some(board) if open => Ok((loaded, round, board)),
        _ => Err(Error::NotNow(text::NO_DRAFT)),
    }
}

/// Takes a step that leads back, with nothing to it but the state: what was set
/// for the board's time, and who approved it, no longer holds.
async fn step_back(
    office: &Office,
    actor: &Actor,
    (code, number): (&str, RoundNumber),
    (action, otherwise): (RoundAction, Text),
    kind: EventKind,
) -> Result<(), Error> {
    let transaction = office.begin().await?;
    let (_, round) = round_held(&transaction, code, number).await?;
    advance(&transaction, &round, action, otherwise).await?;
    publish::clear_plan(&transaction, round.id).await?;
    let (by, subject) = (By::Account(actor), subject(code, number));
    events::record(office, &transaction, kind, by, subject, vec![]).await?;
    Ok(transaction.commit().await?)
}

/// Moves a round on, if nobody else has meanwhile.
async fn advance(
    db: &impl ConnectionTrait,
    round: &round::Model,
    action: RoundAction,
    otherwise: Text,
) -> Result<Standing, Error> {
    let to = standing(round)?
        .after(action)
        .map_err(|_| Error::NotNow(otherwise))?;
    let correction = to.correction.map(|state| state.key().to_owned());
    let as_seen = match &round.correction {
        Some(seen) => round::Column::Correction.eq(seen.as_str()),
        None => round::Column::Correction.is_null(),
    };
    let changed = round::Entity::update_many()
        .col_expr(round::Column::State, Expr::value(to.state.key()))
        .col_expr(round::Column::Correction, Expr::value(correction))
        .filter(round::Column::Id.eq(round.id))
        .filter(round::Column::State.eq(round.state.as_str()))
        .filter(as_seen)
        .exec(db)
        .await?;
    if changed.rows_affected == 1 {
        Ok(to)
    } else {
        Err(Error::NotNow(otherwise))
    }
}
