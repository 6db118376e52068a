//! The register of cadres and Party members. Nothing is deleted: a term ends.

mod links;

use std::collections::HashMap;

use chrono::NaiveDate;
use domain::account::Permission;
use domain::declaration::{REGISTERED_KINDS, Registered};
use domain::event::{OfficialAdded, OfficialChanged, Subject};
use domain::id::OfficialId;
use domain::status::StatusKind;
use domain::time::china_day;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter,
    QueryOrder, Set,
};
use store::entity::{account, official};
use store::ids::{self, AccountId};
use store::officials::{all, link_changes};
use store::time::from_millis;
use views::{LinkAsked, OfficialsPage, RegisteredRow};

use crate::actor::Actor;
use crate::change::Change;
use crate::{AppContext, Error, Refusal};

pub use links::{agree_to_link, keep_link};

/// Characters of a name or post, at the most.
const MAX_FIELD: usize = 60;

/// Somebody for the register, as the form has it.
#[derive(Clone, Debug, Default)]
pub struct NewOfficial {
    pub name: String,
    pub post: String,
    pub kind: Option<StatusKind>,
    /// `2021-03-01`
    pub from: String,
    /// Empty: still in office.
    pub to: String,
    /// The account's sign-in name; empty: none.
    pub account: String,
}

/// Enters somebody into the register.
///
/// # Errors
/// [`Error::Refused`] with a sentence at each field.
pub async fn add(
    context: &AppContext,
    actor: &Actor,
    new: NewOfficial,
) -> Result<OfficialId, Error> {
    let change = Change::begin(context, actor, Permission::EditRegister).await?;
    let mut refusal = Refusal::default();
    for (field, value) in [("name", &new.name), ("post", &new.post)] {
        refusal.require(!value.trim().is_empty(), field, text::REQUIRED);
        refusal.require(value.chars().count() <= MAX_FIELD, field, text::TOO_LONG);
    }
    let kind = new.kind.filter(|kind| REGISTERED_KINDS.contains(kind));
    refusal.require(kind.is_some(), "kind", text::REQUIRED);
    let from = day(&new.from);
    refusal.require(from.is_some(), "from", text::OFFICIAL_DATE_WRONG);
    let to = end(&new.to, from, &mut refusal);
    let account_id = account_of(&change.db, &new.account, &mut refusal).await?;
    refusal.or_ok()?;
    let (Some(kind), Some(from)) = (kind, from) else {
        return Err(Error::refused("", text::REQUIRED));
    };
    let (name, post) = (new.name.trim(), new.post.trim());
    let twice = official::Entity::find()
        .filter(official::Column::Name.eq(name))
        .filter(official::Column::Post.eq(post))
        .filter(official::Column::TermFrom.eq(from.to_string()))
        .one(&change.db)
        .await?;
    if twice.is_some() {
        return Err(Error::refused("name", text::OFFICIAL_TWICE));
    }
    let row = official::ActiveModel {
        name: Set(name.to_owned()),
        post: Set(post.to_owned()),
        kind: Set(kind.key().to_owned()),
        term_from: Set(from.to_string()),
        term_to: Set(to.map(|to| to.to_string())),
        account_id: Set(account_id),
        recorded_by: Set(actor.id),
        recorded_at: Set(context.now_millis()),
        ..Default::default()
    }
    .insert(&change.db)
    .await?;
    let id = row.id;
    let added = OfficialAdded {
        post: row.post,
        term_from: row.term_from,
        term_to: row.term_to.unwrap_or_default(),
        account: new.account.trim().to_owned(),
    };
    let subject = Subject::Official(id.into());
    change.commit(subject, added).await?;
    Ok(id.into())
}

