//! Who declares.

use domain::declaration::DeclaredBy;
use text::{Named as _, Text};

/// Who can have declared something: for a form.
pub(super) fn people() -> Vec<(&'static str, Text)> {
    DeclaredBy::PEOPLE
        .into_iter()
        .map(|by| (by.key(), by.text()))
        .collect()
}
