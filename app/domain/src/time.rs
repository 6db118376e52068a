//! Time as a public board keeps it: China Standard Time, whole days.

/// Instants of pages travel as milliseconds since 1970: `#[serde(with = …)]`.
pub use chrono::serde::{ts_milliseconds as millis, ts_milliseconds_option as millis_option};
use chrono::{DateTime, Duration, FixedOffset, NaiveDate, TimeZone, Timelike, Utc};
use serde::{Deserialize, Serialize};

use crate::calendar::Calendar;
use crate::round::Length;

/// UTC+8, the one official time of China.
const CHINA_OFFSET_SECONDS: i32 = 8 * 3600;

fn china() -> FixedOffset {
    // The constant is in range, so the fallback is never taken.
    FixedOffset::east_opt(CHINA_OFFSET_SECONDS).unwrap_or_else(|| chrono::Offset::fix(&Utc))
}

/// The calendar day in China at this instant.
#[must_use]
pub fn china_day(at: DateTime<Utc>) -> NaiveDate {
    at.with_timezone(&china()).date_naive()
}

/// The time in China.
#[must_use]
pub fn china_time(at: DateTime<Utc>) -> DateTime<FixedOffset> {
    at.with_timezone(&china())
}

/// `2024-09-12 08:30` in China.
#[must_use]
pub fn china_minute(at: DateTime<Utc>) -> String {
    // Chrono's own formatting would bring its parser into every bundle.
    let local = at.with_timezone(&china());
    format!(
        "{} {:02}:{:02}",
        local.date_naive(),
        local.hour(),
        local.minute()
    )
}

/// `2024-09-12 08:30:05` in China.
#[must_use]
pub fn china_second(at: DateTime<Utc>) -> String {
    at.with_timezone(&china())
        .format("%Y-%m-%d %H:%M:%S")
        .to_string()
}

/// Days of pages travel as days since 0001-01-01: `#[serde(with = …)]`.
pub mod day {
    use chrono::{Datelike, NaiveDate};
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    pub(crate) fn number(day: NaiveDate) -> i32 {
        day.num_days_from_ce()
    }

    pub(crate) fn from_number(number: i32) -> NaiveDate {
        NaiveDate::from_num_days_from_ce_opt(number).unwrap_or(NaiveDate::MAX)
    }

    /// # Errors
    /// The serialiser's.
    pub fn serialize<S: Serializer>(day: &NaiveDate, to: S) -> Result<S::Ok, S::Error> {
        number(*day).serialize(to)
    }

    /// # Errors
    /// The deserialiser's.
    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<NaiveDate, D::Error> {
        i32::deserialize(from).map(from_number)
    }
}

/// As [`day`], where there may be none.
pub mod day_option {
    use chrono::NaiveDate;
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    use super::day;

    /// # Errors
    /// The serialiser's.
    pub fn serialize<S: Serializer>(day: &Option<NaiveDate>, to: S) -> Result<S::Ok, S::Error> {
        day.map(day::number).serialize(to)
    }

    /// # Errors
    /// The deserialiser's.
    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Option<NaiveDate>, D::Error> {
        Ok(Option::<i32>::deserialize(from)?.map(day::from_number))
    }
}

/// A minute in China, as a browser's form gives it: `2024-09-12T08:30`.
#[must_use]
pub fn from_china_minute(text: &str) -> Option<DateTime<Utc>> {
    let (day, time) = text.trim().split_once(['T', ' '])?;
    let (hour, minute) = time.split_once(':')?;
    let digits = |text: &str| text.get(..2)?.parse::<u32>().ok();
    let local = day
        .parse::<NaiveDate>()
        .ok()?
        .and_hms_opt(digits(hour)?, digits(minute)?, 0)?;
    let local = china().from_local_datetime(&local).single()?;
    Some(local.with_timezone(&Utc))
}

