//! How much of a workbook is held, and why reading a part of it stops.

use std::sync::atomic::{AtomicUsize, Ordering};

/// Why a part's reading stopped.
pub(crate) enum PartError {
    Xml(quick_xml::Error),
    TooLarge,
}

impl From<quick_xml::Error> for PartError {
    fn from(error: quick_xml::Error) -> Self {
        Self::Xml(error)
    }
}

/// What a spreadsheet can hold at most.
pub(crate) const MAX_ROWS: usize = 1_048_576;
pub(crate) const MAX_COLUMNS: usize = 16_384;
/// Cells of one sheet, blank ones between used ones included.
pub(crate) const MAX_EXTENT: usize = 16_000_000;
/// Cells, merges and the like that are held, of all sheets together.
const MAX_FILLED: usize = 6_000_000;

/// How much a workbook holds so far, counted by all threads that read it.
#[derive(Debug, Default)]
pub(crate) struct CellBudget {
    held: AtomicUsize,
    extent: AtomicUsize,
}

impl CellBudget {
    pub(crate) fn take(&self, number: usize) -> Result<(), PartError> {
        within(&self.held, number, MAX_FILLED)
    }

    /// As [`CellBudget::take`], where blank cells between them are held as well.
    pub(crate) fn take_among(&self, number: usize, extent: usize) -> Result<(), PartError> {
        self.take(number)?;
        within(&self.extent, extent, MAX_EXTENT)
    }

    /// What is counted so far, for [`CellBudget::restore`].
    pub(crate) fn counts(&self) -> (usize, usize) {
        let count = |of: &AtomicUsize| of.load(Ordering::Relaxed);
        (count(&self.held), count(&self.extent))
    }

    /// Goes back to what was: something is read once more.
    pub(crate) fn restore(&self, (held, extent): (usize, usize)) {
        self.held.store(held, Ordering::Relaxed);
        self.extent.store(extent, Ordering::Relaxed);
    }
}

fn within(so_far: &AtomicUsize, more: usize, most: usize) -> Result<(), PartError> {
    let before = so_far.fetch_add(more, Ordering::Relaxed);
    if before.saturating_add(more) > most {
        Err(PartError::TooLarge)
    } else {
        Ok(())
    }
}
