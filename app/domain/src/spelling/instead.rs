//! Words that stand instead of a household number, a group or a name, and codes
//! that a program made something else of.

use super::{folded, seen};

/// What programs write where there is nothing: databases, scripts, pivot tables.
const NOTHING: [&str; 16] = [
    "null",
    "(null)",
    "none",
    "nil",
    "nan",
    "n/a",
    "na",
    "<na>",
    "#n/a",
    "\\n",
    "undefined",
    "true",
    "false",
    "(blank)",
    "(空白)",
    "空白",
];

/// What people write for the cell above.
const AS_ABOVE: [&str; 9] = ["同上", "同前", "〃", "″", "\"", "''", "々", "〞", "ditto"];

/// What people write where a head is not to be named, or not yet.
const NOBODY: [&str; 9] = [
    "待定",
    "待补",
    "待核实",
    "待确认",
    "保密",
    "匿名",
    "某某",
    "某某某",
    "暂无",
];

/// Whether this is no value, and stands where one belongs: `NULL`, 同上.
#[must_use]
pub fn stands_instead(text: &str) -> bool {
    !has_digit(text) && is_nothing(&plain(text))
}

/// Whether this names nobody, and stands where the head belongs: also 待定, 保密.
#[must_use]
pub fn names_nobody(text: &str) -> bool {
    if has_digit(text) {
        return false;
    }
    let text = plain(text);
    is_nothing(&text) || NOBODY.contains(&text.as_str())
}

/// None of the words has a digit, and most codes and groups have one.
fn has_digit(text: &str) -> bool {
    text.bytes().any(|byte| byte.is_ascii_digit())
}

fn is_nothing(plain: &str) -> bool {
    NOTHING.contains(&plain) || AS_ABOVE.contains(&plain)
}

fn plain(text: &str) -> String {
    let text: String = seen(text).chars().map(folded).collect();
    text.trim().to_lowercase()
}

/// Whether a code is what Excel writes into a CSV file of one that it took for a
/// date: `1月2日`, `2024/1/2`, `2-Jan`.
#[must_use]
pub fn is_date(code: &str) -> bool {
    const MONTHS: [&str; 12] = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ];
    let code = code.trim().to_lowercase();
    let within = |text: &str, most: u16| {
        let short = (1..=4).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
        short
            && text
                .parse::<u16>()
                .is_ok_and(|number| (1..=most).contains(&number))
    };
    let year = |text: &str| text.len() == 4 && within(text, 2_200);
    let (month, day) = (|text: &str| within(text, 12), |text: &str| within(text, 31));
    let words = |text: &str| MONTHS.contains(&text);
    if let Some((before, after)) = code.split_once('月') {
        let (first, month_of) = match before.split_once('年') {
            Some((first, rest)) => (year(first), rest),
            None => (true, before),
        };
        let last = after.is_empty() || after.strip_suffix('日').is_some_and(day);
        // 3月 alone is no date that Excel writes.
        return first && month(month_of) && last && (before.contains('年') || !after.is_empty());
    }
    let parts: Vec<&str> = code.split(['/', '-']).collect();
    match parts.as_slice() {
        [first, second, third] if code.contains('/') => year(first) && month(second) && day(third),
        [first, second] if code.contains('-') => {
            (words(first) && within(second, 9_999)) || (day(first) && words(second))
        }
        _ => false,
    }
}

/// Whether a code is a number with decimals of nothing, as programs write numbers
/// that were taken for floating ones: `1001.0`.
#[must_use]
pub fn is_decimal(code: &str) -> bool {
    code.trim().split_once('.').is_some_and(|(whole, rest)| {
        !whole.is_empty()
            && whole.bytes().all(|byte| byte.is_ascii_digit())
            && !rest.is_empty()
            && rest.bytes().all(|byte| byte == b'0')
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_value_is_told_from_names() {
        for text in [
            "NULL",
            "nan",
            " None ",
            "ＮＵＬＬ",
            "（空白）",
            "同上",
            "〃",
            "\\N",
            "TRUE",
        ] {
            assert!(stands_instead(text) && names_nobody(text), "{text}");
        }
        for text in ["待定", "保密"] {
            assert!(names_nobody(text) && !stands_instead(text), "{text}");
        }
        for text in [
            "",
            "那南",
            "罗建业",
            "1组",
            "ZL01001",
            "那",
            "空",
            "NA01",
            "定远",
            "石保密",
        ] {
            assert!(!names_nobody(text), "{text}");
        }
    }

    #[test]
    fn codes_that_became_dates_are_known() {
        for text in [
            "1月2日",
            "2024年1月",
            "2024年1月2日",
            "2024/1/2",
            "2-Jan",
            "Jan-02",
            "JAN-2024",
        ] {
            assert!(is_date(text), "{text}");
        }
        for text in [
            "1-2",
            "2024-1-2",
            "2024-01-002",
            "13/1/2",
            "1/2",
            "3月",
            "3月组",
            "99月1日",
            "ZL-01",
            "0-Jan",
            "1月32日",
            "",
        ] {
            assert!(!is_date(text), "{text}");
        }
    }

    #[test]
    fn codes_that_became_floating_numbers_are_known() {
        for text in ["1001.0", "7.00"] {
            assert!(is_decimal(text), "{text}");
        }
        for text in ["1.1", "1001", ".0", "1.", "A1.0", "1.0.0", ""] {
            assert!(!is_decimal(text), "{text}");
        }
    }
}
