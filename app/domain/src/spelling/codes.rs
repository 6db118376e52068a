//! Household numbers, codes that are typed from paper, phone numbers.

use std::borrow::Cow;

use super::characters::{half_width, is_dash};
use super::seen;

/// A household number in the one spelling that is kept: half width, capitals, one
/// kind of hyphen, no blanks but between two digits, where one may part two
/// numbers.
#[must_use]
pub fn household(text: &str) -> Cow<'_, str> {
    let is_spelled = |byte: u8| byte.is_ascii_graphic() && !byte.is_ascii_lowercase();
    if text.bytes().all(is_spelled) {
        return Cow::Borrowed(text);
    }
    let text = seen(text);
    let mut spelled = String::with_capacity(text.len());
    let mut blank = false;
    for character in text.chars().map(half_width) {
        if character.is_whitespace() {
            blank = true;
            continue;
        }
        let between_digits =
            spelled.ends_with(|c: char| c.is_ascii_digit()) && character.is_ascii_digit();
        if blank && between_digits {
            spelled.push(' ');
        }
        blank = false;
        spelled.push(match character {
            dash if is_dash(dash) => '-',
            other => other.to_ascii_uppercase(),
        });
    }
    Cow::Owned(spelled)
}

/// By what two household numbers may be one that was written in two ways: without
/// blanks, and without zeros that digits begin with. Whether they are, only the
/// office knows.
#[must_use]
pub fn household_alike(spelled: &str) -> Cow<'_, str> {
    let mut before = None;
    let is_fine = |character: char| {
        let begins = !before.is_some_and(|before: char| before.is_ascii_digit());
        before = Some(character);
        character != ' ' && !(begins && character == '0')
    };
    if spelled.chars().all(is_fine) {
        return Cow::Borrowed(spelled);
    }
    let mut alike = String::with_capacity(spelled.len());
    let mut characters = spelled.chars().filter(|c| *c != ' ').peekable();
    while let Some(character) = characters.next() {
        let begins = !alike.ends_with(|c: char| c.is_ascii_digit());
        let goes_on = characters.peek().is_some_and(char::is_ascii_digit);
        if !(character == '0' && begins && goes_on) {
            alike.push(character);
        }
    }
    Cow::Owned(alike)
}

/// Whether Excel made a power of ten of a code: `3.40602E+17`. Its digits are lost.
#[must_use]
pub fn is_power(text: &str) -> bool {
    if !text.contains(['E', 'e', '\u{ff25}', '\u{ff45}']) {
        return false;
    }
    let text: String = seen(text).chars().map(half_width).collect();
    let Some((mantissa, exponent)) = text.split_once(['E', 'e']) else {
        return false;
    };
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, "0"));
    whole.len() == 1
        && digits(whole)
        && digits(fraction)
        && exponent.strip_prefix('+').is_some_and(digits)
}

/// A code that was typed from paper, an access code or a receipt: capitals and
/// digits in half width, without blanks and hyphens.
#[must_use]
pub fn code(text: &str) -> String {
    seen(text)
        .chars()
        .map(half_width)
        .filter(|c| !c.is_whitespace() && !is_dash(*c) && !matches!(c, '_' | '.' | '·'))
        .flat_map(char::to_uppercase)
        .collect()
}

/// A phone number without what people write between its digits; a plus sign before
/// it stays.
#[must_use]
pub fn phone(text: &str) -> String {
    seen(text)
        .chars()
        .map(half_width)
        .filter(|c| !c.is_whitespace() && !is_dash(*c) && !matches!(c, '(' | ')' | '.' | '_'))
        .collect()
}
