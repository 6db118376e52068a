//! Characters that nobody can see, and what is spelled in two ways.

use std::collections::HashMap;

use domain::finding::{Code, Detail, Finding, Severity};
use domain::spelling::{group_key, household_alike, odd};
use domain::table::Field;

use super::leaks::BoardSheet;
use crate::cells::address::address;
use crate::cells::grid::{Book, Cell};
use crate::header::table::Headers;
use crate::rows::collected::{Collected, Place};

/// What is to be said of how things are spelled, over all sheets of a board.
pub(crate) fn find(
    book: &Book,
    collected: &Collected,
    headers: &Headers,
    sheets: &HashMap<usize, BoardSheet>,
) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (index, sheet) in sheets {
        odd_characters(book, *index, sheet, headers, &mut findings);
    }
    let spelled = Spelled {
        book,
        collected,
        headers,
    };
    spelled.groups(&mut findings);
    spelled.numbers(&mut findings);
    findings
}

/// Odd characters in cells that are read.
fn odd_characters(
    book: &Book,
    index: usize,
    of_board: &BoardSheet,
    headers: &Headers,
    findings: &mut Vec<Finding>,
) {
    let (Some(sheet), Some(header)) = (book.sheets.get(index), headers.get(&index)) else {
        return;
    };
    let mut read = vec![false; sheet.width()];
    for column in header
        .columns
        .iter()
        .filter(|column| column.field.is_some())
    {
        if let Some(read) = read.get_mut(column.index) {
            *read = true;
        }
    }
    for (row, cells) in sheet.rows.iter().enumerate().skip(of_board.body) {
        for (column, (cell, _)) in cells
            .iter()
            .zip(&read)
            .enumerate()
            .filter(|(_, (_, read))| **read)
        {
            let Cell::Text(text) = cell else { continue };
            let Some(found) = odd(text) else { continue };
            let wrong = found.kind.is_wrong();
            let household = of_board.households.get(row).map(str::to_owned);
            findings.push(Finding {
                severity: if wrong {
                    Severity::Error
                } else {
                    Severity::Warning
                },
                code: Code::OddCharacter,
                sheet: sheet.name.clone(),
                cell: Some(address(row, column)),
                household: household.filter(|number| !number.is_empty()),
                detail: Detail::Character {
                    character: found.character,
                    position: found.position,
                },
            });
        }
    }
}

struct Spelled<'a> {
    book: &'a Book,
    collected: &'a Collected,
    headers: &'a Headers,
}

/// A spelling of a group: how many households have it, and the first of them.
struct Spelling<'a> {
    text: &'a str,
    households: usize,
    first: usize,
}

impl Spelled<'_> {
    /// Groups that may be one: each spelling but the usual one is asked about.
    fn groups(&self, findings: &mut Vec<Finding>) {
        let mut spellings: HashMap<&str, Spelling<'_>> = HashMap::new();
        for (at, entry) in self.collected.board.entries.iter().enumerate() {
            let Some(text) = entry.group.as_deref() else {
                continue;
            };
            let spelling = spellings.entry(text).or_insert(Spelling {
                text,
                households: 0,
                first: at,
            });
            spelling.households += 1;
        }
        let mut groups: HashMap<String, Vec<Spelling<'_>>> = HashMap::new();
        for (text, spelling) in spellings {
            groups.entry(group_key(text)).or_default().push(spelling);
        }
        for mut alike in groups.into_values() {
            alike.sort_by_key(|one| (std::cmp::Reverse(one.households), one.first));
            let Some((usual, others)) = alike.split_first() else {
                continue;
            };
            for other in others {
                let found = (other.text, usual.text);
                findings.extend(self.finding(Code::GroupsAlike, Field::Group, other.first, found));
            }
        }
    }

    /// Household numbers that may be one: each but the first is asked about.
    fn numbers(&self, findings: &mut Vec<Finding>) {
        let mut first = HashMap::with_capacity(self.collected.board.entries.len());
        for (at, entry) in self.collected.board.entries.iter().enumerate() {
            let number = entry.household.as_str();
            if number.is_empty() {
                continue;
            }
            let before = *first.entry(household_alike(number)).or_insert(number);
            if before != number {
                let found = (number, before);
                findings.extend(self.finding(Code::NumbersAlike, Field::Household, at, found));
            }
        }
    }

    /// At the cell of an entry, counted from 0.
    fn finding(
        &self,
        code: Code,
        field: Field,
        at: usize,
        (found, expected): (&str, &str),
    ) -> Option<Finding> {
        let place: &Place = self.collected.places.get(at)?;
        let entry = self.collected.board.entries.get(at)?;
        let column = self.headers.get(&place.sheet)?.at(field);
        Some(Finding {
            severity: code.severity(),
            code,
            sheet: self.book.sheets.get(place.sheet)?.name.clone(),
            cell: column.map(|column| address(place.row, column)),
            household: Some(entry.household.clone()).filter(|number| !number.is_empty()),
            detail: Detail::words(found, expected),
        })
    }
}
