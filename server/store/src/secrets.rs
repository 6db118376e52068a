//! Keys and what is done with them: sealing (XChaCha20-Poly1305), keyed hashes
//! (HMAC-SHA-256) and random tokens. The master key is outside the database,
//! in `keys/master.key` of the data folder, readable by its owner alone.

use std::io::{ErrorKind, Write};
use std::path::Path;

use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use data_encoding::{BASE32_NOPAD, BASE64URL_NOPAD, HEXLOWER};
use hmac::{Hmac, Mac};
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use crate::Error;

const KEY_BYTES: usize = 32;
const NONCE_BYTES: usize = 24;

/// Gives random bytes; a parameter, so that tests can repeat themselves.
pub trait Random: Send + Sync {
    /// # Errors
    /// Where the system has no randomness to give.
    fn fill(&self, bytes: &mut [u8]) -> Result<(), Error>;
}

/// The operating system's randomness.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemRandom;

impl Random for SystemRandom {
    fn fill(&self, bytes: &mut [u8]) -> Result<(), Error> {
        use rand::TryRng;
        rand::rngs::SysRng
            .try_fill_bytes(bytes)
            .map_err(|cause| Error::Random(cause.to_string()))
    }
}

/// The master key. Every use has a key of its own, derived by purpose.
pub(crate) struct Keys(Zeroizing<[u8; KEY_BYTES]>);

impl Keys {
    /// Reads the key of a data folder, or makes one the first time.
    pub(crate) fn open(data_dir: &Path, random: &dyn Random) -> Result<Self, Error> {
        let folder = data_dir.join("keys");
        let path = folder.join("master.key");
        match path.try_exists() {
            Ok(true) => Self::read(&path),
            Ok(false) => {
                std::fs::create_dir_all(&folder)?;
                let mut key = Zeroizing::new([0_u8; KEY_BYTES]);
                random.fill(key.as_mut())?;
                write_new(&folder, &path, key.as_ref(), random)?;
                // Another process may have been first: its key is the one.
                Self::read(&path)
            }
            Err(cause) => Err(cause.into()),
        }
    }

    fn read(path: &Path) -> Result<Self, Error> {
        let bytes = Zeroizing::new(std::fs::read(path)?);
        let key = <[u8; KEY_BYTES]>::try_from(bytes.as_slice())
            .map_err(|_| Error::corrupt(format!("{} is not a key of 32 bytes", path.display())))?;
        Ok(Self(Zeroizing::new(key)))
    }

    fn derive(&self, purpose: &str) -> Zeroizing<[u8; KEY_BYTES]> {
        Zeroizing::new(hmac_sha256(self.0.as_ref(), purpose.as_bytes()))
    }

    /// Encrypts and authenticates; the nonce stands in front.
    pub(crate) fn seal_bytes(
        &self,
        purpose: &str,
        plain: &[u8],
        random: &dyn Random,
    ) -> Result<Vec<u8>, Error> {
        let mut nonce = [0_u8; NONCE_BYTES];
        random.fill(&mut nonce)?;
        let key = self.derive(purpose);
        let cipher = XChaCha20Poly1305::new((&*key).into());
        let sealed = cipher
            .encrypt(
                &XNonce::from(nonce),
                Payload {
                    msg: plain,
                    aad: purpose.as_bytes(),
                },
            )
            .map_err(|_| Error::corrupt("this is too long to be sealed"))?;
        Ok([nonce.as_slice(), &sealed].concat())
    }

    /// Opens what [`Keys::seal_bytes`] sealed for the same purpose.
    pub(crate) fn open_bytes(&self, purpose: &str, sealed: &[u8]) -> Option<Vec<u8>> {
        let (nonce, sealed) = sealed.split_at_checked(NONCE_BYTES)?;
        let nonce = <[u8; NONCE_BYTES]>::try_from(nonce).ok()?;
        let key = self.derive(purpose);
        let cipher = XChaCha20Poly1305::new((&*key).into());
        cipher
            .decrypt(
                &XNonce::from(nonce),
                Payload {
                    msg: sealed,
                    aad: purpose.as_bytes(),
                },
            )
            .ok()
    }

