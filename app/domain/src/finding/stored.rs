//! A finding, and its JSON in a stored report.

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
    /// `I7`; `None` where the finding is about the whole sheet or file.
    pub cell: Option<String>,
    pub household: Option<String>,
    pub detail: Detail,
}

impl Finding {
    /// How many faults it stands for: one, or all that are not listed.
    #[must_use]
    pub const fn faults(&self) -> usize {
        match self.detail {
            Detail::More { count, .. } => count,
            _ => 1,
        }
    }

    /// Whether it blocks the upload.
    #[must_use]
    pub const fn is_error(&self) -> bool {
        matches!(self.severity, Severity::Error)
    }
}

/// As it stands in a report's JSON. Reports from before there were figures have
/// words for all of it, and are read as such.
#[derive(Clone, Serialize, Deserialize)]
struct StoredFinding {
    severity: Severity,
    code: Code,
    sheet: Option<String>,
    cell: Option<String>,
    household: Option<String>,
    found: Option<String>,
    expected: Option<String>,
    #[serde(default)]
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
        let detail = match (stored.figures, stored.code, stored.found, stored.expected) {
            (Some(figures), ..) => figures,
            (None, code, Some(found), like) if counts(code, like.as_ref()) => {
                let count = found.parse().unwrap_or(1);
                Detail::More { count, like }
            }
            (None, _, found, expected) => Detail::Words { found, expected },
        };
        Self {
            severity: stored.severity,
            code: stored.code,
            sheet: stored.sheet,
            cell: stored.cell,
            household: stored.household,
            detail,
        }
    }
}

/// Whether words from before there were figures give a number of faults.
const fn counts(code: Code, expected: Option<&String>) -> bool {
    matches!(code, Code::NotListed) || matches!(code, Code::SharedElsewhere) && expected.is_none()
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
    fn a_finding_is_read_again_and_so_is_one_from_before_there_were_figures() {
        let price = finding(
            Code::PriceDiffers,
            Detail::Price {
                stated: Money::from_yuan(50_000),
                standard: Money::from_yuan(48_000),
            },
        );
        for one in [price, finding(Code::Zero, Detail::words("0", ""))] {
            let json = serde_json::to_string(&one).expect("json");
            assert_eq!(serde_json::from_str::<Finding>(&json).expect("read"), one);
        }
        let before = r#"{"severity":"warning","code":"price_differs","sheet":null,"cell":"H7","household":"1","found":"50,000","expected":"48,000"}"#;
        let read: Finding = serde_json::from_str(before).expect("read");
        assert_eq!(read.detail, Detail::words("50,000", "48,000"));
        let more = before
            .replace("price_differs", "not_listed")
            .replace("50,000", "8000");
        let read: Finding = serde_json::from_str(&more).expect("read");
        assert_eq!(read.faults(), 8_000);
    }
}
