//! What stands instead of a value, and numbers that cannot be a household's own.

use std::collections::HashMap;

use domain::board::Entry;
use domain::finding::{Code, Detail, Finding};
use domain::money::Money;
use domain::quantity::{Quantity, Unit};
use domain::spelling::{is_date, is_decimal, names_nobody, stands_instead};
use domain::table::Field;

use super::leaks::BoardSheet;
use crate::cells::address::address;
use crate::cells::grid::{Book, Cell, Sheet};
use crate::header::subject::Topic;
use crate::header::table::{Header, Headers};
use crate::rows::collected::{Collected, Place, RowOwners};
use crate::rows::sheet_reader::masked;

/// What is doubtful, over all sheets of a board.
pub(crate) fn find(
    book: &Book,
    collected: &Collected,
    headers: &Headers,
    sheets: &HashMap<usize, BoardSheet>,
) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (place, entry) in collected.places.iter().zip(&collected.board.entries) {
        let (Some(sheet), Some(header)) = (book.sheets.get(place.sheet), headers.get(&place.sheet))
        else {
            continue;
        };
        let household = Household {
            sheet,
            header,
            place,
            entry,
        };
        household.words(&mut findings);
        household.pays_nothing(&mut findings);
    }
    for (index, of_board) in sheets {
        if let (Some(sheet), Some(header)) = (book.sheets.get(*index), headers.get(index)) {
            let table = Table {
                sheet,
                header,
                owners: &of_board.households,
            };
            table.crossed_out(&mut findings);
            table.commas(&mut findings);
            table.merges(&mut findings);
        }
    }
    findings
}

/// A household where it stands.
struct Household<'a> {
    sheet: &'a Sheet,
    header: &'a Header,
    place: &'a Place,
    entry: &'a Entry,
}

impl Household<'_> {
    /// Words and broken codes where its number, its group or its head belongs.
    fn words(&self, findings: &mut Vec<Finding>) {
        let number = self.entry.household.as_str();
        let group = self.entry.group.as_deref().unwrap_or_default();
        for (field, text) in [(Field::Household, number), (Field::Group, group)] {
            let instead = match field {
                Field::Group => stands_instead(text),
                _ => names_nobody(text) || text == "0",
            };
            let code = if instead {
                Code::StandsInstead
            } else if is_date(text) {
                Code::DateShown
            } else if field == Field::Household && is_decimal(text) {
                Code::CodeAsDecimal
            } else {
                continue;
            };
            // A number format that shows a date was found where it was read.
            let column = self.header.at(field);
            let typed = column.is_some_and(|column| {
                let row = self.sheet.merged_from(self.place.row, column);
                matches!(self.sheet.cell(row, column), Cell::Text(_))
            });
            if typed {
                findings.push(self.finding(code, field, text));
            }
        }
        if names_nobody(&self.entry.head) {
            findings.push(self.finding(Code::StandsInstead, Field::Head, &self.entry.head));
        }
    }

    /// A total of 0 for an area, and nothing that makes it up.
    fn pays_nothing(&self, findings: &mut Vec<Finding>) {
        let entry = self.entry;
        let has_area = entry.land() > Quantity::ZERO || entry.floor() > Quantity::ZERO;
        let paid = entry.lines.iter().any(|line| line.amount != Money::ZERO);
        if !has_area || paid || entry.total != Money::ZERO {
            return;
        }
        let stated = self.header.at(Field::Total).is_some_and(|column| {
            let number = self.sheet.cell(self.place.row, column).number();
            number.is_some_and(|number| number.is_zero())
        });
        if stated {
            findings.push(self.finding(Code::PaysNothing, Field::Total, "0"));
        }
    }

    fn finding(&self, code: Code, field: Field, found: &str) -> Finding {
        let column = self.header.at(field);
        Finding {
            severity: code.severity(),
            code,
            sheet: self.sheet.name.clone(),
            cell: column.map(|column| address(self.place.row, column)),
            household: Some(self.entry.household.clone()).filter(|number| !number.is_empty()),
            detail: Detail::words(&masked(found), ""),
        }
    }
}

/// A sheet that was read as a board.
struct Table<'a> {
    sheet: &'a Sheet,
    header: &'a Header,
    owners: &'a RowOwners,
}

