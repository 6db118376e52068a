//! A number format, and what it makes of what is stored.

use rust_decimal::Decimal;

use super::builtin;
use super::dates::DateSystem;
use super::digits::Digits;
use super::section::{Body, Section, TextSection, exponent, section, text_section};
use super::tokens::{Token, sections};

/// The longest code that a spreadsheet takes.
const MAX_CODE: usize = 255;

/// How a cell shows what is stored in it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Format {
    sections: Vec<Section>,
    text: TextSection,
}

/// What a format shows of a number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Shown {
    /// Its own digits.
    Digits(Digits),
    /// Something else: a [`Format::text_of`] it.
    Otherwise,
    /// A date or a time, in these words.
    Date(String),
    Nothing,
}

impl Default for Format {
    /// General: what is stored.
    fn default() -> Self {
        Self::of("General", DateSystem::default())
    }
}

impl Format {
    /// From its code, as .xlsx and .xls have it.
    pub(crate) fn of(code: &str, dates: DateSystem) -> Self {
        if code.len() > MAX_CODE {
            let other = Section {
                condition: None,
                body: Body::Other,
                plain: None,
            };
            return Self {
                sections: vec![other],
                text: TextSection::AsItIs,
            };
        }
        let mut all = sections(code);
        let of_text = all.len() > 3 || all.last().is_some_and(|last| last.contains(&Token::At));
        let text = all
            .pop_if(|_| of_text)
            .map_or(TextSection::AsItIs, |of| text_section(&of));
        let several = all.len() > 1;
        let sections: Vec<Section> = all
            .into_iter()
            .take(3)
            .enumerate()
            .map(|(at, tokens)| section(&tokens, several && at == 1, dates))
            .collect();
        if sections.is_empty() {
            return Self {
                text,
                ..Self::default()
            };
        }
        Self { sections, text }
    }

    /// The format that Excel knows by a number, in Chinese; General where there is
    /// none.
    pub(crate) fn built_in(id: u16, dates: DateSystem) -> Self {
        Self::of(builtin::code(id), dates)
    }

    /// What is shown of a number.
    pub(crate) fn number(&self, number: Decimal) -> Shown {
        let Some((section, _)) = self.section(number) else {
            return Shown::Otherwise;
        };
        if let Some(digits) = section.plain {
            let nothing = number.is_zero() && digits.whole == 0 && digits.least == 0;
            return if nothing {
                Shown::Nothing
            } else {
                Shown::Digits(digits)
            };
        }
        match &section.body {
            Body::Date(date) => date.show(number).map_or(Shown::Otherwise, Shown::Date),
            Body::Words(words) if words.trim().is_empty() => Shown::Nothing,
            _ => Shown::Otherwise,
        }
    }

    /// A number in the words and digits of its format; `None` where only a
    /// spreadsheet can tell.
    pub(crate) fn text_of(&self, number: Decimal) -> Option<String> {
        let (section, signed) = self.section(number)?;
        let text = match &section.body {
            Body::General { before, after } => {
                let digits = Digits::GENERAL.show(number.abs());
                format!("{before}{digits}{after}").trim().to_owned()
            }
            Body::Digits(pattern) => pattern.show(number)?,
            Body::Words(words) => return Some(words.trim().to_owned()),
            Body::Date(date) => return date.show(number),
            Body::Exponent(_) | Body::Other => return None,
        };
        let minus = signed && number.is_sign_negative() && !number.is_zero();
        Some(if minus { format!("-{text}") } else { text })
    }

    /// What is shown of a text; `None` where it is the text itself.
    pub(crate) fn text(&self, text: &str) -> Option<String> {
        match &self.text {
            TextSection::AsItIs => None,
            TextSection::Around { before, after } => Some(format!("{before}{text}{after}")),
            TextSection::Instead(words) => Some(words.clone()),
        }
    }

    /// Whether all digits of a number are shown, none of them moved behind a point.
    pub(crate) fn keeps_digits_of(&self, number: Decimal) -> bool {
        self.section(number)
            .is_none_or(|(section, _)| match &section.body {
                Body::Digits(pattern) => pattern.keeps_digits_of(number),
                _ => true,
            })
    }

    /// Whether it shows an exponent for a number, and that: `1.10E+11`.
    pub(crate) fn exponent(&self, number: Decimal) -> Option<String> {
        match self.section(number)?.0.body {
            Body::Exponent(decimals) => exponent(number, decimals),
            _ => None,
        }
    }

    /// Whether it shows what is stored.
    pub(crate) fn is_general(&self) -> bool {
        let plain = |section: &Section| section.plain == Some(Digits::GENERAL);
        self.text == TextSection::AsItIs
            && matches!(self.sections.as_slice(), [only] if plain(only))
    }

    /// The section for a number, and whether it says itself that it is negative.
    fn section(&self, number: Decimal) -> Option<(&Section, bool)> {
        let negative = number.is_sign_negative() && !number.is_zero();
        if self.sections.iter().any(|one| one.condition.is_some()) {
            let holds = |one: &&Section| {
                let condition = one.condition.as_ref();
                condition.is_none_or(|condition| condition.holds(number))
            };
            return Some((self.sections.iter().find(holds)?, true));
        }
        let at = match self.sections.len() {
            0 | 1 => 0,
            _ if negative => 1,
            3.. if number.is_zero() => 2,
            _ => 0,
        };
        Some((self.sections.get(at)?, at != 1))
    }
}

#[cfg(test)]
mod tests;
