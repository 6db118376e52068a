//! What stands in a cell for names, taken apart.

use super::collective::{Collective, collective, may_be_person};
use super::notes;
use crate::spelling::{half_width, is_mark, seen};

/// A letter of a name with the marks that belong to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letter {
    pub shown: String,
    /// The letter alone, in half width.
    pub plain: char,
}

/// What one stretch of a cell is. Put one behind another, what the parts show is
/// what stands there, but for blanks inside a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// A letter of a person's name; people are counted from 0.
    Letter(usize, Letter),
    /// Within a person's name: the dot of 阿卜杜·热西提.
    Dot(usize, char),
    /// Stands between or beside names, and is none: 、, (已故), 等3人.
    Other(String),
    /// The name of a collective, or what of it nobody is called.
    Collective(String),
}

/// What parts people for certain.
const BETWEEN: &str = "、，,;；/／|｜&＆+＋\\";
/// What may part people, and may be a part of a name.
const AND: [char; 5] = ['和', '与', '及', '暨', '跟'];
const OPEN: &str = "([{〔【（［｛「『<《〈";
const CLOSE: &str = ")]}〕】）］｝」』>》〉";

/// The parts of what stands in a cell.
#[must_use]
pub fn parts(text: &str) -> Vec<Part> {
    let mut people = People::default();
    people.list(&seen(text), false);
    people.parts
}

/// Whether this parts people for certain.
pub(super) fn is_between(character: char) -> bool {
    BETWEEN.contains(character)
}

pub(super) fn is_open(shown: &str) -> bool {
    shown.chars().count() == 1 && shown.contains(|c| OPEN.contains(c))
}

pub(super) fn is_close(shown: &str) -> bool {
    shown.chars().count() == 1 && shown.contains(|c| CLOSE.contains(c))
}

/// One character of a stretch without anything that parts people for certain.
enum Item {
    Letter(Letter),
    Dot(char),
    Blank,
    /// Brackets with what stands in them.
    Brackets(char, String, Option<char>),
}

impl Item {
    fn plain(&self) -> Option<char> {
        match self {
            Self::Letter(letter) => Some(letter.plain),
            _ => None,
        }
    }
}

#[derive(Default)]
struct People {
    parts: Vec<Part>,
    count: usize,
}

impl People {
    /// Names that something parts for certain.
    fn list(&mut self, text: &str, in_brackets: bool) {
        let mut items = Vec::new();
        let mut characters = text.chars().peekable();
        while let Some(character) = characters.next() {
            if is_between(character) {
                self.stretch(std::mem::take(&mut items), in_brackets);
                self.parts.push(Part::Other(character.to_string()));
            } else if OPEN.contains(character) && !in_brackets {
                items.push(brackets(character, &mut characters));
            } else if is_mark(character) {
                if let Some(Item::Letter(letter)) = items.last_mut() {
                    letter.shown.push(character);
                }
            } else if character.is_whitespace() {
                items.push(Item::Blank);
            } else if is_dot(character) {
                items.push(Item::Dot(character));
            } else {
                items.push(Item::Letter(Letter {
                    shown: character.to_string(),
                    plain: half_width(character),
                }));
            }
        }
        self.stretch(items, in_brackets);
    }

    fn stretch(&mut self, items: Vec<Item>, in_brackets: bool) {
        let letters: Vec<char> = items.iter().filter_map(Item::plain).collect();
        let ends = ends(&items, &letters);
        let mut rest = items;
        let mut left = letters.as_slice();
        for (to, and) in ends {
            let (own, after) = left.split_at_checked(to).unwrap_or((left, &[]));
            let (own_items, more) = cut(rest, to);
            self.one(own_items, own, in_brackets);
            if and == 0 {
                self.parts.push(Part::Other(" ".to_owned()));
            }
            rest = self.as_note(more, and);
            left = after.get(and..).unwrap_or_default();
        }
        self.one(rest, left, in_brackets);
    }

    /// One person, or a collective, with the notes beside it.
    fn one(&mut self, items: Vec<Item>, letters: &[char], in_brackets: bool) {
        match collective(letters) {
            Some(Collective::Whole) => return self.collective(items),
            Some(Collective::NamedAfter(count)) => {
                let rest = self.person(items, count);
                return self.collective(rest);
            }
            None => {}
        }
        let behind = notes::behind(letters, in_brackets);
        let named = letters.get(..letters.len() - behind).unwrap_or_default();
        let before = if in_brackets {
            notes::before(named, may_be_person)
        } else {
            0
        };
        let items = self.as_note(items, before);
        let rest = self.person(items, named.len() - before);
        self.as_note(rest, usize::MAX);
    }

    /// The first letters of items as one person's; gives the rest.
    fn person(&mut self, items: Vec<Item>, letters: usize) -> Vec<Item> {
        let person = self.count;
        self.count += usize::from(letters > 0);
        let mut left = letters;
        let mut items = items.into_iter().peekable();
        while let Some(item) = items.peek() {
            if left == 0 && matches!(item, Item::Letter(_)) {
                break;
            }
            match items.next() {
                Some(Item::Letter(letter)) => {
                    left -= 1;
                    self.parts.push(Part::Letter(person, letter));
                }
                Some(Item::Dot(dot)) if letters > 0 => self.parts.push(Part::Dot(person, dot)),
                Some(other) => self.other(other),
                None => break,
            }
        }
        items.collect()
    }

