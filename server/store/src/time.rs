//! Times as the database has them: milliseconds since 1970, in UTC.

use chrono::{DateTime, Utc};

/// From milliseconds since 1970; what no time can be is 1970.
#[must_use]
pub fn from_millis(millis: i64) -> DateTime<Utc> {
    DateTime::from_timestamp_millis(millis).unwrap_or(DateTime::<Utc>::UNIX_EPOCH)
}
