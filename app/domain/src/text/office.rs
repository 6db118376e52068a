//! Texts of the pages for the office.

use super::texts;

texts! {
    OFFICE_TODAY: "今天" / "Today";
}
