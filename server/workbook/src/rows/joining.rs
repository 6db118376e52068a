//! Rows that name nobody: which of them go on with the household above.

use std::ops::Range;

use domain::finding::{Code, Detail};
use domain::table::{Field, Layout};

use super::kind::RowKind;
use super::sheet_reader::{RowRef, SheetReader};
use crate::cells::grid::Cell;
use crate::header::numbering::Numbering;

/// What a household has once, and one more of its rows has not: its number in the
/// list, its group, its people, its total.
const ONCE: [Field; 4] = [Field::Sequence, Field::Group, Field::People, Field::Total];

/// What one more row of a household in a wide table says it is for.
const ITEMS: [Field; 3] = [Field::LandClass, Field::HouseStructure, Field::OtherItem];

/// How a table goes on with a household in rows that name nobody.
pub(crate) struct Joining {
    /// The 序号 counts lines, from 1 in each household.
    lines_are_counted: bool,
    /// Each row names its household, or its cells are merged: none is left open.
    names_every_row: bool,
    /// Rows that went on with the household above, where no total bears it out:
    /// the first, and how many.
    unproven: Option<(usize, usize)>,
    /// The same of the household that is being read.
    open: Option<(usize, usize)>,
}

impl Joining {
    pub(crate) fn of(reader: &SheetReader<'_>, kinds: &[RowKind]) -> Self {
        Self {
            lines_are_counted: lines_are_counted(reader, kinds),
            names_every_row: names_every_row(reader, kinds),
            unproven: None,
            open: None,
        }
    }

    /// Whether a row that names nobody plainly goes on with the household above:
    /// its cell of the number or the head is merged down from there, or is left
    /// open, as is all that a household has once. In a wide table it must say
    /// what it is for, and the household's total must bear it out; in a long one
    /// without totals, that it was taken so is said.
    pub(crate) fn goes_on(
        &mut self,
        reader: &SheetReader<'_>,
        row: usize,
        current: &Range<usize>,
    ) -> bool {
        if is_merged_from(reader, row, current) {
            return true;
        }
        let after_a_gap = reader
            .sheet
            .rows
            .get(row.saturating_sub(1))
            .is_none_or(|cells| cells.iter().all(Cell::is_blank));
        if after_a_gap || self.names_every_row {
            return false;
        }
        let own = |field: &Field| {
            let counted = *field == Field::Sequence && self.lines_are_counted;
            !counted && reader.text(row, *field).is_some()
        };
        if ONCE.iter().any(own) {
            return false;
        }
        let totals = reader.header.at(Field::Total).is_some();
        match reader.header.layout {
            Layout::Wide => {
                let named = |field: &Field| {
                    let mut columns = reader.header.of(*field);
                    columns.any(|column| reader.text_in(row, column.index).is_some())
                };
                totals && ITEMS.iter().any(named)
            }
            Layout::Long => {
                if !totals {
                    let (_, rows) = self.open.get_or_insert((row, 0));
                    *rows += 1;
                }
                true
            }
        }
    }

    /// Whether a row without a number goes on with the household above, whose head
    /// it names: not where it has a number of its own in the list.
    pub(crate) fn may_repeat_head(
        &self,
        reader: &SheetReader<'_>,
        row: usize,
        current: &Range<usize>,
    ) -> bool {
        is_merged_from(reader, row, current)
            || self.lines_are_counted
            || reader.header.numbered != Numbering::Own
            || reader.text(row, Field::Sequence).is_none()
    }

    /// A household ends here: with a sum of its own, that bears out its rows, or
    /// without.
    pub(crate) fn close(&mut self, summed: bool) {
        let Some((row, rows)) = self.open.take().filter(|_| !summed) else {
            return;
        };
        let (_, all) = self.unproven.get_or_insert((row, 0));
        *all += rows;
    }

    /// Says what was taken for granted.
    pub(crate) fn note(mut self, reader: &mut SheetReader<'_>) {
        self.close(false);
        let Some((row, rows)) = self.unproven else {
            return;
        };
        let keys = [Field::Household, Field::Head].map(|field| reader.header.at(field));
        let detail = Detail::More {
            count: rows,
            like: None,
        };
        reader.note_figures(
            Code::RowsLeftOpen.severity(),
            Code::RowsLeftOpen,
            RowRef::new(row, ""),
            keys.into_iter().flatten().next(),
            detail,
        );
    }
}

/// Whether the cell of the number or the head is merged down from a row of this
/// household: the first of the merged cells may be a row that was passed over.
fn is_merged_from(reader: &SheetReader<'_>, row: usize, current: &Range<usize>) -> bool {
    [Field::Household, Field::Head]
        .into_iter()
        .filter_map(|field| reader.header.at(field))
        .map(|column| reader.sheet.merged_from(row, column))
        .any(|top| top < row && current.contains(&top))
}

/// Whether a table repeats the number or the head of a household on each of its
/// rows, or merges them: then a row without is none that was left open.
fn names_every_row(reader: &SheetReader<'_>, kinds: &[RowKind]) -> bool {
    let body = reader.header.body;
    let data = |row: usize| {
        let kind = row.checked_sub(body).and_then(|at| kinds.get(at));
        kind == Some(&RowKind::Data)
    };
    let keys = [Field::Household, Field::Head].map(|field| reader.header.at(field));
    let merged = |column: usize| {
        let spans = reader.sheet.down.get(&column);
        spans.is_some_and(|spans| spans.iter().any(|(top, _)| *top >= body && data(*top)))
    };
    let repeated = |column: usize| {
        (body..reader.sheet.rows.len()).any(|row| {
            let cell = reader.sheet.cell(row, column);
            !cell.is_blank() && cell == reader.sheet.cell(row + 1, column) && data(row)
        })
    };
    keys.into_iter().flatten().any(merged)
        || keys.into_iter().flatten().next().is_some_and(repeated)
}

/// Whether the 序号 of a long table counts the lines of each household: it is 1 in
/// every row that names one, and stands in some row that does not.
fn lines_are_counted(reader: &SheetReader<'_>, kinds: &[RowKind]) -> bool {
    let counts = reader.header.layout == Layout::Long
        && reader.header.numbered == Numbering::Own
        && reader.header.at(Field::Sequence).is_some();
    if !counts {
        return false;
    }
    let mut more = false;
    let rows = (reader.header.body..).zip(kinds);
    let from_one = rows
        .filter(|(_, kind)| **kind == RowKind::Data)
        .all(|(row, _)| {
            let named = reader.text(row, Field::Household).is_some()
                || reader.text(row, Field::Head).is_some();
            let number = reader.text(row, Field::Sequence);
            more |= !named && number.is_some();
            !named || number.is_some_and(|number| number == "1")
        });
    from_one && more
}