impl Table<'_> {
    /// What is crossed out in columns that are read; of a whole row, its first cells.
    fn crossed_out(&self, findings: &mut Vec<Finding>) {
        const A_ROW: usize = 3;
        let public = self.columns().filter(|(_, field)| !field.is_private());
        let public: Vec<usize> = public.map(|(column, _)| column).collect();
        for row in self.header.body..self.sheet.rows.len() {
            let is_crossed_out = |column: &usize| self.sheet.cell(row, *column).is_crossed_out();
            let cells: Vec<usize> = public.iter().copied().filter(is_crossed_out).collect();
            let shown = |column: &usize| self.sheet.cell(row, *column).shown();
            if let Some(first) = cells.first().filter(|_| cells.len() >= A_ROW) {
                let words: Vec<_> = cells.iter().take(A_ROW + 1).map(shown).collect();
                let words = words.join(" ");
                findings.push(self.finding(Code::CrossedOut, row, *first, &words, ""));
            } else {
                findings.extend(cells.iter().map(|column| {
                    self.finding(Code::CrossedOut, row, *column, &shown(column), "")
                }));
            }
        }
    }

    /// Areas in 亩 typed with a comma, which may be a decimal point.
    fn commas(&self, findings: &mut Vec<Finding>) {
        for (column, field) in self.columns() {
            if !matches!(field, Field::LandArea | Field::Quantity) {
                continue;
            }
            for row in self.header.body..self.sheet.rows.len() {
                let Cell::Text(text) = self.sheet.cell(row, column) else {
                    continue;
                };
                if let Some(pointed) = pointed(text)
                    && self.is_in_mu(row, column, field)
                    && self.owners.get(row).is_some()
                {
                    findings.push(self.finding(Code::CommaUnclear, row, column, text, &pointed));
                }
            }
        }
    }

    fn is_in_mu(&self, row: usize, column: usize, field: Field) -> bool {
        if field == Field::Quantity {
            let unit = self.header.at(Field::Unit);
            return unit.is_some_and(|unit| self.sheet.cell(row, unit).shown().contains('亩'));
        }
        let unit = self.header.area_unit(Topic::Land, Some(column), None);
        unit.is_none_or(|unit| unit == Unit::Mu)
    }

    /// Numbers that one cell gives to several households.
    fn merges(&self, findings: &mut Vec<Finding>) {
        let merged = |column: usize| self.sheet.down.contains_key(&column);
        let own = self.columns().filter(|(_, field)| is_own(*field));
        for (column, _) in own.filter(|(column, _)| merged(*column)) {
            let mut last = None;
            for row in self.header.body..self.sheet.rows.len() {
                let top = self.sheet.merged_from(row, column);
                if top == row || last == Some(top) || self.sheet.cell(top, column).is_blank() {
                    continue;
                }
                let (Some(first), Some(other)) = (self.owners.get(top), self.owners.get(row))
                else {
                    continue;
                };
                if first != other {
                    last = Some(top);
                    let both = format!("{first}、{other}");
                    let shown = self.sheet.cell(top, column).shown();
                    let finding = self.finding(Code::MergedOver, top, column, &shown, &both);
                    findings.push(finding);
                }
            }
        }
    }

    fn columns(&self) -> impl Iterator<Item = (usize, Field)> {
        let columns = self.header.columns.iter();
        columns.filter_map(|column| Some((column.index, column.field?)))
    }

    fn finding(
        &self,
        code: Code,
        row: usize,
        column: usize,
        found: &str,
        expected: &str,
    ) -> Finding {
        Finding {
            severity: code.severity(),
            code,
            sheet: self.sheet.name.clone(),
            cell: Some(address(row, column)),
            household: self.owners.get(row).map(str::to_owned),
            detail: Detail::words(&masked(found), expected),
        }
    }
}

/// What a household has of its own: an area, a number of things, an amount.
const fn is_own(field: Field) -> bool {
    matches!(
        field,
        Field::LandArea
            | Field::LandAreaOther
            | Field::LandAmount
            | Field::CropsAmount
            | Field::FloorArea
            | Field::HouseAmount
            | Field::FixtureAmount
            | Field::MovingAmount
            | Field::TransitionAmount
            | Field::RewardAmount
            | Field::OtherAmount
            | Field::OtherQuantity
            | Field::Deduction
            | Field::Quantity
            | Field::Amount
            | Field::GrossTotal
            | Field::Total
    )
}

/// `2,150` with a point for its comma; `None` where the comma is plainly one that
/// parts thousands (`12,345.6`, `1,234,567`), or is none.
fn pointed(text: &str) -> Option<String> {
    let text = text.trim().replace('，', ",");
    let digits = text.trim_end_matches('亩').trim_end();
    let (whole, rest) = digits.split_once(',')?;
    let all = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let plain = (1..=3).contains(&whole.len()) && rest.len() == 3 && all(whole) && all(rest);
    plain.then(|| format!("{whole}.{rest}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_comma_that_may_be_a_point_is_told_from_thousands() {
        for (text, right) in [
            ("2,150", "2.150"),
            ("12，345亩", "12.345"),
            (" 0,500 ", "0.500"),
        ] {
            assert_eq!(pointed(text).as_deref(), Some(right), "{text}");
        }
        for text in [
            "2.150",
            "1,234.5",
            "1,234,567",
            "2,15",
            ",150",
            "2150",
            "二,150",
            "",
        ] {
            assert_eq!(pointed(text), None, "{text}");
        }
    }
}
