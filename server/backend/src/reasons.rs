//! Checks of written reasons: for the office, for the permanent record, or for
//! everyone to read.

use domain::id_number::find;

use crate::{Error, Refusal};

/// Characters of a reason, at the most.
const MAX_REASON: usize = 2_000;

/// A reason as given: there must be one, of bounded length.
pub(crate) fn checked_reason(reason: &str) -> Result<String, Error> {
    let (reason, refusal) = bounded("reason", reason);
    refusal.or_ok()?;
    Ok(reason)
}

/// A reason for the office, which the archive keeps as it is.
pub(crate) fn kept_reason(reason: &str) -> Result<String, Error> {
    let reason = checked_reason(reason)?;
    let mut refusal = Refusal::default();
    refusal.require(find(&reason).is_empty(), "reason", text::KEPT_PERSONAL);
    refusal.or_ok()?;
    Ok(reason)
}

/// A reason that everyone will read: no number of anybody's may be in it.
pub(crate) fn public_reason(field: &'static str, reason: &str) -> Result<String, Error> {
    let (reason, mut refusal) = bounded(field, reason);
    refusal.require(find(&reason).is_empty(), field, text::REASON_PERSONAL);
    refusal.or_ok()?;
    Ok(reason)
}

fn bounded(field: &'static str, reason: &str) -> (String, Refusal) {
    let reason = reason.trim();
    let mut refusal = Refusal::default();
    refusal.require(!reason.is_empty(), field, text::REASON_NEEDED);
    let fits = reason.chars().count() <= MAX_REASON;
    refusal.require(fits, field, text::TOO_LONG);
    (reason.to_owned(), refusal)
}
