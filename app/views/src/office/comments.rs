//! Comments of a reviewer on single cells of the clerk's table.

use chrono::{DateTime, Utc};
use domain::board::Entry;
use domain::id::CommentId;
use domain::table::{EntryPlace, Field, Layout, UploadReport};
use serde::{Deserialize, Serialize};

/// A cell that can be commented on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CellChoice {
    /// `G7`
    pub cell: String,
    /// What stands there: its heading, with the line's item in a long table.
    pub label: String,
}

/// A household that a comment is being written on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Commenting {
    pub household: String,
    pub head: String,
    pub cells: Vec<CellChoice>,
}

/// A reviewer's comment on a cell.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CellComment {
    pub id: CommentId,
    pub household: String,
    pub sheet: Option<String>,
    /// `None` where it is of the household as a whole.
    pub cell: Option<String>,
    pub label: String,
    pub comment: String,
    pub by: String,
    #[serde(with = "domain::time::millis")]
    pub at: DateTime<Utc>,
}

/// Characters of a comment, at the most.
pub const MAX_COMMENT: usize = 500;

/// Comments on one board, at the most.
pub const MAX_COMMENTS: u64 = 200;

/// The cells of a household that were read, private ones left out.
#[must_use]
pub fn cells_of(report: &UploadReport, place: &EntryPlace, entry: &Entry) -> Vec<CellChoice> {
    let columns: Vec<(&str, &str, Field)> = report
        .columns
        .iter()
        .filter_map(|column| {
            Some((
                column.column.as_str(),
                column.header.as_str(),
                column.field?,
            ))
        })
        .filter(|(_, _, field)| !field.is_private() && *field != Field::Sequence)
        .collect();
    let choice = |column: &str, row: u32, label: String| CellChoice {
        cell: format!("{column}{row}"),
        label,
    };
    let mut cells = Vec::new();
    match report.layout {
        Layout::Wide => {
            let mut rows = vec![place.row];
            rows.extend(&place.lines);
            rows.sort_unstable();
            rows.dedup();
            for row in rows {
                for (column, header, _) in &columns {
                    cells.push(choice(column, row, (*header).to_owned()));
                }
            }
        }
        Layout::Long => {
            for (column, header, field) in &columns {
                if !is_of_line(*field) {
                    cells.push(choice(column, place.row, (*header).to_owned()));
                }
            }
            for (at, line) in entry.lines.iter().enumerate() {
                let row = place.lines.get(at).copied().unwrap_or(place.row);
                for (column, header, field) in &columns {
                    if is_of_line(*field) {
                        let label = format!("{} · {header}", line.item);
                        cells.push(choice(column, row, label));
                    }
                }
            }
        }
    }
    cells
}

/// Whether a long table has a value of it in every line.
const fn is_of_line(field: Field) -> bool {
    matches!(
        field,
        Field::Category
            | Field::Item
            | Field::Unit
            | Field::Quantity
            | Field::Months
            | Field::Price
            | Field::Factor
            | Field::RatePart
            | Field::Deduction
            | Field::Amount
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::board::{LineItem, Totals};
    use domain::money::Money;
    use domain::standard::Category;
    use domain::table::ColumnReport;

    #[test]
    fn every_cell_that_was_read_can_be_named() {
        let column = |column: &str, header: &str, field| ColumnReport {
            column: column.into(),
            header: header.into(),
            field,
            ignored: false,
        };
        let mut report = UploadReport {
            file_name: String::new(),
            sheet: None,
            layout: Layout::Long,
            columns: vec![
                column("A", "户主", Some(Field::Head)),
                column("B", "身份证号", Some(Field::IdNumber)),
                column("C", "项目", Some(Field::Item)),
                column("D", "记号", None),
            ],
            totals: Totals::default(),
            findings: vec![],
            more: (0, 0),
            surveyed: None,
            first_rows: vec![],
        };
        let line = |item: &str| LineItem {
            standard: None,
            category: Category::Land,
            item: item.into(),
            measure: None,
            amount: Money::ZERO,
            deviation: None,
        };
        let entry = Entry {
            household: "1".into(),
            head: "张三".into(),
            group: None,
            people: None,
            lines: vec![line("旱地"), line("水田")],
            deductions: vec![],
            total: Money::ZERO,
            status: None,
            remark: None,
        };
        let place = EntryPlace {
            sheet: None,
            row: 7,
            lines: vec![7, 8],
            says_none: false,
        };
        let shown = |report: &UploadReport| {
            let cells = cells_of(report, &place, &entry).into_iter();
            let cells = cells.map(|one| format!("{} {}", one.cell, one.label));
            cells.collect::<Vec<_>>()
        };
        assert_eq!(
            shown(&report),
            ["A7 户主", "C7 旱地 · 项目", "C8 水田 · 项目"]
        );
        report.layout = Layout::Wide;
        assert_eq!(shown(&report), ["A7 户主", "C7 项目", "A8 户主", "C8 项目"]);
    }
}
