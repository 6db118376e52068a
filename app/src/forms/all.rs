//! Every form.

use super::{office, project, resident, review, round};

/// Route and name of every form.
#[must_use]
pub fn all() -> Vec<(&'static str, &'static str)> {
    [
        office::DECLARED,
        project::DECLARED,
        resident::DECLARED,
        review::DECLARED,
        round::DECLARED,
    ]
    .concat()
}
