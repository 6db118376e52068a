//! JPEG (ITU-T T.81): markers from the start of the image to its end. What follows
//! the end stays unread: phones put a moving picture there.

use super::bytes::{be16, byte, bytes};
use super::size::{MAX_BLOCK_VISITS, Size, Unfit};

const MARKER: u8 = 0xff;
const START: u8 = 0xd8;
const END: u8 = 0xd9;
const SCAN: u8 = 0xda;
/// The frame of a JPEG that is coded in steps.
const IN_STEPS: u8 = 0xc2;
/// Bytes of a block of coefficients while it is decoded.
const BLOCK_BYTES: u64 = 64 * 2;
const RESTARTS: std::ops::RangeInclusive<u8> = 0xd0..=0xd7;
/// Stands alone, and says nothing.
const TEMPORARY: u8 = 0x01;
/// Components of a frame, at the most.
const MAX_COMPONENTS: usize = 4;

pub(super) fn begins(file: &[u8]) -> bool {
    file.starts_with(&[MARKER, START, MARKER])
}

/// A component of the frame: its name, and the blocks of 8 × 8 coefficients that a
/// scan of it goes through.
struct Component {
    id: u8,
    blocks: u64,
}

/// # Errors
/// [`Unfit`], why it is no photo that can be filed.
pub(super) fn check(file: &[u8]) -> Result<(), Unfit> {
    let mut at = 2;
    let mut frame: Option<Vec<Component>> = None;
    let (mut scans, mut visits) = (0_u64, 0_u64);
    loop {
        let marker = marker(file, &mut at)?;
        match marker {
            END => {
                return if scans > 0 {
                    Ok(())
                } else {
                    Err(Unfit::Unknown)
                };
            }
            TEMPORARY => continue,
            START => return Err(Unfit::Unknown),
            marker if RESTARTS.contains(&marker) => return Err(Unfit::Unknown),
            _ => {}
        }
        let length = usize::from(be16(file, at)?);
        if length < 2 {
            return Err(Unfit::Unknown);
        }
        let segment = bytes(file, at + 2, length - 2)?;
        at += length;
        match marker {
            // Baseline, extended and progressive, by Huffman's code.
            0xc0..=IN_STEPS => {
                let before = frame.replace(components(marker, segment)?);
                if before.is_some() {
                    return Err(Unfit::Unknown);
                }
            }
            // Without loss, in steps, or by arithmetic: browsers open none of them.
            0xc3 | 0xc5..=0xc7 | 0xc9..=0xcb | 0xcd..=0xcf => return Err(Unfit::Unknown),
            SCAN => {
                scans += 1;
                visits = visits.saturating_add(blocks(segment, frame.as_deref())?);
                if visits > MAX_BLOCK_VISITS {
                    return Err(Unfit::TooLarge);
                }
                at = end_of_scan(file, at)?;
            }
            _ => {}
        }
    }
}

/// The next marker; `at` is behind it then.
fn marker(file: &[u8], at: &mut usize) -> Result<u8, Unfit> {
    if byte(file, *at)? != MARKER {
        return Err(Unfit::Unknown);
    }
    loop {
        *at += 1;
        // Any number of them may fill.
        let marker = byte(file, *at)?;
        if marker != MARKER {
            *at += 1;
            return Ok(marker);
        }
    }
}

fn components(marker: u8, segment: &[u8]) -> Result<Vec<Component>, Unfit> {
    let broken = |_| Unfit::Unknown;
    let (bits, count) = (
        byte(segment, 0).map_err(broken)?,
        usize::from(byte(segment, 5).map_err(broken)?),
    );
    let height = be16(segment, 1).map_err(broken)?;
    let width = be16(segment, 3).map_err(broken)?;
    if bits != 8 || !(1..=MAX_COMPONENTS).contains(&count) {
        return Err(Unfit::Unknown);
    }
    let mut size = Size::default();
    size.add(
        width.into(),
        height.into(),
        8 * u64::try_from(count).unwrap_or(4),
    )?;
    let mut read = Vec::with_capacity(count);
    for number in 0..count {
        let at = 6 + 3 * number;
        let factors = byte(segment, at + 1).map_err(broken)?;
        read.push((
            byte(segment, at).map_err(broken)?,
            u64::from(factors >> 4),
            u64::from(factors & 15),
        ));
    }
    if read
        .iter()
        .any(|(_, h, v)| !(1..=4).contains(h) || !(1..=4).contains(v))
    {
        return Err(Unfit::Unknown);
    }
    let most_h = read.iter().map(|(_, h, _)| *h).max().unwrap_or(1);
    let most_v = read.iter().map(|(_, _, v)| *v).max().unwrap_or(1);
    // In whole minimum coded units, as decoders keep them.
    let across = u64::from(width).div_ceil(8 * most_h);
    let down = u64::from(height).div_ceil(8 * most_v);
    let components: Vec<Component> = read
        .into_iter()
        .map(|(id, h, v)| Component {
            id,
            blocks: across * h * down * v,
        })
        .collect();
    if marker == IN_STEPS {
        let blocks: u64 = components.iter().map(|component| component.blocks).sum();
        size.add_bytes(blocks * BLOCK_BYTES)?;
    }
    Ok(components)
}

