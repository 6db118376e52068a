//! Carrying an upheld objection over to a later board, openly.

use domain::account::Permission;
use domain::conflict_of_interest::RestrictedAction;
use domain::event::{ObjectionCarriedOver, Subject};
use domain::publication_gate::Blocker;
use domain::round::RoundNumber;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, Set,
};
use store::entity::{carry_over, objection};
use store::ids::RoundId;
use store::projects::ProjectRecord;
use store::time::from_millis;
use store::{accounts, objections, secrets};
use views::{CarriedOver, Irrevocable};

use super::locked::LockedRound;
use crate::actor::Actor;
use crate::reasons::public_reason;
use crate::{AppContext, Error, recusal};

/// Lets a round's board be published without what an upheld objection asks for. The
/// reason, and who decided it, are published with the board.
///
/// # Errors
/// [`Error::Refused`] without a reason that may be published;
/// [`Error::NotNow`] where this objection does not hold the board up;
/// [`Error::Recused`] for kin on that board, or whom the objection is about;
/// [`Error::Unconfirmed`].
pub async fn carry_over(
    context: &AppContext,
    actor: &Actor,
    code: &str,
    number: RoundNumber,
    receipt: &str,
    reason: &str,
) -> Result<(), Error> {
    let asked = (Permission::DecideObjections, RestrictedAction::CarryOver);
    let locked = LockedRound::begin(context, actor, asked, code, number).await?;
    let reason = public_reason("reason", reason)?;
    let not_needed = Error::NotNow(text::CARRY_NOT_NEEDED);
    let objection = match objections::by_receipt(locked.db(), receipt).await {
        Err(store::Error::NotFound) => return Err(not_needed),
        found => found?,
    };
    // There may be no board of this round yet to find kin on.
    let of = recusal::of_objection(locked.db(), &objection).await?;
    let subject = Subject::Objection(&objection.receipt);
    let locked = locked
        .unless_recused(actor, RestrictedAction::CarryOver, subject, of)
        .await?;
    let holds = locked.blockers().await?.iter().any(
        |one| matches!(one, Blocker::NotMended { receipt, .. } | Blocker::NotConfirmed { receipt, .. } if *receipt == objection.receipt),
    );
    if !holds {
        return Err(not_needed);
    }
    let asked = Irrevocable::CarryOver {
        board: locked.board_name(locked.next_revision()),
        receipt: objection.receipt.clone(),
        household: objection.household.clone(),
        reason: reason.clone(),
    };
    actor.consents(context, asked)?;
    let digest = secrets::digest(reason.as_bytes());
    carry_over::ActiveModel {
        objection_id: Set(objection.id),
        round_id: Set(locked.round.id),
        reason: Set(reason),
        decided_by: Set(actor.id),
        decided_at: Set(context.now_millis()),
        ..Default::default()
    }
    .insert(locked.db())
    .await?;
    let carried = ObjectionCarriedOver {
        objection: objection.receipt,
        reason: digest,
    };
    locked.commit(carried).await
}

/// What a round's board is published without, oldest first.
pub(crate) async fn carried(
    db: &impl ConnectionTrait,
    project: &ProjectRecord,
    round_id: RoundId,
) -> Result<Vec<CarriedOver>, Error> {
    let rows = carry_over::Entity::find()
        .filter(carry_over::Column::RoundId.eq(round_id))
        .order_by_asc(carry_over::Column::Id)
        .all(db)
        .await?;
    let mut found = Vec::with_capacity(rows.len());
    for row in rows {
        let objection = objection::Entity::find_by_id(row.objection_id)
            .one(db)
            .await?
            .ok_or(Error::NotFound)?;
        found.push(CarriedOver {
            round: project.notice(objection.notice_id)?.round,
            household: objection.household,
            reason: row.reason,
            by: accounts::display_name(db, row.decided_by).await?,
            at: from_millis(row.decided_at),
        });
    }
    Ok(found)
}
