//! What is taken off, what multiplies, and what is left: 扣除旧料款, 成新率, 实付.

use std::borrow::Cow;

use domain::table::Field;
use domain::terms::Ratio;
use rust_decimal::Decimal;

use super::meaning::Meaning;
use crate::cells::grid::{Cell, is_dash};

fn has(word: &str, parts: &[&str]) -> bool {
    parts.iter().any(|part| word.contains(part))
}

fn ends(word: &str, parts: &[&str]) -> bool {
    parts.iter().any(|part| word.ends_with(part))
}

/// A heading of what is taken off (扣除旧料款), or of what may be: what was paid
/// before (已付, 预付) takes nothing off, unless the totals show that it does.
pub(crate) fn deducted(word: &str) -> Option<Meaning> {
    const TAKEN_OFF: [&str; 11] = [
        "扣除", "扣减", "扣款", "扣回", "抵扣", "代扣", "应扣", "扣缴", "减去", "抵减", "核减",
    ];
    const PERHAPS: [&str; 15] = [
        "已付",
        "已发",
        "已支付",
        "已领",
        "已拨",
        "已预付",
        "预付",
        "预支",
        "预发",
        "集体留",
        "提留",
        "上次",
        "上期",
        "代缴",
        "欠款",
    ];
    const NO_AMOUNTS: [&str; 14] = [
        "面积", "亩数", "标准", "单价", "价格", "比例", "率", "原因", "说明", "依据", "数量",
        "备注", "人", "情况",
    ];
    if ends(word, &NO_AMOUNTS) || is_after(word) {
        return None;
    }
    let starts = word
        .strip_prefix(['减', '扣'])
        .is_some_and(|rest| !rest.is_empty() && !rest.starts_with(['少', '免']));
    if has(word, &TAKEN_OFF) || starts {
        return Some(Meaning::Is(Field::Deduction));
    }
    (has(word, &PERHAPS) && !has(word, &["未", "奖"])).then_some(Meaning::Deducted)
}

/// What may add to a total or take off it, by the arithmetic of the table: 旧料款.
pub(crate) fn may_be_deducted(word: &str) -> bool {
    has(word, &["旧料", "残值", "残料", "折价"]) && !word.contains('奖')
}

/// 扣除后合计: what is left, and not what is taken off.
fn is_after(word: &str) -> bool {
    has(
        word,
        &[
            "扣除后",
            "扣减后",
            "扣款后",
            "抵扣后",
            "扣后",
            "减除后",
            "核减后",
        ],
    )
}

/// Of two totals, the one that is paid: 实付金额, 扣款后合计. An instalment is none.
pub(crate) fn is_net(word: &str) -> bool {
    const NET: [&str; 10] = [
        "实付",
        "实发",
        "实领",
        "实补",
        "实得",
        "实际支付",
        "实际发放",
        "实际补偿",
        "净额",
        "最终",
    ];
    let instalment = has(word, &["本次", "本期", "本批", "首付"]);
    (is_after(word) || has(word, &NET)) && !instalment
}

/// A total of what is left after deductions; ends as totals and amounts do.
pub(crate) fn net_total(word: &str) -> Option<Field> {
    let ends = ends(
        word,
        &[
            "合计", "总计", "总额", "金额", "款", "费", "付", "发", "领", "额",
        ],
    );
    (is_after(word) && ends).then_some(Field::Total)
}

/// What a line is multiplied by. 折旧率 is what is lost, and not what is left.
pub(crate) fn is_factor(word: &str) -> bool {
    let named = has(word, &["成新"]) || has(word, &["新旧程度", "新旧率"]);
    let coefficient = ends(word, &["系数", "倍数", "补偿比例"]);
    (named && !ends(word, &["价", "单价", "费", "金额", "款", "标准"])) || coefficient
}

/// The ways to read a factor, the likeliest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Factors {
    pub(crate) likeliest: Ratio,
    pub(crate) other: Option<Ratio>,
    /// Whether the first needs no amount to bear it out.
    pub(crate) certain: bool,
}

/// Reads `80`, `0.8`, `80%`, `8成`, `八成新`; under a heading with a percent sign 80
/// is 0.8. `None` where it is none of these.
pub(crate) fn factor(cell: &Cell, heading: &str) -> Option<Factors> {
    let certain = |ratio| {
        Some(Factors {
            likeliest: Ratio::from_decimal(ratio)?,
            other: None,
            certain: true,
        })
    };
    let text = cell.shown().trim().replace('\u{ff05}', "%");
    if let Some(percent) = text.strip_suffix('%') {
        let shown = Cell::text(percent)
            .number()?
            .checked_div(Decimal::ONE_HUNDRED)?;
        // 0.853 that shows as 85 %: what it was multiplied by, the amount tells.
        let stored = match cell {
            Cell::Text(_) => None,
            cell => cell.number().filter(|stored| *stored != shown),
        };
        return Some(Factors {
            certain: stored.is_none(),
            likeliest: Ratio::from_decimal(shown)?,
            other: stored.and_then(Ratio::from_decimal),
        });
    }
    if matches!(cell, Cell::Text(_)) && text.contains('成') {
        return certain(tenths(&text)?);
    }
    let number = cell.number()?;
    if number.is_sign_negative() {
        return None;
    }
    let hundredth = number.checked_div(Decimal::ONE_HUNDRED)?;
    let percent = heading.contains(['%', '\u{ff05}']);
    let coefficient = has(heading, &["系数", "倍"]);
    let small = number <= Decimal::ONE;
    let (likeliest, other, certain) = match (percent, small) {
        // 0.85 under 成新率(%) may be 85 % or less than one: the amount tells.
        (true, true) => (number, Some(hundredth), false),
        (true, false) => (hundredth, Some(number), true),
        (false, true) => (number, None, true),
        (false, false) if coefficient => (number, Some(hundredth), number < Decimal::TEN),
        (false, false) => (hundredth, Some(number), number >= Decimal::TEN),
    };
    Some(Factors {
        likeliest: Ratio::from_decimal(likeliest)?,
        other: other.and_then(Ratio::from_decimal),
        certain,
    })
}

