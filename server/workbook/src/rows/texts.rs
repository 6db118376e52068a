//! What a household's rows say of the whole household, each in its own words.
//!
//! | field | several rows that differ |
//! |---|---|
//! | 备注, 变动原因 | each text once, joined by ； |
//! | 组别, 人口 | an error: nothing tells which is right |
//! | 户主 | an error ([`super::households`]) |
//! | special status | an error ([`super::status`]) |

use std::borrow::Cow;

use domain::finding::Code;
use domain::table::Field;

use super::households::{HouseholdRows, is_ditto};
use super::sheet_reader::{RowRef, SheetReader};

/// All texts of a field, each once; `None` where there is none.
pub(super) fn joined(reader: &SheetReader<'_>, rows: &[usize], field: Field) -> Option<String> {
    let mut texts: Vec<Cow<'_, str>> = Vec::new();
    for text in rows.iter().filter_map(|row| reader.text(*row, field)) {
        if !texts.contains(&text) {
            texts.push(text);
        }
    }
    (!texts.is_empty()).then(|| texts.join("；"))
}

/// The first row that states a field that a household has once; notes each that
/// states something else.
pub(super) fn once(
    reader: &mut SheetReader<'_>,
    part: &HouseholdRows,
    rows: &[usize],
    field: Field,
) -> Option<usize> {
    let column = reader.header.at(field)?;
    let mut stated = rows.iter().copied();
    let (first, said) = stated.find_map(|row| Some((row, reader.text_in(row, column)?)))?;
    for row in stated {
        let Some(other) = reader
            .text_in(row, column)
            .filter(|other| *other != said && !is_ditto(other))
        else {
            continue;
        };
        let at = RowRef::new(row, &part.household);
        reader.note(Code::ConflictingValue, at, field, &other, &said);
    }
    Some(first)
}
