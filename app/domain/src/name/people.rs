//! Whom a cell names.

use super::parts::{Part, parts};
use crate::spelling::{folded, is_han};

/// A person, or a collective, that a cell names.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Named {
    /// Letters to compare by, without blanks and dots; how many stand before the
    /// first dot, where there is one.
    Person {
        letters: Vec<char>,
        first: Option<usize>,
    },
    Collective(String),
}

/// Everybody whom a cell names, in order.
#[must_use]
pub fn named(text: &str) -> Vec<Named> {
    let mut people: Vec<(Vec<char>, Option<usize>)> = Vec::new();
    let mut collectives: Vec<String> = Vec::new();
    let mut goes_on = false;
    for part in parts(text) {
        let was_on = std::mem::take(&mut goes_on);
        match part {
            Part::Letter(person, letter) => {
                people.resize_with(people.len().max(person + 1), Default::default);
                if let Some((letters, _)) = people.get_mut(person) {
                    letters.push(folded(letter.plain));
                }
            }
            Part::Dot(person, _) => {
                if let Some((letters, first)) = people.get_mut(person) {
                    first.get_or_insert(letters.len());
                }
            }
            Part::Collective(text) => {
                goes_on = true;
                let folded = text.chars().map(folded);
                match collectives.last_mut().filter(|_| was_on) {
                    Some(last) => last.extend(folded),
                    None => collectives.push(folded.collect()),
                }
            }
            Part::Other(_) => {}
        }
    }
    let people = people
        .into_iter()
        .filter(|(letters, _)| !letters.is_empty());
    let people = people.map(|(letters, first)| Named::Person {
        first: first.filter(|first| (1..letters.len()).contains(first)),
        letters,
    });
    people
        .chain(collectives.into_iter().map(Named::Collective))
        .collect()
}

/// Whether a cell names everybody whom this text names, and it names anybody.
#[must_use]
pub fn names(cell: &str, whom: &str) -> bool {
    if cell == whom {
        return true;
    }
    // Nearly always so, and quickly told.
    let first = whom.chars().map(folded).find(|letter| is_han(*letter));
    if first.is_some_and(|first| !cell.chars().any(|letter| folded(letter) == first)) {
        return false;
    }
    let whom = named(whom);
    let of_cell = named(cell);
    !whom.is_empty() && whom.iter().all(|one| of_cell.contains(one))
}
