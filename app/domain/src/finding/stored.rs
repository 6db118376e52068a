//! A finding, and its JSON in a stored report.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::code::Code;
use super::detail::Detail;
use super::severity::Severity;

/// One thing that a check found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "StoredFinding", into = "StoredFinding")]
pub struct Finding {
    pub severity: Severity,
    pub code: Code,
    /// Worksheet, as named in the workbook; `None` for a CSV file or the
    /// whole workbook.
    pub sheet: Option<String>,
    /// `I7`, the first of several; `None` where the finding is about the whole sheet or file.
    pub cell: Option<String>,
    pub household: Option<String>,
    pub detail: Detail,
}

impl Finding {
    /// How many faults it stands for: one, or all in a column, or that are not listed.
    #[must_use]
    pub fn faults(&self) -> usize {
        match &self.detail {
            Detail::Column(column) => column.count,
            _ => self.not_listed().unwrap_or(1),
        }
    }

    /// How many more faults of a kind there are, where it says that and no more.
    #[must_use]
    pub fn not_listed(&self) -> Option<usize> {
        match &self.detail {
            Detail::More { count, .. } => Some(*count),
            // From before there were figures.
            Detail::Words { found, expected } => match self.code {
                Code::NotListed => found.as_ref()?.parse().ok(),
                Code::SharedElsewhere if expected.is_none() => found.as_ref()?.parse().ok(),
                _ => None,
            },
            _ => None,
        }
    }

    /// Where it stands: a cell, or all cells of a column; `None` where it is about
    /// the whole sheet or file.
    #[must_use]
    pub fn place(&self) -> Option<Cow<'_, str>> {
        match &self.detail {
            Detail::Column(column) => Some(column.cells().into()),
            _ => self.cell.as_deref().map(Cow::Borrowed),
        }
    }

    /// Whether it blocks the upload.
    #[must_use]
    pub const fn is_error(&self) -> bool {
        matches!(self.severity, Severity::Error)
    }
}

/// As it stands in a report's JSON. Reports from before there were figures have
/// words for all of it. They are read as such and written as they were, byte for
/// byte: of the findings that a board was published in spite of, an event holds
/// the digest.
#[derive(Clone, Serialize, Deserialize)]
struct StoredFinding {
    severity: Severity,
    code: Code,
    sheet: Option<String>,
    cell: Option<String>,
    household: Option<String>,
    found: Option<String>,
    expected: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    figures: Option<Detail>,
}

impl From<Finding> for StoredFinding {
    fn from(finding: Finding) -> Self {
        let (found, expected, figures) = match finding.detail {
            Detail::Words { found, expected } => (found, expected, None),
            figures => (None, None, Some(figures)),
        };
        Self {
            severity: finding.severity,
            code: finding.code,
            sheet: finding.sheet,
            cell: finding.cell,
            household: finding.household,
            found,
            expected,
            figures,
        }
    }
}

impl From<StoredFinding> for Finding {
    fn from(stored: StoredFinding) -> Self {
        let (found, expected) = (stored.found, stored.expected);
        let words = Detail::Words { found, expected };
        Self {
            severity: stored.severity,
            code: stored.code,
            sheet: stored.sheet,
            cell: stored.cell,
            household: stored.household,
            detail: stored.figures.unwrap_or(words),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::money::Money;

    fn finding(code: Code, detail: Detail) -> Finding {
        Finding {
            severity: code.severity(),
            code,
            sheet: None,
            cell: None,
            household: None,
            detail,
        }
    }

    #[test]
    fn what_is_not_listed_counts() {
        let more = |count| Detail::More { count, like: None };
        for (finding, faults) in [
            (finding(Code::NotListed, more(8_000)), 8_000),
            (finding(Code::SharedElsewhere, more(12)), 12),
            (
                finding(Code::SharedElsewhere, Detail::words("1234", "河湾村")),
                1,
            ),
            (finding(Code::NotANumber, Detail::words("300", "")), 1),
        ] {
            assert_eq!(finding.faults(), faults, "{finding:?}");
        }
    }

    #[test]
    fn a_finding_is_read_again() {
        let price = finding(
            Code::PriceDiffers,
            Detail::Price {
                stated: Money::from_yuan(50_000),
                standard: Money::from_yuan(48_000),
            },
        );
        let more = finding(
            Code::NotListed,
            Detail::More {
                count: 8_000,
                like: Some("D2".into()),
            },
        );
        for one in [price, more, finding(Code::Zero, Detail::words("0", ""))] {
            let json = serde_json::to_string(&one).expect("json");
            assert_eq!(serde_json::from_str::<Finding>(&json).expect("read"), one);
        }
    }

    /// These lines are of archives that offices have: events hold their digests.
    #[test]
    fn what_was_stored_before_there_were_figures_is_written_as_it_was() {
        for (stored, faults) in [
            (
                r#"{"severity":"warning","code":"surveyed_differs","sheet":null,"cell":null,"household":null,"found":"157.228 亩","expected":"156.173 亩 · +1.055 亩"}"#,
                1,
            ),
            (
                r#"{"severity":"warning","code":"price_differs","sheet":"三榜公示","cell":"H7","household":"HW01001","found":"50,000","expected":"48,000"}"#,
                1,
            ),
            (
                r#"{"severity":"warning","code":"not_listed","sheet":null,"cell":"D2","household":null,"found":"8000","expected":"D2"}"#,
                8_000,
            ),
            (
                r#"{"severity":"warning","code":"shared_elsewhere","sheet":null,"cell":null,"household":null,"found":"12","expected":null}"#,
                12,
            ),
            (
                r#"{"severity":"warning","code":"shared_elsewhere","sheet":null,"cell":null,"household":"1","found":"1234","expected":"河湾村"}"#,
                1,
            ),
        ] {
            let read: Finding = serde_json::from_str(stored).expect("read");
            assert_eq!(serde_json::to_string(&read).expect("json"), stored);
            assert_eq!(read.faults(), faults, "{stored}");
        }
    }
}
