//! The account of an official, which recusal goes by: that it is to be another one,
//! or none, one person asks and a second one agrees to.

use domain::account::Permission;
use domain::event::{OfficialChanged, OfficialLinkAsked, OfficialLinkKept, Subject};
use domain::id::OfficialId;
use domain::name;
use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, Set,
};
use store::entity::{account, official, official_link_change};
use store::ids::{self, AccountId};
use store::officials::{self, link_change_of};

use crate::actor::Actor;
use crate::change::Change;
use crate::{AppContext, Error};

/// Asks for another account of an official. What was asked for before is answered
/// first.
pub(super) async fn ask(
    change: &Change<'_>,
    actor: &Actor,
    official: &official::Model,
    account_id: Option<AccountId>,
) -> Result<(), Error> {
    match link_change_of(&change.db, official.id).await? {
        Some(before) if before.account_id == account_id => return Ok(()),
        Some(_) => return Err(Error::refused("account", text::OFFICIAL_LINK_WAITS)),
        None => {}
    }
    official_link_change::ActiveModel {
        official_id: Set(official.id),
        account_id: Set(account_id),
        asked_by: Set(actor.id),
        asked_at: Set(change.context.now_millis()),
        ..Default::default()
    }
    .insert(&change.db)
    .await?;
    let asked = OfficialLinkAsked {
        account_before: account_name(&change.db, official.account_id).await?,
        account_after: account_name(&change.db, account_id).await?,
    };
    let subject = Subject::Official(official.id.into());
    change.record(subject, asked).await
}

/// Agrees that the account of an official is to be the one that was asked for;
/// `account` is its name as the page showed it, empty for none.
///
/// # Errors
/// [`Error::Refused`] for whom it concerns; [`Error::NotNow`] where something else
/// is asked for by now; [`Error::NotFound`].
pub async fn agree_to_link(
    context: &AppContext,
    actor: &Actor,
    id: OfficialId,
    account: &str,
) -> Result<(), Error> {
    let change = Change::begin(context, actor, Permission::ConfirmLink).await?;
    let (row, asked) = answer(&change, actor, id, account, true).await?;
    let changed = OfficialChanged {
        term_to_before: row.term_to.clone().unwrap_or_default(),
        term_to_after: row.term_to.clone().unwrap_or_default(),
        account_before: account_name(&change.db, row.account_id).await?,
        account_after: account_name(&change.db, asked).await?,
    };
    let mut row = row.into_active_model();
    row.account_id = Set(asked);
    row.update(&change.db).await?;
    change.commit(Subject::Official(id), changed).await
}

/// Does not agree: the account stays the one that it is.
///
/// # Errors
/// As [`agree_to_link`].
pub async fn keep_link(
    context: &AppContext,
    actor: &Actor,
    id: OfficialId,
    account: &str,
) -> Result<(), Error> {
    let change = Change::begin(context, actor, Permission::ConfirmLink).await?;
    let (row, asked) = answer(&change, actor, id, account, false).await?;
    let kept = OfficialLinkKept {
        account: account_name(&change.db, row.account_id).await?,
        account_asked: account_name(&change.db, asked).await?,
    };
    change.commit(Subject::Official(id), kept).await
}

/// Answers what waits, by somebody whom it does not concern. Gives the official as
/// registered, and the account that was asked for.
async fn answer(
    change: &Change<'_>,
    actor: &Actor,
    id: OfficialId,
    account: &str,
    agreed: bool,
) -> Result<(official::Model, Option<AccountId>), Error> {
    let row = official::Entity::find_by_id(ids::OfficialId::from(id))
        .one(&change.db)
        .await?
        .ok_or(Error::NotFound)?;
    let gone = || Error::NotNow(text::CHANGED_MEANWHILE);
    let waits = link_change_of(&change.db, row.id).await?.ok_or_else(gone)?;
    if account_name(&change.db, waits.account_id).await? != account.trim() {
        return Err(gone());
    }
    let own = [row.account_id, waits.account_id, Some(waits.asked_by)];
    let stands_for = officials::of_account(&change.db, actor.id).await?;
    let is_same = |one: &officials::OfficialRecord| name::names(&one.name, &row.name);
    if own.contains(&Some(actor.id)) || stands_for.iter().any(is_same) {
        return Err(Error::refused("", text::OFFICIAL_LINK_OWN));
    }
    // Of two answers at the same moment one is first.
    let answered = official_link_change::Entity::update_many()
        .col_expr(
            official_link_change::Column::AnsweredBy,
            Expr::value(actor.id),
        )
        .col_expr(
            official_link_change::Column::AnsweredAt,
            Expr::value(change.context.now_millis()),
        )
        .col_expr(official_link_change::Column::Agreed, Expr::value(agreed))
        .filter(official_link_change::Column::Id.eq(waits.id))
        .filter(official_link_change::Column::AnsweredAt.is_null())
        .exec(&change.db)
        .await?;
    if answered.rows_affected != 1 {
        return Err(gone());
    }
    Ok((row, waits.account_id))
}

/// The name that an account signs in with; empty for none.
pub(super) async fn account_name(
    db: &impl ConnectionTrait,
    id: Option<AccountId>,
) -> Result<String, Error> {
    let Some(id) = id else {
        return Ok(String::new());
    };
    let found = account::Entity::find_by_id(id).one(db).await?;
    Ok(found.map(|account| account.name).unwrap_or_default())
}
