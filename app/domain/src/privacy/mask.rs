//! Masking of names: the one place.

use std::collections::HashMap;

use crate::name::{Named, Part, named, parts};
use crate::spelling::{folded, half_width, is_mark, seen};

/// What stands for a character that is not shown.
const HIDDEN: char = '*';

/// Keeps the first and the last character of each person's name: 张小明 → `张*明`,
/// 严长 → `严*`, 欧阳修文 → `欧**文`, 石玉梅、石玉兰 → `石*梅、石*兰`. Notes beside names
/// and collectives are shown. Enough to tell namesakes apart beside the household
/// number, too little to look a stranger up.
#[must_use]
pub(super) fn mask_name(name: &str) -> String {
    let parts = parts(name);
    let mut lengths: HashMap<usize, usize> = HashMap::new();
    for part in &parts {
        if let Part::Letter(person, _) = part {
            *lengths.entry(*person).or_default() += 1;
        }
    }
    let mut before: HashMap<usize, usize> = HashMap::new();
    let mut masked = String::with_capacity(name.len());
    for part in parts {
        match part {
            Part::Letter(person, letter) => {
                let at = before.entry(person).or_default();
                let length = lengths.get(&person).copied().unwrap_or_default();
                if is_shown(*at, length) {
                    masked.push_str(&letter.shown);
                } else {
                    masked.push(HIDDEN);
                }
                *at += 1;
            }
            Part::Dot(_, dot) => masked.push(dot),
            Part::Other(shown) | Part::Collective(shown) => masked.push_str(&shown),
        }
    }
    masked
}

/// Whether a masked name shows its letter at this place: the first, and of three
/// and more the last.
const fn is_shown(at: usize, length: usize) -> bool {
    length > 1 && (at == 0 || (length > 2 && at + 1 == length))
}

/// By what names are found: of each person what a masked page shows, and the name
/// in full. Two names that are masked alike have one `masked`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NameKey {
    pub masked: String,
    pub full: String,
}

/// The keys under which the names of a cell are listed: of each person one, and of
/// 阿卜杜·热西提 a second for the name before the dot. One letter is no name.
#[must_use]
pub fn name_keys(names: &str) -> Vec<NameKey> {
    let mut keys = Vec::new();
    for one in named(names) {
        keys.extend(key(&one));
        if let Named::Person {
            letters,
            first: Some(first),
        } = one
        {
            keys.extend(key_of_first(letters.get(..first).unwrap_or_default()));
        }
    }
    keys
}

/// Of each person that somebody looks for: the keys under which it may be listed.
#[must_use]
pub fn wanted_keys(typed: &str) -> Vec<Vec<NameKey>> {
    named(typed)
        .iter()
        .map(|one| {
            let first = match one {
                Named::Person {
                    letters,
                    first: None,
                } => key_of_first(letters),
                _ => None,
            };
            key(one).into_iter().chain(first).collect()
        })
        .collect()
}

fn key(one: &Named) -> Option<NameKey> {
    match one {
        Named::Person { letters, .. } => (letters.len() > 1).then(|| NameKey {
            masked: masked_letters(letters),
            full: letters.iter().collect(),
        }),
        // No letter of a person's name is a sign.
        Named::Collective(name) => Some(NameKey {
            masked: format!("={name}"),
            full: format!("={name}"),
        }),
    }
}

/// Of a name before a dot only the beginning is shown, and how long it is.
fn key_of_first(letters: &[char]) -> Option<NameKey> {
    let (first, rest) = letters.split_first().filter(|(_, rest)| !rest.is_empty())?;
    Some(NameKey {
        masked: format!("{first}{}·", HIDDEN.to_string().repeat(rest.len())),
        full: letters.iter().chain(&['·']).collect(),
    })
}

fn masked_letters(letters: &[char]) -> String {
    let shown = |(at, letter): (usize, &char)| match is_shown(at, letters.len()) {
        true => *letter,
        false => HIDDEN,
    };
    letters.iter().enumerate().map(shown).collect()
}

/// A text in which the people of these names are masked wherever they stand, also
/// where blanks are between their characters; the longest first, since one can be
/// part of another. One character is no name.
pub(super) fn mask_names<'a>(text: &str, names: impl IntoIterator<Item = &'a str>) -> String {
    let mut people: Vec<Vec<char>> = names
        .into_iter()
        .flat_map(named)
        .filter_map(|one| match one {
            Named::Person { letters, .. } if letters.len() > 1 => Some(letters),
            _ => None,
        })
        .collect();
    people.sort_by_key(|letters| std::cmp::Reverse(letters.len()));
    people.dedup();
    let text = seen(text);
    let letters = Letters::of(&text);
    letters.masked(&text, |rest| {
        let is_here = |name: &&Vec<char>| rest.starts_with(name);
        people.iter().find(is_here).map_or(0, Vec::len)
    })
}

/// What of a text may be names, the longest first at each place: each stretch of
/// letters for which `is_name` holds. What is asked has no blanks in it.
#[must_use]
pub fn names_within(text: &str, mut is_name: impl FnMut(&str) -> bool) -> Vec<String> {
    const LONGEST: usize = 24;
    let text = seen(text);
    let letters = Letters::of(&text);
    let mut found = Vec::new();
    for at in 0..letters.plain.len() {
        let rest = letters.plain.get(at..).unwrap_or_default();
        for length in (2..=rest.len().min(LONGEST)).rev() {
            let name: String = rest.iter().take(length).collect();
            if is_name(&name) {
                found.push(name);
            }
        }
    }
    found
}

/// The letters of a text, without what stands between those of one name, and the
/// bytes that each takes.
struct Letters {
    plain: Vec<char>,
    bytes: Vec<std::ops::Range<usize>>,
}

impl Letters {
    fn of(text: &str) -> Self {
        let (mut plain, mut bytes) = (Vec::new(), Vec::<std::ops::Range<usize>>::new());
        for (at, character) in text.char_indices() {
            let end = at + character.len_utf8();
            if is_mark(character) {
                if let Some(last) = bytes.last_mut() {
                    last.end = end;
                }
            } else if !character.is_whitespace() && !matches!(character, '·' | '•' | '・' | '‧')
            {
                plain.push(folded(half_width(character)));
                bytes.push(at..end);
            }
        }
        Self { plain, bytes }
    }

    /// The text, with a name masked wherever `name_at` says how long one is.
    fn masked(&self, text: &str, name_at: impl Fn(&[char]) -> usize) -> String {
        let mut masked = String::with_capacity(text.len());
        let (mut at, mut done) = (0, 0);
        while at < self.plain.len() {
            let length = name_at(self.plain.get(at..).unwrap_or_default());
            let places = self.bytes.get(at..at + length).unwrap_or_default();
            if let [first, .., last] = places {
                masked.push_str(text.get(done..first.start).unwrap_or_default());
                for (place, range) in places.iter().enumerate() {
                    match is_shown(place, length) {
                        true => masked.push_str(text.get(range.clone()).unwrap_or_default()),
                        false => masked.push(HIDDEN),
                    }
                }
                done = last.end;
            }
            at += length.max(1);
        }
        masked.push_str(text.get(done..).unwrap_or_default());
        masked
    }
}

#[cfg(test)]
mod tests;
