//! Areas, counts and their units.

use std::fmt;
use std::str::FromStr;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::money::grouped;

/// A quantity in ten-thousandths of its unit, exact, possibly negative
/// (a negative one is a finding, but must be readable to be reported).
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Quantity(i64);

/// Why a text is no quantity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum QuantityError {
    #[error("not a number")]
    NotANumber,
    #[error("more than four decimals")]
    TooFine,
    #[error("out of range")]
    OutOfRange,
}

impl Quantity {
    pub const ZERO: Self = Self(0);
    pub const ONE: Self = Self(10_000);

    /// From ten-thousandths of the unit.
    #[must_use]
    pub const fn from_e4(e4: i64) -> Self {
        Self(e4)
    }

    /// In ten-thousandths of the unit.
    #[must_use]
    pub const fn e4(self) -> i64 {
        self.0
    }

    /// In the unit itself, exact.
    #[must_use]
    pub fn decimal(self) -> Decimal {
        Decimal::new(self.0, 4)
    }

    /// Takes an exact number that has at most four decimals.
    ///
    /// # Errors
    /// [`QuantityError::TooFine`] where it has more; nothing is rounded away.
    pub fn from_decimal(number: Decimal) -> Result<Self, QuantityError> {
        let e4 = number
            .checked_mul(Decimal::from(10_000))
            .ok_or(QuantityError::OutOfRange)?;
        if !e4.fract().is_zero() {
            return Err(QuantityError::TooFine);
        }
        i64::try_from(e4)
            .map(Self)
            .map_err(|_| QuantityError::OutOfRange)
    }

    /// `self + other`, or `None` where it does not fit.
    #[must_use]
    pub fn checked_add(self, other: Self) -> Option<Self> {
        self.0.checked_add(other.0).map(Self)
    }

    /// With exactly the decimals it needs, but at least `least`:
    /// 3.215 → `3.215`, 162.4 with `least` 2 → `162.40`.
    #[must_use]
    pub fn shown(self, least: usize) -> String {
        let whole = self.0.unsigned_abs() / 10_000;
        let fraction = format!("{:04}", self.0.unsigned_abs() % 10_000);
        let needed = fraction.trim_end_matches('0').len().max(least.min(4));
        let sign = if self.0 < 0 { "-" } else { "" };
        match fraction.get(..needed) {
            Some(shown) if !shown.is_empty() => format!("{sign}{}.{shown}", grouped(whole)),
            _ => format!("{sign}{}", grouped(whole)),
        }
    }

    /// As [`Quantity::shown`] without separators, for files and scripts.
    #[must_use]
    pub fn plain(self) -> String {
        self.shown(0).replace(',', "")
    }
}

/// With exactly the decimals it needs: `3.215`, `5`, `1,234.5`.
impl fmt::Display for Quantity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.shown(0))
    }
}

impl FromStr for Quantity {
    type Err = QuantityError;

    fn from_str(text: &str) -> Result<Self, QuantityError> {
        let plain = text.trim().replace(',', "");
        let number = Decimal::from_str_exact(&plain).map_err(|_| QuantityError::NotANumber)?;
        Self::from_decimal(number)
    }
}

/// What a quantity counts, as offices write it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "String", from = "String")]
pub enum Unit {
    /// 亩: 2000/3 ㎡ exactly.
    Mu,
    /// ㎡
    SquareMetre,
    /// ㎡·月: a floor area for a number of months (过渡费).
    SquareMetreMonth,
    /// 户
    Household,
    /// 眼, 座, 棵 and whatever else an office counts.
    Other(String),
}

impl Unit {
    /// As shown: `亩`, `㎡`, `㎡·月`, `户`, or the office's own word.
    #[must_use]
    pub fn label(&self) -> &str {
        match self {
            Self::Mu => "亩",
            Self::SquareMetre => "㎡",
            Self::SquareMetreMonth => "㎡·月",
            Self::Household => "户",
            Self::Other(word) => word,
        }
    }

    /// The unit in which the quantity itself is measured: ㎡ for ㎡·月.
    #[must_use]
    pub fn measure(&self) -> &str {
        match self {
            Self::SquareMetreMonth => "㎡",
            other => other.label(),
        }
    }

    /// Whether an amount in this unit is also multiplied by months.
    #[must_use]
    pub const fn takes_months(&self) -> bool {
        matches!(self, Self::SquareMetreMonth)
    }
}

