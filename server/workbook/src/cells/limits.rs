//! How much of a workbook is held, and why reading a part of it stops.

use std::sync::atomic::{AtomicUsize, Ordering};

use crate::unreadable::Unreadable;

/// Why a part's reading stopped.
pub(crate) enum PartError {
    Xml(quick_xml::Error),
    TooLarge,
}

impl From<PartError> for Unreadable {
    fn from(error: PartError) -> Self {
        match error {
            PartError::Xml(error) => Self::Damaged(error.to_string()),
            PartError::TooLarge => Self::TooLargeUnpacked,
        }
    }
}

impl From<quick_xml::Error> for PartError {
    fn from(error: quick_xml::Error) -> Self {
        Self::Xml(error)
    }
}

/// What a spreadsheet can hold at most.
pub(crate) const MAX_ROWS: usize = 1_048_576;
pub(crate) const MAX_COLUMNS: usize = 16_384;
/// Rows times columns of one sheet, blank cells included: all of an .xls file's.
pub(crate) const MAX_EXTENT: usize = 17_000_000;
/// What is held at most, of all sheets together and counted in cells: a board of
/// 100,000 households has 2,300,000.
const MAX_HELD: usize = 8_000_000;
/// Texts that cells share.
pub(crate) const MAX_TEXTS: usize = 2_000_000;
pub(crate) const MAX_SHEETS: usize = 5_000;
/// Bytes of one cell.
const CELL: usize = 24;

/// How much a workbook holds so far, counted by all threads that read it: what is
/// no cell is counted as so many cells as take the same memory.
#[derive(Debug, Default)]
pub(crate) struct CellBudget {
    held: AtomicUsize,
}

impl CellBudget {
    /// Cells, the blank ones before them included.
    pub(crate) fn take(&self, number: usize) -> Result<(), PartError> {
        let before = self.held.fetch_add(number, Ordering::Relaxed);
        if before.saturating_add(number) > MAX_HELD {
            Err(PartError::TooLarge)
        } else {
            Ok(())
        }
    }

    pub(crate) fn take_text(&self, text: &str) -> Result<(), PartError> {
        self.take(text_in_cells(text))
    }

    pub(crate) fn take_merge(&self) -> Result<(), PartError> {
        const IN_CELLS: usize = 2;
        self.take(IN_CELLS)
    }

    /// What is counted so far, for [`CellBudget::restore`].
    pub(crate) fn count(&self) -> usize {
        self.held.load(Ordering::Relaxed)
    }

    /// Goes back to what was: something is read once more.
    pub(crate) fn restore(&self, held: usize) {
        self.held.store(held, Ordering::Relaxed);
    }
}

/// A text that is held takes as much memory as so many cells.
pub(crate) fn text_in_cells(text: &str) -> usize {
    1 + text.len() / CELL
}
