//! Groups of a village.

use super::characters::half_width;
use super::seen;

/// What groups are called, the longest first.
const GROUP: [&str; 4] = ["村民小组", "村民组", "小组", "组"];

/// By what two spellings may be one group: 一组, 1组, 第一组, １组 and 第1村民小组 have
/// the same. Whether they are, only the office knows: no spelling is changed.
#[must_use]
pub fn group_key(text: &str) -> String {
    let mut key: String = seen(text)
        .chars()
        .map(half_width)
        .filter(|c| !c.is_whitespace())
        .flat_map(char::to_lowercase)
        .collect();
    // 第第1组, 1村民村民组: each time it gets shorter, or stays.
    loop {
        let shorter = once(&key);
        if shorter.len() >= key.len() {
            return shorter;
        }
        key = shorter;
    }
}

fn once(plain: &str) -> String {
    let (stem, unit) = match GROUP.iter().find_map(|unit| plain.strip_suffix(unit)) {
        Some(stem) => (stem, "组"),
        None => match plain.strip_suffix('队') {
            Some(stem) => (stem.strip_suffix("生产").unwrap_or(stem), "队"),
            None => return plain.to_owned(),
        },
    };
    let start = stem
        .char_indices()
        .rev()
        .take_while(|(_, c)| c.is_ascii_digit() || numeral(*c).is_some())
        .last()
        .map_or(stem.len(), |(at, _)| at);
    let (place, number) = stem.split_at(start);
    let place = place.strip_suffix('第').unwrap_or(place);
    match value(number) {
        Some(number) => format!("{place}{number}{unit}"),
        None => format!("{place}{number}{unit}"),
    }
}

/// A Chinese numeral: a digit or a power of ten.
const fn numeral(character: char) -> Option<u32> {
    Some(match character {
        '〇' | '零' => 0,
        '一' | '壹' => 1,
        '二' | '两' | '贰' => 2,
        '三' | '叁' => 3,
        '四' | '肆' => 4,
        '五' | '伍' => 5,
        '六' | '陆' => 6,
        '七' | '柒' => 7,
        '八' | '捌' => 8,
        '九' | '玖' => 9,
        '十' | '拾' => 10,
        '百' => 100,
        _ => return None,
    })
}

/// 二十三 and 23 are 23, 一〇 is 10; `None` for none, and for one too large.
fn value(text: &str) -> Option<u32> {
    if text.is_empty() {
        return None;
    }
    if text.bytes().all(|byte| byte.is_ascii_digit()) {
        return text.parse().ok();
    }
    if text.chars().any(|c| c.is_ascii_digit()) {
        return None;
    }
    let (mut total, mut last) = (0_u32, None);
    for part in text.chars().filter_map(numeral) {
        if part >= 10 {
            total = total.checked_add(last.take().unwrap_or(1) * part)?;
        } else {
            last = Some(match last {
                // 一〇: digit by digit.
                Some(before) => u32::checked_mul(before, 10)?.checked_add(part)?,
                None => part,
            });
        }
    }
    total.checked_add(last.unwrap_or(0))
}
