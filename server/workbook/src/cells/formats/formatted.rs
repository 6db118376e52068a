//! A number that is shown in other words than its own digits.

use std::sync::Arc;

use rust_decimal::{Decimal, RoundingStrategy};

use super::digits::Digits;
use super::format::Format;
use crate::cells::numbers;
use crate::words::units::Scale;

/// A number, and the format that shows it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Formatted {
    pub(crate) number: Decimal,
    pub(crate) format: Arc<Format>,
}

/// How the number that a clerk sees differs from the one that is stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Compared {
    Same,
    /// Fewer decimals are shown.
    Rounded,
    /// The stored number is the shown one times this power of ten.
    Scaled(i32),
    /// As [`Compared::Scaled`], and so does the heading count: 万元 are shown, yuan
    /// are stored.
    InUnit,
    /// No number is shown, or another.
    Other,
    /// Only a spreadsheet knows what is shown.
    Unknown,
}

impl Formatted {
    /// As a spreadsheet shows it; `None` where only that can tell.
    pub(crate) fn text(&self) -> Option<String> {
        self.format.text_of(self.number)
    }

    /// As it is shown, or else the digits that are stored.
    pub(crate) fn shown(&self) -> String {
        self.text()
            .unwrap_or_else(|| Digits::GENERAL.show(self.number))
    }

    /// The number as a column counts that is of yuan, or of ten thousands.
    pub(crate) fn number_in(&self, scale: Scale) -> Option<Decimal> {
        if scale != Scale::Yuan && self.compared(scale) == Compared::InUnit {
            return self.number.checked_div(Decimal::from(scale.yuan()));
        }
        Some(self.number)
    }

    /// Compares what is shown in such a column with what is stored.
    pub(crate) fn compared(&self, scale: Scale) -> Compared {
        match self.text() {
            Some(text) => compared(&text, self.number, scale),
            None if self.number.fract().is_zero() => Compared::Same,
            None => Compared::Unknown,
        }
    }
}

/// Compares a text that is shown in such a column with the stored number.
pub(crate) fn compared(text: &str, stored: Decimal, scale: Scale) -> Compared {
    let digits: Vec<char> = text.chars().filter(char::is_ascii_digit).collect();
    if stored.is_zero() && digits.iter().all(|digit| *digit == '0') {
        return Compared::Same;
    }
    let Some(typed) = numbers::typed(text.trim_end_matches(['%', '‰'])) else {
        return Compared::Other;
    };
    // 12.5万元 are 12.5 of what counts ten thousands.
    let unit = typed.money.map_or(1, Scale::yuan);
    let counts = typed.money.map_or(1, |_| scale.yuan());
    let shown = typed.number.checked_div(Decimal::from(unit));
    let stored = stored
        .checked_mul(Decimal::from(counts))
        .and_then(|stored| stored.checked_div(Decimal::from(unit)));
    let (Some(shown), Some(stored)) = (shown, stored) else {
        return Compared::Other;
    };
    let point = text.rsplit_once('.').map_or("", |(_, fraction)| fraction);
    let decimals = point.chars().take_while(char::is_ascii_digit).count();
    let decimals = u32::try_from(decimals).unwrap_or_default();
    let fits = |stored: Decimal| {
        let rounding = RoundingStrategy::MidpointAwayFromZero;
        stored.round_dp_with_strategy(decimals, rounding) == shown && !shown.is_zero()
    };
    let percent = text.ends_with(['%', '‰']);
    if !percent && (stored == shown || stored.round_dp(decimals) == shown || fits(stored)) {
        let same = stored == shown;
        return if same {
            Compared::Same
        } else {
            Compared::Rounded
        };
    }
    const MOST: i32 = 9;
    let power = (1..=MOST).find_map(|power| {
        let times = Decimal::from(10_i64.checked_pow(power.unsigned_abs())?);
        if stored.checked_div(times).is_some_and(fits) {
            return Some(power);
        }
        stored
            .checked_mul(times)
            .is_some_and(fits)
            .then_some(-power)
    });
    match power {
        Some(power) if power > 0 && times(power) == Some(scale.yuan()) => Compared::InUnit,
        Some(power) => Compared::Scaled(power),
        None => Compared::Other,
    }
}

fn times(power: i32) -> Option<u32> {
    10_u32.checked_pow(power.unsigned_abs())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cells::formats::dates::DateSystem;

    #[test]
    fn what_is_shown_is_compared_with_what_is_stored() {
        use Scale::{TenThousands, Yuan};
        for (code, number, scale, compared) in [
            ("0!.0000", "187315.2", Yuan, Compared::Scaled(4)),
            ("0!.0000", "187315.2", TenThousands, Compared::InUnit),
            ("0!.00", "187315", TenThousands, Compared::Scaled(2)),
            ("0.0,", "187315.2", Yuan, Compared::Scaled(3)),
            ("0,,", "187315200", Yuan, Compared::Scaled(6)),
            ("0%", "0.5", Yuan, Compared::Scaled(-2)),
            ("0%", "50", Yuan, Compared::Scaled(-2)),
            ("0\"万\"", "12", Yuan, Compared::Scaled(-4)),
            ("0.00\"万元\"", "12.5", TenThousands, Compared::Same),
            ("0.00\"元\"", "125000", TenThousands, Compared::InUnit),
            ("0.00\"元\"", "12.5", Yuan, Compared::Same),
            ("0.00\"元\"", "12.504", Yuan, Compared::Rounded),
            ("0.00\"亩\"", "3.2", Yuan, Compared::Same),
            ("0.0\"亩\"", "3.245", Yuan, Compared::Rounded),
            ("\"约\"0.0", "3.2", Yuan, Compared::Other),
            ("0000-00", "123456", Yuan, Compared::Other),
            ("\"1\"0", "5", Yuan, Compared::Other),
            ("# ?/?", "0.5", Yuan, Compared::Unknown),
            ("# ?/?", "5", Yuan, Compared::Same),
            ("0;-0;\"-\"", "0", Yuan, Compared::Same),
        ] {
            let formatted = Formatted {
                number: number.parse().expect("a number"),
                format: Arc::new(Format::of(code, DateSystem::default())),
            };
            assert_eq!(formatted.compared(scale), compared, "{code} of {number}");
        }
    }
}
