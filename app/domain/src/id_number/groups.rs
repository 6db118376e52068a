//! Digits as people group them, and what a number is by its groups.

use std::ops::Range;

use super::identity::{LEAST_DIGITS, PersonalKind, is_identity};
use crate::spelling::{half_width, is_dash, is_unseen};

/// Digits without a gap, in half width, and the characters that they stand in.
pub(super) struct Group {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) digits: String,
}

/// Digits of the longest account, and of what may stand before a phone number.
const MOST_DIGITS: usize = 21;
const LEAST_ACCOUNT: usize = 16;
/// Groups of the number that is grouped most: digit by digit.
const MOST_GROUPS: usize = MOST_DIGITS;
/// Characters that part two groups.
const MOST_BETWEEN: usize = 3;

/// Runs of groups: within one, a few blanks, strokes or brackets part them.
pub(super) fn runs(text: &str) -> Vec<Vec<Group>> {
    let characters: Vec<char> = text.chars().map(half_width).collect();
    let mut runs: Vec<Vec<Group>> = Vec::new();
    let mut between = usize::MAX;
    let mut index = 0;
    while let Some(character) = characters.get(index) {
        if !character.is_ascii_digit() {
            between = match is_between(*character) {
                true => between.saturating_add(usize::from(!is_unseen(*character))),
                false => usize::MAX,
            };
            index += 1;
            continue;
        }
        let group = group(&characters, index);
        index = group.end;
        match runs.last_mut() {
            Some(run) if between <= MOST_BETWEEN => run.push(group),
            _ => runs.push(vec![group]),
        }
        between = 0;
    }
    runs
}

/// The group that begins here; characters that cannot be seen part no digits.
fn group(characters: &[char], start: usize) -> Group {
    let mut group = Group {
        start,
        end: start,
        digits: String::new(),
    };
    let rest = characters.iter().enumerate().skip(start);
    for (index, character) in rest {
        if character.is_ascii_digit() {
            group.digits.push(*character);
            group.end = index + 1;
        } else if !is_unseen(*character) {
            break;
        }
    }
    // The check character of an identity number, after at least its last three.
    let last = characters.get(group.end).copied();
    let after = characters.get(group.end + 1).copied();
    let is_check = matches!(last, Some('X' | 'x' | '\u{d7}' | '\u{425}' | '\u{445}'))
        && !after.is_some_and(|c| c.is_ascii_alphanumeric());
    if is_check && group.digits.len() >= 3 {
        group.digits.push('X');
        group.end += 1;
    }
    group
}

fn is_between(character: char) -> bool {
    is_dash(character)
        || is_unseen(character)
        || matches!(
            character,
            '.' | '_' | '/' | '\\' | '(' | ')' | '\u{b7}' | '\u{2022}'
        )
        || (character.is_whitespace() && !matches!(character, '\n' | '\r'))
}

/// How many of the first groups are one personal number, and of what kind; the
/// longest.
pub(super) fn longest(groups: &[Group]) -> Option<(usize, PersonalKind)> {
    let most = groups.len().min(MOST_GROUPS);
    (1..=most).rev().find_map(|count| {
        let own = groups.get(..count)?;
        let digits: usize = own.iter().map(|group| group.digits.len()).sum();
        if !(LEAST_DIGITS..=MOST_DIGITS + 4).contains(&digits) && count > 1 {
            return None;
        }
        Some((count, kind(own)?))
    })
}

fn kind(groups: &[Group]) -> Option<PersonalKind> {
    let texts: Vec<&str> = groups.iter().map(|group| group.digits.as_str()).collect();
    if let [one] = texts.as_slice() {
        return kind_of_one(one);
    }
    let whole = texts.concat();
    let is_checked = whole.strip_suffix('X').unwrap_or(&whole);
    if is_checked.contains('X') || are_dates(&texts) {
        return None;
    }
    let lengths: Vec<usize> = texts.iter().map(|text| text.len()).collect();
    if is_grouped_phone(&texts, &lengths, &whole) {
        return Some(PersonalKind::Phone);
    }
    if is_grouped_identity(&lengths, &whole) {
        return Some(PersonalKind::Identity);
    }
    is_grouped_account(&lengths, &whole).then_some(PersonalKind::Account)
}

/// Of digits without a gap.
fn kind_of_one(number: &str) -> Option<PersonalKind> {
    let shaped = number.len() == 18 && number.ends_with('X');
    if shaped || is_identity(number) || is_old_identity(number) {
        return Some(PersonalKind::Identity);
    }
    let digits = number.strip_suffix('X').unwrap_or(number);
    if is_phone(digits) {
        return Some(PersonalKind::Phone);
    }
    (digits.len() >= LEAST_ACCOUNT).then_some(PersonalKind::Account)
}

