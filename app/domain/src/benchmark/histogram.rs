//! The distribution of a board's figures.

use serde::{Deserialize, Serialize};

use super::rounding::rounded;
use crate::money::Money;

/// Into how many bins the range from the least to the greatest is divided.
pub(super) const HISTOGRAM_BINS: usize = 41;

/// How all households spread from the least figure to the greatest, for
/// drawing: how many stand in each bin.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Histogram {
    pub least: Money,
    pub greatest: Money,
    pub bins: Vec<u32>,
}

impl Histogram {
    pub(super) fn of(sorted: &[Money]) -> Self {
        let (Some(least), Some(greatest)) = (sorted.first(), sorted.last()) else {
            return Self::default();
        };
        let mut histogram = Self {
            least: *least,
            greatest: *greatest,
            bins: vec![0; HISTOGRAM_BINS],
        };
        for value in sorted {
            let at = histogram.bin(*value);
            if let Some(count) = histogram.bins.get_mut(at) {
                *count += 1;
            }
        }
        histogram
    }

    /// The bin of a figure, from 0.
    #[must_use]
    pub fn bin(&self, value: Money) -> usize {
        let width = i128::from(self.greatest.fen()) - i128::from(self.least.fen());
        let last = HISTOGRAM_BINS - 1;
        if width <= 0 {
            return last / 2;
        }
        let from_least = i128::from(value.fen()) - i128::from(self.least.fen());
        let at = rounded(from_least * last as i128, width);
        usize::try_from(at).unwrap_or_default().min(last)
    }
}
