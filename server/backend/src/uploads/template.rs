//! The empty table of a project.

use domain::account::Permission;
use store::projects::ProjectRecord;
use store::schedules;
use text::Lang;

use crate::actor::Actor;
use crate::export::Download;
use crate::{AppContext, Error, tables};

/// An empty table with the project's standards to choose from.
///
/// # Errors
/// [`Error::NotFound`] where there is no project, or it has no standards yet;
/// [`Error::Forbidden`].
pub async fn template(
    context: &AppContext,
    actor: &Actor,
    code: &str,
    lang: Lang,
) -> Result<Download, Error> {
    actor.must(Permission::UploadBoard)?;
    let project = ProjectRecord::by_code(context.db(), code).await?;
    let version = schedules::newest(context.db(), project.id)
        .await?
        .ok_or(Error::NotFound)?;
    let schedule = schedules::schedule(context.db(), version.id).await?;
    let bytes = tables::template(&project.name, &schedule, lang, context.now())?;
    Ok(Download::workbook(format!("{code}-公示表模板.xlsx"), bytes))
}
