//! Days and lengths of time.

use chrono::{Datelike as _, NaiveDate, Weekday};
use domain::calendar::DayKind;
use domain::round::{Length, WindowUnit};

use crate::{Label, Lang, Named, Text};

impl Named for DayKind {
    /// As people read it.
    fn text(self) -> Text {
        match self {
            Self::Holiday => crate::DAY_HOLIDAY,
            Self::Workday => crate::DAY_WORKDAY,
            Self::Ordinary => crate::DAY_ORDINARY,
        }
    }
}

impl Named for WindowUnit {
    /// As people read it.
    fn text(self) -> Text {
        match self {
            Self::Days => crate::UNIT_DAYS,
            Self::WorkingDays => crate::UNIT_WORKING_DAYS,
        }
    }
}

impl Label for Length {
    /// `7 天`, `10 个工作日`
    fn label(&self, lang: Lang) -> String {
        let text = match self.unit {
            WindowUnit::Days => crate::LENGTH_DAYS,
            WindowUnit::WorkingDays => crate::LENGTH_WORKING_DAYS,
        };
        text.fill(lang, &[("n", &self.count)])
    }
}

/// 周一 … 周日
#[must_use]
pub fn weekday(day: NaiveDate) -> Text {
    match day.weekday() {
        Weekday::Mon => crate::WEEKDAY_1,
        Weekday::Tue => crate::WEEKDAY_2,
        Weekday::Wed => crate::WEEKDAY_3,
        Weekday::Thu => crate::WEEKDAY_4,
        Weekday::Fri => crate::WEEKDAY_5,
        Weekday::Sat => crate::WEEKDAY_6,
        Weekday::Sun => crate::WEEKDAY_7,
    }
}
