//! Which rows are whose.

use std::borrow::Cow;
use std::collections::HashMap;

use domain::finding::Code;
use domain::table::{Field, Layout};

use super::collected::Collected;
use super::kind::{Kind, kind};
use super::sheet_reader::{Desk, Row};
use crate::cells::address::address;
use crate::header::numbering::Numbered;
use crate::parallel;

/// The rows of one household.
pub(crate) struct Part {
    pub(crate) first: usize,
    /// After its last.
    pub(crate) end: usize,
    pub(crate) household: String,
    pub(crate) group: Option<String>,
}

/// Of each row below the header.
pub(crate) fn kinds(desk: &Desk<'_>) -> Vec<Kind> {
    let body = desk.header.body;
    let rows = desk.sheet.rows.len().saturating_sub(body);
    parallel::divided(rows, |rows| {
        rows.map(|at| kind(desk, body + at)).collect::<Vec<Kind>>()
    })
    .concat()
}

/// Which rows are whose.
pub(crate) fn parts(desk: &mut Desk<'_>, kinds: &[Kind], collected: &mut Collected) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    let mut open = false;
    let groups = groups(desk, kinds);
    let data = kinds.iter().filter(|kind| **kind == Kind::Data).count();
    collected.numbers.reserve(data);
    for ((row, kind), group) in (desk.header.body..).zip(kinds).zip(groups) {
        match kind {
            Kind::Skipped | Kind::Inner => {}
            Kind::Group(_) | Kind::GroupSum(_) | Kind::Subtotal | Kind::Total => open = false,
            Kind::Data => {
                let current = parts.last_mut().filter(|_| open);
                match begins(desk, row, current.as_deref(), group.as_deref()) {
                    Some(household) => {
                        number_once(desk, row, &household, collected);
                        open = true;
                        parts.push(Part {
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
    parts
}

/// The group of each row: its own cell's, that of a merged cell, or of the title
/// above it.
fn groups<'a>(desk: &Desk<'a>, kinds: &'a [Kind]) -> Vec<Option<Cow<'a, str>>> {
    let column = desk.header.at(Field::Group);
    let mut group: Option<Cow<'a, str>> = None;
    let rows = desk.header.body..;
    rows.zip(kinds)
        .map(|(row, kind)| {
            match kind {
                Kind::Group(name) | Kind::GroupSum(name) => group = Some(name.into()),
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

/// The number of the household that begins with this row; `None` where the row
/// is one more of the household above.
fn begins(
    desk: &mut Desk<'_>,
    row: usize,
    open: Option<&Part>,
    group: Option<&str>,
) -> Option<String> {
    let stated = desk.text(row, Field::Household);
    let stated = match (desk.header.numbered, group.or(desk.sheet.name.as_deref())) {
        (Numbered::ByGroupAndSequence, Some(group)) => {
            stated.map(|number| format!("{group}-{number}").into())
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
    let before = desk.text(current.first, Field::Head);
    let same_head = head.is_none() || head == before;
    match stated {
        Some(number) if number == current.household => {
            if same_head {
                return None;
            }
            if desk.header.layout == Layout::Wide {
                return Some(number.into_owned());
            }
            if let (Some(here), Some(before)) = (head, before) {
                let place = Row::new(row, &current.household);
                desk.note(Code::ConflictingHead, place, Field::Head, &here, &before);
            }
            None
        }
        None if same_head => None,
        stated => Some(numbered(desk, row, stated)),
    }
}

fn numbered(desk: &mut Desk<'_>, row: usize, stated: Option<Cow<'_, str>>) -> String {
    stated.map(Cow::into_owned).unwrap_or_else(|| {
        desk.note(
            Code::MissingHousehold,
            Row::new(row, ""),
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
    if let Some((row_before, column_before)) = collected.numbers.get(household) {
        let place = Row::new(row, household);
        let first = address(*row_before, *column_before);
        desk.note(
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
pub(crate) fn is_numbered_by_group(desk: &Desk<'_>) -> bool {
    let kinds = kinds(desk);
    let groups = groups(desk, &kinds);
    let mut seen = HashMap::new();
    (desk.header.body..)
        .zip(&kinds)
        .zip(groups)
        .filter(|((_, kind), _)| **kind == Kind::Data)
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
