//! Tables of kinds that people reported publicly against other readers, each
//! with what is right for it.
//!
//! A folder of `tests/cases` has files of one subject and an `expected.json`:
//! by file name an [`Expected`]. Every file must be in it.

#![expect(
    clippy::expect_used,
    reason = "a test that cannot read its case must stop"
)]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use domain::finding::{Code, Severity};
use domain::privacy::{Entry, Masked};
use domain::standard::Schedule;
use domain::table::ColumnChoices;
use serde::Deserialize;
use workbook::{ParsedBoard, Unreadable, read_board, read_standards};

/// What is right for a file; what is left out is not looked at.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Expected {
    /// As `sanbang check` ends: 0 without errors, 1 with, 2 not a board.
    exit: Option<u8>,
    /// With exit 2: the name of the [`Unreadable`].
    unreadable: Option<String>,
    households: Option<u32>,
    total_payout_yuan: Option<String>,
    land_mu: Option<String>,
    floor_m2: Option<String>,
    flagged: Option<u32>,
    /// All of them, in order.
    household_numbers: Option<Vec<String>>,
    /// Numbers that no household may have.
    never_household: Vec<String>,
    /// Head as read → as the public sees it.
    masks: BTreeMap<String, String>,
    /// Each must be found.
    findings: Vec<ExpectedFinding>,
    /// All households with an error, in any order.
    bad_households: Option<Vec<String>>,
    /// How many findings there may be.
    at_most: Option<usize>,
    /// Where the case is from, and why this is right.
    note: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ExpectedFinding {
    code: Code,
    severity: Option<Severity>,
    cell: Option<String>,
    sheet: Option<String>,
    household: Option<String>,
}

fn folder() -> PathBuf {
    [env!("CARGO_MANIFEST_DIR"), "tests", "cases"]
        .iter()
        .collect()
}

fn schedule() -> Schedule {
    let path: PathBuf = [
        env!("CARGO_MANIFEST_DIR"),
        "tests",
        "samples",
        "standards.xlsx",
    ]
    .iter()
    .collect();
    let bytes = std::fs::read(path).expect("the sample's standards");
    read_standards("standards.xlsx", &bytes).expect("standards")
}

/// The folders of `folder`, or its files but for `expected.json` and scripts.
fn within(folder: &Path, folders: bool) -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> = std::fs::read_dir(folder)
        .expect("a folder of cases")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.is_dir() == folders)
        .filter(|path| {
            folders
                || path
                    .extension()
                    .is_some_and(|kind| kind != "json" && kind != "py" && kind != "md")
        })
        .collect();
    found.sort();
    found
}

