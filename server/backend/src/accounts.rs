//! Accounts, sign-in and sessions.
//!
//! Passwords are hashed off the async threads. A session is an opaque 256-bit
//! token; the database has only its hash. Failed sign-ins are counted per
//! account and per address, by keyed hash.

use std::net::IpAddr;

use domain::account::{MAX_ACCOUNT_NAME, MAX_PASSWORD, MIN_PASSWORD, Role, Signed};
use domain::event::{ACTOR_RESIDENT, ACTOR_SYSTEM};
use domain::event::{AccountAdded, SignInFailed, SignedIn, Subject};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, Set,
    TryInsertResult,
};
use store::entity::{account, session, sign_in_failure};
use store::secrets;

pub use crate::actor::Actor;
use crate::change::Change;
use crate::consent::Consent;
use crate::events::By;
use crate::{AppContext, Error, Refusal, passwords};

const MINUTE: i64 = 60_000;
/// A session ends this long after sign-in.
const SESSION: i64 = 12 * 60 * MINUTE;
/// Failures count this long.
const FAILURE_WINDOW: i64 = 15 * MINUTE;
const FAILURES_PER_ACCOUNT: u64 = 5;
/// More, because a whole office shares one address.
const FAILURES_PER_ADDRESS: u64 = 30;

async fn hash(context: &AppContext, password: String) -> Result<String, Error> {
    let _permit = context.hashing.acquire().await.map_err(Error::internal)?;
    let cost = context.hashing_cost;
    tokio::task::spawn_blocking(move || passwords::hash(cost, &password))
        .await
        .map_err(Error::internal)?
}

/// Whether the password is the account's. An unknown account costs the same
/// time as a known one.
async fn verify(
    context: &AppContext,
    stored: Option<String>,
    password: String,
) -> Result<bool, Error> {
    let _permit = context.hashing.acquire().await.map_err(Error::internal)?;
    let cost = context.hashing_cost;
    tokio::task::spawn_blocking(move || passwords::verify(cost, stored.as_deref(), &password))
        .await
        .map_err(Error::internal)?
}

/// Whether a name can be an account's.
fn is_account_name(name: &str) -> bool {
    (2..=MAX_ACCOUNT_NAME).contains(&name.len())
        && name
            .chars()
            .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '.' | '-'))
        // In the record these are no account.
        && !matches!(name, ACTOR_RESIDENT | ACTOR_SYSTEM)
}

/// Adds an account; called from the command line.
///
/// # Errors
/// [`Error::Refused`] where name or password will not do.
pub async fn add_account(
    context: &AppContext,
    name: &str,
    display_name: &str,
    role: Role,
    password: &str,
) -> Result<(), Error> {
    let mut refusal = Refusal::default();
    refusal.require(is_account_name(name), "name", text::ACCOUNT_NAME_WRONG);
    refusal.require(
        password.chars().count() >= MIN_PASSWORD && password.len() <= MAX_PASSWORD,
        "password",
        text::PASSWORD_SHORT,
    );
    refusal.or_ok()?;
    let password_hash = hash(context, password.to_owned()).await?;

    let change = Change::by(context, By::System).await?;
    let account = account::ActiveModel {
        name: Set(name.to_owned()),
        display_name: Set(display_name.to_owned()),
        role: Set(role.key().to_owned()),
        password_hash: Set(password_hash),
        created_at: Set(context.now_millis()),
        ..Default::default()
    };
    // In one statement: somebody may add the same name at the same moment.
    let inserted = account::Entity::insert(account)
        .on_conflict_do_nothing_on([account::Column::Name])
        .exec(&change.db)
        .await?;
    if !matches!(inserted, TryInsertResult::Inserted(_)) {
        return Err(Error::refused("name", text::ACCOUNT_TAKEN));
    }
    let subject = Subject::Account(name);
    change.commit(subject, AccountAdded { role }).await
}

