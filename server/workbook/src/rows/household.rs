//! What one household's rows say.

use std::borrow::Cow;
use std::collections::HashMap;

use domain::board::{Entry, LineItem};
use domain::finding::Code;
use domain::money::Money;
use domain::recompute::total_fault;
use domain::standard::Category;
use domain::status::SpecialStatus;
use domain::table::{Field, Layout};

use super::households::Part;
use super::kind::Kind;
use super::lines::{Lines, StatedLine};
use super::sheet_reader::{Desk, Read, Row};
use super::{long, status, wide};
use crate::cells::grid::Cell;
use crate::parallel;

/// Characters of a 变动原因 that are kept; a reason may be far shorter.
const CHANGE_NOTE_MOST: usize = 1_000;

/// The columns that tell of a special status.
const STATUS: [Field; 4] = [Field::Status, Field::Relation, Field::Official, Field::Post];

/// What a household's rows say.
pub(crate) struct Said {
    pub(crate) entry: Entry,
    /// The row of each of the entry's lines.
    pub(crate) lines: Vec<usize>,
    /// As stated; `None` where it is missing or cannot be read.
    pub(crate) total: Option<Money>,
    pub(crate) change_note: Option<String>,
    pub(crate) says_none: bool,
}

/// Reads each household, some at the same time: none depends on another. Gives
/// them in order, in shares.
pub(crate) fn read_all(desk: &mut Desk<'_>, kinds: &[Kind], parts: &[Part]) -> Vec<Vec<Said>> {
    let shares = parallel::divided(parts.len(), |share| {
        let mut desk = desk.another();
        let parts = parts.get(share).unwrap_or_default();
        let said: Vec<Said> = parts
            .iter()
            .map(|part| read(&mut desk, kinds, part))
            .collect();
        (said, desk.found)
    });
    let mut all = Vec::new();
    for (said, found) in shares {
        desk.found.take_over(found);
        all.push(said);
    }
    all
}

/// What of a household is being read.
#[derive(Default)]
struct Reading<'a> {
    lines: Lines<'a>,
    /// Totals that its rows state.
    totals: Vec<Money>,
    total_unread: bool,
}

fn read(desk: &mut Desk<'_>, kinds: &[Kind], part: &Part) -> Said {
    let body = desk.header.body;
    let mut reading = Reading::default();
    let rows: Vec<usize> = (part.first..part.end)
        .filter(|row| kinds.get(row - body) == Some(&Kind::Data))
        .collect();
    repeated(desk, part, &rows);
    for row in rows.iter().copied() {
        let place = Row::new(row, &part.household);
        match desk.header.layout {
            Layout::Wide => wide::row::row(desk, place, &mut reading.lines),
            Layout::Long => long::line(desk, place, &mut reading.lines),
        }
        match desk.money(place, Field::Total) {
            Read::Value(total) => reading.totals.push(total),
            Read::Bad => reading.total_unread = true,
            Read::Blank => {}
        }
    }
    finish(desk, part, &rows, reading)
}

/// Notes rows of the household that stand twice, number and all: copied by
/// mistake, they would be paid twice.
fn repeated(desk: &mut Desk<'_>, part: &Part, rows: &[usize]) {
    let mut seen: HashMap<Vec<&Cell>, usize> = HashMap::new();
    let sheet = desk.sheet;
    let columns: Vec<usize> = desk
        .header
        .columns
        .iter()
        .filter(|c| c.field.is_some())
        .map(|c| c.index)
        .collect();
    for row in rows.iter().copied().filter(|_| rows.len() > 1) {
        if desk.text(row, Field::Household).is_none() {
            continue;
        }
        let cells: Vec<&Cell> = columns
            .iter()
            .map(|column| sheet.cell(row, *column))
            .collect();
        match seen.get(&cells) {
            Some(first) => {
                let first = (first + 1).to_string();
                let place = Row::new(row, &part.household);
                desk.note(
                    Code::RowRepeated,
                    place,
                    Field::Household,
                    &part.household,
                    &first,
                );
            }
            None => {
                seen.insert(cells, row);
            }
        }
    }
}

