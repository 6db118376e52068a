//! The code that opens a project's full names.

use domain::spelling;
use store::projects::ProjectRecord;
use subtle::ConstantTimeEq;

use crate::{AppContext, Error};

/// Whether this is the project's access code. Hyphens, spaces and capitals do
/// not matter.
///
/// # Errors
/// [`Error::NotFound`] for an unknown project.
pub async fn check_access(
    context: &AppContext,
    code: &str,
    access_code: &str,
) -> Result<bool, Error> {
    let project = ProjectRecord::by_code(context.db(), code).await?;
    Ok(opens(&project, Some(access_code)))
}

/// Whether a code that a reader brings opens this project's full names.
pub(crate) fn opens(project: &ProjectRecord, access_code: Option<&str>) -> bool {
    access_code.is_some_and(|given| {
        let given = spelling::code(given);
        let right = spelling::code(&project.access_code);
        given.as_bytes().ct_eq(right.as_bytes()).into()
    })
}
