//! What stands in the columns that are meant for personal numbers: checked
//! here, shown to nobody in full, and kept out of the board.

use std::collections::HashMap;

use domain::finding::{Code, Finding};
use domain::id_number;
use domain::read::Field;

use super::grid::{Book, address};
use super::header::Header;
use super::rows::Collected;

pub(super) fn find(book: &Book, collected: &Collected, header: &Header) -> Vec<Finding> {
    let columns: Vec<(usize, Field)> = header
        .columns
        .iter()
        .filter_map(|column| Some((column.index, column.field?)))
        .filter(|(_, field)| field.is_private())
        .collect();
    let mut findings = Vec::new();
    let mut owners: HashMap<(Field, String), &str> = HashMap::new();
    for (entry, place) in collected.entries.iter().zip(&collected.places) {
        let Some(sheet) = book.sheets.get(place.sheet) else {
            continue;
        };
        for (column, field) in &columns {
            let stated = sheet.cell(place.row, *column).shown();
            let number: String = stated
                .chars()
                .filter(|c| c.is_ascii_alphanumeric())
                .collect();
            let mut note = |code: Code, found: Option<String>, expected: Option<String>| {
                findings.push(Finding {
                    severity: code.severity(),
                    code,
                    sheet: sheet.name.clone(),
                    cell: Some(address(place.row, *column)),
                    household: Some(entry.household.clone()).filter(|number| !number.is_empty()),
                    found,
                    expected,
                });
            };
            if *field == Field::Payee {
                let payee = stated.trim();
                if !payee.is_empty() && payee != entry.head {
                    note(Code::PayeeDiffers, None, None);
                }
                continue;
            }
            if number.is_empty() || !matches!(field, Field::IdNumber | Field::BankAccount) {
                continue;
            }
            let masked = id_number::mask(&number);
            if *field == Field::IdNumber && !id_number::is_identity(&number) {
                note(Code::WrongIdNumber, Some(masked.clone()), None);
            }
            let key = (*field, number.to_uppercase());
            match owners.get(&key) {
                Some(first) if **first != entry.household => {
                    note(Code::SharedNumber, Some(masked), Some((*first).to_owned()));
                }
                _ => {
                    owners.insert(key, &entry.household);
                }
            }
        }
    }
    findings
}
