//! A sheet's rows → entries.

use super::collected::{Collected, Owners, Place};
use super::household::{self, Said};
use super::households::{Part, kinds, parts};
use super::sheet_reader::Desk;
use super::sums::{self, Stated};
use crate::parallel;

/// Reads the entries of a sheet, with findings at the desk: first which rows are
/// whose, then what each household's say, then whether the sums fit. Gives which
/// household each row belongs to.
pub(crate) fn entries(desk: &mut Desk<'_>, sheet: usize, collected: &mut Collected) -> Owners {
    let kinds = kinds(desk);
    let parts = parts(desk, &kinds, collected);
    let said = household::read_all(desk, &kinds, &parts);
    let totals: Vec<Stated> = parts
        .iter()
        .zip(said.iter().flatten())
        .map(|(part, said)| Stated {
            first: part.first,
            total: said.total,
        })
        .collect();
    let mut summing = desk.another();
    let ((), owners) = parallel::both(
        || sums::check(&mut summing, &kinds, &totals),
        || collect(sheet, parts, said, collected),
    );
    desk.found.take_over(summing.found);
    owners
}

/// Takes over what was read of a sheet's households.
fn collect(
    sheet: usize,
    parts: Vec<Part>,
    said: Vec<Vec<Said>>,
    collected: &mut Collected,
) -> Owners {
    let mut owners = Owners::default();
    collected.board.entries.reserve(parts.len());
    collected.places.reserve(parts.len());
    owners.0.reserve(parts.len());
    for (part, said) in parts.into_iter().zip(said.into_iter().flatten()) {
        if let Some(note) = said.change_note {
            collected.change_notes.insert(part.household.clone(), note);
        }
        collected.board.entries.push(said.entry);
        collected.places.push(Place {
            sheet,
            row: part.first,
            lines: said.lines,
            says_none: said.says_none,
        });
        owners.0.push((part.first..part.end, part.household));
    }
    owners
}
