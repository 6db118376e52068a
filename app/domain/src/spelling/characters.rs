//! Kinds of characters.

use unicode_normalization::char::decompose_compatible;

/// Shows nothing and reorders nothing: dropped without a word.
pub(crate) const fn is_unseen(character: char) -> bool {
    matches!(character,
        '\u{ad}'
        // Zero-width space, joiners, and the mark of left-to-right writing.
        | '\u{200b}'..='\u{200e}'
        // Left-to-right embedding, override and isolate, and what ends any.
        | '\u{202a}' | '\u{202c}' | '\u{202d}' | '\u{2066}' | '\u{2068}' | '\u{2069}'
        | '\u{2060}'
        | '\u{feff}'
        | '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}')
}

/// Turns the order round in which characters are seen: what is stored is not what
/// is read.
pub(super) const fn turns(character: char) -> bool {
    matches!(
        character,
        '\u{61c}' | '\u{200f}' | '\u{202b}' | '\u{202e}' | '\u{2067}'
    )
}

/// Looks like nothing or like a blank, and is neither known nor common.
pub(super) const fn is_ghost(character: char) -> bool {
    matches!(character,
        '\u{34f}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
        | '\u{2061}'..='\u{2065}' | '\u{206a}'..='\u{206f}' | '\u{2800}' | '\u{3164}'
        | '\u{ffa0}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

/// Belongs to the character before it: an accent, a vowel mark.
pub(crate) const fn is_mark(character: char) -> bool {
    matches!(character,
        '\u{300}'..='\u{36f}' | '\u{483}'..='\u{489}' | '\u{610}'..='\u{61a}'
        | '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{6d6}'..='\u{6dc}' | '\u{f71}'..='\u{f84}'
        | '\u{f8d}'..='\u{fbc}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}'
        | '\u{20d0}'..='\u{20ff}' | '\u{302a}'..='\u{302f}' | '\u{3099}' | '\u{309a}'
        | '\u{fe20}'..='\u{fe2f}')
}

/// A Chinese character, or what stands for one: a radical, a private character.
#[must_use]
pub const fn is_han(character: char) -> bool {
    matches!(character,
        '\u{4e00}'..='\u{9fff}' | '\u{3400}'..='\u{4dbf}' | '\u{20000}'..='\u{3ffff}'
        | '\u{3005}' | '\u{3007}' | '\u{f900}'..='\u{faff}' | '\u{2e80}'..='\u{2fdf}')
        || is_private(character)
}

/// Each system shows another character for it, or a box.
pub(super) const fn is_private(character: char) -> bool {
    matches!(character, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{10fffd}')
}

/// What a copy from a PDF has in place of a character that looks the same: ⽯ for 石.
pub(super) fn twin(character: char) -> Option<char> {
    let looks_alike = matches!(character,
        '\u{2e80}'..='\u{2fdf}' | '\u{f900}'..='\u{faff}' | '\u{2f800}'..='\u{2fa1f}');
    looks_alike
        .then(|| folded(character))
        .filter(|twin| *twin != character)
}

/// A full-width character of ASCII as the plain one: ３ → 3, （ → (.
#[must_use]
pub const fn half_width(character: char) -> char {
    match character {
        '\u{ff01}'..='\u{ff5e}' => match char::from_u32(character as u32 - 0xfee0) {
            Some(plain) => plain,
            None => character,
        },
        '\u{3000}' => ' ',
        other => other,
    }
}

/// The one character that this stands for, in small letters: to compare by.
pub(crate) fn folded(character: char) -> char {
    if matches!(character, '\u{4e00}'..='\u{9fff}') {
        return character;
    }
    let (mut first, mut more) = (None, false);
    decompose_compatible(character, |part| {
        more |= first.is_some();
        first.get_or_insert(part);
    });
    let one = first.filter(|_| !more).unwrap_or(character);
    let mut lower = one.to_lowercase();
    match (lower.next(), lower.next()) {
        (Some(small), None) => small,
        _ => one,
    }
}

/// Any of the strokes that people type for a hyphen.
#[must_use]
pub const fn is_dash(character: char) -> bool {
    matches!(
        character,
        '-' | '\u{2010}'
            ..='\u{2015}'
                | '\u{2043}'
                | '\u{2212}'
                | '\u{2500}'
                | '\u{fe58}'
                | '\u{fe63}'
                | '\u{ff0d}'
    )
}
