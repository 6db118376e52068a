//! Rows → entries: which row is a household, a line, a subtotal or a note.

mod kind;
mod status;
mod sums;

use std::collections::{BTreeMap, HashMap};

use domain::board::{Entry, LineItem};
use domain::finding::Code;
use domain::money::Money;
use domain::read::{Field, Layout};
use domain::recompute::total_fault;
use domain::standard::Category;
use rust_decimal::Decimal;

use super::cells::{Desk, Read, Row};
use super::grid::address;
use super::header::Numbered;
use super::lines::Lines;
use super::{long, wide};
use kind::{Kind, kind};
use sums::{Of, Sums};

/// Characters of a 变动原因 that are kept; a reason may be far shorter.
const CHANGE_NOTE_MOST: usize = 1_000;

/// What was read of a board, over all of its sheets.
#[derive(Debug, Default)]
pub(super) struct Collected {
    pub(super) entries: Vec<Entry>,
    /// Of each entry: where it stands.
    pub(super) places: Vec<Place>,
    /// What stands under 变动原因, by household number.
    pub(super) change_notes: BTreeMap<String, String>,
    /// The cell in which each household number stood first.
    numbers: HashMap<String, String>,
}

/// Where an entry stands.
#[derive(Debug)]
pub(super) struct Place {
    /// Of the workbook's sheets.
    pub(super) sheet: usize,
    /// The household's first row.
    pub(super) row: usize,
    /// The row of each of its lines.
    pub(super) lines: Vec<usize>,
    /// Its status columns say in words that there is none.
    pub(super) says_none: bool,
}

/// A household that is being read.
struct Open {
    row: usize,
    household: String,
    group: Option<String>,
    lines: Lines,
    /// Totals that its rows state.
    totals: Vec<Money>,
    total_unread: bool,
}

/// Reads the entries of a sheet, with findings at the desk; gives of each data
/// row the household it belongs to.
pub(super) fn entries(
    desk: &mut Desk<'_>,
    sheet: usize,
    collected: &mut Collected,
) -> HashMap<usize, String> {
    let rows = desk.header.body..desk.sheet.rows.len();
    let kinds: Vec<Kind> = rows.clone().map(|row| kind(desk, row)).collect();
    let last_total = kinds.iter().rposition(|kind| *kind == Kind::Total);
    let groups = groups(desk, &kinds);
    let mut owners = HashMap::new();
    let mut sums = Sums::new(desk);
    let mut open: Option<Open> = None;
    for (position, ((row, kind), group)) in rows.zip(kinds).zip(groups).enumerate() {
        match kind {
            Kind::Skipped => continue,
            Kind::Inner => {
                sums.compare(desk, row, Of::Household);
                continue;
            }
            Kind::Group(_) => {
                close(desk, sheet, open.take(), collected, &mut sums);
                sums.mark();
                continue;
            }
            Kind::GroupSum(_) => {
                close(desk, sheet, open.take(), collected, &mut sums);
                sums.mark();
                sums.compare(desk, row, Of::Some);
                continue;
            }
            Kind::Subtotal | Kind::Total => {
                close(desk, sheet, open.take(), collected, &mut sums);
                let of = if Some(position) == last_total {
                    Of::Whole
                } else {
                    Of::Some
                };
                sums.compare(desk, row, of);
                continue;
            }
            Kind::Data => {}
        }
        if let Some(household) = begins(desk, row, open.as_ref(), group.as_deref()) {
            close(desk, sheet, open.take(), collected, &mut sums);
            number_once(desk, row, &household, collected);
            sums.begin();
            open = Some(Open {
                row,
                household,
                group,
                lines: Lines::default(),
                totals: Vec::new(),
                total_unread: false,
            });
        }
        sums.add(desk, row);
        if let Some(current) = &mut open {
            owners.insert(row, current.household.clone());
            let place = at(row, &current.household);
            match desk.header.layout {
                Layout::Wide => wide::row(desk, place, &mut current.lines),
                Layout::Long => long::line(desk, place, &mut current.lines),
            }
            match desk.money(place, Field::Total) {
                Read::Value(total) => current.totals.push(total),
                Read::Bad => current.total_unread = true,
                Read::Blank => {}
            }
        }
    }
    close(desk, sheet, open.take(), collected, &mut sums);
    sums.finish(desk);
    owners
}

