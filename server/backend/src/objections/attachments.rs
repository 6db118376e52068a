//! Photos and PDFs filed with an objection: checked by content, sealed, kept
//! in the object store.

use std::io::Cursor;

use domain::account::Permission;
use domain::objection::{FILE_BYTES_MOST, FILES_MOST};
use image::{ImageFormat, ImageReader, Limits};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use views::CaseFile;

use super::{NewFile, SEAL_FILE, load};
use crate::accounts::Actor;
use crate::entity::objection_file;
use crate::{Error, Office, Refusal, Sentence, files, secrets};

/// Memory that decoding one photo may take.
const DECODE_BYTES_MOST: u64 = 256 * 1024 * 1024;
/// Width or height of a photo, at the most.
const SIDE_MOST: u32 = 16_384;
/// Where they are in the object store.
pub(crate) const FOLDER: &str = "objections";

/// A file in the object store.
pub(super) struct Stored {
    pub(super) file_name: String,
    pub(super) media_type: &'static str,
    pub(super) bytes: i64,
    pub(super) digest: String,
    pub(super) object_key: String,
}

/// Adds a sentence for each file that will not do.
pub(super) async fn check(files: &[NewFile], refusal: &mut Refusal) -> Result<(), Error> {
    refusal.require(files.len() <= FILES_MOST, "files", text::FILES_MANY);
    for file in files.iter().take(FILES_MOST) {
        let said = |text| Sentence::filled(text, &[("file", &file.file_name)]);
        if file.bytes.len() > FILE_BYTES_MOST {
            refusal.add("files", said(text::FILE_LARGE));
            continue;
        }
        let bytes = file.bytes.clone();
        let opens = tokio::task::spawn_blocking(move || media_type(&bytes))
            .await
            .map_err(Error::internal)?;
        if opens.is_none() {
            refusal.add("files", said(text::FILE_NO_PHOTO));
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
    limits.max_alloc = Some(DECODE_BYTES_MOST);
    limits.max_image_width = Some(SIDE_MOST);
    limits.max_image_height = Some(SIDE_MOST);
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    reader.limits(limits);
    reader.decode().ok().map(|_| media_type)
}

/// Seals and stores files. They are written before the objection that names
/// them: a crash in between leaves a sealed file that nothing refers to, never
/// an objection without its file.
pub(super) async fn store(office: &Office, files: Vec<NewFile>) -> Result<Vec<Stored>, Error> {
    let mut stored = Vec::with_capacity(files.len());
    for file in files {
        let media_type = media_type(&file.bytes)
            .ok_or_else(|| Error::internal("a file changed its kind after it was checked"))?;
        let object_key = files::put(office, FOLDER, SEAL_FILE, &file.bytes).await?;
        stored.push(Stored {
            file_name: files::clean_name(&file.file_name),
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
    office: &Office,
    actor: &Actor,
    receipt: &str,
    number: u32,
) -> Result<(CaseFile, Vec<u8>), Error> {
    actor.must(Permission::ReadObjections)?;
    let objection = load::by_receipt(office.db(), receipt).await?;
    let number = i32::try_from(number).map_err(|_| Error::NotFound)?;
    let row = objection_file::Entity::find()
        .filter(objection_file::Column::ObjectionId.eq(objection.id))
        .filter(objection_file::Column::Number.eq(number))
        .one(office.db())
        .await?
        .ok_or(Error::NotFound)?;
    let bytes = files::get(office, SEAL_FILE, &row.object_key).await?;
    Ok((load::case_file(&row), bytes))
}
