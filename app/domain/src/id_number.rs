//! Identity numbers (GB 11643-1999) and other numbers that must not be published.

use std::ops::Range;

use crate::spelling::half_width;

/// What a number is that identifies a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PersonalKind {
    /// 公民身份号码
    Identity,
    /// 手机号
    Phone,
    /// 银行账号
    Account,
}

/// A personal number found in a text, masked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonalNumber {
    pub kind: PersonalKind,
    /// The first and last four characters: `9901…2181`.
    pub masked: String,
}

/// Whether this is an 18-character identity number with the right check
/// character (ISO 7064 MOD 11-2).
#[must_use]
pub fn is_identity(number: &str) -> bool {
    const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    const CHECKS: [char; 11] = ['1', '0', 'X', '9', '8', '7', '6', '5', '4', '3', '2'];
    let characters: Vec<char> = number.to_uppercase().chars().collect();
    let [body @ .., last] = characters.as_slice() else {
        return false;
    };
    if body.len() != WEIGHTS.len() {
        return false;
    }
    let mut sum = 0;
    for (character, weight) in body.iter().zip(WEIGHTS) {
        let Some(digit) = character.to_digit(10) else {
            return false;
        };
        sum += digit * weight;
    }
    CHECKS
        .iter()
        .zip(0..)
        .any(|(check, rest)| check == last && sum % 11 == rest)
}

/// Every personal number in a text: identity numbers, mobile phones (11 digits
/// from 13 to 19, with or without 86 before them) and accounts of 16 digits or
/// more, also where spaces or hyphens group the digits. What has the shape of an
/// identity number counts as one, also where its check character is wrong, and
/// so does one of 15 digits, as they were until 1999.
#[must_use]
pub fn find(text: &str) -> Vec<PersonalNumber> {
    spans(text).into_iter().map(|(_, number)| number).collect()
}

/// A text with every personal number in it masked.
#[must_use]
pub fn hide(text: &str) -> String {
    let spans = spans(text);
    if spans.is_empty() {
        return text.to_owned();
    }
    let mut out = String::new();
    let mut spans = spans.into_iter().peekable();
    for (index, character) in text.chars().enumerate() {
        if let Some((span, number)) = spans.peek() {
            if index == span.start {
                out.push_str(&number.masked);
            }
            if index + 1 >= span.end {
                spans.next();
                continue;
            }
            if span.contains(&index) {
                continue;
            }
        }
        out.push(character);
    }
    out
}

/// Every personal number with the characters that it stands in.
fn spans(text: &str) -> Vec<(Range<usize>, PersonalNumber)> {
    let mut found = Vec::new();
    for run in runs(text) {
        let lengths: Vec<usize> = run.iter().map(|group| group.digits.len()).collect();
        let whole: String = run.iter().map(|group| group.digits.as_str()).collect();
        let (Some(first), Some(last)) = (run.first(), run.last()) else {
            continue;
        };
        if let Some(kind) = grouped_kind(&lengths).and_then(|()| kind(&whole)) {
            let masked = mask(&whole);
            found.push((first.start..last.end, PersonalNumber { kind, masked }));
            continue;
        }
        for group in &run {
            if let Some(kind) = kind(&group.digits) {
                let masked = mask(&group.digits);
                found.push((group.start..group.end, PersonalNumber { kind, masked }));
            }
        }
    }
    found
}

/// How a number ends, to tell it from another on the office's pages: `****2181`.
/// Of one that is shorter than eight characters nothing.
#[must_use]
pub fn ending(number: &str) -> String {
    const LEAST: usize = 8;
    let characters: Vec<char> = number
        .chars()
        .map(half_width)
        .filter(char::is_ascii_alphanumeric)
        .map(|character| character.to_ascii_uppercase())
        .collect();
    let last = characters
        .last_chunk::<4>()
        .filter(|_| characters.len() >= LEAST);
    let last = last.map(|last| last.iter().collect::<String>());
    format!("****{}", last.unwrap_or_default())
}

/// The first and last four characters of a number.
#[must_use]
pub fn mask(number: &str) -> String {
    let characters: Vec<char> = number.chars().collect();
    match (characters.first_chunk::<4>(), characters.last_chunk::<4>()) {
        (Some(first), Some(last)) if characters.len() > 8 => {
            format!(
                "{}…{}",
                first.iter().collect::<String>(),
                last.iter().collect::<String>()
            )
        }
        _ => "…".to_owned(),
    }
}

fn kind(number: &str) -> Option<PersonalKind> {
    let shaped = number.len() == 18 && number.ends_with('X');
    if shaped || is_identity(number) || is_old_identity(number) {
        return Some(PersonalKind::Identity);
    }
    if !number.chars().all(|c| c.is_ascii_digit()) {
        return None;
    }
    let local = number
        .strip_prefix("86")
        .filter(|rest| rest.len() == 11)
        .unwrap_or(number);
    let second = local.chars().nth(1);
    if local.len() == 11
        && local.starts_with('1')
        && second.is_some_and(|c| ('3'..='9').contains(&c))
    {
        return Some(PersonalKind::Phone);
    }
    (number.len() >= MIN_ACCOUNT_DIGITS).then_some(PersonalKind::Account)
}

