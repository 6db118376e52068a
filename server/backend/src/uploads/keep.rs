//! Stores an uploaded file, before it is read.

use domain::upload::UploadStage;
use domain::{id_number, spelling};
use sea_orm::{ActiveModelTrait, ConnectionTrait, Set};
use store::entity::upload;
use store::files::{Folder, KeptFile};
use store::ids::{ProjectId, RoundId, ScheduleId};
use store::secrets;

use crate::actor::Actor;
use crate::{AppContext, Error};

/// A file that was uploaded, and for what.
pub(crate) struct New<'a> {
    pub(crate) project_id: ProjectId,
    pub(crate) round_id: RoundId,
    pub(crate) file_name: &'a str,
    pub(crate) bytes: &'a [u8],
}

/// Keeps a board's file, sealed; gives the upload, which waits.
pub(crate) async fn keep(
    context: &AppContext,
    actor: &Actor,
    new: New<'_>,
) -> Result<upload::Model, Error> {
    let (digest, object_key) = put(context, new.bytes).await?;
    let row = upload::ActiveModel {
        round_id: Set(Some(new.round_id)),
        stage: Set(UploadStage::Waiting.key().to_owned()),
        ..row(
            context,
            actor,
            new.project_id,
            new.file_name,
            new.bytes.len(),
            (digest, object_key),
        )?
    };
    Ok(row.insert(context.db()).await?)
}

/// Seals and stores a file; gives its digest and its key.
async fn put(context: &AppContext, bytes: &[u8]) -> Result<(String, String), Error> {
    let (sealer, bytes) = (context.store.sealer(), bytes.to_vec());
    let sealing = move || {
        let digest = secrets::digest(&bytes);
        let file = KeptFile::Upload { digest: &digest };
        let sealed = sealer.seal_bytes(&file.place(), &bytes);
        sealed.map(|sealed| (digest, sealed))
    };
    let (digest, sealed) = tokio::task::spawn_blocking(sealing)
        .await
        .map_err(Error::internal)??;
    let key = context.store.put_sealed(Folder::Uploads, sealed).await?;
    Ok((digest, key))
}

/// A file as it was uploaded.
///
/// # Errors
/// [`Error::NotFound`] where it is kept no more; [`Error::NotNow`] where it is not
/// the file that was uploaded.
pub(crate) async fn original(
    context: &AppContext,
    upload: &upload::Model,
) -> Result<Vec<u8>, Error> {
    let key = upload.object_key.as_deref().ok_or(Error::NotFound)?;
    let file = KeptFile::Upload {
        digest: &upload.digest,
    };
    context.kept_file(file, key, &upload.digest).await
}

/// Removes the file of an upload that is the same as an earlier one.
pub(crate) async fn forget(context: &AppContext, upload: &upload::Model) -> Result<(), Error> {
    match &upload.object_key {
        Some(key) => Ok(context.store.remove_file(key).await?),
        None => Ok(()),
    }
}

/// Keeps a table of standards that was loaded, in the transaction of loading it.
pub(crate) async fn keep_standards(
    context: &AppContext,
    db: &impl ConnectionTrait,
    actor: &Actor,
    (project_id, schedule_id): (ProjectId, ScheduleId),
    file_name: &str,
    bytes: &[u8],
) -> Result<(), Error> {
    let kept = put(context, bytes).await?;
    let row = upload::ActiveModel {
        schedule_id: Set(Some(schedule_id)),
        stage: Set(UploadStage::Stored.key().to_owned()),
        ..row(context, actor, project_id, file_name, bytes.len(), kept)?
    };
    row.insert(db).await?;
    Ok(())
}

/// A file's name as it is stored and shown: no path, no number of anybody's.
pub(crate) fn shown_name(file_name: &str) -> String {
    id_number::hide(&spelling::file_name(file_name))
}

fn row(
    context: &AppContext,
    actor: &Actor,
    project_id: ProjectId,
    file_name: &str,
    bytes: usize,
    (digest, object_key): (String, String),
) -> Result<upload::ActiveModel, Error> {
    let now = context.now_millis();
    Ok(upload::ActiveModel {
        project_id: Set(project_id),
        file_name: Set(shown_name(file_name)),
        bytes: Set(i64::try_from(bytes).map_err(Error::internal)?),
        digest: Set(digest),
        object_key: Set(Some(object_key)),
        uploaded_by: Set(actor.id),
        uploaded_at: Set(now),
        done: Set(0),
        total: Set(0),
        beat_at: Set(now),
        ..Default::default()
    })
}
