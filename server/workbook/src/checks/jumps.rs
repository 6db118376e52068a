//! Areas that are ten times, or a tenth, of what the household had on the board
//! before: the decimal point of one of them is in the wrong place.

use domain::areas::{ByHousehold, is_ten_times_off};
use domain::finding::{Code, Detail, Finding};
use domain::standard::Category;
use domain::table::{Field, Layout};

use crate::cells::address::address;
use crate::cells::grid::Book;
use crate::header::table::Headers;
use crate::rows::collected::Collected;

pub(crate) fn find(
    book: &Book,
    collected: &Collected,
    headers: &Headers,
    earlier: &ByHousehold,
) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (entry, place) in collected.board.entries.iter().zip(&collected.places) {
        let (Some(before), Some(header)) =
            (earlier.get(&entry.household), headers.get(&place.sheet))
        else {
            continue;
        };
        for (category, now, before, unit, field) in [
            (
                Category::Land,
                entry.land(),
                before.land,
                "亩",
                Field::LandArea,
            ),
            (
                Category::House,
                entry.floor(),
                before.floor,
                "㎡",
                Field::FloorArea,
            ),
        ] {
            if !is_ten_times_off(now, before) {
                continue;
            }
            // Of several lines, the largest: it is the first to look at.
            let largest = entry
                .lines
                .iter()
                .zip(&place.lines)
                .filter(|(line, _)| line.category == category)
                .filter_map(|(line, row)| Some((line.measure.as_ref()?.quantity, *row)))
                .max_by_key(|(quantity, _)| *quantity);
            let row = largest.map_or(place.row, |(_, row)| row);
            let field = match header.layout {
                Layout::Wide => field,
                Layout::Long => Field::Quantity,
            };
            findings.push(Finding {
                severity: Code::AreaJumps.severity(),
                code: Code::AreaJumps,
                sheet: book
                    .sheets
                    .get(place.sheet)
                    .and_then(|sheet| sheet.name.clone()),
                cell: header.at(field).map(|column| address(row, column)),
                household: Some(entry.household.clone()),
                detail: Detail::Words {
                    found: Some(format!("{now} {unit}")),
                    expected: Some(format!("{before} {unit}")),
                },
            });
        }
    }
    findings
}