/// The first instant of a calendar day in China.
#[must_use]
pub fn china_midnight(day: NaiveDate) -> DateTime<Utc> {
    let midnight = day.and_time(chrono::NaiveTime::MIN);
    china()
        .from_local_datetime(&midnight)
        .single()
        .map_or_else(|| midnight.and_utc(), |local| local.with_timezone(&Utc))
}

/// How long a board is on display.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Window {
    #[serde(with = "millis")]
    pub opens: DateTime<Utc>,
    /// The first instant at which the board is no longer on display.
    #[serde(with = "millis")]
    pub closes: DateTime<Utc>,
}

/// A time during which nobody could read the board.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Interruption {
    /// The day on which it could be read again.
    pub resumed: NaiveDate,
    /// Days of its window on which it could not be read, wholly or in part.
    pub days: u16,
}

/// An interruption shorter than this leaves a window as it is.
pub const MIN_INTERRUPTION: Duration = Duration::hours(1);

impl Window {
    /// The window of a board that is published at `opens`. The day of
    /// publication does not count (民法典 201): the board is on display to the end of
    /// its last day. What was interrupted is made up for by as many days more.
    #[must_use]
    pub fn of(
        opens: DateTime<Utc>,
        length: Length,
        calendar: &Calendar,
        interruptions: &[Interruption],
    ) -> Self {
        let last = interruptions.iter().fold(
            calendar.last_day(china_day(opens), length),
            |last, interruption| {
                let more = Length {
                    count: interruption.days,
                    unit: length.unit,
                };
                calendar.last_day(last.max(interruption.resumed), more)
            },
        );
        Self {
            opens,
            closes: last
                .succ_opt()
                .map_or(DateTime::<Utc>::MAX_UTC, china_midnight),
        }
    }

    /// Calendar days of this window on which the board could not be read
    /// between two instants; 0 where it was for no longer than
    /// [`MIN_INTERRUPTION`].
    #[must_use]
    pub fn days_lost(self, from: DateTime<Utc>, to: DateTime<Utc>) -> u16 {
        let (from, to) = (from.max(self.opens), to.min(self.closes));
        if to - from <= MIN_INTERRUPTION {
            return 0;
        }
        let last = china_day(to - Duration::milliseconds(1));
        let days = (last - china_day(from)).num_days() + 1;
        u16::try_from(days).unwrap_or(u16::MAX)
    }

    /// The last calendar day on which the board is on display.
    #[must_use]
    pub fn last_day(self) -> NaiveDate {
        china_day(self.closes - Duration::milliseconds(1))
    }

    #[must_use]
    pub fn is_open(self, now: DateTime<Utc>) -> bool {
        self.opens <= now && now < self.closes
    }

    /// Calendar days that are left, today included; 0 once it is over.
    #[must_use]
    pub fn days_left(self, now: DateTime<Utc>) -> u32 {
        if now >= self.closes {
            return 0;
        }
        let days = (self.last_day() - china_day(now)).num_days() + 1;
        u32::try_from(days).unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::round::WindowUnit;
    use proptest::prelude::*;

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().expect("a time")
    }

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    #[test]
    fn a_minute_of_a_form_is_one_in_china() {
        for (text, instant) in [
            ("2024-09-12T08:30", Some("2024-09-12T00:30:00Z")),
            (" 2024-09-12 08:30:00 ", Some("2024-09-12T00:30:00Z")),
            ("2024-09-12", None),
            ("2024-09-31T08:30", None),
            ("2024-09-12T24:00", None),
            ("", None),
            ("明天", None),
        ] {
            assert_eq!(from_china_minute(text), instant.map(at), "{text}");
        }
    }

