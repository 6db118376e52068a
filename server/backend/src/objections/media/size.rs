//! How large a photo may be, and why a file cannot be filed.

/// Pixels of a photo, at the most; of one that moves, of all its pictures.
const MAX_PIXELS: u64 = 50_000_000;
/// Bytes that decoding a photo may take, with the coefficients that a JPEG in steps
/// keeps until its last scan: eight for each of 50 million pixels.
const MAX_DECODED_BYTES: u64 = 8 * MAX_PIXELS;
/// Blocks of 8 × 8 coefficients that the scans of a JPEG may go through: about twice
/// what a photo of 50 million pixels has in 16 scans.
pub(super) const MAX_BLOCK_VISITS: u64 = 40_000_000;
/// Why a file cannot be filed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::objections) enum Unfit {
    /// Neither photo nor PDF, or one that no browser opens.
    Unknown,
    /// Its end is missing.
    CutShort,
    /// It would take too long, or too much memory, to open.
    TooLarge,
}

/// The pictures of one file: how large they are together.
#[derive(Default)]
pub(super) struct Size {
    pixels: u64,
    bytes: u64,
}

impl Size {
    /// Adds a picture, in pixels and bits of one.
    pub(super) fn add(&mut self, width: u32, height: u32, bits: u64) -> Result<(), Unfit> {
        if width == 0 || height == 0 {
            return Err(Unfit::Unknown);
        }
        let pixels = u64::from(width) * u64::from(height);
        self.pixels = self.pixels.saturating_add(pixels);
        self.add_bytes(pixels.saturating_mul(bits).div_ceil(8))
    }

    /// Adds what decoding takes besides.
    pub(super) fn add_bytes(&mut self, bytes: u64) -> Result<(), Unfit> {
        self.bytes = self.bytes.saturating_add(bytes);
        if self.pixels > MAX_PIXELS || self.bytes > MAX_DECODED_BYTES {
            return Err(Unfit::TooLarge);
        }
        Ok(())
    }
}
