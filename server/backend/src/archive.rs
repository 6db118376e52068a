//! The archive (档案): everything that a project has shown, how it came about,
//! and what was said against it, on one page and as one ZIP.
//!
//! The ZIP is made to be read in twenty years: tables as CSV, the rest as JSON,
//! an index that any browser opens, and every digest's ingredients, so that
//! [`check`] needs nothing but the file. What is in it: decision 21.

mod check;
mod declared;
mod index;
mod load;
mod objections;
mod open;
mod parts;
mod reasons;
mod rounds;
mod told;
mod writer;

pub use check::{Checked, check};
pub use open::open;

use domain::account::Permission;
use domain::event::EventKind;
use domain::time::china_day;
use views::ArchivePage;

use crate::accounts::Actor;
use crate::events::{self, By};
use crate::projects::Loaded;
use crate::{Error, Office, secrets};
use writer::{Written, Zip};

/// Objections that the page lists; the ZIP has all.
const OBJECTIONS_ON_PAGE: u64 = 200;
/// Where sealed files are in the ZIP: tables, and what was filed with objections.
const SEALED_UPLOADS: &str = "uploads/";
const SEALED_FILED: &str = "objections/";
/// The manifest's path in the ZIP.
const MANIFEST: &str = "manifest.json";

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
pub async fn page(office: &Office, actor: &Actor, code: &str) -> Result<ArchivePage, Error> {
    actor.must(Permission::ReadArchive)?;
    let loaded = Loaded::by_code(office.db(), code).await?;
    let objections = objections::count(office.db(), &loaded).await?;
    let skip = objections.saturating_sub(OBJECTIONS_ON_PAGE);
    let archive = load::archive(office, office.db(), &loaded, skip).await?;
    Ok(ArchivePage {
        archive,
        objections,
    })
}

/// Everything as one ZIP, made as of one moment. Statements and objectors are
/// in it for those only who may read objections. That it was taken away is an
/// event, with the digest of its manifest.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Forbidden`].
pub async fn download(office: &Office, actor: &Actor, code: &str) -> Result<ArchiveFile, Error> {
    actor.must(Permission::ReadArchive)?;
    let _permit = office.archiving.acquire().await.map_err(Error::internal)?;
    let moment = office.snapshot().await?;
    let loaded = Loaded::by_code(&moment, code).await?;
    let archive = load::archive(office, &moment, &loaded, 0).await?;
    let mut zip = Zip::begin(office.scratch.clone(), office.now()).await?;
    parts::write(office, &moment, actor, &archive, &mut zip).await?;
    moment.rollback().await?;
    let files = i64::try_from(zip.files().len()).map_err(Error::internal)?;
    let manifest = serde_json::to_vec_pretty(&Manifest {
        format: FORMAT,
        version: FORMAT_VERSION,
        project: code,
        made_at: office.now().to_rfc3339(),
        made_by: &actor.signed.name,
        files: zip.files(),
    })?;
    let manifest_digest = secrets::digest(&manifest);
    zip.file(MANIFEST, manifest).await?;
    let (file, bytes) = zip.finish().await?;

    let transaction = office.begin().await?;
    events::record(
        office,
        &transaction,
        EventKind::ArchiveDownloaded,
        By::Account(actor),
        format!("project/{code}"),
        vec![
            ("manifest", manifest_digest.into()),
            ("files", files.into()),
        ],
    )
    .await?;
    transaction.commit().await?;
    let day = china_day(office.now()).format("%Y%m%d");
    Ok(ArchiveFile {
        file_name: format!("archive-{code}-{day}.zip"),
        file,
        bytes,
    })
}

/// What the manifest says that it is of.
const FORMAT: &str = "sanbang archive";
const FORMAT_VERSION: u32 = 2;

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
