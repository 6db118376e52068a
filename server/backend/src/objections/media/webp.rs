//! WebP: RIFF chunks. A picture says its own size; a canvas around it may not be
//! larger either.

use super::bytes::{byte, bytes, le16, le24, le32};
use super::size::{Size, Unfit};

/// Bytes before the first chunk.
const BEFORE: usize = 12;
/// Bytes of a chunk before its content: name and length.
const HEAD: usize = 8;
/// Bytes of a frame before its pictures.
const FRAME_HEAD: usize = 16;
/// A picture is decoded to four bytes a pixel.
const BITS: u64 = 32;

pub(super) fn begins(file: &[u8]) -> bool {
    file.starts_with(b"RIFF") && file.get(8..12) == Some(b"WEBP")
}

/// # Errors
/// [`Unfit`], why it is no photo that can be filed.
pub(super) fn check(file: &[u8]) -> Result<(), Unfit> {
    let length = usize::try_from(le32(file, 4)?).map_err(|_| Unfit::Unknown)?;
    let whole = bytes(file, 0, length.saturating_add(8))?;
    let mut size = Size::default();
    let chunks = whole.get(BEFORE..).ok_or(Unfit::Unknown)?;
    let pictures = pictures(chunks, &mut size, true)?;
    if pictures == 0 {
        return Err(Unfit::Unknown);
    }
    Ok(())
}

/// Adds up the pictures of these chunks; says how many there are.
fn pictures(chunks: &[u8], size: &mut Size, outermost: bool) -> Result<usize, Unfit> {
    let (mut at, mut pictures) = (0, 0);
    while at < chunks.len() {
        let name = bytes(chunks, at, 4)?;
        let length = usize::try_from(le32(chunks, at + 4)?).map_err(|_| Unfit::Unknown)?;
        let content = bytes(chunks, at + HEAD, length)?;
        // Each begins at an even place.
        at += HEAD + length + length % 2;
        match name {
            b"VP8 " => {
                let (width, height) = lossy(content)?;
                size.add(width, height, BITS)?;
                pictures += 1;
            }
            b"VP8L" => {
                let (width, height) = lossless(content)?;
                size.add(width, height, BITS)?;
                pictures += 1;
            }
            b"VP8X" if outermost => {
                let width = le24(content, 4).map_err(|_| Unfit::Unknown)? + 1;
                let height = le24(content, 7).map_err(|_| Unfit::Unknown)? + 1;
                Size::default().add(width, height, BITS)?;
            }
            b"ANMF" if outermost => {
                let frame = content.get(FRAME_HEAD..).ok_or(Unfit::Unknown)?;
                pictures += self::pictures(frame, size, false)?;
            }
            _ => {}
        }
    }
    Ok(pictures)
}

/// Width and height by the head of a VP8 key frame (RFC 6386, 9.1).
fn lossy(content: &[u8]) -> Result<(u32, u32), Unfit> {
    let broken = |_| Unfit::Unknown;
    let is_key_frame = byte(content, 0).map_err(broken)? & 1 == 0;
    if !is_key_frame || content.get(3..6) != Some(&[0x9d, 0x01, 0x2a]) {
        return Err(Unfit::Unknown);
    }
    // The upper two bits say how it is scaled.
    let side = |at| {
        le16(content, at)
            .map(|side| u32::from(side & 0x3fff))
            .map_err(broken)
    };
    Ok((side(6)?, side(8)?))
}

/// Width and height by the head of a lossless picture: 14 bits each, less one.
fn lossless(content: &[u8]) -> Result<(u32, u32), Unfit> {
    let broken = |_| Unfit::Unknown;
    let head = le32(content, 1).map_err(broken)?;
    if byte(content, 0).map_err(broken)? != 0x2f || head >> 29 != 0 {
        return Err(Unfit::Unknown);
    }
    Ok(((head & 0x3fff) + 1, ((head >> 14) & 0x3fff) + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chunk(name: &[u8; 4], content: &[u8]) -> Vec<u8> {
        let length = u32::try_from(content.len()).expect("short");
        let mut chunk = name.to_vec();
        chunk.extend(length.to_le_bytes());
        chunk.extend(content);
        if content.len() % 2 == 1 {
            chunk.push(0);
        }
        chunk
    }

    fn webp(chunks: &[u8]) -> Vec<u8> {
        let length = u32::try_from(chunks.len() + 4).expect("short");
        [b"RIFF", length.to_le_bytes().as_slice(), b"WEBP", chunks].concat()
    }

    fn lossless_of(width: u32, height: u32) -> Vec<u8> {
        let head = (width - 1) | ((height - 1) << 14);
        let mut content = vec![0x2f];
        content.extend(head.to_le_bytes());
        content.extend(b"pixels");
        chunk(b"VP8L", &content)
    }

    fn lossy_of(width: u16, height: u16) -> Vec<u8> {
        let mut content = vec![0x10, 0, 0, 0x9d, 0x01, 0x2a];
        content.extend(width.to_le_bytes());
        content.extend(height.to_le_bytes());
        content.extend(b"pixels");
        chunk(b"VP8 ", &content)
    }

    fn canvas(width: u32, height: u32) -> Vec<u8> {
        let mut content = vec![0; 4];
        content.extend(&(width - 1).to_le_bytes()[..3]);
        content.extend(&(height - 1).to_le_bytes()[..3]);
        chunk(b"VP8X", &content)
    }

    /// A picture in a frame that says that it is small.
    fn frame(picture: &[u8]) -> Vec<u8> {
        chunk(b"ANMF", &[&[0; FRAME_HEAD], picture].concat())
    }

    #[test]
    fn pixels_are_counted_of_the_pictures_themselves() {
        for (chunks, is) in [
            (lossless_of(4000, 3000), Ok(())),
            (lossy_of(4000, 3000), Ok(())),
            (lossless_of(16_384, 16_384), Err(Unfit::TooLarge)),
            (lossy_of(16_383, 16_383), Err(Unfit::TooLarge)),
            ([canvas(10, 10), lossy_of(10, 10)].concat(), Ok(())),
            (
                [canvas(10, 10), lossy_of(16_383, 16_383)].concat(),
                Err(Unfit::TooLarge),
            ),
            (
                [canvas(60_000, 60_000), lossy_of(10, 10)].concat(),
                Err(Unfit::TooLarge),
            ),
            (
                [canvas(10, 10), frame(&lossless_of(10, 10))].concat(),
                Ok(()),
            ),
            (
                [canvas(10, 10), frame(&lossless_of(16_384, 16_384))].concat(),
                Err(Unfit::TooLarge),
            ),
            (
                [
                    canvas(4000, 3000),
                    frame(&lossless_of(4000, 3000)).repeat(5),
                ]
                .concat(),
                Err(Unfit::TooLarge),
            ),
            (canvas(10, 10), Err(Unfit::Unknown)),
            (Vec::new(), Err(Unfit::Unknown)),
        ] {
            assert_eq!(check(&webp(&chunks)), is, "{chunks:?}");
        }
    }

    #[test]
    fn one_that_is_cut_anywhere_is_not_taken() {
        let whole = webp(&[canvas(10, 10), frame(&lossless_of(10, 10))].concat());
        assert_eq!(check(&whole), Ok(()));
        for end in 12..whole.len() {
            assert_eq!(check(&whole[..end]), Err(Unfit::CutShort), "{end}");
        }
    }
}
