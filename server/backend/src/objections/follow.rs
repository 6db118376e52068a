//! Following an objection with receipt number and secret.

use domain::spelling;
use store::{objections, secrets};
use subtle::ConstantTimeEq;
use views::TrackedObjection;

use super::load;
use crate::{AppContext, Error};

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
    let files = load::files(context.db(), row.id).await?;
    Ok(TrackedObjection {
        receipt: row.receipt.clone(),
        secret: None,
        subject: load::subject_of(context.db(), &row).await?,
        kind: objections::kind(&row)?,
        statement: context.store.statement(&row)?,
        files: u32::try_from(files.len()).unwrap_or(u32::MAX),
        state: objections::state(&row)?,
        steps: load::steps(context.db(), row.id).await?,
    })
}
