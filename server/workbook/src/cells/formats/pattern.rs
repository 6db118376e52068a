//! Digits among other characters: `"ZL"00000`, `0000-00`, `0!.0000`, `0.0,"万"`.

use rust_decimal::{Decimal, RoundingStrategy};

use super::digits::Digits;
use super::tokens::Token;

/// One part of a pattern.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Part {
    Literal(String),
    /// `0`, `#` or `?`.
    Digit(char),
    Point,
}

/// How the digits of a number stand among other characters.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Pattern {
    parts: Vec<Part>,
    grouped: bool,
    /// Shown so many thousandths, and so many hundredfolds.
    thousands: u32,
    percents: u32,
}

impl Pattern {
    /// From the tokens of a section that has placeholders and nothing of a date.
    pub(crate) fn of(tokens: &[Token]) -> Self {
        let mut pattern = Self {
            parts: Vec::new(),
            grouped: false,
            thousands: 0,
            percents: 0,
        };
        let last = tokens
            .iter()
            .rposition(|token| matches!(token, Token::Placeholder(_)));
        let last_whole = tokens
            .iter()
            .position(|token| *token == Token::Point)
            .unwrap_or(tokens.len());
        let last_whole = tokens
            .get(..last_whole)
            .unwrap_or_default()
            .iter()
            .rposition(|token| matches!(token, Token::Placeholder(_)));
        for (at, token) in tokens.iter().enumerate() {
            match token {
                Token::Placeholder(one) => pattern.parts.push(Part::Digit(*one)),
                Token::Point if pattern.parts.contains(&Part::Point) => pattern.literal("."),
                Token::Point => pattern.parts.push(Part::Point),
                // Behind the last digit, or the last before the point.
                Token::Comma if last.is_some_and(|last| at > last) => pattern.thousands += 1,
                Token::Comma if last_whole.is_some_and(|last| at < last) => pattern.grouped = true,
                Token::Comma => pattern.thousands += 1,
                Token::Percent => {
                    pattern.percents += 1;
                    pattern.literal("%");
                }
                Token::Slash => pattern.literal("/"),
                Token::Literal(text) => pattern.literal(text),
                Token::Date(letter, length) => {
                    pattern.literal(&String::from(*letter).repeat(*length));
                }
                _ => {}
            }
        }
        pattern
    }

    fn literal(&mut self, text: &str) {
        self.parts.push(Part::Literal(text.to_owned()));
    }

    fn digits(&self, after_point: bool) -> impl DoubleEndedIterator<Item = char> {
        let point = self.parts.iter().position(|part| *part == Part::Point);
        let point = point.unwrap_or(self.parts.len());
        self.parts
            .iter()
            .enumerate()
            .filter(move |(at, _)| (*at > point) == after_point)
            .filter_map(|(_, part)| match part {
                Part::Digit(one) => Some(*one),
                _ => None,
            })
    }

    /// The same where nothing but the number's own digits is shown; of a section
    /// for negative numbers, signs beside them.
    pub(crate) fn plain(&self, negative: bool) -> Option<Digits> {
        if self.thousands > 0 || self.percents > 0 {
            return None;
        }
        let digit = |part: &Part| matches!(part, Part::Digit(_) | Part::Point);
        let first = self.parts.iter().position(digit)?;
        let last = self.parts.iter().rposition(digit)?;
        let mut money = false;
        for (at, part) in self.parts.iter().enumerate() {
            let Part::Literal(text) = part else { continue };
            if (first..=last).contains(&at) {
                return None;
            }
            match text.trim() {
                "" => {}
                "¥" | "￥" | "\u{a5} " | "CNY" | "RMB" if at < first => money = true,
                "-" | "(" | "-¥" | "-￥" | "(¥" | "(￥" if negative && at < first => {}
                ")" if negative && at > last => {}
                _ => return None,
            }
        }
        let whole: Vec<char> = self.digits(false).collect();
        let fraction: Vec<char> = self.digits(true).collect();
        let zeros_from = whole.iter().position(|one| *one == '0');
        let zeros_to = fraction.iter().rposition(|one| *one == '0');
        Some(Digits {
            whole: u8::try_from(zeros_from.map_or(0, |at| whole.len() - at)).ok()?,
            least: u8::try_from(zeros_to.map_or(0, |at| at + 1)).ok()?,
            most: u8::try_from(fraction.len())
                .ok()
                .filter(|most| *most < 30)?,
            grouped: self.grouped,
            money,
        })
    }

    /// Whether all of a number's digits are shown, as many as are stored.
    pub(crate) fn keeps_digits_of(&self, number: Decimal) -> bool {
        let decimals = u32::try_from(self.digits(true).count()).unwrap_or(u32::MAX);
        self.thousands == 0 && self.percents == 0 && number.normalize().scale() <= decimals
    }

    /// A number as it is shown, without its sign; `None` where it is too large.
    pub(crate) fn show(&self, number: Decimal) -> Option<String> {
        let mut number = number.abs();
        for _ in 0..self.percents {
            number = number.checked_mul(Decimal::ONE_HUNDRED)?;
        }
        for _ in 0..self.thousands {
            number = number.checked_div(Decimal::ONE_THOUSAND)?;
        }
        let places: Vec<char> = self.digits(true).collect();
        let decimals = u32::try_from(places.len()).ok().filter(|most| *most < 29)?;
        let number =
            number.round_dp_with_strategy(decimals, RoundingStrategy::MidpointAwayFromZero);
        let digits = number.normalize().to_string();
        let (whole, fraction) = digits.split_once('.').unwrap_or((&digits, ""));
        let whole: Vec<char> = whole.chars().filter(|_| whole != "0").collect();
        let fraction: Vec<char> = fraction.chars().collect();
        let least = places.iter().rposition(|one| *one == '0');
        let spots = self.digits(false).count();
        let first_zero = self.digits(false).position(|one| one == '0');
        let (mut spot, mut place) = (0, 0);
        let mut after = false;
        let mut out = String::new();
        for part in &self.parts {
            match part {
                Part::Literal(text) => out.push_str(text),
                Part::Point => {
                    after = true;
                    if !fraction.is_empty() || least.is_some() {
                        out.push('.');
                    }
                }
                Part::Digit(_) if after => {
                    match fraction.get(place) {
                        Some(digit) => out.push(*digit),
                        None if least.is_some_and(|least| place <= least) => out.push('0'),
                        None => {}
                    }
                    place += 1;
                }
                Part::Digit(_) => {
                    // All that no place is left for stand at the first.
                    let from = spots - spot;
                    let to = from - 1;
                    let from = if spot == 0 {
                        from.max(whole.len())
                    } else {
                        from
                    };
                    for right in (to..from).rev() {
                        let digit = whole
                            .len()
                            .checked_sub(right + 1)
                            .and_then(|at| whole.get(at));
                        match digit {
                            Some(digit) => out.push(*digit),
                            None if first_zero.is_some_and(|first| spot >= first) => out.push('0'),
                            None => continue,
                        }
                        if self.grouped && right > 0 && right.is_multiple_of(3) {
                            out.push(',');
                        }
                    }
                    spot += 1;
                }
            }
        }
        Some(out.trim().to_owned())
    }
}
