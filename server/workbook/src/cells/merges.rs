//! Merged cells: what stands in them, and what they cover.

use super::address::Area;
use super::grid::Sheet;
use super::limits::PartError;

/// Merged areas at the top of a sheet, where a header can be.
const ROWS_OF_HEADER: usize = 64;
const MAX_KEPT: usize = 5_000;
/// Cells that are looked at below merges: a spreadsheet's do not overlap.
const MAX_LOOKS: usize = 64_000_000;

impl Sheet {
    /// Takes over merged areas. What they cover is taken out of the rows: nobody
    /// sees it, so it is nobody's number.
    pub(crate) fn set_merges(&mut self, merges: Vec<Area>) -> Result<(), PartError> {
        self.down.clear();
        for area in merges.iter().filter(|area| area.bottom > area.top) {
            let spans = self.down.entry(area.left).or_default();
            spans.push((area.top, area.bottom));
        }
        for spans in self.down.values_mut() {
            spans.sort_unstable();
        }
        let mut looks = 0_usize;
        for area in &merges {
            looks = looks.saturating_add(self.uncover(*area));
            if looks > MAX_LOOKS {
                return Err(PartError::TooLarge);
            }
        }
        self.covered.sort_by_key(|(row, column, _)| (*row, *column));
        self.merges = merges
            .into_iter()
            .filter(|area| area.top < ROWS_OF_HEADER)
            .take(MAX_KEPT)
            .collect();
        Ok(())
    }

    /// Takes out what a merged area covers; what is the same as what it shows is
    /// gone without a word. Gives how many cells were looked at.
    fn uncover(&mut self, area: Area) -> usize {
        let shown = self.cell(area.top, area.left).clone();
        let mut looks = 1;
        for (row, cells) in (area.top..=area.bottom).zip(self.rows.iter_mut().skip(area.top)) {
            looks += 1;
            let columns = area.left..=area.right;
            for (column, cell) in columns.zip(cells.iter_mut().skip(area.left)) {
                looks += 1;
                if cell.is_blank() || (row, column) == (area.top, area.left) {
                    continue;
                }
                let covered = std::mem::take(cell);
                if covered != shown {
                    self.covered.push((row, column, covered));
                }
            }
        }
        looks
    }

    /// The row in which a cell's content stands: its own, or the first of the
    /// cells that are merged down into one.
    pub(crate) fn merged_from(&self, row: usize, column: usize) -> usize {
        self.down
            .get(&column)
            .and_then(|spans| {
                let after = spans.partition_point(|(top, _)| *top <= row);
                spans.get(after.checked_sub(1)?)
            })
            .filter(|(_, bottom)| row <= *bottom)
            .map_or(row, |(top, _)| *top)
    }

    /// The merged area that this cell is part of.
    pub(crate) fn merge_at(&self, row: usize, column: usize) -> Option<Area> {
        self.merges.iter().copied().find(|area| {
            (area.top..=area.bottom).contains(&row) && (area.left..=area.right).contains(&column)
        })
    }
}
