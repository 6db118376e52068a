//! The calendar of working days.

use chrono::NaiveDate;
use domain::calendar::DayKind;
use serde::{Deserialize, Serialize};

/// What the calendar says of a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CalendarDay {
    #[serde(with = "domain::time::day")]
    pub day: NaiveDate,
    pub kind: DayKind,
    pub note: String,
    /// Who entered it; `None` where it came with the program.
    pub set_by: Option<String>,
}

/// A year of the calendar.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CalendarYear {
    pub year: i32,
    /// Whether its holidays are known.
    pub known: bool,
    /// Days that are not as their weekday says, in order.
    pub days: Vec<CalendarDay>,
    /// Years that can be looked at.
    pub years: Vec<i32>,
}
