//! Dates and times: days since a day that the workbook names, as numbers.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::tokens::Token;

/// The day from which a workbook counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) enum DateSystem {
    /// The last of 1899, with a 29 February 1900 that never was.
    #[default]
    From1900,
    /// The first of 1904.
    From1904,
}

/// How a date is written.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct DatePattern {
    /// `None` where it depends on a language, or counts hours: then as 2024-05-01.
    parts: Option<Vec<Part>>,
    dates: DateSystem,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Part {
    Literal(String),
    Year(usize),
    Month(usize),
    Day(usize),
    Hour(usize),
    Minute(usize),
    Second(usize),
}

/// A moment, to the second.
struct Moment {
    year: i64,
    month: i64,
    day: i64,
    hour: i64,
    minute: i64,
    second: i64,
}

impl DatePattern {
    pub(crate) fn of(tokens: &[Token], dates: DateSystem) -> Self {
        Self {
            parts: parts(tokens),
            dates,
        }
    }

    /// As it is written; `None` for a number that is no date.
    pub(crate) fn show(&self, number: Decimal) -> Option<String> {
        let moment = Moment::of(number, self.dates)?;
        let day = || {
            let Moment {
                year, month, day, ..
            } = moment;
            format!("{year:04}-{month:02}-{day:02}")
        };
        let written = self.parts.as_ref().map(|parts| moment.written(parts));
        Some(written.unwrap_or_else(day))
    }
}

fn parts(tokens: &[Token]) -> Option<Vec<Part>> {
    let mut parts = Vec::new();
    for token in tokens {
        parts.push(match token {
            Token::Literal(text) => Part::Literal(text.clone()),
            Token::Slash => Part::Literal("/".to_owned()),
            Token::Comma => Part::Literal(",".to_owned()),
            Token::Point => Part::Literal(".".to_owned()),
            Token::Date('y' | 'e', length) => Part::Year(*length),
            Token::Date('m', length @ 1..=2) => Part::Month(*length),
            Token::Date('d', length @ 1..=2) => Part::Day(*length),
            Token::Date('h', length @ 1..=2) => Part::Hour(*length),
            Token::Date('s', length @ 1..=2) => Part::Second(*length),
            Token::Condition(_) => continue,
            _ => return None,
        });
    }
    // An m behind hours, or before seconds, is of minutes.
    let units: Vec<usize> = (0..parts.len())
        .filter(|at| !matches!(parts.get(*at), Some(Part::Literal(_)) | None))
        .collect();
    for (at, unit) in units.iter().enumerate() {
        let Some(Part::Month(length)) = parts.get(*unit) else {
            continue;
        };
        let length = *length;
        let beside = |at: Option<usize>| units.get(at?).and_then(|unit| parts.get(*unit));
        let after = matches!(beside(at.checked_sub(1)), Some(Part::Hour(_)));
        let before = matches!(beside(Some(at + 1)), Some(Part::Second(_)));
        if (after || before)
            && let Some(part) = parts.get_mut(*unit)
        {
            *part = Part::Minute(length);
        }
    }
    Some(parts)
}

impl Moment {
    /// From a number of days; the civil calendar's years from 1900 to 9999.
    fn of(number: Decimal, dates: DateSystem) -> Option<Self> {
        const DAYS: i64 = 2_958_466;
        const SECONDS: i64 = 86_400;
        // 1899-12-30 is 25,569 days before 1970.
        const TO_1970: i64 = 25_569;
        const TO_1904: i64 = 1_462;
        let seconds = number
            .checked_mul(Decimal::from(SECONDS))?
            .round()
            .to_i64()?;
        let (days, second) = (seconds.div_euclid(SECONDS), seconds.rem_euclid(SECONDS));
        if !(0..DAYS).contains(&days) {
            return None;
        }
        let days = match dates {
            DateSystem::From1900 if days < 60 => days + 1,
            DateSystem::From1900 => days,
            DateSystem::From1904 => days + TO_1904,
        };
        let (year, month, day) = civil(days - TO_1970);
        Some(Self {
            year,
            month,
            day,
            hour: second / 3_600,
            minute: second / 60 % 60,
            second: second % 60,
        })
    }

    fn written(&self, parts: &[Part]) -> String {
        parts
            .iter()
            .map(|part| {
                let (number, length) = match part {
                    Part::Literal(text) => return text.clone(),
                    Part::Year(length @ ..=2) => return format!("{:0length$}", self.year % 100),
                    Part::Year(_) => (self.year, 4),
                    Part::Month(length) => (self.month, *length),
                    Part::Day(length) => (self.day, *length),
                    Part::Hour(length) => (self.hour, *length),
                    Part::Minute(length) => (self.minute, *length),
                    Part::Second(length) => (self.second, *length),
                };
                format!("{number:0length$}")
            })
            .collect::<String>()
            .trim()
            .to_owned()
    }
}

/// Year, month and day of a day counted from 1970-01-01.
fn civil(days: i64) -> (i64, i64, i64) {
    // Counted from 1 March of year 0, in eras of 400 years.
    let days = days + 719_468;
    let era = days.div_euclid(146_097);
    let of_era = days.rem_euclid(146_097);
    let year = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    let year = year + era * 400 + i64::from(month <= 2);
    (year, month, day)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cells::formats::format::Format;

    #[test]
    fn days_are_those_of_the_calendar() {
        for (dates, number, day) in [
            (DateSystem::From1900, "1", "1900-01-01"),
            (DateSystem::From1900, "59", "1900-02-28"),
            (DateSystem::From1900, "61", "1900-03-01"),
            (DateSystem::From1900, "45292", "2024-01-01"),
            (DateSystem::From1900, "45351.99999", "2024-02-29"),
            (DateSystem::From1900, "2958465", "9999-12-31"),
            (DateSystem::From1904, "0", "1904-01-01"),
            (DateSystem::From1904, "43830", "2024-01-01"),
        ] {
            let number: Decimal = number.parse().expect("a number");
            let format = Format::of("yyyy-mm-dd", dates);
            assert_eq!(format.text_of(number).as_deref(), Some(day));
        }
        let format = Format::of("yyyy-mm-dd", DateSystem::From1900);
        for none in ["-1", "2958466"] {
            assert_eq!(format.text_of(none.parse().expect("a number")), None);
        }
    }

    #[test]
    fn minutes_are_no_months() {
        for (code, shown) in [
            ("h:mm", "6:05"),
            ("mm:ss", "05:07"),
            ("m/d h:m", "5/1 6:5"),
            ("yy.mm.dd", "24.05.01"),
        ] {
            let number: Decimal = "45413.253553".parse().expect("a number");
            let format = Format::of(code, DateSystem::From1900);
            assert_eq!(format.text_of(number).as_deref(), Some(shown), "{code}");
        }
    }
}
