//! Which rows are whose.

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;

use domain::finding::Code;
use domain::spelling;
use domain::table::{Field, Layout};

use super::below;
use super::collected::Collected;
use super::joining::Joining;
use super::kind::{RowKind, kind};
use super::sheet_reader::{RowRef, SheetReader};
use crate::cells::address::address;
use crate::header::numbering::Numbering;
use crate::parallel;

/// The rows of one household.
pub(crate) struct HouseholdRows {
    pub(crate) first: usize,
    /// After its last.
    pub(crate) end: usize,
    pub(crate) household: String,
    pub(crate) group: Option<String>,
}

impl HouseholdRows {
    const fn rows(&self) -> Range<usize> {
        self.first..self.end
    }
}

/// Of each row below the header.
pub(crate) fn kinds(reader: &SheetReader<'_>) -> Vec<RowKind> {
    let body = reader.header.body;
    let rows = reader.sheet.rows.len().saturating_sub(body);
    let mut kinds = parallel::in_shares(rows, |rows| {
        rows.map(|at| kind(reader, body + at))
            .collect::<Vec<RowKind>>()
    })
    .concat();
    let another = kinds.iter().position(|kind| *kind == RowKind::OtherTable);
    if let Some(at) = below::begins(reader, &kinds)
        .into_iter()
        .chain(another)
        .min()
    {
        for (place, kind) in kinds.iter_mut().enumerate().skip(at) {
            *kind = if place == at {
                RowKind::OtherTable
            } else {
                RowKind::Skipped
            };
        }
    }
    kinds
}

/// Which rows are whose.
pub(crate) fn parts(
    reader: &mut SheetReader<'_>,
    kinds: &[RowKind],
    collected: &mut Collected,
) -> Vec<HouseholdRows> {
    let mut parts: Vec<HouseholdRows> = Vec::new();
    let mut open = false;
    let mut joining = Joining::of(reader, kinds);
    let groups = groups(reader, kinds);
    let data = kinds.iter().filter(|kind| **kind == RowKind::Data).count();
    collected.numbers.reserve(data);
    for ((row, kind), group) in (reader.header.body..).zip(kinds).zip(groups) {
        match kind {
            RowKind::Skipped | RowKind::Inner => {}
            RowKind::Group(_) | RowKind::GroupSum(_) | RowKind::Subtotal | RowKind::Total => {
                joining.close(*kind == RowKind::Subtotal);
                open = false;
            }
            RowKind::OtherTable => {
                open = false;
                below::note(reader, row);
            }
            RowKind::Data => {
                let current = parts.last_mut().filter(|_| open);
                let begun = begins(
                    reader,
                    row,
                    current.as_deref(),
                    group.as_deref(),
                    &mut joining,
                );
                match begun {
                    Some(household) => {
                        joining.close(false);
                        number_once(reader, row, &household, collected);
                        open = true;
                        parts.push(HouseholdRows {
                            first: row,
                            end: row + 1,
                            household,
                            group: group.map(Cow::into_owned),
                        });
                    }
                    None => {
                        if let Some(current) = current {
                            current.end = row + 1;
                        }
                    }
                }
            }
        }
    }
    joining.note(reader);
    parts
}

/// The group of each row: its own cell's, that of a merged cell, or of the title
/// above it.
fn groups<'a>(reader: &SheetReader<'a>, kinds: &'a [RowKind]) -> Vec<Option<Cow<'a, str>>> {
    let column = reader.header.at(Field::Group);
    let mut group: Option<Cow<'a, str>> = None;
    let rows = reader.header.body..;
    rows.zip(kinds)
        .map(|(row, kind)| {
            match kind {
                RowKind::Group(name) | RowKind::GroupSum(name) => group = Some(name.into()),
                RowKind::Data => {
                    let stated = column.and_then(|column| reader.text_over(row, column));
                    let stated = stated.filter(|text| !is_ditto(text));
                    group = stated.or(group.take());
                }
                _ => {}
            }
            group.clone()
        })
        .collect()
}