/// Signs in; gives the session's token.
///
/// # Errors
/// [`Error::Refused`] for a wrong name or password, the same sentence for
/// both; [`Error::Throttled`] after too many failures.
pub async fn sign_in(
    context: &AppContext,
    name: &str,
    password: &str,
    address: IpAddr,
) -> Result<String, Error> {
    let keys = [
        (
            context.mac("sign-in account", name.as_bytes()),
            FAILURES_PER_ACCOUNT,
        ),
        (
            context.mac("sign-in address", address.to_string().as_bytes()),
            FAILURES_PER_ADDRESS,
        ),
    ];
    // The attempt is counted before the password is looked at, and taken back
    // when it was right: attempts side by side cannot slip through.
    let attempt = count_attempt(context, &keys).await?;

    let account = by_name(context.db(), name).await?;
    let stored = account
        .as_ref()
        .map(|account| account.password_hash.clone());
    let right =
        password.len() <= MAX_PASSWORD && verify(context, stored, password.to_owned()).await?;
    let Some(account) = account.as_ref().filter(|_| right) else {
        // What was typed for no account is not written down: it may be a password.
        let subject = match &account {
            Some(account) => Subject::Account(&account.name),
            None => Subject::NoAccount,
        };
        let change = Change::by(context, By::System).await?;
        change.commit(subject, SignInFailed {}).await?;
        return Err(Error::refused("", text::SIGN_IN_REFUSED));
    };

    let token = context.random_token()?;
    let actor = actor_of(account.clone())?;
    let change = Change::by(context, By::Account(&actor)).await?;
    sign_in_failure::Entity::delete_many()
        .filter(sign_in_failure::Column::Id.is_in(attempt))
        .exec(&change.db)
        .await?;
    session::Entity::delete_many()
        .filter(session::Column::ExpiresAt.lte(context.now_millis()))
        .exec(&change.db)
        .await?;
    session::ActiveModel {
        token_hash: Set(secrets::digest(token.as_bytes())),
        account_id: Set(account.id),
        expires_at: Set(context.now_millis() + SESSION),
        ..Default::default()
    }
    .insert(&change.db)
    .await?;
    let subject = Subject::Account(&actor.signed.name);
    change.commit(subject, SignedIn {}).await?;
    Ok(token)
}

async fn count_attempt(context: &AppContext, keys: &[(String, u64)]) -> Result<Vec<i64>, Error> {
    let now = context.now_millis();
    let transaction = context.begin().await?;
    sign_in_failure::Entity::delete_many()
        .filter(sign_in_failure::Column::At.lte(now - FAILURE_WINDOW))
        .exec(&transaction)
        .await?;
    let mut attempt = Vec::new();
    for (key, most) in keys {
        let failures = sign_in_failure::Entity::find()
            .filter(sign_in_failure::Column::KeyHash.eq(key.as_str()))
            .count(&transaction)
            .await?;
        if failures >= *most {
            return Err(Error::Throttled {
                wait_seconds: u64::try_from(FAILURE_WINDOW / 1000).unwrap_or(900),
            });
        }
        let row = sign_in_failure::ActiveModel {
            key_hash: Set(key.clone()),
            at: Set(now),
            ..Default::default()
        }
        .insert(&transaction)
        .await?;
        attempt.push(row.id);
    }
    transaction.commit().await?;
    Ok(attempt)
}

/// Ends a session.
///
/// # Errors
/// [`Error::Internal`] only; an unknown token is no error.
pub async fn sign_out(context: &AppContext, token: &str) -> Result<(), Error> {
    session::Entity::delete_many()
        .filter(session::Column::TokenHash.eq(secrets::digest(token.as_bytes())))
        .exec(context.db())
        .await?;
    Ok(())
}

/// Who a session belongs to; `None` for an unknown or ended one.
///
/// # Errors
/// [`Error::Internal`] only.
pub async fn actor(context: &AppContext, token: &str) -> Result<Option<Actor>, Error> {
    let session = session::Entity::find()
        .filter(session::Column::TokenHash.eq(secrets::digest(token.as_bytes())))
        .filter(session::Column::ExpiresAt.gt(context.now_millis()))
        .one(context.db())
        .await?;
    let Some(session) = session else {
        return Ok(None);
    };
    let account = account::Entity::find_by_id(session.account_id)
        .one(context.db())
        .await?;
    account.map(actor_of).transpose()
}

async fn by_name(db: &impl ConnectionTrait, name: &str) -> Result<Option<account::Model>, Error> {
    Ok(account::Entity::find()
        .filter(account::Column::Name.eq(name))
        .one(db)
        .await?)
}

fn actor_of(account: account::Model) -> Result<Actor, Error> {
    let role = Role::from_key(&account.role)
        .ok_or_else(|| Error::internal(format!("account {} has no known role", account.id)))?;
    Ok(Actor {
        id: account.id,
        signed: Signed {
            name: account.name,
            display_name: account.display_name,
            role,
        },
        consent: Consent::default(),
    })
}
