//! Sealed files in the object store.

use object_store::path::Path;
use object_store::{ObjectStore, ObjectStoreExt, PutPayload};

use crate::{Error, Place, Store, folders, secrets};

/// Where files of one kind are.
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
}

/// A file by what names it for good.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeptFile<'a> {
    /// A table: by the digest of its content, which events and boards name too.
    Upload { digest: &'a str },
    /// What was filed with an objection: by receipt, and number from 1.
    Filed { receipt: &'a str, number: i32 },
}

impl KeptFile<'_> {
    /// Where it is.
    #[must_use]
    pub const fn folder(self) -> Folder {
        match self {
            Self::Upload { .. } => Folder::Uploads,
            Self::Filed { .. } => Folder::Objections,
        }
    }

    /// What it is sealed for.
    #[must_use]
    pub fn place(self) -> Place {
        match self {
            Self::Upload { digest } => Place::of("uploaded file", &[digest]),
            Self::Filed { receipt, number } => {
                Place::of("objection file", &[receipt, &number.to_string()])
            }
        }
    }
}

impl Store {
    /// Stores a sealed file under a random name, for its owner alone; gives its key.
    ///
    /// # Errors
    /// [`Error::Files`], [`Error::Random`].
    pub async fn put_sealed(&self, folder: Folder, sealed: Vec<u8>) -> Result<String, Error> {
        let key = format!("{}/{}", folder.path(), self.random_token()?);
        self.put_at(&key, sealed).await?;
        Ok(key)
    }

    /// Stores a sealed file under this key, in place of one that is there.
    pub(crate) async fn put_at(&self, key: &str, sealed: Vec<u8>) -> Result<(), Error> {
        let path = Path::from(key);
        let on_disk = self.files.path_to_filesystem(&path)?;
        // The folder is closed first: the file is never open to others.
        if let Some(folder) = on_disk.parent() {
            folders::make_private(folder)?;
        }
        self.files.put(&path, PutPayload::from(sealed)).await?;
        Ok(folders::only_owner(&on_disk)?)
    }

    /// A file, opened, and the same as when it was kept: its SHA-256 is `digest`.
    ///
    /// # Errors
    /// [`Error::Files`] where it is gone, [`Error::Sealed`], [`Error::Altered`].
    pub async fn file(
        &self,
        file: KeptFile<'_>,
        key: &str,
        digest: &str,
    ) -> Result<Vec<u8>, Error> {
        let sealed = self.files.get(&Path::from(key)).await?.bytes().await?;
        let plain = self.open_bytes(&file.place(), &sealed);
        let plain = plain.ok_or(Error::Sealed("a kept file"))?;
        if secrets::digest(&plain) != digest {
            return Err(Error::Altered);
        }
        Ok(plain)
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
