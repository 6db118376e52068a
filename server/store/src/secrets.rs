//! Keyed hashes (HMAC-SHA-256), digests and random tokens; how they are spelled.

use data_encoding::{BASE32_NOPAD, BASE64URL_NOPAD, HEXLOWER};
use hmac::{Hmac, Mac};
use sha2::{Digest, Sha256};

use crate::Error;

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
