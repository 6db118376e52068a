//! Withdrawals (撤回) of published boards.

use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

use crate::Error;
use crate::entity::{withdrawal, withdrawal_answer};
use crate::ids::NoticeId;

/// The newest withdrawal asked for of a notice, and what was answered.
///
/// # Errors
/// [`Error::Database`].
pub async fn newest(
    db: &impl ConnectionTrait,
    notice_id: NoticeId,
) -> Result<Option<(withdrawal::Model, Option<withdrawal_answer::Model>)>, Error> {
    let asked = withdrawal::Entity::find()
        .filter(withdrawal::Column::NoticeId.eq(notice_id))
        .order_by_desc(withdrawal::Column::Id)
        .one(db)
        .await?;
    let Some(asked) = asked else {
        return Ok(None);
    };
    let answer = withdrawal_answer::Entity::find()
        .filter(withdrawal_answer::Column::WithdrawalId.eq(asked.id))
        .one(db)
        .await?;
    Ok(Some((asked, answer)))
}

/// A withdrawal that waits for a second person.
///
/// # Errors
/// [`Error::Database`].
pub async fn pending(
    db: &impl ConnectionTrait,
    notice_id: NoticeId,
) -> Result<Option<withdrawal::Model>, Error> {
    Ok(newest(db, notice_id)
        .await?
        .and_then(|(asked, answer)| answer.is_none().then_some(asked)))
}