/// 八成新, 8成, 八成五, 8.5成, 九五成新: tenths.
fn tenths(text: &str) -> Option<Decimal> {
    let text = text.trim_end_matches('新');
    let (whole, rest) = text.split_once('成')?;
    let digits = |text: &str| -> Option<String> {
        text.chars()
            .map(|c| match c {
                '0'..='9' | '.' => Some(c),
                _ => "零一二三四五六七八九"
                    .chars()
                    .position(|digit| digit == c)
                    .and_then(|at| char::from_digit(u32::try_from(at).ok()?, 10)),
            })
            .collect()
    };
    let whole = match whole {
        "十" | "全" => "10".to_owned(),
        other => digits(other)?,
    };
    let number = match (whole.contains('.'), whole.len()) {
        // 九五成 is nine and a half tenths.
        (false, 2) if whole != "10" => Decimal::from_str_exact(&whole)
            .ok()?
            .checked_div(Decimal::TEN)?,
        _ => Decimal::from_str_exact(&whole).ok()?,
    };
    let half = match rest {
        "" => Decimal::ZERO,
        "半" => Decimal::new(5, 1),
        other => Decimal::from_str_exact(&format!("0.{}", digits(other)?)).ok()?,
    };
    let tenths = number.checked_add(half)?;
    (tenths <= Decimal::TEN).then(|| tenths.checked_div(Decimal::TEN))?
}

/// The number of a deduction, whatever its sign: `800`, `-800`, `(800.00)`.
pub(crate) fn taken_off(cell: &Cell) -> Cow<'_, Cell> {
    let Cell::Text(text) = cell else {
        return Cow::Borrowed(cell);
    };
    let text = text.trim();
    let inner = text
        .strip_prefix(['(', '\u{ff08}'])
        .and_then(|text| text.strip_suffix([')', '\u{ff09}']));
    match inner {
        Some(inner) if !is_dash(inner) => Cow::Owned(Cell::text(inner)),
        _ => Cow::Borrowed(cell),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cells::formats::digits::Digits;
    use crate::words::headings::meaning;

    #[test]
    fn what_is_taken_off_is_told_from_what_is_paid() {
        use Meaning::{Deducted, Is};
        for (word, means) in [
            ("扣除旧料款", Some(Is(Field::Deduction))),
            ("减残值", Some(Is(Field::Deduction))),
            ("扣旧料款", Some(Is(Field::Deduction))),
            ("应扣款项", Some(Is(Field::Deduction))),
            ("已预付", Some(Deducted)),
            ("已付款", Some(Deducted)),
            ("预付款", Some(Deducted)),
            ("集体留存", Some(Deducted)),
            ("扣除后合计", Some(Is(Field::Total))),
            ("扣款后实付金额", Some(Is(Field::Total))),
            ("扣除面积", None),
            ("扣减原因", None),
            ("未付款", None),
            ("剩余", None),
            ("余款", None),
            ("奖励", Some(Is(Field::RewardAmount))),
            ("旧料折价", Some(Deducted)),
            ("旧料补偿款", Some(Is(Field::OtherAmount))),
            ("成新率", Some(Is(Field::Factor))),
            ("区位修正系数", Some(Is(Field::Factor))),
            ("折旧率", None),
        ] {
            assert_eq!(meaning(word), means, "{word}");
        }
        assert!(is_net("实付金额") && is_net("扣款后合计"));
        assert!(!is_net("合计") && !is_net("应付金额") && !is_net("本次实付金额"));
    }

    #[test]
    fn factors_are_read_as_offices_write_them() {
        let read = |cell: Cell, heading: &str| {
            factor(&cell, heading).map(|read| {
                let other = read.other.map(|ratio| ratio.to_string());
                (read.likeliest.to_string(), other, read.certain)
            })
        };
        let number = |text: &str| {
            let number = Decimal::from_str_exact(text).expect("a number");
            Cell::Number(number, Digits::GENERAL)
        };
        let sure = |ratio: &str| Some((ratio.to_owned(), None, true));
        for (text, ratio) in [
            ("80%", "0.8"),
            ("87.5 %", "0.875"),
            ("八成新", "0.8"),
            ("8成新", "0.8"),
            ("8.5成", "0.85"),
            ("八成五", "0.85"),
            ("九五成新", "0.95"),
            ("十成新", "1"),
        ] {
            assert_eq!(read(Cell::text(text), "成新率"), sure(ratio), "{text}");
        }
        assert_eq!(read(number("0.8"), "成新率"), sure("0.8"));
        let other = |ratio: &str, other: &str, certain| {
            Some((ratio.to_owned(), Some(other.to_owned()), certain))
        };
        assert_eq!(read(number("80"), "成新率(%)"), other("0.8", "80", true));
        assert_eq!(
            read(number("0.85"), "成新率(%)"),
            other("0.85", "0.0085", false)
        );
        assert_eq!(read(number("80"), "成新率"), other("0.8", "80", true));
        assert_eq!(read(number("1.2"), "修正系数"), other("1.2", "0.012", true));
        for text in ["约八成", "新", "成", "-5", "十一成", "八成多", "一二三成"] {
            assert_eq!(read(Cell::text(text), "成新率"), None, "{text}");
        }
    }
}
