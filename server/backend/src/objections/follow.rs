//! Following an objection with receipt number and secret.

use std::net::IpAddr;

use domain::objection::Lane;
use domain::spelling;
use store::{objections, secrets};
use subtle::ConstantTimeEq;
use views::TrackedObjection;

use super::load;
use crate::{AppContext, Error};

/// As [`track`], for somebody who typed both. Wrong ones of an address block are
/// counted; a right one is found however many there were, so that nobody keeps
/// a village from its answers.
///
/// # Errors
/// [`Error::Refused`], and after too many of them [`Error::Throttled`].
pub async fn look_up(
    context: &AppContext,
    receipt: &str,
    secret: &str,
    address: IpAddr,
) -> Result<TrackedObjection, Error> {
    let found = track(context, receipt, secret).await;
    if matches!(found, Err(Error::Refused(_))) {
        context.wrong_codes.count(address, context.now())?;
    }
    found
}

/// The objection of this receipt and secret.
///
/// # Errors
/// [`Error::Refused`], the same for a wrong receipt and a wrong secret.
pub async fn track(
    context: &AppContext,
    receipt: &str,
    secret: &str,
) -> Result<TrackedObjection, Error> {
    let unknown = || Error::refused("", text::RECEIPT_UNKNOWN);
    let row = match objections::by_receipt(context.db(), receipt).await {
        Err(store::Error::NotFound) => return Err(unknown()),
        other => other?,
    };
    let given = secrets::digest(spelling::code(secret).as_bytes());
    if !bool::from(given.as_bytes().ct_eq(row.secret_hash.as_bytes())) {
        return Err(unknown());
    }
    let state = objections::state(&row)?;
    let files = load::files(context.db(), row.id).await?;
    Ok(TrackedObjection {
        receipt: row.receipt.clone(),
        secret: None,
        subject: load::subject_of(context.db(), &row).await?,
        kind: objections::kind(&row)?,
        statement: context.store.statement(&row)?,
        files: u32::try_from(files.len()).unwrap_or(u32::MAX),
        state,
        held_for: objections::held_for(&row)?
            .filter(|held| Lane::of(state, Some(*held)) == Lane::Held),
        steps: load::steps(context.db(), row.id).await?,
    })
}
