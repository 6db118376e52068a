//! Packs: the content of several entries, compressed together.

use std::io::{Read, Write};

use flate2::Compression;
use flate2::read::DeflateDecoder;
use flate2::write::DeflateEncoder;

use crate::{Error, secrets};

/// Entries in a pack: those at positions 0 to 63, 64 to 127 and so on. Another
/// number needs a migration.
pub(super) const PACKED: i32 = 64;
/// Of the salt with which an entry's commitment is made.
pub(super) const SALT_BYTES: usize = 32;
/// Of a pack, before it is deflated.
const MAX_LINES: usize = 64 * 1024 * 1024;

/// What an entry says, besides the columns of its row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct PackedEntry {
    pub(super) content: String,
    /// Empty for a table of long ago.
    pub(super) place: String,
    pub(super) salt: String,
}

/// The position at which the pack of an entry begins.
pub(super) const fn first(position: i32) -> i32 {
    position - position.rem_euclid(PACKED)
}

/// Lines, each ended, in few bytes.
pub(super) fn deflated(lines: &[u8]) -> Result<Vec<u8>, Error> {
    if lines.len() > MAX_LINES {
        return Err(Error::corrupt("entries say more than can be stored"));
    }
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(lines)?;
    Ok(encoder.finish()?)
}

/// What the entries of a pack say, in order.
pub(super) fn unpacked(lines: &[u8], salts: &[u8]) -> Result<Vec<PackedEntry>, Error> {
    let mut text = String::new();
    DeflateDecoder::new(lines)
        .take(MAX_LINES as u64)
        .read_to_string(&mut text)?;
    let mut lines = text.lines();
    let mut packed = Vec::new();
    for salt in salts.chunks(SALT_BYTES) {
        let (Some(content), Some(place)) = (lines.next(), lines.next()) else {
            return Err(Error::corrupt("a pack of entries has too few lines"));
        };
        packed.push(PackedEntry {
            content: content.to_owned(),
            place: place.to_owned(),
            salt: secrets::base64url(salt),
        });
    }
    if lines.next().is_some() {
        return Err(Error::corrupt("a pack of entries has too many lines"));
    }
    Ok(packed)
}

/// The lines of a pack, deflated.
pub(super) fn lines(packed: &[PackedEntry]) -> Result<Vec<u8>, Error> {
    let mut lines = String::new();
    for one in packed {
        for line in [&one.content, &one.place] {
            lines.push_str(line);
            lines.push('\n');
        }
    }
    deflated(lines.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn packed(content: &str, place: &str, salt: u8) -> PackedEntry {
        PackedEntry {
            content: content.to_owned(),
            place: place.to_owned(),
            salt: secrets::base64url(&[salt; SALT_BYTES]),
        }
    }

    #[test]
    fn what_is_packed_comes_out_to_the_letter() {
        let all = [
            packed("{\"head\":\"张三\\n李四\"}", "", 1),
            packed("{}", "{\"row\":5}", 2),
        ];
        let salts = [[1; SALT_BYTES], [2; SALT_BYTES]].concat();
        let bytes = lines(&all).expect("packed");
        assert_eq!(unpacked(&bytes, &salts).expect("unpacked"), all);
        for wrong in [
            &salts[..SALT_BYTES],
            &[salts.clone(), salts.clone()].concat(),
        ] {
            assert!(unpacked(&bytes, wrong).is_err());
        }
        assert!(unpacked(b"no deflate", &salts).is_err());
    }

    #[test]
    fn a_pack_begins_with_every_64th() {
        for (position, begins) in [(0, 0), (63, 0), (64, 64), (99_999, 99_968)] {
            assert_eq!(first(position), begins);
        }
    }
}
