//! A sheet's rows → entries.

use super::collected::{Collected, Place, RowOwners};
use super::conditional;
use super::household::{self, ParsedHousehold};
use super::households::{HouseholdRows, kinds, parts};
use super::sheet_reader::SheetReader;
use super::shown;
use super::sums::{self, StatedTotal};
use crate::parallel;

/// Reads the entries of a sheet, with its findings at the reader: first which rows are
/// whose, then what each household's say, then whether the sums fit. Gives which
/// household each row belongs to.
pub(crate) fn entries(
    reader: &mut SheetReader<'_>,
    sheet: usize,
    collected: &mut Collected,
) -> RowOwners {
    let kinds = kinds(reader);
    let parts = parts(reader, &kinds, collected);
    let households = household::read_all(reader, &kinds, &parts);
    let totals: Vec<StatedTotal> = parts
        .iter()
        .zip(households.iter().flatten())
        .map(|(part, household)| StatedTotal {
            first: part.first,
            totals: [household.gross, household.total],
            repeated: household.repeated.clone(),
        })
        .collect();
    let mut summing = reader.another();
    let ((), owners) = parallel::join(
        || {
            shown::check(&mut summing, &kinds);
            conditional::check(&mut summing, &kinds);
            sums::check(&mut summing, &kinds, &totals);
        },
        || collect(sheet, parts, households, collected),
    );
    reader.found.take_over(summing.found);
    owners
}

/// Takes over what was read of a sheet's households.
fn collect(
    sheet: usize,
    parts: Vec<HouseholdRows>,
    households: Vec<Vec<ParsedHousehold>>,
    collected: &mut Collected,
) -> RowOwners {
    let mut owners = RowOwners::default();
    collected.board.entries.reserve(parts.len());
    collected.places.reserve(parts.len());
    owners.0.reserve(parts.len());
    for (part, household) in parts.into_iter().zip(households.into_iter().flatten()) {
        if let Some(note) = household.change_note {
            collected.change_notes.insert(part.household.clone(), note);
        }
        collected.board.entries.push(household.entry);
        collected.places.push(Place {
            sheet,
            row: part.first,
            lines: household.lines,
            says_none: household.says_none,
        });
        owners.0.push((part.first..part.end, part.household));
    }
    owners
}
