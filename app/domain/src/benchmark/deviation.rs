//! How far a figure is from another.

use serde::{Deserialize, Serialize};

use super::rounding::rounded;
use crate::money::Money;

/// How far a figure is above or below another, in tenths of a percent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Deviation(i64);

impl Deviation {
    /// `None` where there is nothing to compare with.
    #[must_use]
    pub fn between(figure: Money, base: Money) -> Option<Self> {
        Self::of_ratio(i128::from(figure.fen()), i128::from(base.fen()))
    }

    pub(super) fn of_ratio(figure: i128, base: i128) -> Option<Self> {
        if base <= 0 {
            return None;
        }
        let tenths = figure.checked_sub(base)?.checked_mul(1000)?;
        // A deviation too small to show is not none.
        let shown = match rounded(tenths, base) {
            0 => tenths.signum(),
            shown => shown,
        };
        i64::try_from(shown).ok().map(Self)
    }

    #[must_use]
    pub const fn tenths(self) -> i64 {
        self.0
    }

    #[must_use]
    pub const fn is_none(self) -> bool {
        self.0 == 0
    }

    /// Without a sign: `15`, `3.2`.
    #[must_use]
    pub fn percent(self) -> String {
        let (whole, tenth) = (self.0.unsigned_abs() / 10, self.0.unsigned_abs() % 10);
        if tenth == 0 {
            whole.to_string()
        } else {
            format!("{whole}.{tenth}")
        }
    }

    /// For files: `-3.2`.
    #[must_use]
    pub fn plain(self) -> String {
        let sign = if self.0 < 0 { "-" } else { "" };
        format!("{sign}{}", self.percent())
    }
}