#[test]
fn each_case_is_read_right_or_refused_with_the_reason() {
    let schedule = schedule();
    let mut wrong = Vec::new();
    for folder in within(&folder(), true) {
        let expected = std::fs::read_to_string(folder.join("expected.json")).expect("expected");
        let mut expected: BTreeMap<String, Expected> =
            serde_json::from_str(&expected).expect("what is expected");
        for path in within(&folder, false) {
            let name = path
                .file_name()
                .expect("a name")
                .to_string_lossy()
                .into_owned();
            let Some(right) = expected.remove(&name) else {
                wrong.push(format!("{name}: nothing is expected of it"));
                continue;
            };
            let bytes = std::fs::read(&path).expect("a case");
            let read = read_board(&name, &bytes, Some(&schedule), &ColumnChoices::new());
            wrong.extend(right.faults(&read).map(|fault| format!("{name}: {fault}")));
        }
        let missing = expected.into_keys();
        wrong.extend(missing.map(|name| format!("{name}: there is no such file")));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

impl Expected {
    /// What is not as it should be.
    fn faults(&self, read: &Result<ParsedBoard, Unreadable>) -> impl Iterator<Item = String> {
        let mut faults = Vec::new();
        let exit = match read {
            Err(_) => 2,
            Ok(parsed) => u8::from(errors(parsed).next().is_some()),
        };
        if self.exit.is_some_and(|right| right != exit) {
            faults.push(format!("exit {exit}: {}", outline(read)));
        }
        match read {
            Err(reason) => {
                let reason = format!("{reason:?}");
                if self.exit != Some(2)
                    || self
                        .unreadable
                        .as_ref()
                        .is_some_and(|right| !reason.starts_with(right))
                {
                    faults.push(reason);
                }
            }
            Ok(parsed) => faults.extend(self.board_faults(parsed)),
        }
        faults.into_iter()
    }

    fn board_faults(&self, parsed: &ParsedBoard) -> Vec<String> {
        let (entries, totals) = (&parsed.board.entries, &parsed.report.totals);
        let numbers: Vec<&str> = entries.iter().map(|one| one.household.as_str()).collect();
        let mut faults: Vec<String> = [
            differs("households", self.households, totals.households),
            differs(
                "payout",
                self.total_payout_yuan.clone(),
                totals.payout.plain(),
            ),
            differs("land", self.land_mu.clone(), totals.land.plain()),
            differs("floor", self.floor_m2.clone(), totals.floor.plain()),
            differs("flagged", self.flagged, totals.flagged),
        ]
        .into_iter()
        .flatten()
        .collect();
        if self
            .household_numbers
            .as_ref()
            .is_some_and(|right| *right != numbers)
        {
            faults.push(format!("households {numbers:?}"));
        }
        let never = self
            .never_household
            .iter()
            .filter(|one| numbers.contains(&one.as_str()));
        faults.extend(never.map(|one| format!("household {one}")));
        for (head, right) in &self.masks {
            let shown = entries
                .iter()
                .find(|one| one.head == *head)
                .map(Entry::<Masked>::of);
            let shown = shown.as_ref().map(|shown| shown.head());
            if shown != Some(right.as_str()) {
                faults.push(format!("{head} is shown as {shown:?}"));
            }
        }
        let findings = &parsed.report.findings;
        for right in &self.findings {
            if !findings.iter().any(|found| right.is(found)) {
                faults.push(format!(
                    "not found: {right:?} in {}",
                    outline(&Ok(parsed.clone()))
                ));
            }
        }
        if let Some(right) = &self.bad_households {
            let mut bad: Vec<&str> = errors(parsed)
                .filter_map(|found| found.household.as_deref())
                .collect();
            bad.sort_unstable();
            bad.dedup();
            if bad != *right {
                faults.push(format!("errors at {bad:?}"));
            }
        }
        if self.at_most.is_some_and(|most| findings.len() > most) {
            faults.push(format!(
                "{} findings: {}",
                findings.len(),
                outline(&Ok(parsed.clone()))
            ));
        }
        faults
    }
}

impl ExpectedFinding {
    fn is(&self, found: &domain::finding::Finding) -> bool {
        let same = |right: &Option<String>, is: &Option<String>| right.is_none() || right == is;
        self.code == found.code
            && self.severity.is_none_or(|right| right == found.severity)
            && same(&self.cell, &found.cell)
            && same(&self.sheet, &found.sheet)
            && same(&self.household, &found.household)
    }
}

fn errors(parsed: &ParsedBoard) -> impl Iterator<Item = &domain::finding::Finding> {
    let findings = parsed.report.findings.iter();
    findings.filter(|found| found.severity == Severity::Error)
}

fn differs<T: PartialEq + std::fmt::Debug>(of: &str, right: Option<T>, is: T) -> Option<String> {
    (right? != is).then(|| format!("{of} {is:?}"))
}

/// The first findings, for whoever reads a failure.
fn outline(read: &Result<ParsedBoard, Unreadable>) -> String {
    match read {
        Err(reason) => format!("{reason:?}"),
        Ok(parsed) => parsed
            .report
            .findings
            .iter()
            .take(12)
            .map(|found| {
                let cell = found.cell.as_deref().unwrap_or("-");
                format!(
                    "{:?} {:?} {cell} {:?}",
                    found.severity, found.code, found.detail
                )
            })
            .collect::<Vec<_>>()
            .join("; "),
    }
}
