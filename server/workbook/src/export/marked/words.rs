//! The words of a marked copy.

use domain::finding::{Finding, Severity};

/// The words of a marked copy, in the language of whoever takes it away.
pub struct MarkedWords<'a> {
    /// The name of the sheet that lists the findings.
    pub list: &'a str,
    /// The first line of the list: which file, and how much was found.
    pub title: String,
    /// The second line: what the colours mean, and what to do.
    pub help: &'a str,
    /// Over the columns of the list: severity, sheet, cell, household, what
    /// stands there, what was expected, what to do.
    pub headings: [&'a str; 7],
    pub error: &'a str,
    pub warning: &'a str,
    /// At the end of a note that leaves findings out.
    pub more: &'a str,
    /// What a finding says.
    pub message: &'a dyn Fn(&Finding) -> String,
    /// What stands there.
    pub found: &'a dyn Fn(&Finding) -> Option<String>,
    /// What should stand there.
    pub expected: &'a dyn Fn(&Finding) -> Option<String>,
}

impl MarkedWords<'_> {
    pub(crate) fn severity(&self, finding: &Finding) -> &str {
        match finding.severity {
            Severity::Error => self.error,
            Severity::Warning => self.warning,
        }
    }

    pub(crate) fn message(&self, finding: &Finding) -> String {
        (self.message)(finding)
    }
}
