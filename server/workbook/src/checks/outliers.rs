//! Quantities that stand out from what other households have. Prompts to look
//! again, not accusations (常州、温州: graves and wells made up by the dozen).

use std::collections::HashMap;

use domain::board::{Entry, LineItem, Measure};
use domain::finding::{Code, Detail, Finding};
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
    let entries = &collected.board.entries;
    let usual = Usual {
        counts: usual_counts(entries),
        areas: usual_areas(entries),
    };
    let mut findings = Vec::new();
    for (entry, place) in entries.iter().zip(&collected.places) {
        let Some(header) = headers.get(&place.sheet) else {
            continue;
        };
        let mut note = |code: Code, row: usize, field: Field, found: String, usual: String| {
            let sheet = book.sheets.get(place.sheet);
            findings.push(Finding {
                severity: code.severity(),
                code,
                sheet: sheet.and_then(|sheet| sheet.name.clone()),
                cell: header.at(field).map(|column| address(row, column)),
                household: Some(entry.household.clone()).filter(|number| !number.is_empty()),
                detail: Detail::Words {
                    found: Some(found),
                    expected: Some(usual),
                },
            });
        };
        for (line, row) in entry.lines.iter().zip(&place.lines) {
            if let Some((found, usual)) = usual.many(line) {
                note(Code::CountStandsOut, *row, Field::Quantity, found, usual);
            }
        }
        for (category, area, unit, field) in [
            (Category::Land, entry.land(), "亩", Field::LandArea),
            (Category::House, entry.floor(), "㎡", Field::FloorArea),
        ] {
            let Some(usual) = usual.areas.get(&(entry.group.as_deref(), category)) else {
                continue;
            };
            if area.e4() < usual.e4().saturating_mul(AREA_TIMES) {
                continue;
            }
            let field = match header.layout {
                Layout::Wide => field,
                Layout::Long => Field::Quantity,
            };
            let (found, usual) = (format!("{area} {unit}"), format!("{usual} {unit}"));
            note(Code::AreaStandsOut, place.row, field, found, usual);
        }
    }
    findings
}

/// What households have.
struct Usual<'a> {
    /// Of each thing that is counted, by the name of its item.
    counts: HashMap<&'a str, Quantity>,
    /// Of land and of houses, in each group.
    areas: HashMap<(Option<&'a str>, Category), Quantity>,
}

impl Usual<'_> {
    /// How many a line has, and how many are usual, where it has far more.
    fn many(&self, line: &LineItem) -> Option<(String, String)> {
        let measure = counted(line)?;
        let usual = self.counts.get(line.item.as_str())?;
        let many = measure.quantity >= MIN_REMARKABLE_COUNT
            && measure.quantity.e4() >= usual.e4().saturating_mul(COUNT_TIMES);
        let unit = measure.unit.label();
        many.then(|| {
            let found = format!("{} {} {unit}", line.item, measure.quantity);
            (found, format!("{usual} {unit}"))
        })
    }
}

/// The measure of a line that counts things: wells, trees, graves.
fn counted(line: &LineItem) -> Option<&Measure> {
    let measure = line.measure.as_ref();
    measure.filter(|measure| matches!(measure.unit, Unit::Other(_)))
}

fn usual_counts(entries: &[Entry]) -> HashMap<&str, Quantity> {
    let mut counts: HashMap<&str, Vec<Quantity>> = HashMap::new();
    for line in entries.iter().flat_map(|entry| &entry.lines) {
        if let Some(measure) = counted(line) {
            counts.entry(&line.item).or_default().push(measure.quantity);
        }
    }
    counts
        .into_iter()
        .map(|(item, counts)| {
            // Nobody else has any: one is usual.
            let usual = match counts.as_slice() {
                [_] => Quantity::ONE,
                _ => median(counts),
            };
            (item, usual)
        })
        .collect()
}

fn usual_areas(entries: &[Entry]) -> HashMap<(Option<&str>, Category), Quantity> {
    let mut areas: HashMap<(Option<&str>, Category), Vec<Quantity>> = HashMap::new();
    for entry in entries {
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
    areas
        .into_iter()
        .filter(|(_, areas)| areas.len() >= MIN_HOUSEHOLDS)
        .map(|(of, areas)| (of, median(areas)))
        .collect()
}

/// The middle one, the lower of two.
fn median(mut quantities: Vec<Quantity>) -> Quantity {
    quantities.sort_unstable();
    let middle = quantities.len().saturating_sub(1) / 2;
    quantities.get(middle).copied().unwrap_or_default()
}