    pub(crate) fn mac(&self, purpose: &str, data: &[u8]) -> [u8; 32] {
        hmac_sha256(self.derive(purpose).as_ref(), data)
    }
}

/// Writes a file that only its owner can read, whole or not at all; one that is
/// there already stays.
fn write_new(folder: &Path, path: &Path, bytes: &[u8], random: &dyn Random) -> Result<(), Error> {
    let mut name = [0_u8; 8];
    random.fill(&mut name)?;
    let part = folder.join(format!(
        "master.key.{}.{}",
        std::process::id(),
        base64url(&name)
    ));
    write_part(&part, bytes)?;
    let linked = std::fs::hard_link(&part, path);
    std::fs::remove_file(&part)?;
    let taken = |done: std::io::Result<()>| match done {
        Err(cause) if cause.kind() != ErrorKind::AlreadyExists => Err(cause),
        _ => Ok(()),
    };
    // Some file systems have no links.
    taken(linked).or_else(|_| taken(write_part(path, bytes)))?;
    Ok(std::fs::File::open(folder)?.sync_all()?)
}

fn write_part(part: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(part)?;
    file.write_all(bytes)?;
    file.sync_all()
}

/// HMAC-SHA-256 (RFC 2104).
#[must_use]
pub fn hmac_sha256(key: &[u8], data: &[u8]) -> [u8; 32] {
    use hmac::KeyInit as _;
    // HMAC takes a key of any length, so the fallback is never taken.
    <Hmac<Sha256>>::new_from_slice(key).map_or([0; 32], |mut mac| {
        mac.update(data);
        mac.finalize().into_bytes().into()
    })
}

/// SHA-256 in lower-case hexadecimal.
#[must_use]
pub fn digest(bytes: &[u8]) -> String {
    HEXLOWER.encode(&Sha256::digest(bytes))
}

#[must_use]
pub fn base64url(bytes: &[u8]) -> String {
    BASE64URL_NOPAD.encode(bytes)
}

#[must_use]
pub fn from_base64url(text: &str) -> Option<Vec<u8>> {
    BASE64URL_NOPAD.decode(text.as_bytes()).ok()
}

/// Letters and digits in groups of four, to be read over a telephone:
/// `K7QM-2XDF-…`. RFC 4648 base 32: no 0, 1, 8 or 9 to mistake.
#[must_use]
pub fn readable(bytes: &[u8]) -> String {
    let letters = BASE32_NOPAD.encode(bytes);
    letters
        .as_bytes()
        .chunks(4)
        .map(|four| String::from_utf8_lossy(four).into_owned())
        .collect::<Vec<_>>()
        .join("-")
}

#[cfg(test)]
mod tests {
    use std::sync::Barrier;

    use super::*;

    #[test]
    fn processes_that_start_together_have_one_key() {
        for _ in 0..10 {
            let folder = tempfile::tempdir().expect("a folder");
            let start = Barrier::new(8);
            let open = || {
                start.wait();
                let keys = Keys::open(folder.path(), &SystemRandom).expect("keys");
                keys.mac("test", b"")
            };
            let macs: Vec<[u8; 32]> = std::thread::scope(|scope| {
                let all: Vec<_> = (0..8).map(|_| scope.spawn(open)).collect();
                all.into_iter()
                    .map(|one| one.join().expect("a thread"))
                    .collect()
            });
            assert!(macs.windows(2).all(|two| two[0] == two[1]), "two keys");
            let kept = std::fs::read_dir(folder.path().join("keys")).expect("a folder");
            assert_eq!(kept.count(), 1, "nothing else is left");
        }
    }
}