const MIN_ACCOUNT_DIGITS: usize = 16;

/// Fifteen digits with a date of birth (YYMMDD) from the seventh on.
fn is_old_identity(number: &str) -> bool {
    let part = |range: Range<usize>| number.get(range)?.parse::<u32>().ok();
    number.len() == 15
        && number.bytes().all(|byte| byte.is_ascii_digit())
        && !number.starts_with('0')
        && part(8..10).is_some_and(|month| (1..=12).contains(&month))
        && part(10..12).is_some_and(|day| (1..=31).contains(&day))
}

/// Whether groups of digits are grouped as phones (3-4-4), accounts (fours) or
/// identity numbers (6-8-4) are; dates beside each other are not.
fn grouped_kind(lengths: &[usize]) -> Option<()> {
    let fours = matches!(lengths, [body @ .., last]
        if body.len() >= 3 && body.iter().all(|length| *length == 4) && *last <= 4);
    (fours || matches!(lengths, [3, 4, 4] | [2, 3, 4, 4] | [6, 8, 4] | [2, 11])).then_some(())
}

/// Digits without a gap, in half width, and the characters that they stand in.
struct Group {
    start: usize,
    end: usize,
    digits: String,
}

/// Runs of digits; within a run, groups that one space or hyphen separates.
fn runs(text: &str) -> Vec<Vec<Group>> {
    let characters: Vec<char> = text.chars().map(half_width).collect();
    let mut runs: Vec<Vec<Group>> = Vec::new();
    let mut joined = false;
    let mut index = 0;
    while let Some(character) = characters.get(index) {
        if !character.is_ascii_digit() {
            joined = matches!(character, ' ' | '-')
                && index > 0
                && characters.get(index - 1).is_some_and(char::is_ascii_digit);
            index += 1;
            continue;
        }
        let start = index;
        let mut digits: String = characters
            .iter()
            .skip(index)
            .take_while(|c| c.is_ascii_digit())
            .collect();
        index += digits.len();
        if digits.len() == 17 && matches!(characters.get(index), Some('X' | 'x')) {
            digits.push('X');
            index += 1;
        }
        let group = Group {
            start,
            end: index,
            digits,
        };
        match runs.last_mut() {
            Some(run) if joined => run.push(group),
            _ => runs.push(vec![group]),
        }
        joined = false;
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_a_number_only_its_end_is_told() {
        for (number, ending) in [
            ("11010519491231002X", "****002X"),
            ("11010519491231002x", "****002X"),
            ("6228 4804 0256 4890 018", "****0018"),
            ("１３８００１３８０００", "****8000"),
            ("1234567", "****"),
            ("12345678", "****5678"),
            ("", "****"),
            ("信用社", "****"),
        ] {
            assert_eq!(super::ending(number), ending, "{number}");
        }
    }

    #[test]
    fn finds_and_masks_personal_numbers_only() {
        let masked = |text: &str| -> Vec<String> {
            find(text).into_iter().map(|number| number.masked).collect()
        };
        assert_eq!(
            masked("身份证990101197410052181,电话13976455518"),
            ["9901…2181", "1397…5518"]
        );
        assert_eq!(masked("99010119781002784X"), ["9901…784X"]);
        assert_eq!(masked("6228 2986 1515 4495 019"), ["6228…5019"]);
        assert_eq!(masked("139-1749-2366"), ["1391…2366"]);
        for harmless in [
            "监督电话:0000-0000000",
            "2024-09-02 2024-09-08",
            "HW01006",
            "11780160.22",
        ] {
            assert!(find(harmless).is_empty(), "{harmless}");
        }
    }

    #[test]
    fn hides_the_numbers_and_nothing_else() {
        for (text, hidden) in [
            ("张三，电话13976455518，已签", "张三，电话1397…5518，已签"),
            ("990101197410052181", "9901…2181"),
            (
                "99010119781002784X和99010119781002784x。",
                "9901…784X和9901…784X。",
            ),
            ("账号 6228 2986 1515 4495 019 农行", "账号 6228…5019 农行"),
            ("１３９７６４５５５１８（儿子）", "1397…5518（儿子）"),
            ("2024-09-02 3.215 亩 HW01006", "2024-09-02 3.215 亩 HW01006"),
            ("", ""),
        ] {
            assert_eq!(hide(text), hidden);
            assert!(find(&hide(text)).is_empty());
        }
    }

    #[test]
    fn an_identity_number_has_the_right_check_character() {
        assert!(is_identity("990101195212147762"));
        assert!(!is_identity("990101195212147763"));
        assert!(!is_identity("990101521214776"));
    }
}
