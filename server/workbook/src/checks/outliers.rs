//! Quantities that stand out from what other households have. Prompts to look
//! again, not accusations (常州、温州: graves and wells made up by the dozen).

use std::collections::{BTreeMap, HashMap};

use domain::finding::{Code, Finding};
use domain::quantity::{Quantity, Unit};
use domain::standard::Category;
use domain::table::{Field, Layout};

use crate::cells::address::address;
use crate::cells::grid::Book;
use crate::header::table::Headers;
use crate::rows::collected::Collected;

/// Fewer than this of one thing are not remarkable.
const MIN_REMARKABLE_COUNT: Quantity = Quantity::from_e4(50_000);
const COUNT_TIMES: i64 = 3;
const AREA_TIMES: i64 = 10;
/// A median of fewer households than this says nothing.
const MIN_HOUSEHOLDS: usize = 5;

pub(crate) fn find(book: &Book, collected: &Collected, headers: &Headers) -> Vec<Finding> {
    let mut counts: BTreeMap<&str, Vec<Quantity>> = BTreeMap::new();
    let mut areas: HashMap<(Option<&str>, Category), Vec<Quantity>> = HashMap::new();
    for entry in &collected.board.entries {
        for line in &entry.lines {
            let Some(measure) = &line.measure else {
                continue;
            };
            if matches!(measure.unit, Unit::Other(_)) {
                counts.entry(&line.item).or_default().push(measure.quantity);
            }
        }
        for (category, area) in [
            (Category::Land, entry.land()),
            (Category::House, entry.floor()),
        ] {
            if area != Quantity::ZERO {
                let group = entry.group.as_deref();
                areas.entry((group, category)).or_default().push(area);
            }
        }
    }
    let counts: BTreeMap<&str, Quantity> = counts
        .into_iter()
        .map(|(item, counts)| {
            // Nobody else has any: one is usual.
            let usual = if counts.len() == 1 {
                Quantity::ONE
            } else {
                median(counts)
            };
            (item, usual)
        })
        .collect();
    let areas: HashMap<_, Quantity> = areas
        .into_iter()
        .filter(|(_, areas)| areas.len() >= MIN_HOUSEHOLDS)
        .map(|(of, areas)| (of, median(areas)))
        .collect();

    let mut findings = Vec::new();
    for (entry, place) in collected.board.entries.iter().zip(&collected.places) {
        let Some(header) = headers.get(&place.sheet) else {
            continue;
        };
        let sheet = || {
            book.sheets
                .get(place.sheet)
                .and_then(|sheet| sheet.name.clone())
        };
        let mut note = |code: Code, row: usize, field: Field, found: String, usual: String| {
            findings.push(Finding {
                severity: code.severity(),
                code,
                sheet: sheet(),
                cell: header.at(field).map(|column| address(row, column)),
                household: Some(entry.household.clone()).filter(|number| !number.is_empty()),
                found: Some(found),
                expected: Some(usual),
            });
        };
        for (line, row) in entry.lines.iter().zip(&place.lines) {
            let Some(measure) = &line.measure else {
                continue;
            };
            let Some(usual) = counts
                .get(line.item.as_str())
                .filter(|_| matches!(measure.unit, Unit::Other(_)))
            else {
                continue;
            };
            let many = measure.quantity >= MIN_REMARKABLE_COUNT
                && measure.quantity.e4() >= usual.e4().saturating_mul(COUNT_TIMES);
            if many {
                let unit = measure.unit.label();
                let found = format!("{} {} {unit}", line.item, measure.quantity);
                let usual = format!("{usual} {unit}");
                note(Code::CountStandsOut, *row, Field::Quantity, found, usual);
            }
        }
        for (category, area, unit, field) in [
            (Category::Land, entry.land(), "亩", Field::LandArea),
            (Category::House, entry.floor(), "㎡", Field::FloorArea),
        ] {
            let usual = areas.get(&(entry.group.as_deref(), category));
            if let Some(usual) = usual
                && area.e4() >= usual.e4().saturating_mul(AREA_TIMES)
            {
                let field = match header.layout {
                    Layout::Wide => field,
                    Layout::Long => Field::Quantity,
                };
                let (found, usual) = (format!("{area} {unit}"), format!("{usual} {unit}"));
                note(Code::AreaStandsOut, place.row, field, found, usual);
            }
        }
    }
    findings
}

/// The middle one, the lower of two.
fn median(mut quantities: Vec<Quantity>) -> Quantity {
    quantities.sort_unstable();
    let middle = quantities.len().saturating_sub(1) / 2;
    quantities.get(middle).copied().unwrap_or_default()
}
