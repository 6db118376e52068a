//! Photos and PDFs filed with an objection: checked by content, sealed, kept
//! in the object store.

use domain::objection::{MAX_FILE_BYTES, MAX_FILES};
use domain::spelling;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use store::entity::objection_file;
use store::files::KeptFile;
use store::secrets;
use views::CaseFile;

use super::media::{Media, Unfit};
use super::{load, room};
use crate::actor::Actor;
use crate::{AppContext, Error, Refusal, Sentence, recusal};

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

/// Adds a sentence for each file that will not do. One objection's files at a
/// time are looked at; how many wait is bounded by the memory that forms may hold.
pub(super) async fn check(
    context: &AppContext,
    files: &[NewFile],
    refusal: &mut Refusal,
) -> Result<(), Error> {
    refusal.require(files.len() <= MAX_FILES, "files", text::FILES_MANY);
    if files.is_empty() {
        return Ok(());
    }
    let _turn = context.filing.acquire().await.map_err(Error::internal)?;
    let bytes = files.iter().map(|file| file.bytes.len()).sum();
    if !room::is_left(context, bytes).await? {
        refusal.add("files", text::FILES_NO_ROOM);
        return Ok(());
    }
    for file in files.iter().take(MAX_FILES) {
        let name = spelling::file_name(&file.file_name);
        let mut add = |text| refusal.add("files", Sentence::filled(text, &[("file", &name)]));
        if file.bytes.len() > MAX_FILE_BYTES {
            add(text::FILE_LARGE);
            continue;
        }
        let bytes = file.bytes.clone();
        match blocking(move || Media::of(&bytes)).await? {
            Ok(_) => {}
            Err(Unfit::Unknown) => add(text::FILE_NO_PHOTO),
            Err(Unfit::CutShort) => add(text::FILE_CUT_SHORT),
            Err(Unfit::TooLarge) => add(text::FILE_DEAR),
        }
    }
    Ok(())
}

/// Seals and stores files. They are written before the objection that names
/// them: a crash in between leaves a sealed file that nothing refers to, never
/// an objection without its file.
pub(super) async fn store(
    context: &AppContext,
    receipt: &str,
    files: Vec<NewFile>,
) -> Result<Vec<StoredFile>, Error> {
    let mut stored = Vec::with_capacity(files.len());
    if files.is_empty() {
        return Ok(stored);
    }
    let _turn = context.filing.acquire().await.map_err(Error::internal)?;
    for (number, file) in (1_i32..).zip(files) {
        let (sealer, receipt) = (context.store.sealer(), receipt.to_owned());
        let sealing = move || {
            let media = Media::of(&file.bytes)
                .map_err(|_| Error::internal("a file changed its kind after it was checked"))?;
            let digest = secrets::digest(&file.bytes);
            let filed = KeptFile::Filed {
                receipt: &receipt,
                number,
            };
            let sealed = sealer.seal_bytes(&filed.place(), &file.bytes)?;
            let about = StoredFile {
                file_name: media.name(&file.file_name),
                media_type: media.media_type(),
                bytes: i64::try_from(file.bytes.len()).map_err(Error::internal)?,
                digest,
                object_key: String::new(),
            };
            Ok::<_, Error>((about, sealed))
        };
        let (about, sealed) = blocking(sealing).await??;
        let folder = store::files::Folder::Objections;
        stored.push(StoredFile {
            object_key: context.store.put_sealed(folder, sealed).await?,
            ..about
        });
    }
    Ok(stored)
}

async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, Error> {
    tokio::task::spawn_blocking(work)
        .await
        .map_err(Error::internal)
}

/// A filed photo or PDF, opened, and the same as when it was filed.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Forbidden`]; [`Error::NotNow`] where it is not the
/// file that was filed.
pub async fn attachment(
    context: &AppContext,
    actor: &Actor,
    receipt: &str,
    number: u32,
) -> Result<(CaseFile, Vec<u8>), Error> {
    let objection = recusal::readable(context, actor, receipt).await?;
    let number = i32::try_from(number).map_err(|_| Error::NotFound)?;
    let row = objection_file::Entity::find()
        .filter(objection_file::Column::ObjectionId.eq(objection.id))
        .filter(objection_file::Column::Number.eq(number))
        .one(context.db())
        .await?
        .ok_or(Error::NotFound)?;
    let filed = KeptFile::Filed {
        receipt: &objection.receipt,
        number,
    };
    let bytes = context
        .kept_file(filed, &row.object_key, &row.digest)
        .await?;
    Ok((load::case_file(&row), bytes))
}
