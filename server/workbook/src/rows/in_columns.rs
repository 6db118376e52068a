//! Faults of one kind in one column, counted as they are found: what stands in a
//! whole column is said once, with its cells and the first three.

use std::collections::BTreeMap;

use domain::finding::{Code, Detail, Example, Finding, InColumn, Severity};
use domain::money::Money;

use crate::cells::address::{column_letters, parse_address};

/// Fewer than this are listed one by one.
const MIN_OF_A_COLUMN: usize = 5;
/// Stretches that are kept while faults are counted.
const MAX_KEPT: usize = 1_000;

/// The faults of one kind, sheet and column.
pub(crate) type Key = (Code, Severity, Option<String>, usize);

/// What was found by column.
#[derive(Debug, Default)]
pub(crate) struct Columns(BTreeMap<Key, Faults>);

#[derive(Debug, Default)]
struct Faults {
    count: usize,
    /// First and last row of each stretch of cells that follow one another.
    stretches: Vec<(u32, u32)>,
    /// The first, by row.
    examples: Vec<(u32, Example)>,
    power: Power,
}

/// Whether all amounts are off by the same power of ten.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Power {
    #[default]
    Untold,
    All(i32),
    Differ,
}

/// When faults of a kind are said together.
#[derive(PartialEq, Eq)]
enum Together {
    Never,
    /// Where they are of a whole column.
    OfAColumn,
    /// From two on: the column's format is to be mended, not its cells.
    Always,
}

const fn together(code: Code, severity: Severity) -> Together {
    match (code, severity) {
        (
            Code::TooFine
            | Code::DateShown
            | Code::ShownScaled
            | Code::ShownInUnit
            | Code::ShownRounded
            | Code::ShownDiffers
            | Code::ShownShort
            | Code::ShownBlank
            | Code::DigitsLost,
            _,
        ) => Together::Always,
        (
            Code::NotANumber
            | Code::Negative
            | Code::Zero
            | Code::MissingValue
            | Code::AmountMismatch
            | Code::TotalMismatch
            | Code::UnknownStandard
            | Code::UnitDiffers
            | Code::CellError
            | Code::FormulaWithoutValue
            | Code::AreasDiffer,
            Severity::Error,
        ) => Together::OfAColumn,
        // Warnings have a reason each; the others are of persons.
        _ => Together::Never,
    }
}

impl Columns {
    /// Counts a fault; its key, if its kind may be said together.
    pub(crate) fn add(&mut self, finding: &Finding) -> Option<Key> {
        if together(finding.code, finding.severity) == Together::Never {
            return None;
        }
        let (row, column) = finding.cell.as_deref().and_then(parse_address)?;
        let key = (
            finding.code,
            finding.severity,
            finding.sheet.clone(),
            column,
        );
        let faults = self.0.entry(key.clone()).or_default();
        faults.add(u32::try_from(row + 1).unwrap_or(u32::MAX), finding);
        Some(key)
    }

    /// Takes over what was counted of later rows.
    pub(crate) fn take_over(&mut self, other: Self) {
        for (key, faults) in other.0 {
            self.0.entry(key).or_default().take_over(faults);
        }
    }

    /// Those that are said together.
    pub(crate) fn together(self) -> BTreeMap<Key, Finding> {
        self.0
            .into_iter()
            .filter_map(|(key, faults)| {
                let finding = faults.together(&key)?;
                Some((key, finding))
            })
            .collect()
    }
}

impl Faults {
    fn add(&mut self, row: u32, finding: &Finding) {
        match self.stretches.last_mut() {
            // One cell may be found wrong twice.
            Some((_, last)) if *last == row => return,
            Some((_, last)) if last.saturating_add(1) == row => *last = row,
            _ => {
                if self.stretches.len() < MAX_KEPT {
                    self.stretches.push((row, row));
                }
            }
        }
        self.count += 1;
        let full = self.examples.len() >= InColumn::MAX_EXAMPLES;
        let later = self.examples.last().is_some_and(|(last, _)| *last < row);
        if let Some(cell) = finding.cell.clone().filter(|_| !(full && later)) {
            let (household, detail) = (finding.household.clone(), finding.detail.clone());
            let example = Example {
                cell,
                household,
                detail,
            };
            self.examples.push((row, example));
            self.keep_first();
        }
        let own = power(&finding.detail).map_or(Power::Differ, Power::All);
        self.power = self.power.and(own);
    }

    fn take_over(&mut self, later: Self) {
        self.count += later.count;
        self.stretches.extend(later.stretches);
        self.stretches.truncate(MAX_KEPT);
        self.examples.extend(later.examples);
        self.keep_first();
        self.power = self.power.and(later.power);
    }

    fn together(mut self, (code, severity, sheet, column): &Key) -> Option<Finding> {
        self.join();
        let whole = self.is_of_a_column();
        let said = match together(*code, *severity) {
            Together::Always => self.count > 1,
            _ => self.count >= MIN_OF_A_COLUMN && whole,
        };
        let examples = self.examples.into_iter().map(|(_, example)| example);
        let examples: Vec<Example> = examples.collect();
        let cell = examples.first().map(|first| first.cell.clone());
        self.stretches.truncate(InColumn::MAX_STRETCHES);
        said.then(|| Finding {
            severity: *severity,
            code: *code,
            sheet: sheet.clone(),
            cell,
            household: None,
            detail: Detail::Column(Box::new(InColumn {
                column: column_letters(*column),
                stretches: self.stretches,
                count: self.count,
                power: match self.power {
                    Power::All(power) => Some(power),
                    Power::Untold | Power::Differ => None,
                },
                examples,
            })),
        })
    }

