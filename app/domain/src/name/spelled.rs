//! The spelling in which a name is kept.

use std::borrow::Cow;

use super::people::named;
use crate::spelling::{is_han, seen};

/// A name as it is kept: without blanks that only widen it (罗　建), with one where
/// blanks part words or people. Nothing else of it is changed.
#[must_use]
pub fn spelled(text: &str) -> Cow<'_, str> {
    let text = seen(text);
    if !text.contains(char::is_whitespace) {
        return text;
    }
    let mut narrow = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        let last = narrow.chars().next_back();
        let parts_words = last
            .zip(word.chars().next())
            .is_some_and(|(last, next)| is_letter(last) && is_letter(next));
        if parts_words {
            narrow.push(' ');
        }
        narrow.push_str(word);
    }
    if named(&narrow) == named(&text) {
        return Cow::Owned(narrow);
    }
    let words: Vec<&str> = text.split_whitespace().collect();
    Cow::Owned(words.join(" "))
}

/// Of a script that parts words by blanks.
fn is_letter(character: char) -> bool {
    character.is_alphanumeric() && !is_han(character)
}