/// The special status, as whichever of the household's rows state it; and
/// whether they say in words that there is none.
fn status_of(desk: &mut Desk<'_>, part: &Part, rows: &[usize]) -> (Option<SpecialStatus>, bool) {
    let mut status: Option<SpecialStatus> = None;
    let mut none = status::says_none(desk, part.first);
    let mut read: Vec<Vec<&Cell>> = Vec::new();
    let sheet = desk.sheet;
    let columns: Vec<usize> = STATUS
        .into_iter()
        .flat_map(|field| desk.header.of(field).map(|c| c.index))
        .collect();
    for row in rows.iter().copied() {
        let cells: Vec<&Cell> = columns
            .iter()
            .map(|column| sheet.cell(row, *column))
            .collect();
        // Repeated on each of its rows, or left blank below the first.
        if cells.iter().all(|cell| cell.is_blank()) || read.contains(&cells) {
            continue;
        }
        read.push(cells);
        let place = Row::new(row, &part.household);
        let said = status::status(desk, place);
        let first = read.len() == 1;
        if !first && said != status {
            let label = |status: &Option<SpecialStatus>| {
                status.as_ref().map_or("无", |status| status.kind.label())
            };
            let (found, before) = (label(&said), label(&status));
            desk.note(Code::StatusDiffers, place, Field::Status, found, before);
        }
        none &= said.is_none();
        status = status.or(said);
    }
    (status.clone(), none && status.is_none())
}

fn finish(desk: &mut Desk<'_>, part: &Part, rows: &[usize], mut reading: Reading<'_>) -> Said {
    if desk.header.layout == Layout::Wide {
        wide::deferred::finish(desk, &part.household, &mut reading.lines);
    }
    let place = Row::new(part.first, &part.household);
    let head = desk.text(part.first, Field::Head);
    if head.is_none() {
        desk.note(Code::MissingHead, place, Field::Head, "", "");
    }
    let stated = |field| {
        let mut rows = rows.iter().copied();
        rows.find_map(|row| Some((row, desk.text(row, field)?)))
    };
    let people_row = stated(Field::People).map_or(part.first, |(row, _)| row);
    let change_note =
        stated(Field::ChangeReason).map(|(_, note)| note.chars().take(CHANGE_NOTE_MOST).collect());
    let mut remarks: Vec<Cow<'_, str>> = Vec::new();
    for remark in rows.iter().filter_map(|row| desk.text(*row, Field::Remark)) {
        if !remarks.contains(&remark) {
            remarks.push(remark);
        }
    }
    let people = desk
        .count(Row::new(people_row, &part.household), Field::People)
        .value();
    let total = total(desk, part, &mut reading);
    let (status, says_none) = status_of(desk, part, rows);
    let (rows, lines): (Vec<usize>, Vec<LineItem>) = reading.lines.lines.into_iter().unzip();
    let sum: Money = lines.iter().map(|line| line.amount).sum();
    let entry = Entry {
        head: head.unwrap_or_default().into_owned(),
        group: part.group.clone(),
        people,
        lines,
        total: total.unwrap_or(sum),
        status,
        remark: (!remarks.is_empty()).then(|| remarks.join("；")),
        household: part.household.clone(),
    };
    if !reading.lines.incomplete
        && !reading.total_unread
        && let Some(expected) = total_fault(&entry)
    {
        let found = entry.total.to_string();
        let expected = expected.to_string();
        desk.note(Code::TotalMismatch, place, Field::Total, &found, &expected);
    }
    Said {
        entry,
        lines: rows,
        total,
        change_note,
        says_none,
    }
}

/// The household's total as stated: once, repeated on each of its rows, or in
/// parts. Areas without amounts of their own are paid for by what is left of it.
fn total(desk: &mut Desk<'_>, part: &Part, reading: &mut Reading) -> Option<Money> {
    let place = Row::new(part.first, &part.household);
    let lines = &mut reading.lines.lines;
    let sum: Money = lines.iter().map(|(_, line)| line.amount).sum();
    let Some(first) = reading.totals.first().copied() else {
        if desk.header.at(Field::Total).is_some() && !reading.total_unread {
            desk.note(Code::MissingValue, place, Field::Total, "", "合计");
        }
        return None;
    };
    let parts: Money = reading.totals.iter().copied().sum();
    let repeated = reading.totals.iter().all(|total| *total == first);
    let total = if repeated && (first == sum || parts != sum) {
        first
    } else {
        parts
    };
    let unpaid: Vec<usize> = (0..lines.len())
        .filter(|at| lines.get(*at).is_some_and(|(_, line)| !line.has_amount()))
        .collect();
    let rest = total.fen().saturating_sub(sum.fen());
    if rest <= 0 || (unpaid.is_empty() && !lines.is_empty()) || reading.lines.incomplete {
        return Some(total);
    }
    let rest = Money::from_fen(rest);
    match unpaid.as_slice() {
        [only] => {
            if let Some((_, line)) = lines.get_mut(*only) {
                line.amount = rest;
            }
        }
        _ => {
            let line = StatedLine::lump(Category::Land, "补偿款", rest);
            reading.lines.push(part.first, line);
        }
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