/// The group of each row: its own cell's, that of a merged cell, or of the title
/// above it.
fn groups(desk: &Desk<'_>, kinds: &[Kind]) -> Vec<Option<String>> {
    let column = desk.header.at(Field::Group);
    let mut group: Option<String> = None;
    let rows = desk.header.body..;
    rows.zip(kinds)
        .map(|(row, kind)| {
            match kind {
                Kind::Group(name) | Kind::GroupSum(name) => group = Some(name.clone()),
                Kind::Data => {
                    let stated = column.and_then(|column| desk.text_over(row, column));
                    group = stated.or(group.take());
                }
                _ => {}
            }
            group.clone()
        })
        .collect()
}

/// Whether each number stands once in its group, for a table whose numbers begin
/// anew in every group.
pub(super) fn is_numbered_by_group(desk: &Desk<'_>) -> bool {
    let rows = desk.header.body..desk.sheet.rows.len();
    let kinds: Vec<Kind> = rows.clone().map(|row| kind(desk, row)).collect();
    let groups = groups(desk, &kinds);
    let mut seen: HashMap<(Option<String>, String), Option<String>> = HashMap::new();
    rows.zip(kinds)
        .zip(groups)
        .filter(|((_, kind), _)| *kind == Kind::Data)
        .all(|((row, _), group)| {
            let Some(number) = desk.text(row, Field::Household) else {
                return true;
            };
            let head = desk.text(row, Field::Head);
            match seen.get(&(group.clone(), number.clone())) {
                Some(before) => head.is_some() && *before == head,
                None => {
                    seen.insert((group, number), head);
                    true
                }
            }
        })
}

fn at(row: usize, household: &str) -> Row<'_> {
    Row { row, household }
}

/// The number of the household that begins with this row; `None` where the row
/// is one more of the household above.
fn begins(
    desk: &mut Desk<'_>,
    row: usize,
    open: Option<&Open>,
    group: Option<&str>,
) -> Option<String> {
    let stated = desk.text(row, Field::Household);
    let stated = match (desk.header.numbered, group.or(desk.sheet.name.as_deref())) {
        (Numbered::ByGroupAndSequence, Some(group)) => {
            stated.map(|number| format!("{group}-{number}"))
        }
        _ => stated,
    };
    let head = desk.text(row, Field::Head);
    if desk.header.at(Field::Household).is_none() {
        // Only the names part the households; that there are no numbers is said once.
        return (head.is_some() || open.is_none()).then(String::new);
    }
    let Some(current) = open else {
        return Some(numbered(desk, row, stated));
    };
    let before = desk.text(current.row, Field::Head);
    let same_head = head.is_none() || head == before;
    match stated {
        Some(number) if number == current.household => {
            if same_head {
                return None;
            }
            if desk.header.layout == Layout::Wide {
                return Some(number);
            }
            if let (Some(here), Some(before)) = (head, before) {
                let place = at(row, &current.household);
                desk.note(Code::ConflictingHead, place, Field::Head, &here, &before);
            }
            None
        }
        None if same_head => None,
        stated => Some(numbered(desk, row, stated)),
    }
}

fn numbered(desk: &mut Desk<'_>, row: usize, stated: Option<String>) -> String {
    stated.unwrap_or_else(|| {
        desk.note(
            Code::MissingHousehold,
            at(row, ""),
            Field::Household,
            "",
            "",
        );
        String::new()
    })
}

/// Notes a household number that stood before.
fn number_once(desk: &mut Desk<'_>, row: usize, household: &str, collected: &mut Collected) {
    if household.is_empty() {
        return;
    }
    let column = desk.header.at(Field::Household).unwrap_or_default();
    if let Some(first) = collected.numbers.get(household) {
        let place = at(row, household);
        desk.note(
            Code::DuplicateHousehold,
            place,
            Field::Household,
            household,
            first,
        );
    } else {
        collected
            .numbers
            .insert(household.to_owned(), address(row, column));
    }
}

