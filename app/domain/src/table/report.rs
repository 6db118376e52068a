//! The result of reading a workbook.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Field, ReadRow};
use crate::board::Totals;
use crate::finding::{Finding, Severity};
use crate::id_number;
use crate::surveyed::Surveyed;

/// What reading a workbook gave: the preview.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UploadReport {
    pub file_name: String,
    pub sheet: Option<String>,
    pub layout: Layout,
    pub columns: Vec<ColumnReport>,
    pub totals: Totals,
    pub findings: Vec<Finding>,
    /// Findings that are not listed, so that a page stays one: errors, warnings.
    #[serde(default)]
    pub more: (usize, usize),
    /// The surveyed total that the land was compared with.
    #[serde(default)]
    pub surveyed: Option<Surveyed>,
    /// The first households of a refused table; of another the board has them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub first_rows: Vec<ReadRow>,
}

impl UploadReport {
    /// Lists at most so many errors and so many warnings, and counts the others.
    pub fn shorten(&mut self, most: usize) {
        let (mut errors, mut warnings) = (0, 0);
        let (mut more_errors, mut more_warnings) = self.more;
        self.findings.retain(|finding| {
            let (seen, more) = match finding.severity {
                Severity::Error => (&mut errors, &mut more_errors),
                Severity::Warning => (&mut warnings, &mut more_warnings),
            };
            *seen += 1;
            if *seen > most {
                *more += finding.faults();
            }
            *seen <= most
        });
        self.more = (more_errors, more_warnings);
    }

    /// How many errors, or warnings, there are, listed or not.
    #[must_use]
    pub fn count(&self, severity: Severity) -> usize {
        let of = self.findings.iter().filter(|one| one.severity == severity);
        let listed: usize = of.map(Finding::faults).sum();
        let more = match severity {
            Severity::Error => self.more.0,
            Severity::Warning => self.more.1,
        };
        listed + more
    }

    /// Masks every personal number, wherever in a table it stood: in headings,
    /// in names of sheets, in place of household numbers.
    pub fn hide_numbers(&mut self) {
        let hide = |text: &mut String| *text = id_number::hide(text);
        let texts = std::iter::once(&mut self.file_name)
            .chain(&mut self.sheet)
            .chain(self.columns.iter_mut().map(|column| &mut column.header));
        texts.for_each(hide);
        for finding in &mut self.findings {
            [&mut finding.sheet, &mut finding.household]
                .into_iter()
                .flatten()
                .for_each(hide);
            finding.detail.change_texts(&hide);
        }
    }
}

/// How a table is laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Layout {
    /// A row per household.
    Wide,
    /// A row per line item.
    Long,
}

/// What a column was taken for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ColumnReport {
    /// `F`
    pub column: String,
    /// As in the table, header rows joined: `土地 面积(亩)`.
    pub header: String,
    /// `None` where nothing was recognised.
    pub field: Option<Field>,
    /// A clerk chose not to have it read.
    #[serde(default)]
    pub ignored: bool,
}

/// What stands for a field in the decision that a column is not to be read.
pub const COLUMN_IGNORE: &str = "ignore";

/// What somebody decided of columns, by their headings; `None`: not to be read.
pub type ColumnChoices = BTreeMap<String, Option<Field>>;