    /// The first letters of items as a note; gives the rest.
    fn as_note(&mut self, items: Vec<Item>, letters: usize) -> Vec<Item> {
        let mut left = letters;
        let mut items = items.into_iter().peekable();
        while left > 0 {
            match items.next() {
                Some(Item::Letter(letter)) => {
                    left -= 1;
                    self.parts.push(Part::Other(letter.shown));
                }
                Some(other) => self.other(other),
                None => break,
            }
        }
        items.collect()
    }

    fn collective(&mut self, items: Vec<Item>) {
        for item in items {
            match item {
                Item::Letter(letter) => self.parts.push(Part::Collective(letter.shown)),
                Item::Dot(dot) => self.parts.push(Part::Collective(dot.to_string())),
                other => self.other(other),
            }
        }
    }

    /// What is no letter of a name.
    fn other(&mut self, item: Item) {
        match item {
            Item::Letter(letter) => self.parts.push(Part::Other(letter.shown)),
            Item::Dot(dot) => self.parts.push(Part::Other(dot.to_string())),
            // Of a name one cannot see how many characters it has by its blanks.
            Item::Blank => {}
            Item::Brackets(open, inside, close) => {
                self.parts.push(Part::Other(open.to_string()));
                if notes::is_note(&inside) {
                    self.parts.push(Part::Other(inside));
                } else {
                    self.list(&inside, true);
                }
                self.parts
                    .extend(close.map(|close| Part::Other(close.to_string())));
            }
        }
    }
}

/// What stands in brackets, up to the first that closes, or to the end.
fn brackets(open: char, rest: &mut impl Iterator<Item = char>) -> Item {
    let mut inside = String::new();
    for character in rest {
        if CLOSE.contains(character) {
            return Item::Brackets(open, inside, Some(character));
        }
        inside.push(character);
    }
    Item::Brackets(open, inside, None)
}

fn is_dot(character: char) -> bool {
    matches!(
        character,
        '\u{b7}'
            | '•'
            | '‧'
            | '・'
            | '･'
            | '∙'
            | '⋅'
            | '․'
            | '\u{387}'
            | '˙'
            | '.'
            | '．'
            | '﹒'
    )
}

/// The items up to the next letter after so many, and the rest.
fn cut(mut items: Vec<Item>, letters: usize) -> (Vec<Item>, Vec<Item>) {
    let mut seen = 0;
    let at = items.iter().position(|item| {
        seen += usize::from(matches!(item, Item::Letter(_)));
        seen > letters
    });
    let rest = items.split_off(at.unwrap_or(items.len()));
    (items, rest)
}

/// Where people end, as far as blanks or an 和 may part them: how many letters
/// each has, and how many letters part it from the next. None for one person.
fn ends(items: &[Item], letters: &[char]) -> Vec<(usize, usize)> {
    if let Some(words) = by_blanks(items, letters) {
        return words;
    }
    by_and(letters).unwrap_or_default()
}

/// Whether these letters are all of a name, with what stands behind it.
fn is_whole(letters: &[char]) -> bool {
    let named = letters.len() - notes::behind(letters, false);
    may_be_person(letters.get(..named).unwrap_or_default()) || collective(letters).is_some()
}

/// Names that blanks part: all of them whole names, and more than one name has
/// characters. 贺 长青 and 欧阳 修文 are one person each.
fn by_blanks(items: &[Item], letters: &[char]) -> Option<Vec<(usize, usize)>> {
    const MOST_OF_ONE: usize = 4;
    let mut words = vec![0];
    let mut seen = 0;
    for item in items {
        match item {
            Item::Blank if words.last() != Some(&0) => words.push(0),
            Item::Letter(_) if seen < letters.len() => {
                seen += 1;
                *words.last_mut()? += 1;
            }
            _ => {}
        }
    }
    words.retain(|word| *word > 0);
    let has_dots = items.iter().any(|item| matches!(item, Item::Dot(_)));
    if words.len() < 2 || letters.len() <= MOST_OF_ONE || has_dots {
        // One cannot see whether it is one person.
        return None;
    }
    let (mut rest, mut people) = (letters, 0);
    for word in &words {
        let (name, after) = rest.split_at_checked(*word)?;
        if !is_whole(name) {
            return None;
        }
        people += usize::from(collective(name).is_none());
        rest = after;
    }
    if people == 0 && collective(letters).is_some() {
        // 枣林村 集体
        return None;
    }
    words.pop();
    Some(words.into_iter().map(|word| (word, 0)).collect())
}

/// Names that 和, 与 or 及 parts, where both sides are whole names: 张和平 is one.
fn by_and(letters: &[char]) -> Option<Vec<(usize, usize)>> {
    for (at, letter) in letters.iter().enumerate() {
        let (name, rest) = letters.split_at_checked(at)?;
        let and = match (letter, rest) {
            ('以', ['以', '及', ..]) => 2,
            (letter, _) if AND.contains(letter) => 1,
            _ => continue,
        };
        let rest = rest.get(and..)?;
        if !is_whole(name) {
            continue;
        }
        if is_whole(rest) {
            return Some(vec![(at, and)]);
        }
        if let Some(more) = by_and(rest) {
            return Some([vec![(at, and)], more].concat());
        }
    }
    None
}
