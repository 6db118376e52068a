//! Accounts, sign-in and sessions.
//!
//! Passwords are hashed off the async threads. A session is an opaque 256-bit
//! token; the database has only its hash. Failed sign-ins are counted by account
//! and address block together, and by account, by keyed hash (`throttle`).

mod devices;
mod throttle;

use std::net::IpAddr;

use domain::account::{MAX_ACCOUNT_NAME, MAX_PASSWORD, MIN_PASSWORD, Role, Signed};
use domain::event::{ACTOR_RESIDENT, ACTOR_SYSTEM};
use domain::event::{AccountAdded, SignInFailed, SignedIn, Subject};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, Set, TryInsertResult,
};
use store::entity::{account, session};
use store::secrets;

pub use crate::actor::Actor;
use crate::change::Change;
use crate::consent::Consent;
use crate::events::By;
use crate::passwords::Hasher;
use crate::{AppContext, Error, Refusal, passwords};
use devices::Devices;

const MINUTE: i64 = 60_000;
/// A session ends this long after sign-in.
const SESSION: i64 = 12 * 60 * MINUTE;

async fn hash(context: &AppContext, password: String) -> Result<String, Error> {
    let cost = context.hashing_cost;
    let hash = move || passwords::hash(cost, &password);
    context.hashing.run(Hasher::Known, hash).await
}

/// Whether the password is the account's. An unknown account costs the same
/// time as a known one.
async fn verify(
    context: &AppContext,
    whose: Hasher,
    stored: Option<String>,
    password: String,
) -> Result<bool, Error> {
    let cost = context.hashing_cost;
    let verify = move || passwords::verify(cost, stored.as_deref(), &password);
    context.hashing.run(whose, verify).await
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

/// From where somebody signs in.
#[derive(Clone, Copy, Debug)]
pub struct Place<'a> {
    pub address: IpAddr,
    /// The sealed cookie of what this device is known for, as the browser sent it.
    pub devices: Option<&'a str>,
}

/// What a browser keeps of a sign-in.
#[derive(Clone, Debug)]
pub struct Keys {
    /// The session's token.
    pub session: String,
    /// The sealed cookie of what this device is known for by now.
    pub devices: String,
}

/// As [`sign_in_at`], from a device that is not known; gives the session's token.
///
/// # Errors
/// As [`sign_in_at`].
pub async fn sign_in(
    context: &AppContext,
    name: &str,
    password: &str,
    address: IpAddr,
) -> Result<String, Error> {
    let devices = None;
    let keys = sign_in_at(context, name, password, Place { address, devices }).await?;
    Ok(keys.session)
}

/// Signs in. Failures slow those who fail at the same account from the same address
/// block; a device from which somebody signed in as this account before is slowed by
/// its own failures alone.
///
/// # Errors
/// [`Error::Refused`] for a wrong name or password, the same sentence for
/// both; [`Error::Throttled`] for who comes too early after failures;
/// [`Error::Busy`] where too many sign in at once.
pub async fn sign_in_at(
    context: &AppContext,
    name: &str,
    password: &str,
    from: Place<'_>,
) -> Result<Keys, Error> {
    let account = by_name(context.db(), name).await?;
    let devices = Devices::open(context, from.devices);
    let device = account.as_ref().and_then(|account| devices.of(account.id));
    let whose = match device {
        Some(_) => Hasher::Known,
        None => Hasher::Stranger,
    };
    let attempt = throttle::count(context, name, from.address, device).await?;

    let stored = account
        .as_ref()
        .map(|account| account.password_hash.clone());
    let right = password.len() <= MAX_PASSWORD
        && verify(context, whose, stored, password.to_owned()).await?;
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
    attempt.succeeded(&change.db).await?;
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
    Ok(Keys {
        session: token,
        devices: devices.with(context, account.id)?,
    })
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
