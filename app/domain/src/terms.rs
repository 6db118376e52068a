//! What a line's arithmetic names besides quantity, months and price: the parts
//! of its rate, its factors, and what is deducted.

use std::fmt;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::money::{Money, MoneyError};

/// The terms of a line that has any.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Terms {
    /// What the price is the sum of (土地补偿费 and 安置补助费 of a 区片综合地价);
    /// none where it stands as one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<RatePart>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub factors: Vec<Factor>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub deductions: Vec<Deduction>,
}

/// A part of a rate, per the same unit as the whole.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RatePart {
    /// As the table calls it: `安置补助费`.
    pub name: String,
    pub price: Money,
}

/// What an amount is multiplied by (成新率, 系数).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Factor {
    /// As the table calls it: `成新率`.
    pub name: String,
    pub value: Ratio,
}

/// What is taken off a line's amount, or off a household's sum (扣除旧料款).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Deduction {
    /// As the table calls it: `扣除旧料款`.
    pub name: String,
    /// More than nothing.
    pub amount: Money,
}

/// A ratio in millionths, exact: 85 % is 850,000. Up to four decimals of a percent.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Ratio(i64);

impl Ratio {
    pub const ONE: Self = Self(1_000_000);

    /// From an exact number; `None` where it has more than six decimals or does
    /// not fit: nothing is rounded away.
    #[must_use]
    pub fn from_decimal(number: Decimal) -> Option<Self> {
        let e6 = number.checked_mul(Decimal::from(Self::ONE.0))?;
        e6.fract().is_zero().then_some(())?;
        i64::try_from(e6).ok().map(Self)
    }

    /// In millionths.
    #[must_use]
    pub const fn e6(self) -> i64 {
        self.0
    }

    /// The number itself, exact.
    #[must_use]
    pub fn decimal(self) -> Decimal {
        Decimal::new(self.0, 6)
    }
}

/// With exactly the decimals it needs: `0.85`, `1.2`.
impl fmt::Display for Ratio {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.decimal().normalize())
    }
}

impl Factor {
    /// As offices write it: `80%`, and `1.2` for a 系数.
    #[must_use]
    pub fn shown(&self) -> String {
        if self.name.contains("系数") || self.name.contains("倍") {
            return self.value.to_string();
        }
        format!("{}%", Decimal::new(self.value.0, 4).normalize())
    }
}

impl Terms {
    /// Whether it says nothing.
    #[must_use]
    pub fn are_none(&self) -> bool {
        self.parts.is_empty() && self.factors.is_empty() && self.deductions.is_empty()
    }

    /// `None` where it says nothing: a line without terms is stored without.
    #[must_use]
    pub fn boxed(self) -> Option<Box<Self>> {
        (!self.are_none()).then(|| Box::new(self))
    }

    /// `amount` times the factors, less the deductions; not rounded.
    ///
    /// # Errors
    /// [`MoneyError::OutOfRange`] where it does not fit.
    pub fn applied(&self, amount: Decimal) -> Result<Decimal, MoneyError> {
        let multiplied = self.factors.iter().try_fold(amount, |product, factor| {
            product.checked_mul(factor.value.decimal())
        });
        let less = self
            .deductions
            .iter()
            .try_fold(multiplied, |rest, deduction| {
                Some(rest?.checked_sub(deduction.amount.yuan()))
            });
        less.flatten().ok_or(MoneyError::OutOfRange)
    }

    /// What the parts of the rate add up to; `None` where it stands as one.
    #[must_use]
    pub fn rate(&self) -> Option<Money> {
        let sum = self.parts.iter().map(|part| part.price).sum();
        (!self.parts.is_empty()).then_some(sum)
    }
}

/// What deductions come to.
#[must_use]
pub fn deducted(deductions: &[Deduction]) -> Money {
    deductions.iter().map(|deduction| deduction.amount).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ratio_is_exact_or_none() {
        for (number, e6) in [
            ("0.85", Some(850_000)),
            ("1", Some(1_000_000)),
            ("0.123456", Some(123_456)),
            ("0.1234567", None),
            ("99999999999999999999", None),
        ] {
            let number = Decimal::from_str_exact(number).expect("a number");
            assert_eq!(Ratio::from_decimal(number).map(Ratio::e6), e6, "{number}");
        }
    }

    #[test]
    fn a_factor_reads_as_offices_write_it() {
        let shown = |name: &str, e6| {
            let value = Ratio(e6);
            let name = name.to_owned();
            Factor { name, value }.shown()
        };
        assert_eq!(shown("成新率", 800_000), "80%");
        assert_eq!(shown("成新率", 875_500), "87.55%");
        assert_eq!(shown("修正系数", 1_200_000), "1.2");
        assert_eq!(shown("补偿比例", 1_000_000), "100%");
    }
}
