//! What was found in a table, as far as it is listed: a fault that stands in a
//! whole column would fill every page, and all memory.

use std::collections::BTreeMap;

use domain::finding::{Code, Detail, Finding, Severity};

use super::in_columns::{Columns, Key};

/// Of one kind of fault: who has mended so many uploads again.
const MAX_LISTED: usize = 1_000;

/// Findings: those of a whole column together, of the others those of a kind up to
/// [`MAX_LISTED`], and how many there are.
#[derive(Debug, Default)]
pub(crate) struct FindingList {
    findings: Vec<(Finding, Option<Key>)>,
    /// How many of a kind there are, and how many of them are not listed, by column.
    found: BTreeMap<(Code, Severity), usize>,
    unlisted: BTreeMap<(Code, Severity), BTreeMap<Option<Key>, usize>>,
    columns: Columns,
}

impl FindingList {
    pub(crate) fn push(&mut self, finding: Finding) {
        let key = self.columns.add(&finding);
        self.list(finding, key);
    }

    fn list(&mut self, finding: Finding, key: Option<Key>) {
        let kind = (finding.code, finding.severity);
        let found = self.found.entry(kind).or_default();
        *found += 1;
        if *found <= MAX_LISTED {
            self.findings.push((finding, key));
        } else {
            let unlisted = self.unlisted.entry(kind).or_default();
            *unlisted.entry(key).or_default() += 1;
        }
    }

    /// Takes over what was found elsewhere in the same table, in later rows.
    pub(crate) fn take_over(&mut self, other: Self) {
        self.columns.take_over(other.columns);
        for (finding, key) in other.findings {
            self.list(finding, key);
        }
        for (kind, more) in other.unlisted {
            for (key, more) in more {
                *self.found.entry(kind).or_default() += more;
                let unlisted = self.unlisted.entry(kind).or_default();
                *unlisted.entry(key).or_default() += more;
            }
        }
    }

    /// All that is listed, and of each kind how many more there are.
    pub(crate) fn into_findings(self) -> Vec<Finding> {
        let together = self.columns.together();
        let alone = |key: &Option<Key>| key.as_ref().is_none_or(|key| !together.contains_key(key));
        let mut findings: Vec<Finding> = self
            .findings
            .into_iter()
            .filter(|(_, key)| alone(key))
            .map(|(finding, _)| finding)
            .collect();
        for ((code, severity), unlisted) in self.unlisted {
            let more = unlisted.iter().filter(|(key, _)| alone(key));
            let more: usize = more.map(|(_, more)| more).sum();
            if more == 0 {
                continue;
            }
            let of_kind = |one: &&Finding| (one.code, one.severity) == (code, severity);
            let first = findings.iter().find(of_kind);
            findings.push(Finding {
                // Residents are shown the reason for each price of its own.
                severity: match code {
                    Code::PriceDiffers => Severity::Error,
                    _ => severity,
                },
                code: Code::NotListed,
                sheet: first.and_then(|first| first.sheet.clone()),
                cell: first.and_then(|first| first.cell.clone()),
                household: None,
                detail: Detail::More {
                    count: more,
                    like: first.and_then(|first| first.cell.clone()),
                },
            });
        }
        findings.extend(together.into_values());
        findings
    }
}

impl FromIterator<Finding> for FindingList {
    fn from_iter<T: IntoIterator<Item = Finding>>(findings: T) -> Self {
        let mut listed = Self::default();
        for finding in findings {
            listed.push(finding);
        }
        listed
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn finding(number: usize, severity: Severity, code: Code) -> Finding {
        Finding {
            severity,
            code,
            sheet: None,
            cell: Some(format!("A{number}")),
            household: None,
            detail: Detail::words("", ""),
        }
    }

    #[test]
    fn what_is_not_listed_is_counted() {
        let some = |code, numbers: std::ops::Range<usize>| {
            numbers.map(move |number| finding(number, Severity::Warning, code))
        };
        let mut listed: FindingList = some(Code::PayeeDiffers, 1..MAX_LISTED + 3).collect();
        listed.take_over(some(Code::PayeeDiffers, 0..MAX_LISTED + 5).collect());
        listed.take_over(some(Code::PriceDiffers, 0..MAX_LISTED + 1).collect());
        listed.push(finding(7, Severity::Error, Code::PriceDiffers));
        let findings = listed.into_findings();
        assert_eq!(findings.len(), 2 * MAX_LISTED + 3);
        // An error among so many warnings is an error.
        let slip = finding(7, Severity::Error, Code::PriceDiffers);
        assert!(findings.contains(&slip));
        let more: Vec<(Severity, usize, &str)> = findings
            .iter()
            .filter(|one| one.code == Code::NotListed)
            .map(|one| {
                (
                    one.severity,
                    one.faults(),
                    one.cell.as_deref().unwrap_or_default(),
                )
            })
            .collect();
        assert!(more.contains(&(Severity::Warning, MAX_LISTED + 7, "A1")));
        assert!(more.contains(&(Severity::Error, 1, "A0")));
        assert_eq!(more.len(), 2);
    }
}
