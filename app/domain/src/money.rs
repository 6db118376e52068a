//! Money in whole fen.

use std::fmt;
use std::iter::Sum;
use std::str::FromStr;

use rust_decimal::{Decimal, RoundingStrategy};
use serde::{Deserialize, Serialize};

/// An amount of renminbi in fen (1 元 = 100 fen), exact, possibly negative.
///
/// Shown and parsed as yuan with two decimals. Stored and sent as the integer.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Money(i64);

/// Why a text is no amount of money.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MoneyError {
    #[error("not a number of yuan")]
    NotANumber,
    #[error("more than two decimals")]
    FinerThanFen,
    #[error("out of range")]
    OutOfRange,
}

impl Money {
    pub const ZERO: Self = Self(0);

    /// From fen.
    #[must_use]
    pub const fn from_fen(fen: i64) -> Self {
        Self(fen)
    }

    /// From whole yuan, for constants and tests.
    #[must_use]
    pub const fn from_yuan(yuan: i64) -> Self {
        Self(yuan * 100)
    }

    /// In fen.
    #[must_use]
    pub const fn fen(self) -> i64 {
        self.0
    }

    /// In yuan, exact.
    #[must_use]
    pub fn yuan(self) -> Decimal {
        Decimal::new(self.0, 2)
    }

    /// Rounds an exact number of yuan half up (away from zero) to the fen.
    ///
    /// # Errors
    /// [`MoneyError::OutOfRange`] beyond ±9.2 × 10^16 yuan.
    pub fn from_yuan_rounded(yuan: Decimal) -> Result<Self, MoneyError> {
        let fen = yuan
            .checked_mul(Decimal::ONE_HUNDRED)
            .ok_or(MoneyError::OutOfRange)?
            .round_dp_with_strategy(0, RoundingStrategy::MidpointAwayFromZero);
        i64::try_from(fen)
            .map(Self)
            .map_err(|_| MoneyError::OutOfRange)
    }

    /// Takes an exact number of yuan that has no part finer than a fen.
    ///
    /// # Errors
    /// [`MoneyError::FinerThanFen`] where it has.
    pub fn from_yuan_exact(yuan: Decimal) -> Result<Self, MoneyError> {
        let rounded = Self::from_yuan_rounded(yuan)?;
        if rounded.yuan() == yuan {
            Ok(rounded)
        } else {
            Err(MoneyError::FinerThanFen)
        }
    }

    /// `self + other`, or `None` where it does not fit.
    #[must_use]
    pub fn checked_add(self, other: Self) -> Option<Self> {
        self.0.checked_add(other.0).map(Self)
    }

    /// `self - other`, or `None` where it does not fit.
    #[must_use]
    pub fn checked_sub(self, other: Self) -> Option<Self> {
        self.0.checked_sub(other.0).map(Self)
    }

    /// Whether it is nothing.
    #[must_use]
    pub const fn is_zero(&self) -> bool {
        self.0 == 0
    }

    /// The distance from zero.
    #[must_use]
    pub const fn abs(self) -> Self {
        Self(self.0.saturating_abs())
    }

    /// As yuan with two decimals and no separators: `154320.00`.
    #[must_use]
    pub fn plain(self) -> String {
        let (sign, fen) = (if self.0 < 0 { "-" } else { "" }, self.0.unsigned_abs());
        format!("{sign}{}.{:02}", fen / 100, fen % 100)
    }

    /// A price as people write it: no decimals where there are none
    /// (`48,000`), two otherwise (`7.50`).
    #[must_use]
    pub fn short(self) -> String {
        let full = self.to_string();
        full.strip_suffix(".00")
            .map_or_else(|| full.clone(), ToOwned::to_owned)
    }
}

/// As yuan with thousands separators and two decimals: `154,320.00`.
impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let fen = self.0.unsigned_abs();
        let sign = if self.0 < 0 { "-" } else { "" };
        write!(f, "{sign}{}.{:02}", grouped(fen / 100), fen % 100)
    }
}

/// Reads yuan: `154320`, `154,320.00`, `-3.5`.
impl FromStr for Money {
    type Err = MoneyError;

    fn from_str(text: &str) -> Result<Self, MoneyError> {
        let plain = text.trim().replace(',', "");
        let yuan = Decimal::from_str_exact(&plain).map_err(|_| MoneyError::NotANumber)?;
        Self::from_yuan_exact(yuan)
    }
}

/// Saturates at the ends of the range, which no board comes near; where it
/// matters use [`Money::checked_add`].
impl Sum for Money {
    fn sum<I: Iterator<Item = Self>>(iter: I) -> Self {
        iter.fold(Self::ZERO, |total, next| {
            Self(total.0.saturating_add(next.0))
        })
    }
}

/// Digits in groups of three: `1234567` → `1,234,567`.
pub(crate) fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn rounds_half_up_to_the_fen() {
        for (yuan, fen) in [
            ("0.005", 1),
            ("0.0049", 0),
            ("-0.005", -1),
            ("1.115", 112),
            ("88848", 8_884_800),
        ] {
            let exact = Decimal::from_str_exact(yuan).expect("a decimal");
            assert_eq!(Money::from_yuan_rounded(exact), Ok(Money(fen)), "{yuan}");
        }
    }

    #[test]
    fn shows_separators_and_two_decimals() {
        assert_eq!(Money(15_432_000).to_string(), "154,320.00");
        assert_eq!(Money(-5).to_string(), "-0.05");
        assert_eq!(Money(4_800_000).short(), "48,000");
        assert_eq!(Money(750).short(), "7.50");
    }

    #[test]
    fn refuses_what_is_finer_than_a_fen() {
        assert_eq!("1.005".parse::<Money>(), Err(MoneyError::FinerThanFen));
        assert_eq!("一亩半".parse::<Money>(), Err(MoneyError::NotANumber));
    }

    proptest! {
        #[test]
        fn parsing_what_is_shown_gives_it_back(fen in any::<i64>()) {
            let money = Money(fen);
            prop_assert_eq!(money.to_string().parse::<Money>(), Ok(money));
            prop_assert_eq!(money.plain().parse::<Money>(), Ok(money));
            prop_assert_eq!(money.short().parse::<Money>(), Ok(money));
        }
    }
}
