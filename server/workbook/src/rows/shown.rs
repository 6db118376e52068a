//! Whether cells show what they store. What a clerk sees in the spreadsheet is
//! what is published: where both disagree, it is said and never guessed.

use domain::finding::{Code, Detail, Severity};
use domain::id_number;
use domain::table::Field;
use rust_decimal::Decimal;

use super::kind::RowKind;
use super::sheet_reader::{RowRef, SheetReader, masked};
use crate::cells::formats::digits::Digits;
use crate::cells::formats::formatted::{Compared, Formatted, compared};
use crate::cells::formats::section::exponent;
use crate::cells::grid::Cell;
use crate::words::units::Scale;

/// From here on General shows a number with an exponent.
const SHORTENED: i64 = 100_000_000_000;
/// From here on a spreadsheet loses the last digits.
const LOST: i64 = 1_000_000_000_000_000;

/// What is read from a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    Money,
    /// An area, or a count of things.
    Quantity,
    /// A whole number.
    Count,
    /// A name, a number that names, a word.
    Word,
    /// Never published.
    Private,
    /// Whatever an office writes.
    Free,
    /// Of 1, also in percent: 85% is 0.85.
    Factor,
}

const fn role(field: Field) -> Option<Role> {
    Some(match field {
        // Not read; where it stands for the household number, it is that.
        Field::Sequence => return None,
        Field::People | Field::Months => Role::Count,
        Field::LandArea
        | Field::LandAreaOther
        | Field::FloorArea
        | Field::OtherQuantity
        | Field::Quantity => Role::Quantity,
        Field::LandPrice
        | Field::LandAmount
        | Field::CropsAmount
        | Field::HousePrice
        | Field::HouseAmount
        | Field::FixtureAmount
        | Field::MovingAmount
        | Field::TransitionAmount
        | Field::RewardAmount
        | Field::OtherAmount
        | Field::OtherPrice
        | Field::RatePart
        | Field::Deduction
        | Field::Subtotal
        | Field::Price
        | Field::Amount
        | Field::GrossTotal
        | Field::Total => Role::Money,
        Field::Household
        | Field::Group
        | Field::Head
        | Field::LandClass
        | Field::HouseStructure
        | Field::OtherItem
        | Field::Category
        | Field::Item
        | Field::Unit
        | Field::Status
        | Field::Relation
        | Field::Official => Role::Word,
        Field::Factor => Role::Factor,
        field if field.is_private() => Role::Private,
        _ => Role::Free,
    })
}

/// How the numbers of a column count.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Reading {
    role: Role,
    scale: Scale,
    /// Decimals that are kept.
    most: u32,
}

impl Reading {
    /// Of a table of standards: names and codes.
    pub(crate) const WORD: Self = Self {
        role: Role::Word,
        scale: Scale::Yuan,
        most: 0,
    };

    /// Of a table of standards: prices.
    pub(crate) const fn money(scale: Scale) -> Self {
        Self {
            role: Role::Money,
            scale,
            most: 2,
        }
    }
}

/// Notes every cell of the columns that are read, of households and of sums, that
/// shows something else than it stores.
pub(crate) fn check(reader: &mut SheetReader<'_>, kinds: &[RowKind]) {
    let (sheet, header) = (reader.sheet, reader.header);
    let columns = columns(reader);
    for (row, kind) in (header.body..).zip(kinds) {
        if matches!(kind, RowKind::Skipped | RowKind::Group(_)) {
            continue;
        }
        let Some(cells) = sheet.rows.get(row) else {
            continue;
        };
        for (column, reading) in columns.iter().copied() {
            let fault = cells.get(column).and_then(|cell| fault(reading, cell));
            if let Some((severity, code, detail)) = fault {
                let at = RowRef { row, household: "" };
                reader.note_figures(severity, code, at, Some(column), detail);
            }
        }
    }
}

/// The columns that are read, and how their numbers count.
pub(crate) fn columns(reader: &SheetReader<'_>) -> Vec<(usize, Reading)> {
    let header = reader.header;
    let reading = |index, field| {
        let role = role(field)?;
        Some(Reading {
            role,
            scale: header.scale(index),
            most: match role {
                Role::Money => reader.decimals_of_money(index),
                Role::Quantity | Role::Factor => SheetReader::OF_AREAS,
                _ => 0,
            },
        })
    };
    let columns = header.columns.iter();
    columns
        .filter_map(|column| Some((column.index, reading(column.index, column.field?)?)))
        .collect()
}

/// How grave, which kind, and what is shown and stored.
pub(crate) type Fault = (Severity, Code, Detail);

