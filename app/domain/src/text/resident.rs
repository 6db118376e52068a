//! Texts of the pages for residents.

use super::texts;

texts! {
    FIND_TITLE: "查我家" / "Find my household";
}
