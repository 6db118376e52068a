//! Numbers as offices type them: `１，２３４．５`, `¥48,000`, `3.2亩`, `12.5万元`.

use domain::quantity::Unit;
use rust_decimal::Decimal;

use crate::words::units::{self, Scale};

/// A number that was typed as text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Typed {
    pub(crate) number: Decimal,
    /// What stands behind the number: 亩, ㎡, 眼.
    pub(crate) unit: Option<Unit>,
    /// 元 or 万元, where it stands behind the number; the number itself is in yuan.
    pub(crate) money: Option<Scale>,
}

/// Reads a typed number exactly; `None` where anything is left that is not
/// understood, and for two numbers in one cell: a number is never guessed.
pub(crate) fn typed(text: &str) -> Option<Typed> {
    let text = text.trim();
    if text.contains(['\n', '\r']) {
        return None;
    }
    let text: String = text.chars().filter_map(half_width).collect();
    let text = text
        .trim_start_matches('\'')
        .trim_start_matches("人民币")
        .trim_start_matches("RMB")
        .trim_start()
        .trim_start_matches('\u{a5}')
        .trim_start();
    let start = text.find(|c: char| !(c.is_ascii_digit() || "+-., ".contains(c)));
    let (digits, unit) = text.split_at(start.unwrap_or(text.len()));
    let unit: String = unit.split(' ').collect();
    let (money, unit) = match unit.as_str() {
        "" | "人" | "户" | "月" | "个月" => (None, None),
        "元" | "元整" => (Some(Scale::Yuan), None),
        "万" | "万元" => (Some(Scale::TenThousands), None),
        // A rate: what it is per, its column says.
        "元/亩" | "元/㎡" | "元/平方米" | "元/m2" | "元/m²" => (Some(Scale::Yuan), None),
        counter if units::is_counter(counter) => (None, Some(Unit::from(counter))),
        unit => (None, Some(units::area(unit)?)),
    };
    let scale = money.unwrap_or_default().yuan();
    let number = Decimal::from_str_exact(&ungrouped(digits.trim_end())?).ok()?;
    let number = number.checked_mul(Decimal::from(scale))?;
    Some(Typed {
        number,
        unit,
        money,
    })
}

/// Full-width digits, signs and spaces as plain ones.
fn half_width(character: char) -> Option<char> {
    match character {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(character).checked_sub(0xfee0)?),
        '\u{ffe5}' => Some('\u{a5}'),
        '\u{2212}' => Some('-'),
        space if space.is_whitespace() => Some(' '),
        other => Some(other),
    }
}

/// Without separators, commas or spaces, where they part thousands; `None` where
/// they do not.
fn ungrouped(digits: &str) -> Option<String> {
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    if fraction.contains([',', ' ']) {
        return None;
    }
    let separator = if whole.contains(',') { ',' } else { ' ' };
    if let Some((first, rest)) = whole.split_once(separator) {
        let first = first.trim_start_matches(['+', '-']);
        let three = |group: &str| group.len() == 3 && group.bytes().all(|b| b.is_ascii_digit());
        if !(1..=3).contains(&first.len()) || !rest.split(separator).all(three) {
            return None;
        }
    }
    Some(digits.replace(separator, ""))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn reads_what_offices_type() {
        for (text, number) in [
            ("１，２３４．５", "1234.5"),
            ("¥48,000", "48000"),
            ("￥ 48 000.00", "48000.00"),
            ("3.2亩", "3.2"),
            ("12.5万元", "125000.0"),
            ("1,234,567.89元", "1234567.89"),
            ("-5", "-5"),
            ("18个月", "18"),
        ] {
            let read = typed(text).map(|typed| typed.number.to_string());
            assert_eq!(read.as_deref(), Some(number), "{text}");
        }
        for text in [
            "约3亩",
            "12,5",
            "1,23,456",
            "3.2.1",
            "三亩",
            "",
            "2+3",
            "5%",
            "1e5",
            "12亩3分",
        ] {
            assert_eq!(typed(text), None, "{text}");
        }
        assert_eq!(
            typed("145㎡").and_then(|typed| typed.unit),
            Some(Unit::SquareMetre)
        );
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused(text in "\\PC{0,24}") {
            let _ = typed(&text);
        }
    }
}
