//! The archive's page, and the ZIP.

use domain::account::Permission;
use domain::event::{ArchiveDownloaded, Subject};
use domain::time::china_day;
use store::projects::ProjectRecord;
use store::secrets;
use views::ArchivePage;

use super::layout::{FORMAT, FORMAT_VERSION, MANIFEST};
use super::writer::{Written, Zip};
use super::{load, objections, parts};
use crate::actor::Actor;
use crate::change::Change;
use crate::events::By;
use crate::recusal::Reading;
use crate::{AppContext, Error};

/// Objections that the page lists; the ZIP has all.
const MAX_OBJECTIONS_ON_PAGE: u64 = 200;
/// A ZIP on disk, in a file that has no name: it is gone once it is closed.
pub struct ArchiveFile {
    pub file_name: String,
    pub file: std::fs::File,
    pub bytes: u64,
}

/// The archive's page.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Forbidden`].
pub async fn page(context: &AppContext, actor: &Actor, code: &str) -> Result<ArchivePage, Error> {
    actor.must(Permission::ReadArchive)?;
    let project = ProjectRecord::by_code(context.db(), code).await?;
    let reading = Reading::of(context.db(), actor, Some(project.id)).await?;
    let objections = objections::count(context.db(), &project, &reading).await?;
    let skip = objections.saturating_sub(MAX_OBJECTIONS_ON_PAGE);
    let archive = load::archive(context, context.db(), (&project, &reading), skip).await?;
    Ok(ArchivePage {
        archive,
        objections,
    })
}

/// Everything as one ZIP, made as of one moment. Objections, and the events of
/// them, are in it for those only who may read them. That it was taken away is an
/// event, with the digest of its manifest.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Forbidden`].
pub async fn download(
    context: &AppContext,
    actor: &Actor,
    code: &str,
) -> Result<ArchiveFile, Error> {
    actor.must(Permission::ReadArchive)?;
    let _permit = context.archiving.acquire().await.map_err(Error::internal)?;
    let moment = context.store.snapshot().await?;
    let project = ProjectRecord::by_code(&moment, code).await?;
    let of = (
        &project,
        &Reading::of(&moment, actor, Some(project.id)).await?,
    );
    let archive = load::archive(context, &moment, of, 0).await?;
    let mut zip = Zip::begin(context.scratch.clone(), context.now()).await?;
    parts::write(context, &moment, of, &archive, &mut zip).await?;
    moment.rollback().await?;
    let files = zip.files().len();
    let manifest = serde_json::to_vec_pretty(&Manifest {
        format: FORMAT,
        version: FORMAT_VERSION,
        project: &project.code,
        made_at: context.now().to_rfc3339(),
        made_by: &actor.signed.name,
        files: zip.files(),
    })?;
    let manifest_digest = secrets::digest(&manifest);
    zip.file(MANIFEST, manifest).await?;
    let (file, bytes) = zip.finish().await?;

    let downloaded = ArchiveDownloaded {
        manifest: manifest_digest,
        files,
    };
    let change = Change::by(context, By::Account(actor)).await?;
    change.commit(Subject::Project(code), downloaded).await?;
    let day = china_day(context.now()).format("%Y%m%d");
    Ok(ArchiveFile {
        file_name: format!("archive-{code}-{day}.zip"),
        file,
        bytes,
    })
}

/// Every other file of the ZIP, with its SHA-256.
#[derive(serde::Serialize)]
struct Manifest<'a> {
    format: &'static str,
    version: u32,
    project: &'a str,
    made_at: String,
    made_by: &'a str,
    files: &'a [Written],
}