fn close(
    desk: &mut Desk<'_>,
    sheet: usize,
    open: Option<Open>,
    collected: &mut Collected,
    sums: &mut Sums,
) {
    let Some(mut open) = open else {
        return;
    };
    if desk.header.layout == Layout::Wide {
        wide::finish(desk, &open.household, &mut open.lines);
    }
    let place = at(open.row, &open.household);
    let head = desk.text(open.row, Field::Head);
    if head.is_none() {
        desk.note(Code::MissingHead, place, Field::Head, "", "");
    }
    let people = desk.count(place, Field::People).value();
    let total = total(desk, &mut open);
    if let Some(total) = total {
        let column = desk.header.at(Field::Total).unwrap_or_default();
        let scale = Decimal::from(desk.header.scale(column).yuan());
        sums.add_total(total.yuan().checked_div(scale).unwrap_or_default());
    }
    let place = at(open.row, &open.household);
    let status = status::status(desk, place);
    let says_none = status.is_none() && status::says_none(desk, open.row);
    if let Some(note) = desk.text(open.row, Field::ChangeReason) {
        let note = note.chars().take(CHANGE_NOTE_MOST).collect();
        collected.change_notes.insert(open.household.clone(), note);
    }
    let (rows, lines): (Vec<usize>, Vec<LineItem>) = open.lines.lines.into_iter().unzip();
    let sum: Money = lines.iter().map(|line| line.amount).sum();
    let entry = Entry {
        head: head.unwrap_or_default(),
        group: open.group,
        people,
        lines,
        total: total.unwrap_or(sum),
        status,
        remark: desk.text(open.row, Field::Remark),
        household: open.household.clone(),
    };
    if !open.lines.incomplete
        && !open.total_unread
        && let Some(expected) = total_fault(&entry)
    {
        let found = entry.total.to_string();
        let expected = expected.to_string();
        desk.note(Code::TotalMismatch, place, Field::Total, &found, &expected);
    }
    collected.entries.push(entry);
    collected.places.push(Place {
        sheet,
        row: open.row,
        lines: rows,
        says_none,
    });
}

/// The household's total as stated: once, repeated on each of its rows, or in
/// parts. Areas without amounts of their own are paid for by what is left of it.
fn total(desk: &mut Desk<'_>, open: &mut Open) -> Option<Money> {
    let place = at(open.row, &open.household);
    let lines = &mut open.lines.lines;
    let sum: Money = lines.iter().map(|(_, line)| line.amount).sum();
    let Some(first) = open.totals.first().copied() else {
        if desk.header.at(Field::Total).is_some() && !open.total_unread {
            desk.note(Code::MissingValue, place, Field::Total, "", "合计");
        }
        return None;
    };
    let parts: Money = open.totals.iter().copied().sum();
    let repeated = open.totals.iter().all(|total| *total == first);
    let total = if repeated && (first == sum || parts != sum) {
        first
    } else {
        parts
    };
    let unpaid: Vec<usize> = (0..lines.len())
        .filter(|at| lines.get(*at).is_some_and(|(_, line)| !line.has_amount()))
        .collect();
    let rest = total.fen().saturating_sub(sum.fen());
    if rest <= 0 || (unpaid.is_empty() && !lines.is_empty()) || open.lines.incomplete {
        return Some(total);
    }
    let rest = Money::from_fen(rest);
    match unpaid.as_slice() {
        [only] => {
            if let Some((_, line)) = lines.get_mut(*only) {
                line.amount = rest;
            }
        }
        _ => lines.push((open.row, wide::lump(Category::Land, "补偿款", rest))),
    }
    desk.note(
        Code::NoBreakdown,
        place,
        Field::Total,
        &rest.to_string(),
        "",
    );
    Some(total)
}