/// What is wrong with what a cell shows.
pub(crate) fn fault(reading: Reading, cell: &Cell) -> Option<Fault> {
    let role = reading.role;
    let numeric = matches!(role, Role::Money | Role::Quantity | Role::Count);
    match cell {
        Cell::Blank | Cell::Text(_) | Cell::Error(_) => None,
        Cell::Date(_) if role == Role::Free => None,
        Cell::Date(date) => Some(of(Code::DateShown, Detail::words(&masked(date), ""))),
        Cell::Unshown(stored) => {
            let stored = stored.shown();
            let stored = match role {
                Role::Private => id_number::mask(&stored),
                _ => masked(&stored),
            };
            Some(of(Code::ShownBlank, shown(String::new(), stored)))
        }
        Cell::Formatted(formatted) if role == Role::Factor => factor(reading, formatted),
        Cell::Number(number, digits) if numeric || role == Role::Factor => {
            let hides = digits.hides_digits_of(*number);
            hides
                .then(|| rounded(reading, *number, digits.show(*number)))
                .flatten()
        }
        Cell::Formatted(formatted) if numeric => number(reading, formatted),
        Cell::Number(number, digits) if role == Role::Word => word(*number, *digits),
        Cell::Formatted(formatted) if role == Role::Word => formatted_word(formatted),
        Cell::Number(number, _) if role == Role::Private => lost(*number),
        Cell::Formatted(formatted) if role == Role::Private => lost(formatted.number),
        Cell::Number(..) | Cell::Formatted(_) => None,
    }
}

fn of(code: Code, detail: Detail) -> Fault {
    (code.severity(), code, detail)
}

const fn shown(shown: String, stored: String) -> Detail {
    Detail::Shown { shown, stored }
}

fn digits_of(number: Decimal) -> String {
    Digits::GENERAL.show(number)
}

/// A number that shows fewer decimals than are stored; those with more than are
/// kept have their own finding.
fn rounded(reading: Reading, number: Decimal, text: String) -> Option<Fault> {
    let kept = number.normalize().scale() <= reading.most && !number.is_sign_negative();
    kept.then(|| of(Code::ShownRounded, shown(text, digits_of(number))))
}

/// A number in words and digits of its format, where a number should stand.
fn number(reading: Reading, formatted: &Formatted) -> Option<Fault> {
    let stored = formatted.number;
    let text = formatted.text();
    let differs = |code| {
        let text = text.clone().unwrap_or_default();
        of(code, shown(masked(&text), digits_of(stored)))
    };
    if stored.is_sign_negative() {
        // What is below 0 is said, or a deduction.
        let kept = formatted.format.keeps_digits_of(stored);
        return (!kept).then(|| differs(Code::ShownScaled));
    }
    match formatted.compared(reading.scale) {
        Compared::Same => {
            let exponent = formatted.format.exponent(stored)?;
            let hidden = Decimal::from_scientific(&exponent).ok() != Some(stored);
            hidden.then(|| rounded(reading, stored, exponent)).flatten()
        }
        Compared::Rounded => rounded(reading, stored, text.unwrap_or_default()),
        Compared::InUnit => Some(differs(Code::ShownInUnit)),
        Compared::Scaled(_) => Some(differs(Code::ShownScaled)),
        Compared::Other | Compared::Unknown => Some(differs(Code::ShownDiffers)),
    }
}

/// A factor, which may be shown in percent.
fn factor(reading: Reading, formatted: &Formatted) -> Option<Fault> {
    let hundredfold = formatted.number.checked_mul(Decimal::ONE_HUNDRED)?;
    let text = formatted.text()?;
    let Some(percent) = text.strip_suffix('%') else {
        return number(reading, formatted);
    };
    match compared(percent, hundredfold, Scale::Yuan) {
        Compared::Same => None,
        Compared::Rounded => rounded(reading, formatted.number, text),
        _ => number(reading, formatted),
    }
}

/// A number that names somebody or something, in its own digits.
fn word(number: Decimal, digits: Digits) -> Option<Fault> {
    if let Some(lost) = lost(number) {
        return Some(lost);
    }
    let stored = digits_of(number);
    if digits == Digits::GENERAL {
        let short = number.abs() >= Decimal::from(SHORTENED);
        return short
            .then(|| exponent(number, 5))
            .flatten()
            .map(|text| of(Code::ShownShort, shown(text, masked(&stored))));
    }
    let text = digits.show(number);
    let same = text.trim_start_matches('0') == stored.trim_start_matches('0');
    (!same).then(|| read_as_shown(text, stored))
}

/// The same, in words and digits of its format.
fn formatted_word(formatted: &Formatted) -> Option<Fault> {
    let number = formatted.number;
    if let Some(lost) = lost(number) {
        return Some(lost);
    }
    let stored = masked(&digits_of(number));
    match formatted.text() {
        Some(_) if formatted.format.keeps_digits_of(number) => None,
        Some(text) => Some(read_as_shown(text, stored)),
        None => Some(match formatted.format.exponent(number) {
            Some(text) => of(Code::ShownShort, shown(text, stored)),
            None => of(Code::ShownDiffers, shown(String::new(), stored)),
        }),
    }
}

fn read_as_shown(text: String, stored: String) -> Fault {
    let detail = shown(masked(&text), stored);
    (Severity::Warning, Code::ShownDiffers, detail)
}

/// A number of so many digits that a spreadsheet has lost the last.
fn lost(number: Decimal) -> Option<Fault> {
    (number.abs() >= Decimal::from(LOST)).then(|| {
        let masked = id_number::mask(&digits_of(number));
        of(Code::DigitsLost, Detail::words(&masked, ""))
    })
}
