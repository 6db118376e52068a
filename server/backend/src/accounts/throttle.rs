//! Slows sign-ins that fail: by account and address block together, so that nobody
//! stops anybody else, and with a wait that grows instead of a lock.

use std::net::IpAddr;

use domain::account::{FreeFailures, sign_in_wait};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter,
    QuerySelect, Set,
};
use store::entity::sign_in_failure;

use crate::address_block::block;
use crate::{AppContext, Error};

/// Milliseconds for which failures count.
const WINDOW: i64 = 15 * 60_000;
/// Failures of an account, from wherever, after which strangers have fewer free.
const ATTACKED: u64 = 50;
/// When an address block that took all of its budget is told to try again.
const BLOCK_WAIT_SECONDS: u64 = 5;

/// A sign-in that is counted as failed until it is known to be right.
pub(super) struct Attempt {
    /// Of account and place.
    place: String,
}

/// Counts an attempt before the password is looked at: attempts side by side cannot
/// slip through. `device` is that of somebody who signed in as this account before.
///
/// # Errors
/// [`Error::Throttled`] where it comes too early; it is not counted then.
pub(super) async fn count(
    context: &AppContext,
    name: &str,
    address: IpAddr,
    device: Option<&str>,
) -> Result<Attempt, Error> {
    let now = context.now_millis();
    if device.is_none() && !context.sign_ins.take(address, now) {
        return Err(Error::Throttled {
            wait_seconds: BLOCK_WAIT_SECONDS,
        });
    }
    let transaction = context.begin().await?;
    sign_in_failure::Entity::delete_many()
        .filter(sign_in_failure::Column::At.lte(now - WINDOW))
        .exec(&transaction)
        .await?;
    let (place, free) = match device {
        Some(device) => {
            let known = context.mac("sign-in device", format!("{device} {name}").as_bytes());
            (known, FreeFailures::KnownDevice)
        }
        None => {
            let account = context.mac("sign-in account", name.as_bytes());
            let attacked = failures(&transaction, &account).await? >= ATTACKED;
            if !attacked {
                add(&transaction, &account, now).await?;
            }
            let from = format!("{} {name}", block(address));
            let place = context.mac("sign-in place", from.as_bytes());
            match attacked {
                true => (place, FreeFailures::Attacked),
                false => (place, FreeFailures::Stranger),
            }
        }
    };
    let wait = sign_in_wait(failures(&transaction, &place).await?, free);
    let last = newest(&transaction, &place).await?;
    let early = last.map_or(0, |last| last + wait * 1_000 - now);
    if early > 0 {
        let wait_seconds = u64::try_from(early).unwrap_or_default().div_ceil(1_000);
        return Err(Error::Throttled { wait_seconds });
    }
    add(&transaction, &place, now).await?;
    transaction.commit().await?;
    Ok(Attempt { place })
}

impl Attempt {
    /// Forgets what failed from this place: the password was right.
    pub(super) async fn succeeded(self, db: &impl ConnectionTrait) -> Result<(), Error> {
        sign_in_failure::Entity::delete_many()
            .filter(sign_in_failure::Column::KeyHash.eq(self.place))
            .exec(db)
            .await?;
        Ok(())
    }
}

async fn failures(db: &impl ConnectionTrait, key: &str) -> Result<u64, Error> {
    Ok(sign_in_failure::Entity::find()
        .filter(sign_in_failure::Column::KeyHash.eq(key))
        .count(db)
        .await?)
}

/// When one was counted last.
async fn newest(db: &impl ConnectionTrait, key: &str) -> Result<Option<i64>, Error> {
    let newest: Option<Option<i64>> = sign_in_failure::Entity::find()
        .select_only()
        .column_as(sign_in_failure::Column::At.max(), "newest")
        .filter(sign_in_failure::Column::KeyHash.eq(key))
        .into_tuple()
        .one(db)
        .await?;
    Ok(newest.flatten())
}

async fn add(db: &impl ConnectionTrait, key: &str, at: i64) -> Result<(), Error> {
    sign_in_failure::ActiveModel {
        key_hash: Set(key.to_owned()),
        at: Set(at),
        ..Default::default()
    }
    .insert(db)
    .await?;
    Ok(())
}
