//! Folders and files that their owner alone may read.

use std::fs::{DirBuilder, File, OpenOptions, TryLockError};
use std::path::Path;

use crate::Error;

#[cfg(unix)]
const OWNER_FOLDER: u32 = 0o700;
#[cfg(unix)]
const OWNER_FILE: u32 = 0o600;

/// Makes a folder, and those above it, for its owner alone. One that is there is
/// closed to others, those above it stay as they are.
///
/// # Errors
/// Where it cannot be made, or belongs to somebody else.
pub fn make_private(folder: &Path) -> std::io::Result<()> {
    make(folder)?;
    only_owner(folder)
}

/// Makes a folder, and those above it, for its owner alone; those that are there
/// stay as they are.
pub(crate) fn make(folder: &Path) -> std::io::Result<()> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, OWNER_FOLDER);
    builder.create(folder)
}

/// Closes a file or folder to others, where it is ours to close: on some network
/// drives it is not.
pub(crate) fn only_owner(path: &Path) -> std::io::Result<()> {
    #[cfg(unix)]
    {
        use std::io::ErrorKind;
        use std::os::unix::fs::PermissionsExt;
        let metadata = std::fs::metadata(path)?;
        let wanted = if metadata.is_dir() {
            OWNER_FOLDER
        } else {
            OWNER_FILE
        };
        if metadata.permissions().mode() & 0o777 != wanted {
            let closed = std::fs::set_permissions(path, std::fs::Permissions::from_mode(wanted));
            return match closed {
                Err(cause)
                    if matches!(
                        cause.kind(),
                        ErrorKind::PermissionDenied | ErrorKind::Unsupported
                    ) =>
                {
                    Ok(())
                }
                done => done,
            };
        }
    }
    Ok(())
}

/// As [`only_owner`]; one that is not there is none of its business.
pub(crate) fn only_owner_if_there(path: &Path) -> std::io::Result<()> {
    match only_owner(path) {
        Err(cause) if cause.kind() == std::io::ErrorKind::NotFound => Ok(()),
        done => done,
    }
}

/// Closes everything in a folder to others, however deep.
pub(crate) fn only_owner_within(folder: &Path) -> std::io::Result<()> {
    only_owner(folder)?;
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let kind = entry.file_type()?;
        if kind.is_dir() {
            only_owner_within(&entry.path())?;
        } else if kind.is_file() {
            only_owner_if_there(&entry.path())?;
        }
    }
    Ok(())
}

/// A new file that only its owner can read.
pub(crate) fn open_new(path: &Path) -> std::io::Result<File> {
    options().create_new(true).open(path)
}

fn options() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.write(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, OWNER_FILE);
    options
}

/// Says that a process uses a data folder, for as long as it is kept.
pub(crate) struct InUse(File);

impl InUse {
    /// # Errors
    /// [`Error::Busy`] while somebody has the folder alone.
    pub(crate) fn shared(data_dir: &Path) -> Result<Self, Error> {
        let file = options()
            .create(true)
            .truncate(false)
            .open(data_dir.join("lock"))?;
        match file.try_lock_shared() {
            Err(TryLockError::WouldBlock) => Err(Error::Busy),
            // Where the file system has no locks, nobody can have it alone.
            _ => Ok(Self(file)),
        }
    }

    /// Has the folder alone from now on.
    ///
    /// # Errors
    /// [`Error::Busy`] while another process uses it; [`Error::Folder`] where the
    /// file system cannot tell.
    pub(crate) fn alone(&self) -> Result<(), Error> {
        self.0.unlock()?;
        match self.0.try_lock() {
            Ok(()) => Ok(()),
            Err(TryLockError::WouldBlock) => {
                // As before.
                let _ = self.0.try_lock_shared();
                Err(Error::Busy)
            }
            Err(TryLockError::Error(cause)) => Err(cause.into()),
        }
    }
}