    fn keep_first(&mut self) {
        self.examples.sort_by_key(|(row, _)| *row);
        self.examples.truncate(InColumn::MAX_EXAMPLES);
    }

    /// Puts stretches in order, and together where they meet.
    fn join(&mut self) {
        self.stretches.sort_unstable();
        let mut joined: Vec<(u32, u32)> = Vec::with_capacity(self.stretches.len());
        for (first, last) in self.stretches.drain(..) {
            match joined.last_mut() {
                Some((_, before)) if first <= before.saturating_add(1) => {
                    *before = last.max(*before);
                }
                _ => joined.push((first, last)),
            }
        }
        self.stretches = joined;
    }

    /// Whether most rows from the first to the last are wrong.
    fn is_of_a_column(&self) -> bool {
        let first = self.stretches.first().map_or(0, |(first, _)| *first);
        let last = self.stretches.last().map_or(0, |(_, last)| *last);
        let rows = usize::try_from(last.saturating_sub(first)).unwrap_or(usize::MAX);
        self.count > rows / 2
    }
}

impl Power {
    fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::Untold, one) | (one, Self::Untold) => one,
            (one, other) if one == other => one,
            _ => Self::Differ,
        }
    }
}

/// By which power of ten a stated amount is off, but for its rounding: 4 for
/// 18.73 where 187315.20 is expected. `None` where it is off otherwise.
fn power(detail: &Detail) -> Option<i32> {
    let (stated, expected) = match detail {
        Detail::Amount {
            stated, expected, ..
        }
        | Detail::Total { stated, expected } => (*stated, *expected),
        _ => return None,
    };
    const MOST: i32 = 8;
    (1..=MOST).find_map(|power| {
        let times = 10_i64.checked_pow(power.unsigned_abs())?;
        if is_times(stated, times, expected) {
            return Some(power);
        }
        is_times(expected, times, stated).then_some(-power)
    })
}

/// Whether one is so many times the other, to half a percent.
fn is_times(one: Money, times: i64, other: Money) -> bool {
    const PARTS: u64 = 200;
    let Some(product) = one.fen().checked_mul(times) else {
        return false;
    };
    let off = product.abs_diff(other.fen());
    one.fen() != 0 && off.saturating_mul(PARTS) <= other.fen().unsigned_abs()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn total(row: usize, stated: i64, expected: i64) -> Finding {
        Finding {
            severity: Severity::Error,
            code: Code::TotalMismatch,
            sheet: None,
            cell: Some(format!("S{row}")),
            household: Some(row.to_string()),
            detail: Detail::Total {
                stated: Money::from_fen(stated),
                expected: Money::from_fen(expected),
            },
        }
    }

    fn said(findings: &[Finding]) -> Option<InColumn> {
        let mut columns = Columns::default();
        for finding in findings {
            columns.add(finding);
        }
        let (_, finding) = columns.together().pop_first()?;
        match finding.detail {
            Detail::Column(column) => Some(*column),
            _ => None,
        }
    }

    #[test]
    fn what_stands_in_a_whole_column_is_said_once() {
        let all: Vec<Finding> = [3, 4, 5, 6, 8, 9]
            .into_iter()
            .map(|row| total(row, 100, 100 + row as i64))
            .collect();
        let column = said(&all).expect("one finding");
        assert_eq!(column.cells(), "S3:S6、S8:S9");
        assert_eq!((column.count, column.examples.len()), (6, 3));
        assert_eq!(column.power, None);
        assert!(said(&all[..4]).is_none());
        // One in seven of a long table are no column: each is listed.
        let some: Vec<Finding> = (1..40).map(|at| total(at * 7, 100, 105)).collect();
        assert!(said(&some).is_none());
    }

    #[test]
    fn amounts_off_by_one_power_of_ten_are_told() {
        // 万元, rounded to the fen, where yuan are expected.
        let all: Vec<Finding> = [(1873, 18_731_520), (31_514, 315_139_110), (9, 90_000)]
            .into_iter()
            .zip(3..)
            .map(|((stated, expected), row)| total(row, stated, expected))
            .collect();
        let more: Vec<Finding> = (6..9).map(|row| total(row, 500, 5_000_000)).collect();
        let column = said(&[all.clone(), more.clone()].concat()).expect("one finding");
        assert_eq!(column.power, Some(4));
        let back: Vec<Finding> = (6..12).map(|row| total(row, 5_000_000, 500)).collect();
        assert_eq!(said(&back).expect("one finding").power, Some(-4));
        let odd = total(9, 500, 700);
        let column = said(&[more, all, vec![odd]].concat()).expect("one finding");
        assert_eq!(column.power, None);
        // In order, wherever they were found.
        assert_eq!(column.cells(), "S3:S9");
        assert_eq!(
            column.examples.first().map(|one| one.cell.as_str()),
            Some("S3")
        );
    }
}
