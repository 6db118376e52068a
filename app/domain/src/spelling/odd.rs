//! Characters that may not be changed without a word.

use super::characters::{is_ghost, is_private, turns, twin};

/// A character that somebody has to look at, and where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Odd {
    pub kind: OddKind,
    pub character: char,
    /// Counted from 1.
    pub position: usize,
}

/// What is wrong with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OddKind {
    /// Cannot be seen.
    Unseen,
    /// Turns the order of what is seen round.
    Turns,
    /// What could not be read stands as U+FFFD.
    Lost,
    /// A private character: on other devices a box, or another character.
    Private,
    /// Looks the same as this character and is another.
    Twin(char),
}

impl OddKind {
    /// Whether what stands there cannot be published; else it is to be checked.
    #[must_use]
    pub const fn is_wrong(self) -> bool {
        matches!(self, Self::Unseen | Self::Turns | Self::Lost)
    }
}

/// The first odd character of a text, one that is wrong before any other.
#[must_use]
pub fn odd(text: &str) -> Option<Odd> {
    // Nothing odd begins with a byte of plain Chinese characters.
    let may_be = |byte: u8| byte < 0x20 || byte == 0x7f || byte >= 0xea || is_lead(byte);
    if !text.bytes().any(may_be) {
        return None;
    }
    let mut found: Option<Odd> = None;
    for (position, character) in (1..).zip(text.chars()) {
        let Some(kind) = kind(character) else {
            continue;
        };
        let one = Odd {
            kind,
            character,
            position,
        };
        if kind.is_wrong() {
            return Some(one);
        }
        found.get_or_insert(one);
    }
    found
}

/// Whether characters of other scripts and signs begin with this byte.
const fn is_lead(byte: u8) -> bool {
    matches!(byte, 0xc2..=0xe3)
}

fn kind(character: char) -> Option<OddKind> {
    match character {
        '\t' | '\n' | '\r' => None,
        '\u{fffd}' => Some(OddKind::Lost),
        c if turns(c) => Some(OddKind::Turns),
        c if c.is_control() || is_ghost(c) => Some(OddKind::Unseen),
        c if is_private(c) || matches!(c, '\u{2ff0}'..='\u{2fff}') => Some(OddKind::Private),
        c => twin(c).map(OddKind::Twin),
    }
}
