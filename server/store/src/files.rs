//! Sealed files in the object store.

use object_store::path::Path;
use object_store::{ObjectStore, ObjectStoreExt, PutPayload};

use crate::{Error, Store};

/// Where files of one kind are, and what they are sealed for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Folder {
    /// Tables as they were uploaded.
    Uploads,
    /// Photos and PDFs filed with objections.
    Objections,
}

impl Folder {
    /// Its path in the object store.
    #[must_use]
    pub const fn path(self) -> &'static str {
        match self {
            Self::Uploads => "uploads",
            Self::Objections => "objections",
        }
    }

    /// What its files are sealed for.
    #[must_use]
    pub const fn purpose(self) -> &'static str {
        match self {
            Self::Uploads => "uploaded file",
            Self::Objections => "objection file",
        }
    }
}

impl Store {
    /// Seals a file and stores it under a random name; gives its key.
    ///
    /// # Errors
    /// [`Error::Files`], [`Error::Random`].
    pub async fn put_file(&self, folder: Folder, bytes: &[u8]) -> Result<String, Error> {
        let key = format!("{}/{}", folder.path(), self.random_token()?);
        let sealed = self.seal_bytes(folder.purpose(), bytes)?;
        self.files
            .put(&Path::from(key.as_str()), PutPayload::from(sealed))
            .await?;
        Ok(key)
    }

    /// A file, opened.
    ///
    /// # Errors
    /// [`Error::Files`] where it is gone, [`Error::Sealed`].
    pub async fn file(&self, folder: Folder, key: &str) -> Result<Vec<u8>, Error> {
        let sealed = self.files.get(&Path::from(key)).await?.bytes().await?;
        self.open_bytes(folder.purpose(), &sealed)
            .ok_or(Error::Sealed("a kept file"))
    }

    /// A file as it lies there, sealed; `None` where it is gone.
    ///
    /// # Errors
    /// [`Error::Files`].
    pub async fn sealed_file(&self, key: &str) -> Result<Option<Vec<u8>>, Error> {
        match self.files.get(&Path::from(key)).await {
            Ok(found) => Ok(Some(found.bytes().await?.to_vec())),
            Err(object_store::Error::NotFound { .. }) => Ok(None),
            Err(cause) => Err(cause.into()),
        }
    }

    /// Removes a file; one that is gone already is no fault.
    ///
    /// # Errors
    /// [`Error::Files`].
    pub async fn remove_file(&self, key: &str) -> Result<(), Error> {
        match self.files.delete(&Path::from(key)).await {
            Ok(()) | Err(object_store::Error::NotFound { .. }) => Ok(()),
            Err(cause) => Err(cause.into()),
        }
    }

    /// The keys of a folder's files that are older than this many milliseconds
    /// since 1970.
    ///
    /// # Errors
    /// [`Error::Files`].
    pub async fn files_older(
        &self,
        folder: Folder,
        than_millis: i64,
    ) -> Result<Vec<String>, Error> {
        let listed = self
            .files
            .list_with_delimiter(Some(&Path::from(folder.path())))
            .await?;
        Ok(listed
            .objects
            .into_iter()
            .filter(|object| object.last_modified.timestamp_millis() < than_millis)
            .map(|object| object.location.to_string())
            .collect())
    }
}
