//! `sanbang check`: reads a workbook as an upload would, without a database, and
//! prints what was found. The JSON is a contract: scripts depend on it.

use chrono::{DateTime, Utc};
use domain::board;
use domain::finding::{Code, Detail, Finding, InColumn, Severity};
use domain::privacy::{Entry, Masked};
use domain::standard::Schedule;
use domain::status::StatusKind;
use domain::table::{ColumnChoices, Field, Layout};
use serde::Serialize;
use text::{Lang, Named as _, Sentence as _};
use workbook::ParsedBoard;

use crate::{Error, tables};

/// No findings of severity error.
pub const EXIT_CLEAN: u8 = 0;
/// Findings of severity error.
pub const EXIT_ERRORS: u8 = 1;
/// It could not be read as a board at all.
pub const EXIT_UNREADABLE: u8 = 2;

/// Reads a workbook as an upload would, against standards where there are any.
///
/// # Errors
/// Why it cannot be read as a board, as a sentence.
pub fn read(
    name: &str,
    bytes: &[u8],
    schedule: Option<&Schedule>,
    lang: Lang,
) -> Result<ParsedBoard, String> {
    workbook::read_board(name, bytes, schedule, &ColumnChoices::new())
        .map_err(|unreadable| tables::unreadable(&unreadable, lang))
}

/// Reads a table of standards.
///
/// # Errors
/// Why it cannot be read, as a sentence.
pub fn read_standards(name: &str, bytes: &[u8], lang: Lang) -> Result<Schedule, String> {
    workbook::read_standards(name, bytes)
        .map_err(|unreadable| tables::unreadable(&unreadable, lang))
}

/// The workbook of `bytes` with the findings of its reading marked.
///
/// # Errors
/// [`Error::Internal`] only.
pub fn marked(
    bytes: &[u8],
    reading: &ParsedBoard,
    lang: Lang,
    now: DateTime<Utc>,
) -> Result<Vec<u8>, Error> {
    tables::marked(bytes, &reading.report, lang, now)
}

#[derive(Serialize)]
struct Report<'a> {
    file: &'a str,
    sheet: Option<&'a str>,
    layout: Layout,
    columns: Vec<Column<'a>>,
    households: u32,
    total_payout_yuan: String,
    land_mu: String,
    floor_m2: String,
    flagged: u32,
    findings: Vec<Found<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    entries: Option<Vec<ReadEntry<'a>>>,
}

/// A household as it was read, and its head as the public would see it.
#[derive(Serialize)]
struct ReadEntry<'a> {
    household: &'a str,
    head: &'a str,
    shown_head: String,
    group: Option<&'a str>,
    land_mu: String,
    floor_m2: String,
    total_yuan: String,
    status: Option<StatusKind>,
}

impl<'a> ReadEntry<'a> {
    fn of(entry: &'a board::Entry) -> Self {
        let shown = Entry::<Masked>::of(entry);
        Self {
            household: &entry.household,
            head: &entry.head,
            shown_head: shown.head().to_owned(),
            group: entry.group.as_deref(),
            land_mu: shown.land().plain(),
            floor_m2: shown.floor().plain(),
            total_yuan: shown.total().plain(),
            status: shown.status().map(|status| status.kind),
        }
    }

    /// One line for people, its parts apart by tabs.
    fn line(&self, lang: Lang) -> String {
        let status = self.status.map(|status| status.text().get(lang));
        [
            self.household,
            self.head,
            &self.shown_head,
            self.group.unwrap_or_default(),
            &self.land_mu,
            &self.floor_m2,
            &self.total_yuan,
            status.unwrap_or_default(),
        ]
        .join("\t")
    }
}

/// What is printed beside the summary and the findings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Entries {
    LeftOut,
    Listed,
}

impl Entries {
    fn of(self, reading: &ParsedBoard) -> Option<Vec<ReadEntry<'_>>> {
        let read = || reading.board.entries.iter().map(ReadEntry::of).collect();
        (self == Self::Listed).then(read)
    }
}

