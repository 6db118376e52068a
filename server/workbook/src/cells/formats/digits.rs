//! How a number's own digits are shown: small enough to be kept in each cell.

use rust_decimal::{Decimal, RoundingStrategy};

/// Digits as a spreadsheet shows them: `00000`, `#,##0.00`, with a sign of money
/// before them at the most. They are the number's own, up to so many decimals.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Digits {
    /// At least so many before the point.
    pub(crate) whole: u8,
    /// At least so many after it, and at most.
    pub(crate) least: u8,
    pub(crate) most: u8,
    pub(crate) grouped: bool,
    pub(crate) money: bool,
}

impl Digits {
    /// As many as there are.
    pub(crate) const GENERAL: Self = Self {
        whole: 1,
        least: 0,
        most: u8::MAX,
        grouped: false,
        money: false,
    };

    /// As shown, a minus before a negative number.
    pub(crate) fn show(self, number: Decimal) -> String {
        let number = self.rounded(number).normalize();
        if self == Self::GENERAL {
            return number.to_string();
        }
        let digits = number.abs().to_string();
        let (whole, fraction) = digits.split_once('.').unwrap_or((&digits, ""));
        let whole = if whole == "0" { "" } else { whole };
        let mut out = String::new();
        if number.is_sign_negative() && !number.is_zero() {
            out.push('-');
        }
        if self.money {
            out.push('¥');
        }
        let missing = usize::from(self.whole).saturating_sub(whole.len());
        let whole = "0".repeat(missing) + whole;
        for (at, digit) in whole.chars().enumerate() {
            if self.grouped && at > 0 && (whole.len() - at).is_multiple_of(3) {
                out.push(',');
            }
            out.push(digit);
        }
        let missing = usize::from(self.least).saturating_sub(fraction.len());
        if !fraction.is_empty() || missing > 0 {
            out.push('.');
            out.push_str(fraction);
            out.push_str(&"0".repeat(missing));
        }
        out
    }

    /// The code of a format that shows them so.
    pub(crate) fn code(self) -> String {
        if self.most == u8::MAX {
            return "General".to_owned();
        }
        let whole = "0".repeat(usize::from(self.whole));
        let whole = if self.grouped {
            format!("#,##{whole}")
        } else if whole.is_empty() {
            "#".to_owned()
        } else {
            whole
        };
        let money = if self.money { "\"¥\"" } else { "" };
        let point = if self.most > 0 { "." } else { "" };
        let least = "0".repeat(usize::from(self.least));
        let more = "#".repeat(usize::from(self.most.saturating_sub(self.least)));
        format!("{money}{whole}{point}{least}{more}")
    }

    /// Whether digits of the number are not shown.
    pub(crate) fn hides_digits_of(self, number: Decimal) -> bool {
        number.scale() > u32::from(self.most) && self.rounded(number) != number
    }

    fn rounded(self, number: Decimal) -> Decimal {
        if self.most == u8::MAX {
            return number;
        }
        let decimals = u32::from(self.most);
        number.round_dp_with_strategy(decimals, RoundingStrategy::MidpointAwayFromZero)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cells::formats::dates::DateSystem;
    use crate::cells::formats::format::{Format, Shown};

    #[test]
    fn digits_are_shown_as_a_spreadsheet_shows_them() {
        let of = |whole, least, most, grouped| Digits {
            whole,
            least,
            most,
            grouped,
            money: false,
        };
        for (digits, number, shown) in [
            (Digits::GENERAL, "12.50", "12.5"),
            (of(5, 0, 0, false), "1", "00001"),
            (of(5, 0, 0, false), "123456", "123456"),
            (of(1, 2, 2, true), "1234567.5", "1,234,567.50"),
            (of(1, 2, 2, true), "999.995", "1,000.00"),
            (of(1, 2, 2, true), "-0.004", "0.00"),
            (of(1, 2, 2, true), "-1234.5", "-1,234.50"),
            (of(0, 2, 2, false), "0.5", ".50"),
            (of(1, 0, 2, false), "0.50", "0.5"),
        ] {
            let number: Decimal = number.parse().expect("a number");
            assert_eq!(digits.show(number), shown);
            // Its code says the same.
            let format = Format::of(&digits.code(), DateSystem::default());
            assert_eq!(format.number(Decimal::ONE), Shown::Digits(digits));
        }
    }
}
