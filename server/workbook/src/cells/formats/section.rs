//! The sections of a format: which numbers each is for, and what it shows.

use rust_decimal::Decimal;

use super::dates::{DatePattern, DateSystem};
use super::digits::Digits;
use super::pattern::Pattern;
use super::tokens::Token;

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Section {
    pub(super) condition: Option<Condition>,
    pub(super) body: Body,
    /// The same, where only the number's own digits are shown.
    pub(super) plain: Option<Digits>,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Body {
    /// The number as it is, between words.
    General {
        before: String,
        after: String,
    },
    Digits(Pattern),
    Date(DatePattern),
    /// Words alone, or nothing.
    Words(String),
    /// With so many decimals before the exponent.
    Exponent(u32),
    /// Fractions, Chinese numerals.
    Other,
}

/// What is shown of a text.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum TextSection {
    AsItIs,
    Around {
        before: String,
        after: String,
    },
    /// Words, or nothing, instead of it.
    Instead(String),
}

/// Which numbers a section is for.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Condition {
    less: bool,
    equal: bool,
    greater: bool,
    than: Decimal,
}

impl Condition {
    /// `>=1000`, `<>0`
    fn of(text: &str) -> Option<Self> {
        let start = text.find(|c| !matches!(c, '<' | '>' | '='))?;
        let (sign, number) = text.split_at(start);
        Some(Self {
            less: sign.contains('<'),
            equal: sign.contains('='),
            greater: sign.contains('>'),
            than: number.trim().parse().ok()?,
        })
    }

    pub(super) fn holds(&self, number: Decimal) -> bool {
        match number.cmp(&self.than) {
            std::cmp::Ordering::Less => self.less,
            std::cmp::Ordering::Equal => self.equal,
            std::cmp::Ordering::Greater => self.greater,
        }
    }
}

/// A number of at least 1 as `1.10E+11`, with so many decimals.
pub(crate) fn exponent(number: Decimal, decimals: u32) -> Option<String> {
    let whole = number.abs().trunc().normalize().to_string();
    let power = u32::try_from(whole.len().checked_sub(1)?).ok()?;
    let times = Decimal::from(10_i128.checked_pow(power)?);
    let digits = Digits {
        least: u8::try_from(decimals).ok()?,
        most: u8::try_from(decimals).ok()?,
        ..Digits::GENERAL
    };
    let shown = digits.show(number.checked_div(times)?);
    Some(format!("{shown}E+{power:02}"))
}

pub(super) fn section(tokens: &[Token], negative: bool, dates: DateSystem) -> Section {
    let condition = tokens.iter().find_map(|token| match token {
        Token::Condition(text) => Condition::of(text),
        _ => None,
    });
    let body = body(tokens, dates);
    let plain = match &body {
        Body::General { before, after } if before.trim().is_empty() && after.trim().is_empty() => {
            Some(Digits::GENERAL)
        }
        Body::Digits(pattern) => pattern.plain(negative && condition.is_none()),
        _ => None,
    };
    Section {
        condition,
        body,
        plain,
    }
}

fn body(tokens: &[Token], dates: DateSystem) -> Body {
    let has = |wanted: fn(&Token) -> bool| tokens.iter().any(wanted);
    let digits = has(|token| matches!(token, Token::Placeholder(_)));
    let dated = has(|token| {
        let letters = matches!(token, Token::Date('y' | 'm' | 'd' | 'h' | 's', _));
        letters || matches!(token, Token::Elapsed | Token::HalfDay | Token::SystemDate)
    }) || (!digits && has(|token| matches!(token, Token::Date(..))));
    let general = has(|token| *token == Token::General);
    if dated && !general {
        return Body::Date(DatePattern::of(tokens, dates));
    }
    if (digits || general) && has(|token| *token == Token::Numerals) {
        return Body::Other;
    }
    if let Some(end) = tokens.iter().position(|token| *token == Token::Exponent) {
        let point = tokens.iter().position(|token| *token == Token::Point);
        let digit = |token: &&Token| matches!(token, Token::Placeholder(_));
        let decimals = point.and_then(|point| tokens.get(point..end));
        let decimals = decimals.map_or(0, |of| of.iter().filter(digit).count());
        return Body::Exponent(u32::try_from(decimals).unwrap_or(0));
    }
    if general || (!digits && has(|token| *token == Token::At)) {
        let (before, after) = around(tokens);
        return Body::General { before, after };
    }
    if digits && is_fraction(tokens) {
        return Body::Other;
    }
    if digits {
        return Body::Digits(Pattern::of(tokens));
    }
    Body::Words(literals(tokens))
}

/// `# ?/?`: digits on both sides of a stroke.
fn is_fraction(tokens: &[Token]) -> bool {
    let stroke = tokens.iter().position(|token| *token == Token::Slash);
    let digit = |token: &Token| matches!(token, Token::Placeholder(_));
    stroke.is_some_and(|at| tokens.iter().take(at).any(digit) && tokens.iter().skip(at).any(digit))
}

pub(super) fn text_section(tokens: &[Token]) -> TextSection {
    let at = tokens
        .iter()
        .any(|token| matches!(token, Token::At | Token::General));
    let (before, after) = around(tokens);
    match (at, before.trim().is_empty() && after.trim().is_empty()) {
        (true, true) => TextSection::AsItIs,
        (true, false) => TextSection::Around { before, after },
        (false, _) => TextSection::Instead(literals(tokens)),
    }
}

/// The words before what is stored, and those behind it.
fn around(tokens: &[Token]) -> (String, String) {
    let at = tokens
        .iter()
        .position(|token| matches!(token, Token::At | Token::General))
        .unwrap_or(tokens.len());
    let (before, after) = tokens.split_at(at);
    (literals(before), literals(after))
}

fn literals(tokens: &[Token]) -> String {
    tokens
        .iter()
        .map(|token| match token {
            Token::Literal(text) => text.as_str(),
            Token::Slash => "/",
            Token::Comma => ",",
            Token::Point => ".",
            Token::Percent => "%",
            _ => "",
        })
        .collect()
}
