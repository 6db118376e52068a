//! Devices that somebody signed in from before, as a sealed cookie has them: what
//! others fail at does not slow them.

use serde::{Deserialize, Serialize};
use store::ids::AccountId;

use crate::{AppContext, Error};

/// What the cookie is sealed for.
const SEAL: &str = "known devices";
/// Accounts that one device is known for: colleagues share computers.
const MAX_ACCOUNTS: usize = 8;
/// For so long a device is known after a sign-in.
const KNOWN_MILLIS: i64 = 180 * 24 * 60 * 60_000;

/// That a device is known for an account.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Known {
    account: i64,
    device: String,
    /// Milliseconds since 1970 of the last sign-in.
    at: i64,
}

/// What a device is known for.
pub(super) struct Devices(Vec<Known>);

impl Devices {
    /// From the cookie; what cannot be opened is known for nothing.
    pub(super) fn open(context: &AppContext, cookie: Option<&str>) -> Self {
        let plain = cookie.and_then(|sealed| context.open_sealed(SEAL, sealed));
        let known = plain.and_then(|plain| serde_json::from_slice::<Vec<Known>>(&plain).ok());
        let since = context.now_millis() - KNOWN_MILLIS;
        let known = known.unwrap_or_default().into_iter();
        Self(known.filter(|one| one.at > since).collect())
    }

    /// The device, as far as it is known for an account.
    pub(super) fn of(&self, account: AccountId) -> Option<&str> {
        let known = self.0.iter().find(|one| one.account == account.get());
        known.map(|one| one.device.as_str())
    }

    /// The cookie once an account has signed in from this device.
    pub(super) fn with(self, context: &AppContext, account: AccountId) -> Result<String, Error> {
        let device = match self.of(account) {
            Some(device) => device.to_owned(),
            None => context.random_token()?,
        };
        let own = Known {
            account: account.get(),
            device,
            at: context.now_millis(),
        };
        let others = self.0.into_iter().filter(|one| one.account != own.account);
        let all: Vec<Known> = [own.clone()]
            .into_iter()
            .chain(others)
            .take(MAX_ACCOUNTS)
            .collect();
        context.seal(SEAL, &serde_json::to_vec(&all)?)
    }
}
