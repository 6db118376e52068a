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
        }
    }
}