/// Ends a term or names the account of an official; what is `None` stays as it is.
/// An account that was named is what recusal goes by: it stays until a second
/// person agrees that it is to be another one, or none ([`agree_to_link`]).
///
/// # Errors
/// [`Error::Refused`] with a sentence at each field; [`Error::NotFound`].
pub async fn change(
    context: &AppContext,
    actor: &Actor,
    id: OfficialId,
    to: Option<&str>,
    account: Option<&str>,
) -> Result<(), Error> {
    let change = Change::begin(context, actor, Permission::EditRegister).await?;
    let id = ids::OfficialId::from(id);
    let row = official::Entity::find_by_id(id)
        .one(&change.db)
        .await?
        .ok_or(Error::NotFound)?;
    let mut refusal = Refusal::default();
    let to = match to {
        Some(to) => end(to, day(&row.term_from), &mut refusal).map(|to| to.to_string()),
        None => row.term_to.clone(),
    };
    let asked = match account {
        Some(account) => account_of(&change.db, account, &mut refusal).await?,
        None => row.account_id,
    };
    refusal.or_ok()?;
    // Who is an official cannot cut the tie that recusal goes by.
    if row.account_id == Some(actor.id) && asked != row.account_id {
        return Err(Error::refused("account", text::OFFICIAL_ACCOUNT_OWN));
    }
    let waits = row.account_id.is_some() && asked != row.account_id;
    if waits {
        links::ask(&change, actor, &row, asked).await?;
    }
    let account_id = if waits { row.account_id } else { asked };
    if (&row.term_to, row.account_id) == (&to, account_id) {
        return Ok(change.db.commit().await?);
    }
    let account_before = links::account_name(&change.db, row.account_id).await?;
    let account_after = links::account_name(&change.db, account_id).await?;
    let changed = OfficialChanged {
        term_to_before: row.term_to.clone().unwrap_or_default(),
        term_to_after: to.clone().unwrap_or_default(),
        account_before,
        account_after,
    };
    let mut row = row.into_active_model();
    row.term_to = Set(to);
    row.account_id = Set(account_id);
    row.update(&change.db).await?;
    let subject = Subject::Official(id.into());
    change.commit(subject, changed).await
}

/// The register, those in office first, then by name.
///
/// # Errors
/// [`Error::Forbidden`].
pub async fn page(context: &AppContext, actor: &Actor) -> Result<OfficialsPage, Error> {
    actor.must(Permission::SeeOffice)?;
    let accounts: HashMap<AccountId, (String, String)> = account::Entity::find()
        .order_by_asc(account::Column::Name)
        .all(context.db())
        .await?
        .into_iter()
        .map(|one| (one.id, (one.name, one.display_name)))
        .collect();
    let today = china_day(context.now());
    let mut waiting: HashMap<ids::OfficialId, LinkAsked> = link_changes(context.db())
        .await?
        .into_iter()
        .map(|asked| {
            let of = |id: AccountId| accounts.get(&id).cloned().unwrap_or_default();
            let link = LinkAsked {
                account: asked.account_id.map(|id| of(id).0).unwrap_or_default(),
                by: of(asked.asked_by).1,
                at: from_millis(asked.asked_at),
            };
            (asked.official_id, link)
        })
        .collect();
    let mut officials = Vec::new();
    for row in all(context.db()).await? {
        let in_office = row.in_office(today);
        let link_asked = waiting.remove(&row.id);
        let account = row.account_id.and_then(|id| accounts.get(&id));
        let official = Registered {
            id: row.id.into(),
            kind: row.kind,
            from: row.from,
            to: row.to,
            account: account.map(|(name, _)| name.clone()),
            name: row.name,
            post: row.post,
        };
        officials.push(RegisteredRow {
            in_office,
            official,
            link_asked,
        });
    }
    officials.sort_by_key(|row| !row.in_office);
    let mut accounts: Vec<(String, String)> = accounts.into_values().collect();
    accounts.sort_unstable();
    Ok(OfficialsPage {
        officials,
        accounts,
    })
}

fn day(text: &str) -> Option<NaiveDate> {
    NaiveDate::parse_from_str(text.trim(), "%Y-%m-%d").ok()
}

/// The last day of a term, if one is given, and not before the first.
fn end(text: &str, from: Option<NaiveDate>, refusal: &mut Refusal) -> Option<NaiveDate> {
    if text.trim().is_empty() {
        return None;
    }
    let to = day(text);
    refusal.require(to.is_some(), "to", text::OFFICIAL_DATE_WRONG);
    let in_order = to.zip(from).is_none_or(|(to, from)| to >= from);
    refusal.require(in_order, "to", text::OFFICIAL_ORDER_WRONG);
    to
}

async fn account_of(
    db: &impl ConnectionTrait,
    name: &str,
    refusal: &mut Refusal,
) -> Result<Option<AccountId>, Error> {
    let name = name.trim();
    if name.is_empty() {
        return Ok(None);
    }
    let found = account::Entity::find()
        .filter(account::Column::Name.eq(name))
        .one(db)
        .await?;
    refusal.require(found.is_some(), "account", text::OFFICIAL_ACCOUNT_UNKNOWN);
    Ok(found.map(|account| account.id))
}
