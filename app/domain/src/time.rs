//! Time as a public board keeps it: China Standard Time, whole days.

/// Instants of pages travel as milliseconds since 1970: `#[serde(with = …)]`.
pub use chrono::serde::ts_milliseconds as millis;
use chrono::{DateTime, Days, FixedOffset, NaiveDate, TimeZone, Timelike, Utc};
use serde::{Deserialize, Serialize};

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

/// The first instant of a calendar day in China.
#[must_use]
pub fn china_midnight(day: NaiveDate) -> DateTime<Utc> {
    let midnight = day.and_time(chrono::NaiveTime::MIN);
    china()
        .from_local_datetime(&midnight)
        .single()
        .map_or_else(|| midnight.and_utc(), |local| local.with_timezone(&Utc))
}

/// How long a board hangs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Window {
    #[serde(with = "millis")]
    pub opens: DateTime<Utc>,
    /// The first instant at which the board no longer hangs.
    #[serde(with = "millis")]
    pub closes: DateTime<Utc>,
}

impl Window {
    /// A window of whole calendar days. The day of publication does not count
    /// (民法典 201), so the board hangs to the end of the `days`th day after.
    #[must_use]
    pub fn of_days(opens: DateTime<Utc>, days: u16) -> Self {
        let last = china_day(opens).checked_add_days(Days::new(u64::from(days) + 1));
        Self {
            opens,
            closes: last.map_or(DateTime::<Utc>::MAX_UTC, china_midnight),
        }
    }

    /// The last calendar day on which the board hangs.
    #[must_use]
    pub fn last_day(self) -> NaiveDate {
        china_day(self.closes - chrono::Duration::milliseconds(1))
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

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().expect("a time")
    }

    #[test]
    fn the_day_of_publication_does_not_count() {
        let window = Window::of_days(at("2024-09-02T01:00:00Z"), 7);
        assert_eq!(
            window.last_day(),
            NaiveDate::from_ymd_opt(2024, 9, 9).expect("a day")
        );
        assert_eq!(window.closes, at("2024-09-09T16:00:00Z"));
    }

    #[test]
    fn counts_the_days_that_are_left_in_china() {
        let window = Window::of_days(at("2024-09-02T01:00:00Z"), 7);
        for (now, days) in [
            ("2024-09-02T01:00:00Z", 8),
            ("2024-09-09T15:59:59Z", 1),
            ("2024-09-08T16:00:00Z", 1),
            ("2024-09-09T16:00:00Z", 0),
        ] {
            assert_eq!(window.days_left(at(now)), days, "{now}");
        }
    }
}
