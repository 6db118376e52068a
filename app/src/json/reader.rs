//! A cursor over a JSON text.

use std::str::FromStr;

use super::unreadable::Unreadable;

/// What is still to be read.
pub(super) struct Reader<'de> {
    pub(super) rest: &'de str,
}

impl<'de> Reader<'de> {
    /// Goes past a text, if it is the next.
    pub(super) fn skip(&mut self, text: &str) -> bool {
        match self.rest.strip_prefix(text) {
            Some(rest) => {
                self.rest = rest;
                true
            }
            None => false,
        }
    }

    pub(super) fn expect(&mut self, text: &str) -> Result<(), Unreadable> {
        if self.skip(text) {
            Ok(())
        } else {
            Err(Unreadable)
        }
    }

    pub(super) fn take(&mut self, length: usize) -> Result<&'de str, Unreadable> {
        let (taken, rest) = self.rest.split_at_checked(length).ok_or(Unreadable)?;
        self.rest = rest;
        Ok(taken)
    }

    pub(super) fn boolean(&mut self) -> Result<bool, Unreadable> {
        if self.skip("true") {
            Ok(true)
        } else {
            self.expect("false").map(|()| false)
        }
    }

    /// Whole numbers only: the pages have no others.
    pub(super) fn number<N: FromStr>(&mut self) -> Result<N, Unreadable> {
        let end = self
            .rest
            .find(|next: char| next != '-' && !next.is_ascii_digit())
            .unwrap_or(self.rest.len());
        self.take(end)?.parse().map_err(|_| Unreadable)
    }

    pub(super) fn text(&mut self) -> Result<String, Unreadable> {
        self.expect("\"")?;
        let mut text = String::new();
        loop {
            let end = self.rest.find(['"', '\\']).ok_or(Unreadable)?;
            text.push_str(self.take(end)?);
            if self.skip("\"") {
                return Ok(text);
            }
            text.push(self.escaped()?);
        }
    }

    /// A character after its backslash. `serde_json` writes control characters
    /// so, and never halves of a pair.
    pub(super) fn escaped(&mut self) -> Result<char, Unreadable> {
        Ok(match self.take(2)? {
            "\\\"" => '"',
            "\\\\" => '\\',
            "\\b" => '\u{8}',
            "\\f" => '\u{c}',
            "\\n" => '\n',
            "\\r" => '\r',
            "\\t" => '\t',
            "\\u" => u32::from_str_radix(self.take(4)?, 16)
                .ok()
                .and_then(char::from_u32)
                .ok_or(Unreadable)?,
            _ => return Err(Unreadable),
        })
    }

    /// Goes past a value that nobody asks for.
    pub(super) fn value(&mut self) -> Result<(), Unreadable> {
        let mut depth = 0_usize;
        loop {
            match self.rest.chars().next().ok_or(Unreadable)? {
                ',' | ']' | '}' if depth == 0 => return Ok(()),
                '"' => drop(self.text()?),
                next => {
                    match next {
                        '[' | '{' => depth += 1,
                        ']' | '}' => depth -= 1,
                        _ => {}
                    }
                    self.take(next.len_utf8())?;
                }
            }
        }
    }
}