/// 13 to 19 and nine digits more, with or without 86 before them.
fn is_phone(number: &str) -> bool {
    let local = ["0086", "86"]
        .iter()
        .find_map(|code| number.strip_prefix(code))
        .filter(|rest| rest.len() == 11)
        .unwrap_or(number);
    let second = local.as_bytes().get(1).copied();
    local.len() == 11
        && local.starts_with('1')
        && second.is_some_and(|c| (b'3'..=b'9').contains(&c))
}

fn is_grouped_phone(texts: &[&str], lengths: &[usize], whole: &str) -> bool {
    let (texts, lengths) = match (texts, lengths) {
        (["86" | "0086", texts @ ..], [_, lengths @ ..]) => (texts, lengths),
        _ => (texts, lengths),
    };
    let grouped = matches!(
        lengths,
        [11] | [3, 4, 4] | [3, 8] | [7, 4] | [4, 3, 4] | [4, 4, 3] | [3, 3, 5]
    ) || (lengths.len() == 11 && lengths.iter().all(|length| *length == 1));
    let ends_in_year = lengths == [7, 4] && texts.last().is_some_and(|last| is_year(last));
    let are_round = texts.iter().all(|text| text.ends_with('0'));
    grouped && is_phone(whole) && !ends_in_year && !are_round
}

/// Groups of three digits and more, of which one that is a day of birth stands
/// where it does in an identity number.
fn is_grouped_identity(lengths: &[usize], whole: &str) -> bool {
    let known = match whole.len() {
        18 => matches!(
            lengths,
            [6, 8, 4]
                | [6, 12]
                | [14, 4]
                | [6, 6, 6]
                | [6, 4, 4, 4]
                | [6, 4, 2, 2, 4]
                | [3, 3, 8, 4]
                | [3, 3, 4, 4, 4]
                | [4, 4, 4, 4, 2]
                | [4, 4, 4, 6]
                | [6, 8, 3, 1]
                | [10, 8]
                | [17, 1]
        ),
        15 => matches!(
            lengths,
            [6, 6, 3]
                | [3, 3, 6, 3]
                | [6, 2, 2, 2, 3]
                | [6, 9]
                | [12, 3]
                | [5, 5, 5]
                | [4, 4, 4, 3]
        ),
        _ => false,
    };
    let single = lengths.iter().all(|length| *length == 1);
    (known || single) && (is_born(whole) || is_identity(whole) || is_old_identity(whole))
}

/// Fours and a rest, as on a card, fives, or the bank's six digits and a rest.
fn is_grouped_account(lengths: &[usize], whole: &str) -> bool {
    let Some((last, body)) = lengths.split_last() else {
        return false;
    };
    let of =
        |length: usize, least: usize| body.len() >= least && body.iter().all(|own| *own == length);
    let known = (of(4, 3) && *last <= 7)
        || (of(5, 3) && *last <= 5)
        || (body == [6] && (10..=13).contains(last))
        || (of(4, 2) && (8..=11).contains(last));
    let single = lengths.iter().all(|length| *length == 1);
    (LEAST_ACCOUNT..=MOST_DIGITS).contains(&whole.len())
        && (known || single)
        && whole.bytes().all(|byte| byte.is_ascii_digit())
        && !whole.starts_with('0')
}

/// Years and days beside each other: 2021 2022, 20240902-20240908.
fn are_dates(texts: &[&str]) -> bool {
    let day = |text: &&str| {
        text.len() == 8
            && is_year(text.get(..4).unwrap_or_default())
            && is_day(text.get(4..8).unwrap_or_default())
    };
    texts.iter().all(|text| is_year(text) || day(text))
        || (texts.last().is_some_and(day)
            && texts.len() == 2
            && texts.iter().all(|text| text.len() != 6))
}

fn is_year(text: &str) -> bool {
    text.len() == 4 && (text.starts_with("19") || text.starts_with("20"))
}

/// MMDD
fn is_day(text: &str) -> bool {
    let part = |range: Range<usize>| text.get(range)?.parse::<u32>().ok();
    part(0..2).is_some_and(|month| (1..=12).contains(&month))
        && part(2..4).is_some_and(|day| (1..=31).contains(&day))
}

/// Eighteen characters with a day of birth (YYYYMMDD) from the seventh on.
fn is_born(number: &str) -> bool {
    number.len() == 18
        && !number.starts_with('0')
        && number.get(6..10).is_some_and(is_year)
        && number.get(10..14).is_some_and(is_day)
}

/// Fifteen digits with a date of birth (YYMMDD) from the seventh on.
fn is_old_identity(number: &str) -> bool {
    number.len() == 15
        && number.bytes().all(|byte| byte.is_ascii_digit())
        && !number.starts_with('0')
        && number.get(8..12).is_some_and(is_day)
}
