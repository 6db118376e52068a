//! The keys of an installation, outside the database, in `keys` of the data folder
//! and readable by its owner alone.
//!
//! `master.key` is made by the first start. Keyed hashes are made with it, for as
//! long as there are any to compare. Values are sealed (XChaCha20-Poly1305) with
//! the newest version of the sealing key: version 1 is `master.key` itself, later
//! ones are `sealing-2.key` and so on. Every use has a key of its own, derived by
//! purpose.
//!
//! A sealed value is `SB2`, the version in three bytes, a nonce of 24 bytes, and
//! the ciphertext with its tag. It is bound to its [`Place`]: elsewhere it does not
//! open. Values of before versions were kept are nonce and ciphertext alone, and
//! bound to their purpose; they open for as long as version 1 is in use.

use std::collections::BTreeMap;
use std::io::{ErrorKind, Write};
use std::path::Path;

use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use zeroize::Zeroizing;

use crate::Error;
use crate::folders::{make_private, open_new};
use crate::secrets::{Random, base64url, hmac_sha256};

const KEY_BYTES: usize = 32;
const NONCE_BYTES: usize = 24;
/// What a sealed value begins with: in base64url `U0Iy`.
const MARK: &[u8] = b"SB2";
const VERSION_BYTES: usize = 3;
const HEAD_BYTES: usize = MARK.len() + VERSION_BYTES;
/// The oldest version in use stands in this file, once it is not 1.
const OLDEST: &str = "sealing-oldest";

type Key = Zeroizing<[u8; KEY_BYTES]>;

/// Where a sealed value stands. It opens nowhere else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    purpose: &'static str,
    bound: Vec<u8>,
}

impl Place {
    /// A column or folder by its purpose, and what names the row in it for good.
    #[must_use]
    pub fn of(purpose: &'static str, row: &[&str]) -> Self {
        let mut bound = Vec::new();
        for part in [purpose].iter().chain(row) {
            let length = u64::try_from(part.len()).unwrap_or(u64::MAX);
            bound.extend(length.to_be_bytes());
            bound.extend(part.as_bytes());
        }
        Self { purpose, bound }
    }
}

/// Which versions of the key open a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Versions {
    /// Those that values of the database and its files may have.
    InUse,
    /// Also those that were replaced: what was taken out earlier has them.
    All,
}

pub(crate) struct Keys {
    /// Of keyed hashes, and the first version for sealing.
    master: Key,
    /// For sealing, by version.
    sealing: BTreeMap<u32, Key>,
    /// What is sealed now has this version.
    current: u32,
    /// Nothing of before this version opens any more.
    oldest: u32,
}

impl Keys {
    /// Reads the keys of a data folder, or makes one the first time.
    pub(crate) fn open(data_dir: &Path, random: &dyn Random) -> Result<Self, Error> {
        let folder = data_dir.join("keys");
        let path = folder.join("master.key");
        if !path.try_exists()? {
            make_private(&folder)?;
            write_key(&folder, "master.key", random)?;
        }
        // Where another process was first, its key is the one.
        let master = read_key(&path)?;
        let mut sealing = BTreeMap::from([(1, master.clone())]);
        for file in std::fs::read_dir(&folder)? {
            let file = file?;
            let version = file.file_name().to_str().and_then(version_of_file);
            if let Some(version) = version {
                sealing.insert(version, read_key(&file.path())?);
            }
        }
        let oldest = match std::fs::read_to_string(folder.join(OLDEST)) {
            Ok(text) => text.trim().parse().map_err(|_| {
                Error::corrupt(format!("{} is no number", folder.join(OLDEST).display()))
            })?,
            Err(cause) if cause.kind() == ErrorKind::NotFound => 1,
            Err(cause) => return Err(cause.into()),
        };
        let current = sealing.keys().next_back().copied().unwrap_or(1);
        if oldest > current {
            return Err(Error::corrupt(format!(
                "version {oldest} of the key is missing in {}",
                folder.display()
            )));
        }
        Ok(Self {
            master,
            sealing,
            current,
            oldest,
        })
    }

    pub(crate) const fn current(&self) -> u32 {
        self.current
    }

    pub(crate) const fn oldest(&self) -> u32 {
        self.oldest
    }

    /// Makes the next version, on disk and for what is sealed from now on.
    pub(crate) fn add_version(
        &mut self,
        data_dir: &Path,
        random: &dyn Random,
    ) -> Result<(), Error> {
        let folder = data_dir.join("keys");
        let next = self.current + 1;
        if next >> (8 * VERSION_BYTES) != 0 {
            return Err(Error::corrupt("there are no more versions of the key"));
        }
        let name = format!("sealing-{next}.key");
        write_key(&folder, &name, random)?;
        self.sealing.insert(next, read_key(&folder.join(name))?);
        self.current = next;
        Ok(())
    }

    /// From now on only the current version opens.
    pub(crate) fn retire(&mut self, data_dir: &Path, random: &dyn Random) -> Result<(), Error> {
        let folder = data_dir.join("keys");
        let part = folder.join(part_name(OLDEST, random)?);
        write_part(&part, self.current.to_string().as_bytes())?;
        std::fs::rename(&part, folder.join(OLDEST))?;
        std::fs::File::open(&folder)?.sync_all()?;
        self.oldest = self.current;
        Ok(())
    }

