//! What one household's rows say.

use std::collections::HashMap;

use domain::board::{Entry, LineItem};
use domain::finding::{Code, Detail};
use domain::money::Money;
use domain::name;
use domain::recompute::total_fault;
use domain::standard::Category;
use domain::status::SpecialStatus;
use domain::table::{Field, Layout};
use domain::terms::{Deduction, deducted};

use super::households::HouseholdRows;
use super::kind::RowKind;
use super::lines::{Lines, StatedLine};
use super::sheet_reader::{CellValue, RowRef, SheetReader, masked};
use super::terms::of_household;
use super::{long, status, texts, wide};
use crate::cells::grid::Cell;
use crate::parallel;

/// Characters of a 变动原因 that are kept; a reason may be far shorter.
const MAX_CHANGE_NOTE: usize = 1_000;

/// The columns that tell of a special status.
const STATUS: [Field; 4] = [Field::Status, Field::Relation, Field::Official, Field::Post];

/// What a household's rows say.
pub(crate) struct ParsedHousehold {
    pub(crate) entry: Entry,
    /// The row of each of the entry's lines.
    pub(crate) lines: Vec<usize>,
    /// As stated; `None` where it is missing or cannot be read.
    pub(crate) total: Option<Money>,
    /// The same before deductions.
    pub(crate) gross: Option<Money>,
    /// Row and column of what only repeats what is taken off.
    pub(crate) repeated: Vec<(usize, usize)>,
    pub(crate) change_note: Option<String>,
    pub(crate) says_none: bool,
}

/// Reads each household, some at the same time: none depends on another. Gives
/// them in order, in shares.
pub(crate) fn read_all(
    reader: &mut SheetReader<'_>,
    kinds: &[RowKind],
    parts: &[HouseholdRows],
) -> Vec<Vec<ParsedHousehold>> {
    let shares = parallel::in_shares(parts.len(), |share| {
        let mut reader = reader.another();
        let parts = parts.get(share).unwrap_or_default();
        let read: Vec<ParsedHousehold> = parts
            .iter()
            .map(|part| read(&mut reader, kinds, part))
            .collect();
        (read, reader.found)
    });
    let mut all = Vec::new();
    for (read, found) in shares {
        reader.found.take_over(found);
        all.push(read);
    }
    all
}

/// What of a household is being read.
#[derive(Default)]
struct HouseholdDraft<'a> {
    lines: Lines<'a>,
    /// Totals that its rows state.
    totals: Vec<Money>,
    total_unread: bool,
}

fn read(reader: &mut SheetReader<'_>, kinds: &[RowKind], part: &HouseholdRows) -> ParsedHousehold {
    let body = reader.header.body;
    let mut draft = HouseholdDraft::default();
    let rows: Vec<usize> = (part.first..part.end)
        .filter(|row| kinds.get(row - body) == Some(&RowKind::Data))
        .collect();
    repeated(reader, part, &rows);
    for row in rows.iter().copied() {
        let place = RowRef::new(row, &part.household);
        match reader.header.layout {
            Layout::Wide => wide::row::row(reader, place, &mut draft.lines),
            Layout::Long => long::line(reader, place, &mut draft.lines),
        }
        match reader.money(place, Field::Total) {
            CellValue::Value(total) => draft.totals.push(total),
            CellValue::Invalid => draft.total_unread = true,
            CellValue::Blank => {}
        }
    }
    finish(reader, part, &rows, draft)
}