/// The blocks that a scan goes through.
fn blocks(segment: &[u8], frame: Option<&[Component]>) -> Result<u64, Unfit> {
    let frame = frame.ok_or(Unfit::Unknown)?;
    let broken = |_| Unfit::Unknown;
    let count = usize::from(byte(segment, 0).map_err(broken)?);
    if !(1..=MAX_COMPONENTS).contains(&count) {
        return Err(Unfit::Unknown);
    }
    let mut blocks = 0_u64;
    for number in 0..count {
        let id = byte(segment, 1 + 2 * number).map_err(broken)?;
        let component = frame.iter().find(|component| component.id == id);
        blocks = blocks.saturating_add(component.ok_or(Unfit::Unknown)?.blocks);
    }
    Ok(blocks)
}

/// Where the coded data ends: at the next marker that belongs to no scan.
fn end_of_scan(file: &[u8], mut at: usize) -> Result<usize, Unfit> {
    loop {
        let rest = file.get(at..).ok_or(Unfit::CutShort)?;
        let next = rest.iter().position(|byte| *byte == MARKER);
        at += next.ok_or(Unfit::CutShort)?;
        match byte(file, at + 1)? {
            0x00 => at += 2,
            MARKER => at += 1,
            restart if RESTARTS.contains(&restart) => at += 2,
            _ => return Ok(at),
        }
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// A marker with its segment.
    fn segment(marker: u8, content: &[u8]) -> Vec<u8> {
        let length = u16::try_from(content.len() + 2).expect("short");
        [&[MARKER, marker], length.to_be_bytes().as_slice(), content].concat()
    }

    fn frame(marker: u8, width: u16, height: u16) -> Vec<u8> {
        let mut content = vec![8];
        content.extend(height.to_be_bytes());
        content.extend(width.to_be_bytes());
        content.extend([1, 1, 0x11, 0]);
        segment(marker, &content)
    }

    /// A gray JPEG of these scans.
    fn jpeg(marker: u8, (width, height): (u16, u16), scans: usize) -> Vec<u8> {
        let mut file = vec![MARKER, START];
        file.extend(segment(0xdb, &[0; 65]));
        file.extend(frame(marker, width, height));
        for _ in 0..scans {
            file.extend(segment(SCAN, &[1, 1, 0, 0, 63, 0]));
            file.extend([0x12, MARKER, 0x00, 0x34, MARKER, 0xd0, 0x56]);
        }
        file.extend([MARKER, END]);
        file
    }

    #[test]
    fn pixels_and_blocks_of_coefficients_are_counted() {
        for (marker, size, scans, is) in [
            (0xc0, (4000, 3000), 1, Ok(())),
            (0xc2, (4000, 3000), 10, Ok(())),
            (0xc2, (8000, 6000), 16, Ok(())),
            (0xc0, (8000, 6300), 1, Err(Unfit::TooLarge)),
            (0xc2, (65_500, 65_500), 1, Err(Unfit::TooLarge)),
            (0xc2, (8000, 6000), 60, Err(Unfit::TooLarge)),
            (0xc2, (800, 600), 60, Ok(())),
            (0xc2, (4000, 3000), 20_000, Err(Unfit::TooLarge)),
            (0xc0, (0, 3000), 1, Err(Unfit::Unknown)),
            (0xc0, (4000, 0), 1, Err(Unfit::Unknown)),
            (0xc3, (10, 10), 1, Err(Unfit::Unknown)),
            (0xc9, (10, 10), 1, Err(Unfit::Unknown)),
            (0xc0, (10, 10), 0, Err(Unfit::Unknown)),
        ] {
            assert_eq!(check(&jpeg(marker, size, scans)), is, "{size:?} × {scans}");
        }
    }

    #[test]
    fn one_that_is_cut_anywhere_is_not_taken() {
        let whole = jpeg(0xc2, (40, 30), 3);
        assert_eq!(check(&whole), Ok(()));
        for end in 3..whole.len() {
            assert!(check(&whole[..end]).is_err(), "{end} of {}", whole.len());
        }
        assert_eq!(check(&whole[..whole.len() - 2]), Err(Unfit::CutShort));
        let with_film = [whole.as_slice(), b"\0\0\0\x18ftypmp42 film"].concat();
        assert_eq!(check(&with_film), Ok(()), "phones put a film behind it");
    }

    #[test]
    fn two_frames_or_a_scan_of_nothing_are_none() {
        let mut two = vec![MARKER, START];
        two.extend(frame(0xc2, 10, 10));
        let whole = jpeg(0xc2, (10, 10), 1);
        two.extend(&whole[2..]);
        assert_eq!(check(&two), Err(Unfit::Unknown));
        let mut nothing = vec![MARKER, START];
        nothing.extend(segment(SCAN, &[1, 1, 0, 0, 63, 0]));
        nothing.extend([MARKER, END]);
        assert_eq!(check(&nothing), Err(Unfit::Unknown));
        let mut short = vec![MARKER, START, MARKER, 0xe0, 0, 1];
        short.extend(&whole[2..]);
        assert_eq!(check(&short), Err(Unfit::Unknown));
    }
}
