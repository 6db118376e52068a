//! PNG: chunks with their checksums, from the first to the last. Nothing is
//! inflated: neither the picture nor a text or a profile beside it.

use flate2::Crc;

use super::bytes::{be32, byte, bytes};
use super::size::{Size, Unfit};

const SIGNATURE: &[u8] = b"\x89PNG\r\n\x1a\n";
/// Bytes of a chunk beside its content: length, name, checksum.
const AROUND: usize = 12;

pub(super) fn begins(file: &[u8]) -> bool {
    file.starts_with(SIGNATURE)
}

/// # Errors
/// [`Unfit`], why it is no photo that can be filed.
pub(super) fn check(file: &[u8]) -> Result<(), Unfit> {
    let mut at = SIGNATURE.len();
    let mut size = Size::default();
    let mut bits = None;
    let mut has_picture = false;
    loop {
        let length = be32(file, at)?;
        let length = usize::try_from(length).map_err(|_| Unfit::Unknown)?;
        let named = bytes(file, at + 4, length.saturating_add(4))?;
        let (name, content) = named.split_at(4);
        let mut sum = Crc::new();
        sum.update(named);
        if sum.sum() != be32(file, at + 8 + length)? {
            return Err(Unfit::Unknown);
        }
        at += length + AROUND;
        match (name, bits) {
            (b"IHDR", None) => {
                let of_pixel = header(content)?;
                size.add(be32(content, 0)?, be32(content, 4)?, of_pixel)?;
                bits = Some(of_pixel);
            }
            // The first chunk is the header, and the only one.
            (b"IHDR", Some(_)) | (_, None) => return Err(Unfit::Unknown),
            // A picture of one that moves.
            (b"fcTL", Some(of_pixel)) => {
                let broken = |_| Unfit::Unknown;
                let width = be32(content, 4).map_err(broken)?;
                let height = be32(content, 8).map_err(broken)?;
                size.add(width, height, of_pixel)?;
            }
            (b"IDAT", _) => has_picture = true,
            (b"IEND", _) => {
                return if has_picture {
                    Ok(())
                } else {
                    Err(Unfit::Unknown)
                };
            }
            _ => {}
        }
    }
}

/// Bits of a pixel, by what the header says.
fn header(content: &[u8]) -> Result<u64, Unfit> {
    if content.len() != 13 {
        return Err(Unfit::Unknown);
    }
    let (depth, colour) = (byte(content, 8)?, byte(content, 9)?);
    let (samples, depths): (u64, &[u8]) = match colour {
        0 => (1, &[1, 2, 4, 8, 16]),
        // Of a palette: three colours, and how much shows through.
        3 => (4, &[1, 2, 4, 8]),
        2 => (3, &[8, 16]),
        4 => (2, &[8, 16]),
        6 => (4, &[8, 16]),
        _ => return Err(Unfit::Unknown),
    };
    let (compression, filter, interlace) =
        (byte(content, 10)?, byte(content, 11)?, byte(content, 12)?);
    if !depths.contains(&depth) || compression != 0 || filter != 0 || interlace > 1 {
        return Err(Unfit::Unknown);
    }
    // Decoders spread what is less than a byte.
    let depth = if colour == 3 { 8 } else { depth.max(8) };
    Ok(samples * u64::from(depth))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chunk(name: &[u8; 4], content: &[u8]) -> Vec<u8> {
        let mut sum = Crc::new();
        sum.update(name);
        sum.update(content);
        let length = u32::try_from(content.len()).expect("short");
        let mut chunk = length.to_be_bytes().to_vec();
        chunk.extend(name);
        chunk.extend(content);
        chunk.extend(sum.sum().to_be_bytes());
        chunk
    }

    fn header(width: u32, height: u32, depth: u8, colour: u8) -> Vec<u8> {
        let mut content = width.to_be_bytes().to_vec();
        content.extend(height.to_be_bytes());
        content.extend([depth, colour, 0, 0, 0]);
        chunk(b"IHDR", &content)
    }

    fn png(header: Vec<u8>, more: &[u8]) -> Vec<u8> {
        let end = chunk(b"IEND", b"");
        [SIGNATURE, &header, more, &end].concat()
    }

    fn moving(frames: usize) -> Vec<u8> {
        let mut frame = vec![0; 26];
        frame[5..8].copy_from_slice(&[1, 0, 0]);
        frame[9..12].copy_from_slice(&[0, 4, 0]);
        let one = chunk(b"fcTL", &frame);
        [one.repeat(frames), chunk(b"IDAT", b"x")].concat()
    }

    #[test]
    fn pixels_and_their_bytes_are_counted() {
        let picture = chunk(b"IDAT", b"x");
        for (size, depth, colour, is) in [
            ((4000, 3000), 8, 2, Ok(())),
            ((8000, 6000), 8, 6, Ok(())),
            ((9000, 6000), 8, 0, Err(Unfit::TooLarge)),
            ((9000, 6000), 1, 0, Err(Unfit::TooLarge)),
            ((8000, 6000), 16, 6, Ok(())),
            ((u32::MAX, u32::MAX), 8, 2, Err(Unfit::TooLarge)),
            ((0, 10), 8, 2, Err(Unfit::Unknown)),
            ((10, 10), 4, 2, Err(Unfit::Unknown)),
            ((10, 10), 8, 5, Err(Unfit::Unknown)),
        ] {
            let file = png(header(size.0, size.1, depth, colour), &picture);
            assert_eq!(check(&file), is, "{size:?} {depth} {colour}");
        }
        assert_eq!(check(&png(header(10, 10, 8, 2), b"")), Err(Unfit::Unknown));
        // 65,536 × 1,024 pixels each.
        assert_eq!(
            check(&png(header(10, 10, 8, 2), &moving(1))),
            Err(Unfit::TooLarge)
        );
    }

    #[test]
    fn one_that_is_cut_or_altered_anywhere_is_not_taken() {
        let whole = png(header(10, 10, 8, 2), &chunk(b"IDAT", b"picture"));
        assert_eq!(check(&whole), Ok(()));
        for end in 0..whole.len() {
            assert!(check(&whole[..end]).is_err(), "{end}");
        }
        for at in SIGNATURE.len()..whole.len() {
            let mut altered = whole.clone();
            altered[at] ^= 1;
            assert!(check(&altered).is_err(), "{at}");
        }
    }
}
