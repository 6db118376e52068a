//! What cannot be a name.

use super::parts::{Part, is_close, is_open, parts};
use crate::spelling::{OddKind, half_width, is_han, odd};

/// Why a text is no name of a person and of no collective.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NameFault {
    /// `<b>张三</b>`, `&nbsp;`
    Markup,
    /// `=VLOOKUP(…)`, `#N/A`
    Formula,
    /// Digits within a name, or in place of one: 张三2, 1001.
    Digits,
    /// It has been masked already: 张*明, 张×明.
    Masked(char),
    /// A sign, and where it stands, counted from 1.
    Sign(char, usize),
}

/// What is wrong with the name of a head, if anything.
#[must_use]
pub fn fault(text: &str) -> Option<NameFault> {
    if text
        .chars()
        .all(|character| matches!(character, '\u{4e00}'..='\u{9fff}'))
    {
        return None;
    }
    if text.starts_with(['=', '#', '@']) {
        return Some(NameFault::Formula);
    }
    if is_markup(text) {
        return Some(NameFault::Markup);
    }
    let masks = |character: &char| {
        matches!(
            half_width(*character),
            '*' | '×' | '○' | '●' | '□' | '■' | '✱' | '＊' | '?'
        )
    };
    if let Some(mask) = text.chars().find(masks) {
        return Some(NameFault::Masked(mask));
    }
    let digits = text
        .chars()
        .any(|character| half_width(character).is_ascii_digit());
    let (mut any, mut in_brackets) = (false, false);
    for part in parts(text) {
        let letter = match part {
            Part::Letter(_, letter) => letter,
            Part::Collective(_) => {
                any = true;
                continue;
            }
            // What stands in brackets is a note, and masked where it may be a name.
            Part::Other(shown) => {
                in_brackets = (in_brackets || is_open(&shown)) && !is_close(&shown);
                continue;
            }
            Part::Dot(..) => continue,
        };
        if in_brackets {
            continue;
        }
        let plain = letter.plain;
        // 史传宝① and 史传宝②: two of one name.
        if any && matches!(plain, '①'..='⑳') {
            continue;
        }
        any = true;
        if plain.is_ascii_digit() || (plain.is_numeric() && !is_han(plain)) {
            return Some(NameFault::Digits);
        }
        if plain.is_alphabetic() || is_han(plain) || is_of_latin(plain) || is_told(&letter.shown) {
            continue;
        }
        let position = text.chars().position(|one| half_width(one) == plain);
        return Some(NameFault::Sign(plain, position.map_or(1, |at| at + 1)));
    }
    match (any, digits) {
        (true, _) => None,
        (false, true) => Some(NameFault::Digits),
        (false, false) => text.chars().next().map(|first| NameFault::Sign(first, 1)),
    }
}

/// What [`odd`] tells of already.
fn is_told(shown: &str) -> bool {
    odd(shown).is_some_and(|one| {
        matches!(one.kind, OddKind::Private | OddKind::Twin(_)) || one.kind.is_wrong()
    })
}

/// O'Neil, Jean-Luc.
const fn is_of_latin(character: char) -> bool {
    matches!(character, '\'' | '\u{2019}' | '-')
}

/// `<…>` with a letter or a stroke first, or `&…;`.
fn is_markup(text: &str) -> bool {
    let tag = text.split('<').skip(1).any(|rest| {
        rest.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?'))
            && rest.contains('>')
    });
    let entity = text.split('&').skip(1).any(|rest| {
        rest.split_once(';').is_some_and(|(name, _)| {
            !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '#')
        })
    });
    tag || entity
}