/// Notes rows of the household that stand twice, number and all: copied by
/// mistake, they would be paid twice.
fn repeated(reader: &mut SheetReader<'_>, part: &HouseholdRows, rows: &[usize]) {
    let mut seen: HashMap<Vec<&Cell>, usize> = HashMap::new();
    let sheet = reader.sheet;
    let columns: Vec<usize> = reader
        .header
        .columns
        .iter()
        .filter(|c| c.field.is_some())
        .map(|c| c.index)
        .collect();
    for row in rows.iter().copied().filter(|_| rows.len() > 1) {
        if reader.text(row, Field::Household).is_none() {
            continue;
        }
        let cells: Vec<&Cell> = columns
            .iter()
            .map(|column| sheet.cell(row, *column))
            .collect();
        match seen.get(&cells) {
            Some(first) => {
                let first = (first + 1).to_string();
                let place = RowRef::new(row, &part.household);
                reader.note(
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
fn status_of(
    reader: &mut SheetReader<'_>,
    part: &HouseholdRows,
    rows: &[usize],
) -> (Option<SpecialStatus>, bool) {
    let mut status: Option<SpecialStatus> = None;
    let mut none = status::says_none(reader, part.first);
    let mut read: Vec<Vec<&Cell>> = Vec::new();
    let sheet = reader.sheet;
    let columns: Vec<usize> = STATUS
        .into_iter()
        .flat_map(|field| reader.header.of(field).map(|c| c.index))
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
        let place = RowRef::new(row, &part.household);
        let stated = status::status(reader, place);
        let first = read.len() == 1;
        if !first && stated != status {
            let label = |status: &Option<SpecialStatus>| {
                status.as_ref().map_or("无", |status| status.kind.label())
            };
            let (found, before) = (label(&stated), label(&status));
            reader.note(Code::StatusDiffers, place, Field::Status, found, before);
        }
        none &= stated.is_none();
        status = status.or(stated);
    }
    (status.clone(), none && status.is_none())
}

fn finish(
    reader: &mut SheetReader<'_>,
    part: &HouseholdRows,
    rows: &[usize],
    mut draft: HouseholdDraft<'_>,
) -> ParsedHousehold {
    if reader.header.layout == Layout::Wide {
        wide::deferred::finish(reader, &part.household, &mut draft.lines);
    }
    let place = RowRef::new(part.first, &part.household);
    let head = reader.name(part.first, Field::Head);
    match &head {
        None => reader.note(Code::MissingHead, place, Field::Head, "", ""),
        Some(head) if name::fault(head).is_some() => {
            let found = masked(head);
            reader.note(Code::NotAName, place, Field::Head, &found, "");
        }
        Some(_) => {}
    }
    texts::once(reader, part, rows, Field::Group);
    let people_row = texts::once(reader, part, rows, Field::People).unwrap_or(part.first);
    let change_note = texts::joined(reader, rows, Field::ChangeReason)
        .map(|note| note.chars().take(MAX_CHANGE_NOTE).collect());
    let people = reader
        .count(RowRef::new(people_row, &part.household), Field::People)
        .value();
    let open = std::mem::take(&mut draft.lines.deducted);
    let deductions_at = open.first().map(|one| (one.row, one.column));
    let (deductions, repeated) = of_household(open, &draft.lines.lines, &draft.totals);
    let total = total(reader, part, &mut draft, &deductions);
    let (status, says_none) = status_of(reader, part, rows);
    let (line_rows, lines): (Vec<usize>, Vec<LineItem>) = draft.lines.lines.into_iter().unzip();
    let mut entry = Entry {
        head: head.unwrap_or_default().into_owned(),
        group: part.group.clone(),
        people,
        lines,
        deductions,
        total: total.unwrap_or_default(),
        status,
        remark: texts::joined(reader, rows, Field::Remark),
        household: part.household.clone(),
    };
    if total.is_none() {
        entry.total = entry.net().unwrap_or_default();
    }
    let gross = gross(reader, part, rows);
    if !draft.lines.incomplete && !draft.total_unread {
        check_total(reader, part, &entry, &gross);
        if let Some((row, column)) = deductions_at.filter(|_| entry.total < Money::ZERO) {
            let at = RowRef::new(row, &part.household);
            let found = entry.total.to_string();
            reader.note_in(Code::Negative, at, column, &found, "> 0");
        }
    }
    let lines_total = entry.lines_total();
    ParsedHousehold {
        entry,
        lines: line_rows,
        total,
        gross: gross_total(&gross, lines_total),
        repeated,
        change_note,
        says_none,
    }
}

/// What the rows of a household state as its sum before deductions.
fn gross(reader: &mut SheetReader<'_>, part: &HouseholdRows, rows: &[usize]) -> Vec<Money> {
    let mut gross = Vec::new();
    for row in rows.iter().copied() {
        let at = RowRef::new(row, &part.household);
        gross.extend(reader.money(at, Field::GrossTotal).value());
    }
    gross
}

/// That sum: once, repeated on each of its rows, or in parts.
fn gross_total(gross: &[Money], lines: Money) -> Option<Money> {
    let first = *gross.first()?;
    let parts: Money = gross.iter().copied().sum();
    let repeated = gross.iter().all(|one| *one == first);
    Some(match repeated && (first == lines || parts != lines) {
        true => first,
        false => parts,
    })
}

/// Notes a total that is not the lines less the deductions, and a sum before
/// deductions that is not the lines.
fn check_total(reader: &mut SheetReader<'_>, part: &HouseholdRows, entry: &Entry, gross: &[Money]) {
    let place = RowRef::new(part.first, &part.household);
    let sum = entry.lines_total();
    if let Some(expected) = total_fault(entry) {
        let code = Code::TotalMismatch;
        let detail = match entry.deductions.is_empty() {
            true => Detail::Total {
                stated: entry.total,
                expected,
            },
            false => Detail::Net {
                stated: entry.total,
                lines: sum,
                deductions: entry.deductions.clone(),
            },
        };
        let column = reader.header.at(Field::Total);
        reader.note_figures(code.severity(), code, place, column, detail);
    }
    let all: Money = gross.iter().copied().sum();
    let wrong = !gross.iter().all(|stated| *stated == sum) && all != sum;
    if let Some(stated) = gross.first().filter(|_| wrong) {
        let (found, expected) = (stated.to_string(), sum.to_string());
        reader.note(
            Code::TotalMismatch,
            place,
            Field::GrossTotal,
            &found,
            &expected,
        );
    }
}

/// The household's total as stated: once, repeated on each of its rows, or in
/// parts. Areas without amounts of their own are paid for by what is left of it.
fn total(
    reader: &mut SheetReader<'_>,
    part: &HouseholdRows,
    draft: &mut HouseholdDraft,
    deductions: &[Deduction],
) -> Option<Money> {
    let place = RowRef::new(part.first, &part.household);
    let lines = &mut draft.lines.lines;
    let sum: Money = lines.iter().map(|(_, line)| line.amount).sum();
    let sum = sum.checked_sub(deducted(deductions)).unwrap_or(sum);
    let Some(first) = draft.totals.first().copied() else {
        if reader.header.at(Field::Total).is_some() && !draft.total_unread {
            reader.note(Code::MissingValue, place, Field::Total, "", "合计");
        }
        return None;
    };
    let parts: Money = draft.totals.iter().copied().sum();
    let repeated = draft.totals.iter().all(|total| *total == first);
    let total = if repeated && (first == sum || parts != sum) {
        first
    } else {
        parts
    };
    let unpaid: Vec<usize> = (0..lines.len())
        .filter(|at| lines.get(*at).is_some_and(|(_, line)| !line.has_amount()))
        .collect();
    let rest = total.fen().saturating_sub(sum.fen());
    // In a table that has amounts, a total that they do not give is wrong.
    let itemised = reader.header.layout == Layout::Long
        || reader
            .header
            .groups
            .iter()
            .any(|group| group.amount.is_some() || group.has_rate());
    // Nothing shows whether what is left of a total was deducted from or not.
    let proven = deductions.is_empty() || unpaid.is_empty();
    if rest <= 0
        || (unpaid.is_empty() && itemised)
        || (unpaid.is_empty() && !lines.is_empty())
        || draft.lines.incomplete
        || !proven
    {
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
            draft.lines.push(part.first, line);
        }
    }
    reader.note(
        Code::NoBreakdown,
        place,
        Field::Total,
        &rest.to_string(),
        "",
    );
    Some(total)
}
