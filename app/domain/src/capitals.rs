//! 人民币大写, as on receipts and settlement sheets (支付结算办法 附一).

use crate::money::Money;

const DIGITS: [char; 10] = ['零', '壹', '贰', '叁', '肆', '伍', '陆', '柒', '捌', '玖'];
const PLACES: [&str; 4] = ["", "拾", "佰", "仟"];
const GROUPS: [&str; 5] = ["", "万", "亿", "兆", "京"];

/// An amount in RMB capitals: 1,409.50 → 人民币壹仟肆佰零玖元伍角.
///
/// 整 stands where the amount ends at 元 or 角 is absent too; nothing follows 分.
#[must_use]
pub fn in_capitals(money: Money) -> String {
    let fen_total = money.fen().unsigned_abs();
    let (yuan, jiao, fen) = (fen_total / 100, fen_total / 10 % 10, fen_total % 10);
    let mut out = String::from(if money.fen() < 0 {
        "人民币负"
    } else {
        "人民币"
    });
    if yuan > 0 {
        push_whole(&mut out, yuan);
        out.push('元');
    }
    match (jiao, fen) {
        (0, 0) if yuan == 0 => out.push_str("零元整"),
        (0, 0) => out.push('整'),
        (0, fen) => {
            if yuan > 0 {
                out.push('零');
            }
            push_digit(&mut out, fen);
            out.push('分');
        }
        (jiao, fen) => {
            push_digit(&mut out, jiao);
            out.push('角');
            if fen > 0 {
                push_digit(&mut out, fen);
                out.push('分');
            }
        }
    }
    out
}

/// The amount that stands in RMB capitals, with 人民币 before it or without; also
/// with 圆 for 元 and 正 for 整. `None` for what the rules would write otherwise.
#[must_use]
pub fn from_capitals(text: &str) -> Option<Money> {
    let text: String = text
        .trim()
        .trim_start_matches("人民币")
        .chars()
        .filter(|character| !character.is_whitespace())
        .map(|character| match character {
            '圆' => '元',
            '正' => '整',
            other => other,
        })
        .collect();
    // 整 may follow 角.
    let text = match text.strip_suffix('整') {
        Some(rest) if rest.ends_with('角') => rest,
        _ => text.as_str(),
    };
    let (negative, body) = match text.strip_prefix('负') {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let (whole, rest) = body.split_once('元').unwrap_or(("", body));
    let part = |unit: char| {
        let at = rest.find(unit)?;
        digit(rest.get(..at)?.chars().next_back()?)
    };
    let (jiao, fen) = (part('角').unwrap_or(0), part('分').unwrap_or(0));
    let fen = i64::try_from(whole_number(whole)?)
        .ok()?
        .checked_mul(100)?
        .checked_add(i64::try_from(jiao * 10 + fen).ok()?)?;
    let money = Money::from_fen(if negative { -fen } else { fen });
    // Whatever else stands there is not understood.
    let written = in_capitals(money);
    (written.trim_start_matches("人民币") == text).then_some(money)
}

fn whole_number(text: &str) -> Option<u64> {
    let (mut total, mut section, mut current) = (0_u64, 0_u64, 0_u64);
    for character in text.chars() {
        if let Some(digit) = digit(character) {
            current = digit;
            continue;
        }
        let word = character.to_string();
        if let Some(place) = PLACES.iter().skip(1).position(|place| *place == word) {
            let times = 10_u64.pow(u32::try_from(place).ok()? + 1);
            section = section.checked_add(current.checked_mul(times)?)?;
        } else {
            let group = GROUPS.iter().skip(1).position(|group| *group == word)?;
            let times = 10_000_u64.checked_pow(u32::try_from(group).ok()? + 1)?;
            let of_group = section.checked_add(current)?.checked_mul(times)?;
            total = total.checked_add(of_group)?;
            section = 0;
        }
        current = 0;
    }
    total.checked_add(section)?.checked_add(current)
}

fn digit(character: char) -> Option<u64> {
    let at = DIGITS.iter().position(|digit| *digit == character)?;
    u64::try_from(at).ok()
}

fn push_whole(out: &mut String, number: u64) {
    let digits: Vec<u64> = number
        .to_string()
        .bytes()
        .map(|digit| u64::from(digit - b'0'))
        .collect();
    let (mut zero_waits, mut group_has_digit) = (false, false);
    for (index, digit) in digits.iter().copied().enumerate() {
        let place = digits.len() - 1 - index;
        if digit == 0 {
            zero_waits = true;
        } else {
            if zero_waits {
                out.push('零');
                zero_waits = false;
            }
            push_digit(out, digit);
            out.push_str(PLACES.get(place % 4).copied().unwrap_or_default());
            group_has_digit = true;
        }
        if place.is_multiple_of(4) && group_has_digit {
            out.push_str(GROUPS.get(place / 4).copied().unwrap_or_default());
            group_has_digit = false;
        }
    }
}

fn push_digit(out: &mut String, digit: u64) {
    let index = usize::try_from(digit).unwrap_or_default();
    out.push(DIGITS.get(index).copied().unwrap_or('零'));
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn writes_what_the_rules_print() {
        for (yuan, capitals) in [
            ("1409.50", "人民币壹仟肆佰零玖元伍角"),
            ("16409.02", "人民币壹万陆仟肆佰零玖元零贰分"),
            ("325.04", "人民币叁佰贰拾伍元零肆分"),
            ("287415.60", "人民币贰拾捌万柒仟肆佰壹拾伍元陆角"),
            ("0", "人民币零元整"),
            ("0.30", "人民币叁角"),
            ("0.05", "人民币伍分"),
            ("10", "人民币壹拾元整"),
            ("100000", "人民币壹拾万元整"),
            ("1000010", "人民币壹佰万零壹拾元整"),
            ("6007.14", "人民币陆仟零柒元壹角肆分"),
            ("107000.53", "人民币壹拾万零柒仟元伍角叁分"),
            ("11780160.22", "人民币壹仟壹佰柒拾捌万零壹佰陆拾元贰角贰分"),
            ("100000000", "人民币壹亿元整"),
            ("100000001", "人民币壹亿零壹元整"),
            ("-3", "人民币负叁元整"),
        ] {
            let money: Money = yuan.parse().expect("money");
            assert_eq!(in_capitals(money), capitals, "{yuan}");
            assert_eq!(from_capitals(capitals), Some(money), "{capitals}");
        }
    }

    #[test]
    fn reads_just_what_the_rules_write() {
        let money = |text: &str| text.parse::<Money>().ok();
        for (text, yuan) in [
            ("壹拾肆万肆仟圆正", money("144000")),
            ("人民币 叁角整", money("0.30")),
            ("十四万", None),
            ("壹拾肆", None),
            ("壹拾肆元", None),
            ("壹万贰元整", None),
            ("合计", None),
            ("", None),
        ] {
            assert_eq!(from_capitals(text), yuan, "{text}");
        }
    }

    proptest! {
        #[test]
        fn every_amount_is_read_as_it_was_written(fen in any::<i64>()) {
            let money = Money::from_fen(fen.max(-i64::MAX));
            prop_assert_eq!(from_capitals(&in_capitals(money)), Some(money));
        }

        #[test]
        fn no_text_makes_it_stop(text in "[零壹贰叁拾佰仟万亿兆京元角分整负圆正]{0,40}") {
            let _ = from_capitals(&text);
        }
    }
}
