//! What stands in the columns that are meant for personal numbers: checked
//! here, shown to nobody in full, and kept out of the board.

use std::collections::{BTreeMap, HashMap};
use std::fmt;
use std::sync::Arc;

use domain::finding::{Code, Detail, Finding};
use domain::id_number;
use domain::name;
use domain::spelling::half_width;
use domain::table::Field;

use crate::cells::address::address;
use crate::cells::grid::Book;
use crate::header::table::Headers;
use crate::rows::collected::Collected;

/// What the private columns hold of one household.
#[derive(Clone, Debug)]
pub struct PrivateNumbers {
    pub household: String,
    pub sheet: Option<Arc<str>>,
    pub numbers: Vec<PrivateNumber>,
}

/// What one private cell holds.
#[derive(Clone)]
pub struct PrivateNumber {
    pub field: Field,
    /// As it stands there.
    pub value: String,
    row: usize,
    column: usize,
}

impl fmt::Debug for PrivateNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} in {}", self.field, self.cell())
    }
}

impl PrivateNumber {
    /// Letters and digits alone, capitals: by these it is the same number.
    #[must_use]
    pub fn normal(&self) -> String {
        self.value
            .chars()
            .map(half_width)
            .filter(char::is_ascii_alphanumeric)
            .map(|character| character.to_ascii_uppercase())
            .collect()
    }

    /// Where it stands: `F7`.
    #[must_use]
    pub fn cell(&self) -> String {
        address(self.row, self.column)
    }
}

/// What the private columns hold, and what is wrong with it.
pub(crate) fn find(
    book: &Book,
    collected: &Collected,
    headers: &Headers,
) -> (Vec<Finding>, Vec<PrivateNumbers>) {
    let columns: BTreeMap<usize, Vec<(usize, Field)>> = headers
        .iter()
        .map(|(sheet, header)| {
            let columns = header.columns.iter();
            let private = columns
                .filter_map(|column| Some((column.index, column.field?)))
                .filter(|(_, field)| field.is_private());
            (*sheet, private.collect())
        })
        .collect();
    let mut findings = Vec::new();
    let mut private = Vec::new();
    if columns.values().all(Vec::is_empty) {
        return (findings, private);
    }
    let names: Vec<Option<Arc<str>>> = book
        .sheets
        .iter()
        .map(|sheet| sheet.name.as_deref().map(Arc::from))
        .collect();
    let mut owners: HashMap<(Field, String), &str> = HashMap::new();
    for (entry, place) in collected.board.entries.iter().zip(&collected.places) {
        let (Some(sheet), Some(columns)) =
            (book.sheets.get(place.sheet), columns.get(&place.sheet))
        else {
            continue;
        };
        let mut rows = vec![place.row];
        rows.extend(&place.lines);
        rows.sort_unstable();
        rows.dedup();
        let mut held = PrivateNumbers {
            household: entry.household.clone(),
            sheet: names.get(place.sheet).cloned().flatten(),
            numbers: Vec::new(),
        };
        for row in rows {
            for (column, field) in columns {
                let value = sheet.cell(row, *column).shown();
                let known =
                    |number: &PrivateNumber| number.field == *field && number.value == value;
                // Repeated on each row of the household.
                if value.is_empty() || held.numbers.iter().any(known) {
                    continue;
                }
                held.numbers.push(PrivateNumber {
                    field: *field,
                    value: value.into_owned(),
                    row,
                    column: *column,
                });
            }
        }
        for number in &held.numbers {
            check(
                &held,
                number,
                &entry.head,
                &entry.household,
                &mut owners,
                &mut findings,
            );
        }
        if !held.numbers.is_empty() {
            private.push(held);
        }
    }
    (findings, private)
}

fn check<'a>(
    held: &PrivateNumbers,
    number: &PrivateNumber,
    head: &str,
    household: &'a str,
    owners: &mut HashMap<(Field, String), &'a str>,
    findings: &mut Vec<Finding>,
) {
    let mut note = |code: Code, found: Option<String>, expected: Option<String>| {
        findings.push(Finding {
            severity: code.severity(),
            code,
            sheet: held.sheet.as_deref().map(str::to_owned),
            cell: Some(number.cell()),
            household: Some(household.to_owned()).filter(|number| !number.is_empty()),
            detail: Detail::Words { found, expected },
        });
    };
    if number.field == Field::Payee {
        if !name::names(head, &number.value) {
            note(Code::PayeeDiffers, None, None);
        }
        return;
    }
    let normal = number.normal();
    if normal.is_empty() || !matches!(number.field, Field::IdNumber | Field::BankAccount) {
        return;
    }
    let masked = id_number::mask(&normal);
    if number.field == Field::IdNumber && !id_number::is_identity(&normal) {
        note(Code::WrongIdNumber, Some(masked.clone()), None);
    }
    let key = (number.field, normal);
    match owners.get(&key) {
        Some(first) if *first != household => {
            note(Code::SharedNumber, Some(masked), Some((*first).to_owned()));
        }
        _ => {
            owners.insert(key, household);
        }
    }
}