impl From<String> for Unit {
    fn from(word: String) -> Self {
        Self::from(word.as_str())
    }
}

/// Reads the spellings that offices use: 平方米, m2, M², 平米 are all ㎡.
impl From<&str> for Unit {
    fn from(word: &str) -> Self {
        let word: String = word.chars().filter(|c| !c.is_whitespace()).collect();
        // ASCII: the tables of other letters would be a part of every bundle.
        let area = |text: &str| {
            matches!(
                text.to_ascii_lowercase().as_str(),
                "㎡" | "m2" | "m²" | "平方米" | "平米" | "平方"
            )
        };
        if word == "亩" {
            return Self::Mu;
        }
        if area(&word) {
            return Self::SquareMetre;
        }
        if let Some(measured) = word.strip_suffix('月') {
            let measured = measured.trim_end_matches(['·', '/', '*', '×', '.', '・', '•']);
            if area(measured) {
                return Self::SquareMetreMonth;
            }
        }
        if word == "户" {
            return Self::Household;
        }
        Self::Other(word)
    }
}

impl From<Unit> for String {
    fn from(unit: Unit) -> Self {
        unit.label().to_owned()
    }
}

/// Square metres of an area in 亩, for showing beside it: rounded half up to
/// 0.01 ㎡. 1 亩 = 2000/3 ㎡ exactly.
#[must_use]
pub fn mu_to_square_metres(mu: Quantity) -> Quantity {
    // e4 亩 × 2000/3 = e4 ㎡; to hundredths of ㎡ half up (100 e4 each).
    let thirds = i128::from(mu.e4()) * 2000;
    let hundredths = round_half_away(thirds, 300);
    Quantity(i64::try_from(hundredths * 100).unwrap_or(i64::MAX))
}

/// 亩 of an area in square metres, for showing beside it: rounded half up to
/// 0.001 亩.
#[must_use]
pub fn square_metres_to_mu(square_metres: Quantity) -> Quantity {
    let thousandths = round_half_away(i128::from(square_metres.e4()) * 3, 20_000);
    Quantity(i64::try_from(thousandths * 10).unwrap_or(i64::MAX))
}

fn round_half_away(numerator: i128, denominator: i128) -> i128 {
    let magnitude = (numerator.abs() * 2 + denominator) / (denominator * 2);
    if numerator < 0 { -magnitude } else { magnitude }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn quantity(text: &str) -> Quantity {
        text.parse().expect("a quantity")
    }

    #[test]
    fn one_mu_is_two_thousand_thirds_of_a_square_metre() {
        for (mu, square_metres) in [
            ("3.215", "2143.33"),
            ("1.5", "1000"),
            ("15", "10000"),
            ("-1.5", "-1000"),
        ] {
            assert_eq!(
                mu_to_square_metres(quantity(mu)),
                quantity(square_metres),
                "{mu} 亩"
            );
        }
        assert_eq!(square_metres_to_mu(quantity("1234")), quantity("1.851"));
    }

    #[test]
    fn keeps_the_decimals_that_the_office_wrote() {
        assert_eq!(quantity("3.215").to_string(), "3.215");
        assert_eq!(quantity("162.4").shown(2), "162.40");
        assert_eq!(quantity("1234").to_string(), "1,234");
        assert_eq!(quantity("-0.5").to_string(), "-0.5");
        assert_eq!("1.23456".parse::<Quantity>(), Err(QuantityError::TooFine));
    }

    #[test]
    fn reads_the_units_that_offices_write() {
        for (word, unit) in [
            ("平方米", Unit::SquareMetre),
            ("M2", Unit::SquareMetre),
            ("㎡·月", Unit::SquareMetreMonth),
            ("平方米/月", Unit::SquareMetreMonth),
            ("亩", Unit::Mu),
            ("眼", Unit::Other("眼".into())),
        ] {
            assert_eq!(Unit::from(word), unit, "{word}");
        }
    }

    proptest! {
        #[test]
        fn parsing_what_is_shown_gives_it_back(e4 in any::<i64>(), least in 0usize..6) {
            let quantity = Quantity(e4);
            prop_assert_eq!(quantity.shown(least).parse::<Quantity>(), Ok(quantity));
            prop_assert_eq!(quantity.plain().parse::<Quantity>(), Ok(quantity));
        }
    }
}
