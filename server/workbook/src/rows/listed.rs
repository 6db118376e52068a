//! What was found in a table, as far as it is listed: a fault that stands in a
//! whole column would fill every page, and all memory.

use std::collections::BTreeMap;

use domain::finding::{Code, Detail, Finding, Severity};

/// Of one kind of fault: who has mended so many uploads again.
const MAX_LISTED: usize = 1_000;

/// Findings, those of a kind up to [`MAX_LISTED`], and how many there are.
#[derive(Debug, Default)]
pub(crate) struct FindingList {
    findings: Vec<Finding>,
    found: BTreeMap<(Code, Severity), usize>,
}

impl FindingList {
    pub(crate) fn push(&mut self, finding: Finding) {
        let found = self
            .found
            .entry((finding.code, finding.severity))
            .or_default();
        *found += 1;
        if *found <= MAX_LISTED {
            self.findings.push(finding);
        }
    }

    /// Takes over what was found elsewhere in the same table.
    pub(crate) fn take_over(&mut self, other: Self) {
        for finding in other.findings {
            self.push(finding);
        }
        for (kind, found) in other.found {
            *self.found.entry(kind).or_default() += found.saturating_sub(MAX_LISTED);
        }
    }

    /// All that is listed, and of each kind how many more there are.
    pub(crate) fn into_findings(mut self) -> Vec<Finding> {
        for ((code, severity), found) in self.found {
            let of_kind = |one: &&Finding| (one.code, one.severity) == (code, severity);
            let more = found.saturating_sub(MAX_LISTED);
            if more == 0 {
                continue;
            }
            let Some(first) = self.findings.iter().find(of_kind) else {
                continue;
            };
            self.findings.push(Finding {
                // Residents are shown the reason for each price of its own.
                severity: match code {
                    Code::PriceDiffers => Severity::Error,
                    _ => severity,
                },
                code: Code::NotListed,
                sheet: first.sheet.clone(),
                cell: first.cell.clone(),
                household: None,
                detail: Detail::More {
                    count: more,
                    like: first.cell.clone(),
                },
            });
        }
        self.findings
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