    #[test]
    fn a_day_travels_as_a_number() {
        #[derive(Debug, PartialEq, Serialize, Deserialize)]
        struct Days(
            #[serde(with = "super::day")] NaiveDate,
            #[serde(with = "super::day_option")] Option<NaiveDate>,
        );
        for some in [None, Some(day("2024-02-29"))] {
            let days = Days(day("2024-10-01"), some);
            let json = serde_json::to_string(&days).expect("JSON");
            assert!(!json.contains('-'), "{json}");
            assert_eq!(serde_json::from_str::<Days>(&json).expect("days"), days);
        }
    }

    const WEEK: Length = Length {
        count: 7,
        unit: WindowUnit::Days,
    };

    fn week(opens: &str, interruptions: &[Interruption]) -> Window {
        Window::of(at(opens), WEEK, &Calendar::default(), interruptions)
    }

    #[test]
    fn the_day_of_publication_does_not_count() {
        let window = week("2024-09-02T01:00:00Z", &[]);
        assert_eq!(window.last_day(), day("2024-09-09"));
        assert_eq!(window.closes, at("2024-09-09T16:00:00Z"));
    }

    #[test]
    fn counts_the_days_that_are_left_in_china() {
        let window = week("2024-09-02T01:00:00Z", &[]);
        for (now, days) in [
            ("2024-09-02T01:00:00Z", 8),
            ("2024-09-09T15:59:59Z", 1),
            ("2024-09-08T16:00:00Z", 1),
            ("2024-09-09T16:00:00Z", 0),
        ] {
            assert_eq!(window.days_left(at(now)), days, "{now}");
        }
    }

    #[test]
    fn an_interruption_costs_the_days_that_it_touches_and_they_are_made_up_for() {
        let window = week("2024-09-02T01:00:00Z", &[]);
        for (from, to, days) in [
            // An hour is let pass, more is not.
            ("2024-09-03T01:00:00Z", "2024-09-03T02:00:00Z", 0),
            ("2024-09-03T01:00:00Z", "2024-09-03T02:00:01Z", 1),
            // Over midnight in China (16:00 UTC).
            ("2024-09-03T15:00:00Z", "2024-09-03T17:00:00Z", 2),
            // Just up to midnight.
            ("2024-09-03T10:00:00Z", "2024-09-03T16:00:00Z", 1),
            // Before it was published, and an hour after.
            ("2024-08-01T00:00:00Z", "2024-09-02T02:00:00Z", 0),
            // Far beyond its end: no more than it has.
            ("2024-09-08T01:00:00Z", "2025-01-01T00:00:00Z", 2),
            ("2024-09-01T01:00:00Z", "2025-01-01T00:00:00Z", 8),
            // After it had closed.
            ("2024-09-10T01:00:00Z", "2024-09-12T00:00:00Z", 0),
        ] {
            assert_eq!(window.days_lost(at(from), at(to)), days, "{from} to {to}");
        }
        for (resumed, days, last) in [
            // During its display period: as many days more, and on from a weekend.
            ("2024-09-05", 2, "2024-09-11"),
            ("2024-09-05", 5, "2024-09-16"),
            // It had closed meanwhile: counted from the day after it was back.
            ("2024-09-12", 1, "2024-09-13"),
        ] {
            let lost = Interruption {
                resumed: day(resumed),
                days,
            };
            let window = week("2024-09-02T01:00:00Z", &[lost]);
            assert_eq!(window.last_day(), day(last), "{resumed}");
        }
    }

    proptest! {
        /// What was interrupted only ever makes a window longer.
        #[test]
        fn no_interruption_shortens_a_window(lost in prop::collection::vec((0i64..30, 0u16..9), 0..5)) {
            let plain = week("2024-09-02T01:00:00Z", &[]);
            let lost: Vec<Interruption> = lost
                .into_iter()
                .map(|(more, days)| Interruption { resumed: day("2024-09-02") + Duration::days(more), days })
                .collect();
            let longer = week("2024-09-02T01:00:00Z", &lost);
            let days: i64 = lost.iter().map(|one| i64::from(one.days)).sum();
            prop_assert!(longer.closes >= plain.closes + Duration::days(days));
        }
    }
}
