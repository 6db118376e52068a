//! Giving reasons, to one household or to many at once.

use domain::account::Permission;
use domain::conflict_of_interest::RestrictedAction;
use domain::event::ChangesExplained;
use domain::reason::{ChangeCause, ChangeReason, ReasonFault};
use domain::round::RoundNumber;
use sea_orm::{EntityTrait, Set};
use store::entity::change_reason;
use store::secrets;
use text::Named as _;

use super::compared::{ListedChange, of_draft, receipts};
use crate::actor::Actor;
use crate::rounds::locked::LockedRound;
use crate::{AppContext, Error, Refusal};

/// Rows in one INSERT; PostgreSQL takes 65,535 parameters.
const ROWS_AT_ONCE: usize = 1_000;

/// Whose change is explained.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Which {
    /// These households'.
    Households(Vec<String>),
    /// Every change that has no reason yet.
    Unexplained,
}

/// A reason as the form sends it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TypedReason {
    pub cause: Option<ChangeCause>,
    /// The receipt number.
    pub objection: String,
    pub note: String,
}

/// Gives changes of the round's draft their reason; a later one takes the place
/// of an earlier one. It stays with the change when the table is uploaded again.
///
/// # Errors
/// [`Error::Refused`] for a reason that is incomplete, holds a personal number
/// or names an objection that there is not, and where no household is chosen;
/// [`Error::NotNow`] where there is no draft; [`Error::Recused`].
pub async fn explain_changes(
    context: &AppContext,
    actor: &Actor,
    code: &str,
    number: RoundNumber,
    which: &Which,
    typed: &TypedReason,
) -> Result<(), Error> {
    let asked = (Permission::UploadBoard, RestrictedAction::Explain);
    let locked = LockedRound::begin(context, actor, asked, code, number).await?;
    let (db, board) = (locked.db(), locked.draft()?);
    let compared = of_draft(db, &locked.project, number, board)
        .await?
        .ok_or(Error::NotNow(text::NOTHING_CHANGED))?;
    let chosen: Vec<&ListedChange> = match which {
        Which::Households(chosen) => compared
            .changes
            .iter()
            .filter(|one| chosen.contains(&one.household))
            .collect(),
        Which::Unexplained => compared.unexplained().collect(),
    };
    let mut refusal = Refusal::default();
    refusal.require(!chosen.is_empty(), "households", text::CHANGES_NONE_CHOSEN);
    let reason = match ChangeReason::typed(typed.cause, &typed.objection, &typed.note) {
        Ok(reason) => Some(reason),
        Err(faults) => {
            for fault in faults {
                refusal.add(field_of(fault), fault.text());
            }
            None
        }
    };
    let objection = reason.as_ref().and_then(|reason| reason.objection.as_ref());
    if let Some(objection) = objection {
        let known = receipts(db, &locked.project).await?.contains(objection);
        refusal.require(known, "objection", text::CAUSE_OBJECTION_UNKNOWN);
    }
    refusal.or_ok()?;
    let Some(reason) = reason else {
        return Ok(());
    };
    let rows: Vec<change_reason::ActiveModel> = chosen
        .iter()
        .map(|one| change_reason::ActiveModel {
            round_id: Set(locked.round.id),
            household: Set(one.household.clone()),
            fingerprint: Set(one.fingerprint.clone()),
            cause: Set(reason.cause.key().to_owned()),
            objection: Set(reason.objection.clone()),
            note: Set(reason.note.clone()),
            given_by: Set(actor.id),
            given_at: Set(context.now_millis()),
            ..Default::default()
        })
        .collect();
    for some in rows.chunks(ROWS_AT_ONCE) {
        change_reason::Entity::insert_many(some.to_vec())
            .exec(db)
            .await?;
    }
    let note = Some(reason.note).filter(|note| !note.is_empty());
    let explained = ChangesExplained {
        file: board.file_digest.clone(),
        cause: reason.cause,
        households: rows.len(),
        objection: reason.objection,
        note: note.map(|note| secrets::digest(note.as_bytes())),
    };
    locked.commit(explained).await
}

/// The field of the form that a fault is at.
const fn field_of(fault: ReasonFault) -> &'static str {
    match fault {
        ReasonFault::NoCause => "cause",
        ReasonFault::NoReceipt => "objection",
        ReasonFault::NoNote | ReasonFault::Note(_) => "note",
    }
}
