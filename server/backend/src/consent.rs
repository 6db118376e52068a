//! What cannot be taken back is asked once more before it is done.
//!
//! A use case says what will happen when everything else has been checked, and
//! goes on only if just that was shown to the account and confirmed. Until
//! then nothing is kept of what it did.

use store::ids::AccountId;
use views::{Irrevocable, Unconfirmed};

use crate::{AppContext, Error};

/// What marks are made for.
const MAC_CONSENT: &str = "confirmation";

/// Whether who acts is asked first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) enum Consent {
    /// Never: the program itself acts, as where a demo is filled.
    #[default]
    Unasked,
    /// Always; with the mark of what was confirmed, if anything was.
    Asked(Option<String>),
}

impl Consent {
    /// Goes on where just this was confirmed, by this account.
    ///
    /// # Errors
    /// [`Error::Unconfirmed`].
    pub(crate) fn given(
        &self,
        context: &AppContext,
        account: AccountId,
        what: Irrevocable,
    ) -> Result<(), Error> {
        let Self::Asked(confirmed) = self else {
            return Ok(());
        };
        let shown = serde_json::to_vec(&(account.get(), &what))?;
        if let Some(mark) = confirmed
            && context.is_mac(MAC_CONSENT, &shown, mark)
        {
            return Ok(());
        }
        Err(Error::Unconfirmed(Box::new(Unconfirmed {
            what,
            mark: context.mac(MAC_CONSENT, &shown),
            changed: confirmed.is_some(),
        })))
    }
}
