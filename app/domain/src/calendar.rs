//! Working days (工作日): the week, the public holidays (法定节假日) and the
//! weekends worked in exchange (调休).

use std::collections::BTreeMap;

use chrono::{Datelike, Days, NaiveDate, Weekday};
use serde::{Deserialize, Serialize};
use strum::{EnumCount, EnumString, IntoStaticStr, VariantArray};

use crate::key::keyed;
use crate::round::{Length, WindowUnit};

/// What a day is that is not what its weekday says.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    Hash,
    Serialize,
    Deserialize,
    EnumCount,
    EnumString,
    IntoStaticStr,
    VariantArray,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case", const_into_str)]
pub enum DayKind {
    /// 放假
    Holiday,
    /// 上班, though on a weekend.
    Workday,
    /// As its weekday says: takes an entry back.
    Ordinary,
}

keyed!(DayKind);

/// Which days are worked. A year without a holiday in it is not known: there
/// just the weekends are free.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Calendar {
    days: BTreeMap<NaiveDate, DayKind>,
}

/// Days that are looked at for a working day, at the most: no office rests longer.
const MAX_REST: u64 = 400;

impl Calendar {
    /// A later entry for a day takes the place of an earlier one.
    #[must_use]
    pub fn new(days: impl IntoIterator<Item = (NaiveDate, DayKind)>) -> Self {
        Self {
            days: days.into_iter().collect(),
        }
    }

    #[must_use]
    pub fn is_working(&self, day: NaiveDate) -> bool {
        match self.days.get(&day) {
            Some(DayKind::Holiday) => false,
            Some(DayKind::Workday) => true,
            Some(DayKind::Ordinary) | None => !matches!(day.weekday(), Weekday::Sat | Weekday::Sun),
        }
    }

    /// Whether this year's holidays are known.
    #[must_use]
    pub fn knows(&self, year: i32) -> bool {
        self.days
            .iter()
            .any(|(day, kind)| day.year() == year && *kind == DayKind::Holiday)
    }

    /// The last day of a period. The day before it, `from`, does not count
    /// (民法典 201). A period in days that would end on a day of rest runs on
    /// to the next working day (民法典 203); one in working days never does.
    #[must_use]
    pub fn last_day(&self, from: NaiveDate, length: Length) -> NaiveDate {
        match length.unit {
            WindowUnit::Days => {
                let last = from
                    .checked_add_days(Days::new(u64::from(length.count)))
                    .unwrap_or(NaiveDate::MAX);
                self.working_day_from(last)
            }
            WindowUnit::WorkingDays => {
                (0..length.count).fold(from, |day, _| self.working_day_from(next(day)))
            }
        }
    }

    /// This day, or the first after it that is worked.
    fn working_day_from(&self, day: NaiveDate) -> NaiveDate {
        (0..MAX_REST)
            .filter_map(|more| day.checked_add_days(Days::new(more)))
            .find(|day| self.is_working(*day))
            .unwrap_or(day)
    }
}

fn next(day: NaiveDate) -> NaiveDate {
    day.succ_opt().unwrap_or(NaiveDate::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    /// National Day of 2024: 1 to 7 October free, 29 September and 12 October worked.
    fn october() -> Calendar {
        let free = (1..=7).map(|of| (day(&format!("2024-10-0{of}")), DayKind::Holiday));
        let worked = ["2024-09-29", "2024-10-12"].map(|of| (day(of), DayKind::Workday));
        Calendar::new(free.chain(worked))
    }

    #[test]
    fn a_period_ends_on_the_day_that_the_law_says() {
        let calendar = october();
        for (from, count, unit, last) in [
            // Calendar days, to a Monday.
            ("2024-09-02", 7, WindowUnit::Days, "2024-09-09"),
            // To a Saturday: runs on to Monday.
            ("2024-09-07", 7, WindowUnit::Days, "2024-09-16"),
            // To a Sunday that is worked in exchange.
            ("2024-09-22", 7, WindowUnit::Days, "2024-09-29"),
            // Into the holidays: runs on to the day after them.
            ("2024-09-27", 7, WindowUnit::Days, "2024-10-08"),
            // Working days over a weekend.
            ("2024-09-02", 5, WindowUnit::WorkingDays, "2024-09-09"),
            // Over the holidays, with both worked weekends: 29, 30, 8, 9, 10, 11, 12.
            ("2024-09-27", 7, WindowUnit::WorkingDays, "2024-10-12"),
            ("2024-09-30", 1, WindowUnit::WorkingDays, "2024-10-08"),
        ] {
            let length = Length { count, unit };
            assert_eq!(
                calendar.last_day(day(from), length),
                day(last),
                "{from} {length:?}"
            );
        }
    }

    #[test]
    fn a_year_without_holidays_is_not_known() {
        let calendar = october();
        assert!(calendar.knows(2024) && !calendar.knows(2025));
        assert!(!calendar.is_working(day("2025-10-04")));
        assert!(calendar.is_working(day("2025-10-01")));
    }

    #[test]
    fn an_entry_can_be_taken_back() {
        let calendar = Calendar::new([
            (day("2024-10-01"), DayKind::Holiday),
            (day("2024-10-01"), DayKind::Ordinary),
        ]);
        assert!(calendar.is_working(day("2024-10-01")) && !calendar.knows(2024));
    }

    proptest! {
        /// However the calendar is, a period is never shorter than it says.
        #[test]
        fn no_calendar_shortens_a_period(
            from in 0u64..2_000,
            count in 1u16..60,
            working in any::<bool>(),
            days in prop::collection::vec((0u64..2_200, 0usize..3), 0..80),
        ) {
            let start = day("2024-01-01");
            let at = |days| start + Days::new(days);
            let calendar =
                Calendar::new(days.into_iter().map(|(of, kind)| (at(of), DayKind::ALL[kind])));
            let unit = if working { WindowUnit::WorkingDays } else { WindowUnit::Days };
            let last = calendar.last_day(at(from), Length { count, unit });
            prop_assert!((last - at(from)).num_days() >= i64::from(count));
            prop_assert!(calendar.is_working(last));
            if working {
                let worked = (1..=(last - at(from)).num_days())
                    .filter(|more| calendar.is_working(at(from) + chrono::Duration::days(*more)));
                prop_assert_eq!(worked.count(), usize::from(count));
            }
        }
    }
}
