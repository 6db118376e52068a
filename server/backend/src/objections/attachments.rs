//! Photos and PDFs filed with an objection: checked by content, sealed, kept
//! in the object store.

use std::io::Cursor;

use domain::account::Permission;
use domain::objection::{MAX_FILE_BYTES, MAX_FILES};
use image::{ImageFormat, ImageReader, Limits};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use store::entity::objection_file;
use store::files::{Folder, clean_name};
use store::{objections, secrets};
use views::CaseFile;

use super::load;
use crate::actor::Actor;
use crate::{AppContext, Error, Refusal, Sentence};

/// Memory that decoding one photo may take.
const MAX_DECODE_BYTES: u64 = 256 * 1024 * 1024;
/// Width or height of a photo, at the most.
const MAX_SIDE: u32 = 16_384;

/// A photo or PDF as it arrived.
#[derive(Clone, Debug)]
pub struct NewFile {
    pub file_name: String,
    pub bytes: Vec<u8>,
}

/// A file in the object store.
pub(super) struct StoredFile {
    pub(super) file_name: String,
    pub(super) media_type: &'static str,
    pub(super) bytes: i64,
    pub(super) digest: String,
    pub(super) object_key: String,
}

/// Adds a sentence for each file that will not do.
pub(super) async fn check(files: &[NewFile], refusal: &mut Refusal) -> Result<(), Error> {
    refusal.require(files.len() <= MAX_FILES, "files", text::FILES_MANY);
    for file in files.iter().take(MAX_FILES) {
        let sentence = |text| Sentence::filled(text, &[("file", &file.file_name)]);
        if file.bytes.len() > MAX_FILE_BYTES {
            refusal.add("files", sentence(text::FILE_LARGE));
            continue;
        }
        let bytes = file.bytes.clone();
        let opens = tokio::task::spawn_blocking(move || media_type(&bytes))
            .await
            .map_err(Error::internal)?;
        if opens.is_none() {
            refusal.add("files", sentence(text::FILE_NO_PHOTO));
        }
    }
    Ok(())
}

/// What a file is, by decoding it; `None` for anything but photo and PDF.
fn media_type(bytes: &[u8]) -> Option<&'static str> {
    if bytes.starts_with(b"%PDF-") {
        let end = bytes.len().saturating_sub(1024);
        let tail = bytes.get(end..)?;
        return tail
            .windows(5)
            .any(|five| five == b"%%EOF")
            .then_some("application/pdf");
    }
    let format = image::guess_format(bytes).ok()?;
    let media_type = match format {
        ImageFormat::Jpeg => "image/jpeg",
        ImageFormat::Png => "image/png",
        ImageFormat::WebP => "image/webp",
        _ => return None,
    };
    let mut limits = Limits::default();
    limits.max_alloc = Some(MAX_DECODE_BYTES);
    limits.max_image_width = Some(MAX_SIDE);
    limits.max_image_height = Some(MAX_SIDE);
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    reader.limits(limits);
    reader.decode().ok().map(|_| media_type)
}

/// Seals and stores files. They are written before the objection that names
/// them: a crash in between leaves a sealed file that nothing refers to, never
/// an objection without its file.
pub(super) async fn store(
    context: &AppContext,
    files: Vec<NewFile>,
) -> Result<Vec<StoredFile>, Error> {
    let mut stored = Vec::with_capacity(files.len());
    for file in files {
        let media_type = media_type(&file.bytes)
            .ok_or_else(|| Error::internal("a file changed its kind after it was checked"))?;
        let object_key = context
            .store
            .put_file(Folder::Objections, &file.bytes)
            .await?;
        stored.push(StoredFile {
            file_name: clean_name(&file.file_name),
            media_type,
            bytes: i64::try_from(file.bytes.len()).map_err(Error::internal)?,
            digest: secrets::digest(&file.bytes),
            object_key,
        });
    }
    Ok(stored)
}

/// A filed photo or PDF, opened.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Forbidden`].
pub async fn attachment(
    context: &AppContext,
    actor: &Actor,
    receipt: &str,
    number: u32,
) -> Result<(CaseFile, Vec<u8>), Error> {
    actor.must(Permission::ReadObjections)?;
    let objection = objections::by_receipt(context.db(), receipt).await?;
    let number = i32::try_from(number).map_err(|_| Error::NotFound)?;
    let row = objection_file::Entity::find()
        .filter(objection_file::Column::ObjectionId.eq(objection.id))
        .filter(objection_file::Column::Number.eq(number))
        .one(context.db())
        .await?
        .ok_or(Error::NotFound)?;
    let bytes = context
        .store
        .file(Folder::Objections, &row.object_key)
        .await?;
    Ok((load::case_file(&row), bytes))
}
