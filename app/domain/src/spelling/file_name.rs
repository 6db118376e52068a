//! The name of a file that somebody sent.

use super::characters::{is_ghost, is_private, is_unseen, turns};

/// Characters of a file's name, at the most.
const MAX_NAME: usize = 120;

/// A file's name as it is kept and shown: without folders, without what cannot be
/// seen or turns the order of what is seen, and without what a file system could
/// take for something else.
#[must_use]
pub fn file_name(sent: &str) -> String {
    let last = sent.rsplit(['/', '\\']).next().unwrap_or(sent);
    let name: String = last
        .chars()
        .filter(|character| !is_hidden(*character))
        .map(|character| match character {
            '<' | '>' | ':' | '"' | '|' | '?' | '*' => '_',
            other => other,
        })
        .take(MAX_NAME)
        .collect();
    let ends = |character: char| character == '.' || character.is_whitespace();
    name.trim_end_matches(ends).trim_start().to_owned()
}

const fn is_separator(character: char) -> bool {
    matches!(character, '\u{2028}' | '\u{2029}')
}

fn is_hidden(character: char) -> bool {
    character.is_control()
        || is_unseen(character)
        || turns(character)
        || is_ghost(character)
        || is_private(character)
        || is_separator(character)
        || character == '\u{fffd}'
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_hidden_is_kept() {
        for (sent, kept) in [
            ("地头.jpg", "地头.jpg"),
            ("C:\\照片\\地头.jpg", "地头.jpg"),
            ("../../etc/passwd", "passwd"),
            ("a\u{202e}gpj.exe", "agpj.exe"),
            ("a\u{200b}\u{2067}\u{2066}b\u{feff}\u{2028}.pdf", "ab.pdf"),
            ("a\r\nSet-Cookie: x\0", "aSet-Cookie_ x"),
            (" 地头.jpg. ", "地头.jpg"),
            ("a\"<b>|c?*.png", "a__b__c__.png"),
            ("..", ""),
            ("", ""),
        ] {
            assert_eq!(file_name(sent), kept, "{sent:?}");
        }
        assert_eq!(file_name(&"长".repeat(500)).chars().count(), MAX_NAME);
    }

    #[test]
    fn of_every_character_no_hidden_one_stays() {
        for character in (0..=0x10_ffff).filter_map(char::from_u32) {
            let kept = file_name(&format!("a{character}b"));
            let odd = super::super::odd(&kept).filter(|odd| odd.kind.is_wrong());
            assert_eq!(odd, None, "{character:?}");
            assert!(!kept.chars().any(char::is_control), "{character:?}");
        }
    }
}
