//! A text without what says nothing: spaces, brackets, colons.

/// Without spaces and brackets, and what stands in the brackets.
pub(crate) fn plain(heading: &str) -> (String, String) {
    let (mut outside, mut inside, mut depth) = (String::new(), String::new(), 0_u32);
    for character in heading.chars().filter(|c| !c.is_whitespace()) {
        match character {
            '(' | '\u{ff08}' | '[' | '【' => depth += 1,
            ')' | '\u{ff09}' | ']' | '】' => depth = depth.saturating_sub(1),
            ':' | '\u{ff1a}' | '*' | '、' => {}
            other if depth > 0 => inside.push(other),
            other => outside.push(other),
        }
    }
    (outside, inside)
}
