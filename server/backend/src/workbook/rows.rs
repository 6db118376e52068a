//! Rows → entries: which row is a household, a line, a subtotal or a note.

use std::collections::HashMap;

use domain::board::Entry;
use domain::finding::Code;
use domain::money::Money;
use domain::read::{Field, Layout};
use domain::recompute::total_fault;
use domain::status::{Official, SpecialStatus, StatusKind};
use rust_decimal::Decimal;

use super::cells::{Desk, Read, Row, masked};
use super::grid::{Cell, address};
use super::lines::Lines;
use super::{long, wide};

/// What a row below the header is.
#[derive(Debug, PartialEq, Eq)]
enum Kind {
    /// Blank, or a note: 制表, 监督电话.
    Skipped,
    Subtotal,
    Total,
    Data,
}

/// A household that is being read.
struct Open {
    row: usize,
    household: String,
    lines: Lines,
}

/// All entries of a sheet, with findings at the desk, and of each data row the
/// household it belongs to.
pub(super) fn entries(desk: &mut Desk<'_>) -> (Vec<Entry>, HashMap<usize, String>) {
    let mut entries = Vec::new();
    let mut owners = HashMap::new();
    let mut first_rows: HashMap<String, usize> = HashMap::new();
    let mut sums = Sums::default();
    let mut open: Option<Open> = None;
    for row in desk.header.body..desk.sheet.rows.len() {
        match kind(desk, row) {
            Kind::Skipped => continue,
            kind @ (Kind::Subtotal | Kind::Total) => {
                sums.compare(desk, row, kind == Kind::Total);
                continue;
            }
            Kind::Data => sums.add(desk, row),
        }
        let stated = desk.text(row, Field::Household);
        let household = match (&stated, &open) {
            (Some(number), Some(current))
                if desk.header.layout == Layout::Long && *number == current.household =>
            {
                same_head(desk, row, current);
                None
            }
            (Some(number), _) => Some(number.clone()),
            (None, Some(current))
                if desk.header.layout == Layout::Long && continues(desk, row, current) =>
            {
                None
            }
            (None, _) => {
                desk.note(
                    Code::MissingHousehold,
                    at(row, ""),
                    Field::Household,
                    "",
                    "",
                );
                Some(String::new())
            }
        };
        if let Some(household) = household {
            close(desk, open.take(), &mut entries);
            if !household.is_empty() {
                if let Some(first) = first_rows.get(&household) {
                    let column = desk.header.at(Field::Household).unwrap_or_default();
                    let first = address(*first, column);
                    desk.note(
                        Code::DuplicateHousehold,
                        at(row, &household),
                        Field::Household,
                        &household,
                        &first,
                    );
                } else {
                    first_rows.insert(household.clone(), row);
                }
            }
            open = Some(Open {
                row,
                household,
                lines: Lines::default(),
            });
        }
        if let Some(current) = &mut open {
            owners.insert(row, current.household.clone());
            match desk.header.layout {
                Layout::Wide => current.lines = wide::lines(desk, at(row, &current.household)),
                Layout::Long => long::line(desk, at(row, &current.household), &mut current.lines),
            }
        }
    }
    close(desk, open.take(), &mut entries);
    (entries, owners)
}

fn at(row: usize, household: &str) -> Row<'_> {
    Row { row, household }
}

/// Whether a row without a household number is one more line of the household
/// above it, and not another household whose number was left out.
fn continues(desk: &Desk<'_>, row: usize, current: &Open) -> bool {
    let head = desk.text(row, Field::Head);
    head.is_none() || head == desk.text(current.row, Field::Head)
}

/// Rows of one household that repeat its number must not name another head.
fn same_head(desk: &mut Desk<'_>, row: usize, current: &Open) {
    let (here, before) = (
        desk.text(row, Field::Head),
        desk.text(current.row, Field::Head),
    );
    if let (Some(here), Some(before)) = (here, before)
        && here != before
    {
        desk.note(
            Code::ConflictingHead,
            at(row, &current.household),
            Field::Head,
            &here,
            &before,
        );
    }
}

fn kind(desk: &Desk<'_>, row: usize) -> Kind {
    const NOTES: [&str; 9] = [
        "制表",
        "审核",
        "填表",
        "监督",
        "复核",
        "注:",
        "注\u{ff1a}",
        "说明",
        "举报",
    ];
    let cells = desk
        .sheet
        .rows
        .get(row)
        .map(Vec::as_slice)
        .unwrap_or_default();
    let Some(first) = cells.iter().find(|cell| !cell.is_blank()) else {
        return Kind::Skipped;
    };
    let label = |cell: &Cell| matches!(cell, Cell::Text(text) if is_sum(text));
    let labelled = [
        Field::Sequence,
        Field::Household,
        Field::Group,
        Field::Head,
        Field::Item,
    ]
    .into_iter()
    .map(|field| desk.cell(row, field))
    .chain([first])
    .find(|cell| label(cell));
    let household = desk
        .text(row, Field::Household)
        .filter(|text| !is_sum(text));
    if let Some(cell) = labelled
        && household.is_none()
    {
        let text = cell.shown();
        let whole = matches!(text.replace(' ', "").as_str(), "合计" | "总计" | "总合计");
        return if whole { Kind::Total } else { Kind::Subtotal };
    }
    let signed = |cell: &Cell| {
        let text = cell.shown();
        NOTES.iter().any(|word| text.starts_with(word)) || text.ends_with([':', '\u{ff1a}'])
    };
    let note = cells.iter().any(signed) && cells.iter().all(|cell| cell.number().is_none());
    let holds = |field| desk.text(row, field).is_some();
    let content = [
        Field::Head,
        Field::Total,
        Field::Amount,
        Field::LandAmount,
        Field::HouseAmount,
    ];
    if note || (household.is_none() && !content.into_iter().any(holds) && !holds(Field::Quantity)) {
        return Kind::Skipped;
    }
    Kind::Data
}

