//! Carrying an upheld objection over to a later board, openly.

use domain::account::Permission;
use domain::event::EventKind;
use domain::opening::HoldUp;
use domain::recusal::Deed;
use domain::round::RoundNumber;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, Set,
};
use views::CarriedOver;

use super::opening::held_up;
use super::{board_in_hand, public_reason, subject};
use crate::accounts::{self, Actor};
use crate::clock::from_millis;
use crate::entity::{carry_over, objection};
use crate::events::{self, By};
use crate::projects::{Loaded, number};
use crate::{Error, Office, recusal, secrets};

/// Lets a round's board go out without what an upheld objection asks for. The
/// reason, and who decided it, are published with the board.
///
/// # Errors
/// [`Error::Refused`] without a reason that may be published;
/// [`Error::NotNow`] where this objection does not hold the board up;
/// [`Error::Recused`] for kin on that board, or whom the objection is about.
pub async fn carry_over(
    office: &Office,
    actor: &Actor,
    code: &str,
    number: RoundNumber,
    receipt: &str,
    reason: &str,
) -> Result<(), Error> {
    actor.must(Permission::DecideObjections)?;
    recusal::check_round(office, actor, Deed::CarryOver, code, number).await?;
    let reason = public_reason("reason", reason)?;
    // There may be no board of this round yet to find kin on.
    let asked = recusal::check_objection(office, actor, Deed::CarryOver, receipt).await;
    asked.map_err(|error| match error {
        Error::NotFound => Error::NotNow(text::CARRY_NOT_NEEDED),
        other => other,
    })?;
    let transaction = office.begin().await?;
    let loaded = Loaded::by_code(&transaction, code).await?;
    let (round, notice) = loaded.round(number)?;
    let draft = board_in_hand(&transaction, round, notice.as_ref()).await?;
    let found = held_up(office, &transaction, &loaded, round, draft.as_ref()).await?;
    let holds = found
        .iter()
        .any(|one| matches!(one, HoldUp::NotMended { receipt: holding, .. } if holding == receipt));
    if !holds {
        return Err(Error::NotNow(text::CARRY_NOT_NEEDED));
    }
    let objection = objection::Entity::find()
        .filter(objection::Column::Receipt.eq(receipt))
        .one(&transaction)
        .await?
        .ok_or(Error::NotFound)?;
    let digest = secrets::digest(reason.as_bytes());
    carry_over::ActiveModel {
        objection_id: Set(objection.id),
        round_id: Set(round.id),
        reason: Set(reason),
        decided_by: Set(actor.id),
        decided_at: Set(office.now_millis()),
        ..Default::default()
    }
    .insert(&transaction)
    .await?;
    events::record(
        office,
        &transaction,
        EventKind::ObjectionCarriedOver,
        By::Account(actor),
        subject(code, number),
        vec![
            ("objection", objection.receipt.into()),
            ("reason", digest.into()),
        ],
    )
    .await?;
    Ok(transaction.commit().await?)
}

/// What a round's board goes out without, oldest first.
pub(crate) async fn carried(
    db: &impl ConnectionTrait,
    loaded: &Loaded,
    round_id: i64,
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
        let objected_to = loaded
            .notices
            .iter()
            .find(|notice| notice.id == objection.notice_id)
            .ok_or(Error::NotFound)?;
        let (round, _) = loaded
            .rounds
            .iter()
            .find(|(round, _)| round.id == objected_to.round_id)
            .ok_or(Error::NotFound)?;
        found.push(CarriedOver {
            round: number(round)?,
            household: objection.household,
            reason: row.reason,
            by: accounts::display_name(db, row.decided_by).await?,
            at: from_millis(row.decided_at),
        });
    }
    Ok(found)
}
