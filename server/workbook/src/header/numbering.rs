//! How the households of a table are numbered.

use std::collections::HashMap;

use domain::table::Field;

use super::column::Column;
use super::rows::{is_header, is_numbering};
use crate::cells::grid::Sheet;
use crate::words::meaning::Meaning;

/// How the households are numbered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Numbering {
    /// By a 户号, or a 编号.
    Own,
    /// By the 序号, which is different in every row.
    BySequence,
    /// By group and 序号, which begins anew in every group.
    ByGroupAndSequence,
    /// No number tells the households apart.
    Unnumbered,
}

/// 编号 numbers the households where there is no 户号; where there is neither,
/// the 序号 stands for it if it is different in every row, or in every row of a group.
pub(crate) fn number_households(sheet: &Sheet, body: usize, columns: &mut [Column]) -> Numbering {
    let has = |columns: &[Column], field| columns.iter().any(|c| c.field == Some(field));
    if has(columns, Field::Household) {
        for column in columns.iter_mut() {
            if column.meaning == Some(Meaning::Number) && column.field.is_none() {
                column.field = Some(Field::Sequence);
            }
        }
        return Numbering::Own;
    }
    if let Some(column) = columns
        .iter_mut()
        .find(|column| column.meaning == Some(Meaning::Number))
    {
        column.field = Some(Field::Household);
        return Numbering::Own;
    }
    let head = columns
        .iter()
        .find(|column| column.field == Some(Field::Head))
        .map(|column| column.index);
    let Some(column) = columns
        .iter_mut()
        .find(|column| column.field == Some(Field::Sequence))
    else {
        return Numbering::Unnumbered;
    };
    let mut seen = HashMap::new();
    let numbered = (body..sheet.rows.len())
        .filter(|row| !is_header(sheet, *row) && !is_numbering(sheet, *row))
        .filter(|row| sheet.cell(*row, column.index).number().is_some());
    let mut unique = true;
    for row in numbered {
        let named = head.map(|head| sheet.cell(row, head).shown());
        let number = sheet.cell(row, column.index).shown();
        match seen.get(&number) {
            None => {
                seen.insert(number, named);
            }
            // Repeated on each of a household's rows.
            Some(before) if *before == named && named.is_some() => {}
            Some(_) => {
                unique = false;
                break;
            }
        }
    }
    column.field = Some(Field::Household);
    if unique {
        Numbering::BySequence
    } else {
        Numbering::ByGroupAndSequence
    }
}