/// The number of the household that begins with this row; `None` where the row
/// is one more of the household above. A row that names nobody is nobody's, unless
/// it plainly goes on with the household above: see [`Joining::goes_on`].
fn begins(
    reader: &mut SheetReader<'_>,
    row: usize,
    open: Option<&HouseholdRows>,
    group: Option<&str>,
    joining: &mut Joining,
) -> Option<String> {
    let stated = reader.household_number(row);
    let stated = match (
        reader.header.numbered,
        group.or(reader.sheet.name.as_deref()),
    ) {
        (Numbering::ByGroupAndSequence, Some(group)) => {
            stated.map(|number| format!("{group}-{number}").into())
        }
        _ => stated,
    };
    let head = reader.name(row, Field::Head);
    if let Some(current) = open
        && [&stated, &head]
            .into_iter()
            .flatten()
            .any(|text| is_ditto(text))
    {
        let before = reader.name(current.first, Field::Head);
        let number = |text: &Cow<'_, str>| is_ditto(text) || **text == *current.household;
        let name = |text: &Cow<'_, str>| is_ditto(text) || Some(text) == before.as_ref();
        if stated.as_ref().is_none_or(number) && head.as_ref().is_none_or(name) {
            return None;
        }
    }
    if stated.is_none() && head.is_none() {
        return match open {
            Some(current) if joining.goes_on(reader, row, &current.rows()) => None,
            _ => {
                nobodys(reader, row);
                Some(String::new())
            }
        };
    }
    if reader.header.at(Field::Household).is_none() {
        // Only the names part the households; that there are no numbers is said once.
        return Some(String::new());
    }
    let Some(current) = open else {
        return Some(numbered(reader, row, stated));
    };
    let before = reader.name(current.first, Field::Head);
    let same_head = head.is_none() || head == before;
    match stated {
        Some(number) if number == current.household => {
            if same_head {
                return None;
            }
            if reader.header.layout == Layout::Wide {
                return Some(number.into_owned());
            }
            if let (Some(here), Some(before)) = (head, before) {
                let place = RowRef::new(row, &current.household);
                reader.note(Code::ConflictingHead, place, Field::Head, &here, &before);
            }
            None
        }
        None if same_head && joining.may_repeat_head(reader, row, &current.rows()) => None,
        stated => Some(numbered(reader, row, stated)),
    }
}

/// 同上: as in the row above.
pub(super) fn is_ditto(text: &str) -> bool {
    matches!(
        text,
        "同上" | "同前" | "同上户" | "\u{3003}" | "\u{2033}" | "\"" | "\u{201d}"
    )
}

/// Notes a row that names neither a household nor its head.
fn nobodys(reader: &mut SheetReader<'_>, row: usize) {
    let keys = [Field::Household, Field::Head].map(|field| reader.header.at(field));
    let column = keys.into_iter().flatten().next();
    reader.note_at(Code::RowOfNobody, RowRef::new(row, ""), column, "", "");
}

fn numbered(reader: &mut SheetReader<'_>, row: usize, stated: Option<Cow<'_, str>>) -> String {
    stated.map(Cow::into_owned).unwrap_or_else(|| {
        reader.note(
            Code::MissingHousehold,
            RowRef::new(row, ""),
            Field::Household,
            "",
            "",
        );
        String::new()
    })
}

/// Notes a household number that stood before.
fn number_once(
    reader: &mut SheetReader<'_>,
    row: usize,
    household: &str,
    collected: &mut Collected,
) {
    if household.is_empty() {
        return;
    }
    if spelling::is_power(household) {
        let place = RowRef::new(row, household);
        reader.note(Code::CodeAsPower, place, Field::Household, household, "");
    }
    let column = reader.header.at(Field::Household).unwrap_or_default();
    if let Some((row_before, column_before)) = collected.numbers.get(household) {
        let place = RowRef::new(row, household);
        let first = address(*row_before, *column_before);
        reader.note(
            Code::DuplicateHousehold,
            place,
            Field::Household,
            household,
            &first,
        );
    } else {
        let place = (row, column);
        collected.numbers.insert(household.to_owned(), place);
    }
}

/// Whether each number stands once in its group, for a table whose numbers begin
/// anew in every group.
pub(crate) fn is_numbered_by_group(reader: &SheetReader<'_>) -> bool {
    let kinds = kinds(reader);
    let groups = groups(reader, &kinds);
    let mut seen = HashMap::new();
    (reader.header.body..)
        .zip(&kinds)
        .zip(groups)
        .filter(|((_, kind), _)| **kind == RowKind::Data)
        .all(|((row, _), group)| {
            let Some(number) = reader.household_number(row) else {
                return true;
            };
            let head = reader.name(row, Field::Head);
            match seen.get(&(group.clone(), number.clone())) {
                Some(before) => head.is_some() && *before == head,
                None => {
                    seen.insert((group, number), head);
                    true
                }
            }
        })
}