#[derive(Serialize)]
struct Column<'a> {
    column: &'a str,
    header: &'a str,
    field: Option<Field>,
}

#[derive(Serialize)]
struct Found<'a> {
    severity: Severity,
    code: Code,
    sheet: Option<&'a str>,
    cell: Option<&'a str>,
    household: Option<&'a str>,
    message: String,
    /// `G3:G12`, and how many, where it stands in many cells of a column.
    #[serde(skip_serializing_if = "Option::is_none")]
    cells: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    count: Option<usize>,
}

/// The report as JSON, messages in Chinese.
#[must_use]
pub fn json(reading: &ParsedBoard, entries: Entries) -> String {
    let report = &reading.report;
    let columns = report.columns.iter().map(|column| Column {
        column: &column.column,
        header: &column.header,
        field: column.field,
    });
    let findings = report.findings.iter().map(|finding| Found {
        severity: finding.severity,
        code: finding.code,
        sheet: finding.sheet.as_deref(),
        cell: finding.cell.as_deref(),
        household: finding.household.as_deref(),
        message: finding.sentence(Lang::Zh),
        cells: in_column(finding).map(InColumn::cells),
        count: in_column(finding).map(|column| column.count),
    });
    let shown = Report {
        file: &report.file_name,
        sheet: report.sheet.as_deref(),
        layout: report.layout,
        columns: columns.collect(),
        households: report.totals.households,
        total_payout_yuan: report.totals.payout.plain(),
        land_mu: report.totals.land.plain(),
        floor_m2: report.totals.floor.plain(),
        flagged: report.totals.flagged,
        findings: findings.collect(),
        entries: entries.of(reading),
    };
    // Text and numbers only: nothing in it that JSON cannot hold.
    serde_json::to_string_pretty(&shown).unwrap_or_default()
}

const fn in_column(finding: &Finding) -> Option<&InColumn> {
    match &finding.detail {
        Detail::Column(column) => Some(column),
        _ => None,
    }
}

/// The report for people: a summary, a line for each household where they are
/// asked for, then a line for each finding.
#[must_use]
pub fn text(reading: &ParsedBoard, entries: Entries, lang: Lang) -> String {
    let report = &reading.report;
    let totals = &report.totals;
    let mut out = format!("{}\n", report.file_name);
    let summary = text::CHECK_SUMMARY.fill(
        lang,
        &[
            ("households", &totals.households),
            ("payout", &totals.payout),
            ("land", &totals.land),
            ("floor", &totals.floor),
            ("flagged", &totals.flagged),
        ],
    );
    out.push_str(&summary);
    out.push('\n');
    for entry in entries.of(reading).into_iter().flatten() {
        out.push_str(&entry.line(lang));
        out.push('\n');
    }
    if report.findings.is_empty() {
        out.push_str(text::CHECK_CLEAN.get(lang));
        out.push('\n');
    }
    for finding in &report.findings {
        let severity = match finding.severity {
            Severity::Error => text::CHECK_ERROR,
            Severity::Warning => text::CHECK_WARNING,
        };
        let cells = finding.place();
        let place: Vec<&str> = [
            finding.sheet.as_deref(),
            cells.as_deref(),
            finding.household.as_deref(),
        ]
        .into_iter()
        .flatten()
        .collect();
        let place = if place.is_empty() {
            text::CHECK_WHOLE.get(lang).to_owned()
        } else {
            place.join(" ")
        };
        out.push_str(&format!(
            "[{}] {place} {}\n",
            severity.get(lang),
            finding.sentence(lang)
        ));
    }
    out
}

/// The exit code of a workbook that could be read.
#[must_use]
pub fn exit_code(reading: &ParsedBoard) -> u8 {
    let errors = reading
        .report
        .findings
        .iter()
        .any(|one| one.severity == Severity::Error);
    if errors { EXIT_ERRORS } else { EXIT_CLEAN }
}