    /// Encrypts and authenticates, for this place.
    pub(crate) fn seal(
        &self,
        place: &Place,
        plain: &[u8],
        random: &dyn Random,
    ) -> Result<Vec<u8>, Error> {
        let key = self.sealing.get(&self.current).unwrap_or(&self.master);
        let mut nonce = [0_u8; NONCE_BYTES];
        random.fill(&mut nonce)?;
        let sealed = cipher(key, place.purpose)
            .encrypt(
                &XNonce::from(nonce),
                Payload {
                    msg: plain,
                    aad: &place.bound,
                },
            )
            .map_err(|_| Error::corrupt("this is too long to be sealed"))?;
        let version = self.current.to_be_bytes();
        let version = version.get(4 - VERSION_BYTES..).unwrap_or_default();
        Ok([MARK, version, &nonce, &sealed].concat())
    }

    /// Opens what was sealed for this place; `None` for anything else.
    pub(crate) fn open_sealed(
        &self,
        place: &Place,
        sealed: &[u8],
        versions: Versions,
    ) -> Option<Vec<u8>> {
        let oldest = match versions {
            Versions::InUse => self.oldest,
            Versions::All => 1,
        };
        let marked = version_of(sealed).filter(|version| *version >= oldest);
        let opened = marked.and_then(|version| {
            let key = self.sealing.get(&version)?;
            decrypt(key, place.purpose, &place.bound, sealed.get(HEAD_BYTES..)?)
        });
        if opened.is_some() || oldest > 1 {
            return opened;
        }
        // One of before; a nonce of those may begin with any bytes.
        let purpose = place.purpose;
        decrypt(&self.master, purpose, purpose.as_bytes(), sealed)
    }

    /// Whether a value is sealed with the current version.
    pub(crate) fn is_current(&self, sealed: &[u8]) -> bool {
        version_of(sealed) == Some(self.current)
    }

    pub(crate) fn mac(&self, purpose: &str, data: &[u8]) -> [u8; 32] {
        hmac_sha256(derive(&self.master, purpose).as_ref(), data)
    }
}

fn derive(key: &Key, purpose: &str) -> Key {
    Zeroizing::new(hmac_sha256(key.as_ref(), purpose.as_bytes()))
}

fn cipher(key: &Key, purpose: &str) -> XChaCha20Poly1305 {
    let key = derive(key, purpose);
    XChaCha20Poly1305::new((&*key).into())
}

fn decrypt(key: &Key, purpose: &str, bound: &[u8], sealed: &[u8]) -> Option<Vec<u8>> {
    let (nonce, sealed) = sealed.split_at_checked(NONCE_BYTES)?;
    let nonce = <[u8; NONCE_BYTES]>::try_from(nonce).ok()?;
    let sealed = Payload {
        msg: sealed,
        aad: bound,
    };
    cipher(key, purpose)
        .decrypt(&XNonce::from(nonce), sealed)
        .ok()
}

/// The version that a value says it is sealed with.
fn version_of(sealed: &[u8]) -> Option<u32> {
    let version = sealed.strip_prefix(MARK)?.get(..VERSION_BYTES)?;
    let version = version
        .iter()
        .fold(0, |so_far, byte| so_far << 8 | u32::from(*byte));
    Some(version)
}

fn version_of_file(name: &str) -> Option<u32> {
    let version = name.strip_prefix("sealing-")?.strip_suffix(".key")?;
    version.parse().ok().filter(|version| *version > 1)
}

fn read_key(path: &Path) -> Result<Key, Error> {
    let bytes = Zeroizing::new(std::fs::read(path)?);
    let key = <[u8; KEY_BYTES]>::try_from(bytes.as_slice())
        .map_err(|_| Error::corrupt(format!("{} is not a key of 32 bytes", path.display())))?;
    Ok(Zeroizing::new(key))
}

/// Writes a new key that only its owner can read, whole or not at all; one that is
/// there already stays.
fn write_key(folder: &Path, name: &str, random: &dyn Random) -> Result<(), Error> {
    let mut key = Zeroizing::new([0_u8; KEY_BYTES]);
    random.fill(key.as_mut())?;
    let path = folder.join(name);
    let part = folder.join(part_name(name, random)?);
    write_part(&part, key.as_ref())?;
    let linked = std::fs::hard_link(&part, &path);
    std::fs::remove_file(&part)?;
    let taken = |done: std::io::Result<()>| match done {
        Err(cause) if cause.kind() != ErrorKind::AlreadyExists => Err(cause),
        _ => Ok(()),
    };
    // Some file systems have no links.
    taken(linked).or_else(|_| taken(write_part(&path, key.as_ref())))?;
    Ok(std::fs::File::open(folder)?.sync_all()?)
}

fn part_name(name: &str, random: &dyn Random) -> Result<String, Error> {
    let mut part = [0_u8; 8];
    random.fill(&mut part)?;
    Ok(format!(
        "{name}.{}.{}",
        std::process::id(),
        base64url(&part)
    ))
}

fn write_part(part: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let mut file = open_new(part)?;
    file.write_all(bytes)?;
    file.sync_all()
}

#[cfg(test)]
mod tests;
