//! A format's code, taken apart: `[>=1000]#,##0"元";0`.

/// What a code is made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Token {
    /// Shown as it is.
    Literal(String),
    /// `0`, `#` or `?`.
    Placeholder(char),
    Point,
    Comma,
    Percent,
    Slash,
    /// The text of the cell.
    At,
    /// The number as it is.
    General,
    /// `E+`, `E-`
    Exponent,
    /// Letters of a date or time, alike: `yyyy`, `m`.
    Date(char, usize),
    /// A duration: `[h]`.
    Elapsed,
    /// 上午/下午.
    HalfDay,
    /// Of the system's own long date or time: `[$-F800]`.
    SystemDate,
    /// Chinese numerals: `[DBNum1]`.
    Numerals,
    /// When the section is used: `[>=1000]`.
    Condition(String),
}

/// The sections of a code, each taken apart.
pub(crate) fn sections(code: &str) -> Vec<Vec<Token>> {
    let mut scanner = Scanner {
        rest: code,
        sections: vec![Vec::new()],
    };
    while scanner.step() {}
    scanner.sections
}

struct Scanner<'a> {
    rest: &'a str,
    sections: Vec<Vec<Token>>,
}

impl Scanner<'_> {
    /// Takes what stands next; `false` at the end.
    fn step(&mut self) -> bool {
        for (word, token) in [
            ("General", Token::General),
            ("G/通用格式", Token::General),
            ("G/標準", Token::General),
            ("AM/PM", Token::HalfDay),
            ("A/P", Token::HalfDay),
            ("上午/下午", Token::HalfDay),
        ] {
            if self.skip(word) {
                self.push(token);
                return true;
            }
        }
        let Some(character) = self.next() else {
            return false;
        };
        match character {
            ';' => self.sections.push(Vec::new()),
            '"' => {
                let (text, rest) = self.rest.split_once('"').unwrap_or((self.rest, ""));
                self.rest = rest;
                self.literal(text);
            }
            '\\' | '!' => {
                if let Some(escaped) = self.next() {
                    self.literal(escaped.encode_utf8(&mut [0; 4]));
                }
            }
            // As wide as the next character; filled with it.
            '_' => {
                self.next();
                self.literal(" ");
            }
            '*' => {
                self.next();
            }
            '[' => {
                let (inside, rest) = self.rest.split_once(']').unwrap_or((self.rest, ""));
                self.rest = rest;
                self.bracket(inside);
            }
            '0' | '#' | '?' => self.push(Token::Placeholder(character)),
            '.' => self.push(Token::Point),
            ',' => self.push(Token::Comma),
            '%' => self.push(Token::Percent),
            '/' => self.push(Token::Slash),
            '@' => self.push(Token::At),
            'e' | 'E' if self.after_digits() && self.rest.starts_with(['+', '-']) => {
                self.next();
                self.push(Token::Exponent);
            }
            letter if letter.is_ascii_alphabetic() => self.letters(letter),
            other => self.literal(other.encode_utf8(&mut [0; 4])),
        }
        true
    }

    fn next(&mut self) -> Option<char> {
        let mut characters = self.rest.chars();
        let next = characters.next();
        self.rest = characters.as_str();
        next
    }

    /// Passes over a word in any case.
    fn skip(&mut self, word: &str) -> bool {
        let matches = self
            .rest
            .get(..word.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(word));
        if matches {
            self.rest = self.rest.get(word.len()..).unwrap_or_default();
        }
        matches
    }

    fn push(&mut self, token: Token) {
        if let Some(section) = self.sections.last_mut() {
            section.push(token);
        }
    }

    fn literal(&mut self, text: &str) {
        match self
            .sections
            .last_mut()
            .and_then(|section| section.last_mut())
        {
            Some(Token::Literal(before)) => before.push_str(text),
            _ => self.push(Token::Literal(text.to_owned())),
        }
    }

    fn after_digits(&self) -> bool {
        let last = self.sections.last().and_then(|section| section.last());
        matches!(last, Some(Token::Placeholder(_) | Token::Point))
    }

    /// A run of one letter: of a date, or a word that nobody quoted.
    fn letters(&mut self, letter: char) {
        let lower = letter.to_ascii_lowercase();
        if !matches!(lower, 'y' | 'm' | 'd' | 'h' | 's' | 'e' | 'g' | 'b' | 'a') {
            return self.literal(letter.encode_utf8(&mut [0; 4]));
        }
        let mut length = 1;
        while self.rest.starts_with([lower, lower.to_ascii_uppercase()]) {
            self.next();
            length += 1;
        }
        self.push(Token::Date(lower, length));
    }

    fn bracket(&mut self, inside: &str) {
        let lower = inside.to_ascii_lowercase();
        let alike = |letter: char| !lower.is_empty() && lower.chars().all(|c| c == letter);
        if lower.starts_with("$-f800") || lower.starts_with("$-f400") {
            self.push(Token::SystemDate);
        } else if let Some(currency) = inside.strip_prefix('$') {
            let sign = currency.split_once('-').map_or(currency, |(sign, _)| sign);
            self.literal(sign);
        } else if lower.starts_with(['<', '>', '=']) {
            self.push(Token::Condition(lower));
        } else if lower.starts_with("dbnum") {
            self.push(Token::Numerals);
        } else if ['h', 'm', 's'].into_iter().any(alike) {
            self.push(Token::Elapsed);
        }
        // Anything else is a colour or a language.
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_come_apart() {
        let literal = |text: &str| Token::Literal(text.to_owned());
        let zero = Token::Placeholder('0');
        assert_eq!(
            sections("[Red]\"ZL\"0;\\-0_ "),
            [
                vec![literal("ZL"), zero.clone()],
                vec![literal("-"), zero.clone(), literal(" ")]
            ]
        );
        assert_eq!(
            sections("[$¥-804]0!.0"),
            [vec![literal("¥"), zero.clone(), literal("."), zero.clone()]]
        );
        assert_eq!(
            sections("yyyy\"年\"M\"月\""),
            [vec![
                Token::Date('y', 4),
                literal("年"),
                Token::Date('m', 1),
                literal("月")
            ]]
        );
        assert_eq!(
            sections("0E+0"),
            [vec![zero.clone(), Token::Exponent, zero.clone()]]
        );
        assert_eq!(
            sections("G/通用格式\"组\""),
            [vec![Token::General, literal("组")]]
        );
        assert_eq!(
            sections("[>=1000]0"),
            [vec![Token::Condition(">=1000".into()), zero]]
        );
        assert_eq!(sections(";;;").len(), 4);
        // Broken ones end somewhere.
        for broken in ["\"open", "[open", "\\", "_", "*"] {
            assert_eq!(sections(broken).len(), 1, "{broken}");
        }
    }
}
