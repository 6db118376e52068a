//! What became of a table's errors from one upload to the next.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::UploadReport;
use crate::finding::{Finding, Severity};

/// The errors of a table beside those of the one that was uploaded before it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Since {
    /// Errors of the table before.
    pub before: usize,
    /// Of these, those that are gone.
    pub mended: usize,
    /// Of these, those that are still there.
    pub left: usize,
    /// Errors that the table before did not have.
    pub new: usize,
}

impl Since {
    /// An error is the same where it is of the same kind, in the same column of
    /// the same household; what belongs to no household, in the same cell.
    #[must_use]
    pub fn between(old: &UploadReport, new: &UploadReport) -> Self {
        let (before, after) = (old.count(Severity::Error), new.count(Severity::Error));
        let (old_faults, new_faults) = (faults(old), faults(new));
        let listed: usize = old_faults
            .iter()
            .map(|(place, times)| {
                new_faults
                    .get(place)
                    .copied()
                    .unwrap_or_default()
                    .min(*times)
            })
            .sum();
        // Nothing is known of those that are not listed but how many there are.
        let left = listed + old.more.0.min(new.more.0);
        Self {
            before,
            mended: before.saturating_sub(left),
            left,
            new: after.saturating_sub(left),
        }
    }
}

/// A kind of error and where it is: its household and column, or its cell.
type Place<'a> = (&'static str, Option<&'a str>, &'a str);

fn faults(report: &UploadReport) -> BTreeMap<Place<'_>, usize> {
    let mut found = BTreeMap::new();
    for finding in report.findings.iter().filter(|one| one.is_error()) {
        *found.entry(place(finding)).or_default() += finding.faults();
    }
    found
}

fn place(finding: &Finding) -> Place<'_> {
    let cell = finding.cell.as_deref().unwrap_or_default();
    let household = finding.household.as_deref();
    let place = match household {
        // Its row may be another by now.
        Some(_) => cell.trim_end_matches(|character: char| character.is_ascii_digit()),
        None => cell,
    };
    (finding.code.key(), household, place)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::{Code, Detail};
    use crate::table::Layout;

    fn error(code: Code, cell: &str, household: Option<&str>) -> Finding {
        Finding {
            severity: Severity::Error,
            code,
            sheet: None,
            cell: Some(cell.into()),
            household: household.map(str::to_owned),
            detail: Detail::Words {
                found: None,
                expected: None,
            },
        }
    }

    fn report(findings: Vec<Finding>, more: usize) -> UploadReport {
        UploadReport {
            file_name: "表.xlsx".into(),
            sheet: None,
            layout: Layout::Wide,
            columns: Vec::new(),
            totals: crate::board::Totals::default(),
            findings,
            more: (more, 0),
            surveyed: None,
            first_rows: Vec::new(),
        }
    }

    #[test]
    fn what_is_mended_left_and_new_is_counted() {
        let old = report(
            vec![
                error(Code::NotANumber, "H7", Some("HW01003")),
                error(Code::NotANumber, "I7", Some("HW01003")),
                error(Code::DuplicateHousehold, "B9", None),
            ],
            0,
        );
        // A row was put in above: what is left stands one lower.
        let new = report(
            vec![
                error(Code::NotANumber, "H8", Some("HW01003")),
                error(Code::NotANumber, "H9", Some("HW01004")),
            ],
            0,
        );
        let since = Since::between(&old, &new);
        assert_eq!((since.before, since.mended), (3, 2));
        assert_eq!((since.left, since.new), (1, 1));
        let all = Since::between(&old, &report(vec![], 0));
        assert_eq!((all.before, all.mended, all.left, all.new), (3, 3, 0, 0));
    }

    #[test]
    fn what_is_not_listed_counts_too() {
        let listed = || vec![error(Code::NotANumber, "H7", Some("HW01003"))];
        let since = Since::between(&report(listed(), 40), &report(listed(), 10));
        assert_eq!((since.before, since.mended), (41, 30));
        assert_eq!((since.left, since.new), (11, 0));
    }
}
