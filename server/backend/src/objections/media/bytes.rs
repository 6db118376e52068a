//! Numbers at a place in a file.

use super::size::Unfit;

/// `count` bytes from a place on.
pub(super) fn bytes(file: &[u8], at: usize, count: usize) -> Result<&[u8], Unfit> {
    let end = at.checked_add(count).ok_or(Unfit::CutShort)?;
    file.get(at..end).ok_or(Unfit::CutShort)
}

fn array<const N: usize>(file: &[u8], at: usize) -> Result<[u8; N], Unfit> {
    <[u8; N]>::try_from(bytes(file, at, N)?).map_err(|_| Unfit::CutShort)
}

pub(super) fn byte(file: &[u8], at: usize) -> Result<u8, Unfit> {
    file.get(at).copied().ok_or(Unfit::CutShort)
}

/// Two bytes, the higher first.
pub(super) fn be16(file: &[u8], at: usize) -> Result<u16, Unfit> {
    Ok(u16::from_be_bytes(array(file, at)?))
}

/// Four bytes, the highest first.
pub(super) fn be32(file: &[u8], at: usize) -> Result<u32, Unfit> {
    Ok(u32::from_be_bytes(array(file, at)?))
}

/// Two bytes, the lower first.
pub(super) fn le16(file: &[u8], at: usize) -> Result<u16, Unfit> {
    Ok(u16::from_le_bytes(array(file, at)?))
}

/// Three bytes, the lowest first.
pub(super) fn le24(file: &[u8], at: usize) -> Result<u32, Unfit> {
    let [low, middle, high] = array(file, at)?;
    Ok(u32::from_le_bytes([low, middle, high, 0]))
}

/// Four bytes, the lowest first.
pub(super) fn le32(file: &[u8], at: usize) -> Result<u32, Unfit> {
    Ok(u32::from_le_bytes(array(file, at)?))
}
