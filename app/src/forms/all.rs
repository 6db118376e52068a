//! Every form.

use super::{objections, office, project, resident, review, round};

/// Route and name of every form.
#[must_use]
pub fn all() -> Vec<(&'static str, &'static str)> {
    [
        objections::DECLARED,
        office::DECLARED,
        project::DECLARED,
        resident::DECLARED,
        review::DECLARED,
        round::DECLARED,
    ]
    .concat()
}
