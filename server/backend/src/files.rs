//! Sealed files in the object store.

use object_store::path::Path;
use object_store::{ObjectStore, ObjectStoreExt, PutPayload};

use crate::{Error, Office};

/// Characters of a file name that are kept.
const NAME_MOST: usize = 120;

/// Seals a file and stores it under a random name in a folder; gives its key.
pub(crate) async fn put(
    office: &Office,
    folder: &str,
    purpose: &str,
    bytes: &[u8],
) -> Result<String, Error> {
    let key = format!("{folder}/{}", office.random_token()?);
    let sealed = office
        .keys
        .seal_bytes(purpose, bytes, office.random.as_ref())?;
    office
        .files
        .put(&Path::from(key.as_str()), PutPayload::from(sealed))
        .await?;
    Ok(key)
}

/// A file, opened.
pub(crate) async fn get(office: &Office, purpose: &str, key: &str) -> Result<Vec<u8>, Error> {
    let sealed = office.files.get(&Path::from(key)).await?.bytes().await?;
    office
        .keys
        .open_bytes(purpose, &sealed)
        .ok_or_else(|| Error::internal("a kept file does not open under this key"))
}

/// A file as it lies there, sealed; `None` where it is gone.
pub(crate) async fn sealed(office: &Office, key: &str) -> Result<Option<Vec<u8>>, Error> {
    match office.files.get(&Path::from(key)).await {
        Ok(found) => Ok(Some(found.bytes().await?.to_vec())),
        Err(object_store::Error::NotFound { .. }) => Ok(None),
        Err(cause) => Err(cause.into()),
    }
}

/// Removes a file; one that is gone already is no fault.
pub(crate) async fn remove(office: &Office, key: &str) -> Result<(), Error> {
    match office.files.delete(&Path::from(key)).await {
        Ok(()) | Err(object_store::Error::NotFound { .. }) => Ok(()),
        Err(cause) => Err(cause.into()),
    }
}

/// The keys in a folder of files that are older than this many milliseconds
/// since 1970.
pub(crate) async fn older(
    office: &Office,
    folder: &str,
    than_millis: i64,
) -> Result<Vec<String>, Error> {
    let listed = office
        .files
        .list_with_delimiter(Some(&Path::from(folder)))
        .await?;
    Ok(listed
        .objects
        .into_iter()
        .filter(|object| object.last_modified.timestamp_millis() < than_millis)
        .map(|object| object.location.to_string())
        .collect())
}

/// A file name without folders and control characters.
pub(crate) fn clean_name(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or(name);
    last.chars()
        .filter(|c| !c.is_control())
        .take(NAME_MOST)
        .collect()
}