fn is_sum(text: &str) -> bool {
    let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    ["合计", "小计", "总计"]
        .iter()
        .any(|word| text.ends_with(word))
}

fn close(desk: &mut Desk<'_>, open: Option<Open>, entries: &mut Vec<Entry>) {
    let Some(Open {
        row,
        household,
        lines,
    }) = open
    else {
        return;
    };
    let place = at(row, &household);
    let head = desk.text(row, Field::Head);
    if head.is_none() {
        desk.note(Code::MissingHead, place, Field::Head, "", "");
    }
    let people = desk.count(place, Field::People).value();
    let sum: Money = lines.lines.iter().map(|line| line.amount).sum();
    let total = if desk.header.at(Field::Total).is_some() {
        let read = desk.money(place, Field::Total);
        if read == Read::Blank {
            desk.note(Code::MissingValue, place, Field::Total, "", "合计");
        }
        read.value()
    } else {
        None
    };
    let status = status(desk, place);
    let entry = Entry {
        head: head.unwrap_or_default(),
        group: desk.text(row, Field::Group),
        people,
        lines: lines.lines,
        total: total.unwrap_or(sum),
        status,
        remark: desk.text(row, Field::Remark),
        household: household.clone(),
    };
    if !lines.incomplete
        && let Some(expected) = total_fault(&entry)
    {
        let found = entry.total.to_string();
        desk.note(
            Code::TotalMismatch,
            place,
            Field::Total,
            &found,
            &expected.to_string(),
        );
    }
    entries.push(entry);
}

fn status(desk: &mut Desk<'_>, at: Row<'_>) -> Option<SpecialStatus> {
    let word = desk.text(at.row, Field::Status)?;
    let compact: String = word.chars().filter(|c| !c.is_whitespace()).collect();
    let Some(kind) = StatusKind::ALL
        .into_iter()
        .find(|kind| kind.label() == compact)
    else {
        let known = StatusKind::ALL.map(StatusKind::label).join("、");
        desk.note(
            Code::UnknownStatus,
            at,
            Field::Status,
            &masked(&word),
            &known,
        );
        return None;
    };
    let relation = desk.text(at.row, Field::Relation);
    let named = desk.text(at.row, Field::Official);
    let status = if kind.is_relative() {
        SpecialStatus {
            kind,
            post: None,
            relation,
            official: named.as_deref().and_then(official),
        }
    } else {
        SpecialStatus {
            kind,
            post: named,
            relation: None,
            official: None,
        }
    };
    if !status.is_complete() {
        let no_relation = status.relation.is_none();
        let field = if no_relation {
            Field::Relation
        } else {
            Field::Official
        };
        let missing = match (no_relation, status.official.is_none()) {
            (true, true) => "关系、关联人员",
            (true, false) => "关系",
            _ => "关联人员",
        };
        let field = desk.header.at(field).map_or(Field::Status, |_| field);
        desk.note(Code::RelationIncomplete, at, field, kind.label(), missing);
    }
    Some(status)
}

/// `沈德(村委会委员)` → name and post.
fn official(text: &str) -> Option<Official> {
    let (name, post) = text.split_once(['(', '\u{ff08}']).unwrap_or((text, ""));
    let post = post.trim().trim_end_matches([')', '\u{ff09}']).trim();
    let name = name.trim();
    (!name.is_empty()).then(|| Official {
        name: name.to_owned(),
        post: Some(post.to_owned()).filter(|post| !post.is_empty()),
    })
}

/// Running sums of the columns that a subtotal adds up.
#[derive(Default)]
struct Sums {
    all: HashMap<usize, Decimal>,
    since: HashMap<usize, Decimal>,
}

impl Sums {
    fn columns(desk: &Desk<'_>) -> Vec<(usize, Field)> {
        const SUMMED: [Field; 12] = [
            Field::People,
            Field::LandArea,
            Field::LandAmount,
            Field::CropsAmount,
            Field::FloorArea,
            Field::HouseAmount,
            Field::FixtureAmount,
            Field::MovingAmount,
            Field::TransitionAmount,
            Field::RewardAmount,
            Field::Amount,
            Field::Total,
        ];
        SUMMED
            .into_iter()
            .filter_map(|field| Some((desk.header.at(field)?, field)))
            .collect()
    }

    fn add(&mut self, desk: &Desk<'_>, row: usize) {
        for (column, _) in Self::columns(desk) {
            let Some(number) = desk.sheet.cell(row, column).number() else {
                continue;
            };
            for sums in [&mut self.all, &mut self.since] {
                let sum = sums.entry(column).or_default();
                *sum = sum.checked_add(number).unwrap_or(*sum);
            }
        }
    }

    fn compare(&mut self, desk: &mut Desk<'_>, row: usize, whole: bool) {
        for (column, field) in Self::columns(desk) {
            let Some(stated) = desk.sheet.cell(row, column).number() else {
                continue;
            };
            // Long tables put the grand total under the amounts or the totals.
            let sums = if whole { &self.all } else { &self.since };
            let sum = sums.get(&column).copied().unwrap_or_default();
            if sum != stated {
                let (found, expected) =
                    (stated.normalize().to_string(), sum.normalize().to_string());
                desk.note(Code::SumMismatch, at(row, ""), field, &found, &expected);
            }
        }
        self.since.clear();
    }
}
