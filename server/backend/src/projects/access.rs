//! The code that opens a project's full names.

use std::net::IpAddr;

use domain::spelling;
use store::projects::ProjectRecord;
use subtle::ConstantTimeEq;

use crate::{AppContext, Error};

/// Whether this is the project's access code. Hyphens, spaces and capitals do
/// not matter. Wrong ones of an address block are counted; the right one opens
/// however many there were, so that nobody keeps a village from its board.
///
/// # Errors
/// [`Error::NotFound`] for an unknown project; [`Error::Throttled`] for a wrong
/// code after too many.
pub async fn check_access(
    context: &AppContext,
    code: &str,
    access_code: &str,
    address: IpAddr,
) -> Result<bool, Error> {
    let project = ProjectRecord::by_code(context.db(), code).await?;
    let opens = opens(&project, Some(access_code));
    if !opens {
        context.wrong_codes.count(address, context.now())?;
    }
    Ok(opens)
}

/// Whether a code that a reader brings opens this project's full names.
pub(crate) fn opens(project: &ProjectRecord, access_code: Option<&str>) -> bool {
    access_code.is_some_and(|given| {
        let given = spelling::code(given);
        let right = spelling::code(&project.access_code);
        given.as_bytes().ct_eq(right.as_bytes()).into()
    })
}
