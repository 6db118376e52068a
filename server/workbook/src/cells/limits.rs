//! How much of a workbook is held, and why reading a part of it stops.

use std::sync::atomic::{AtomicUsize, Ordering};

/// Why a part's reading stopped.
pub(crate) enum Stop {
    Xml(quick_xml::Error),
    TooLarge,
}

impl From<quick_xml::Error> for Stop {
    fn from(error: quick_xml::Error) -> Self {
        Self::Xml(error)
    }
}

/// What a spreadsheet can hold at most.
pub(crate) const ROWS_MOST: usize = 1_048_576;
pub(crate) const COLUMNS_MOST: usize = 16_384;
/// Cells of one sheet, blank ones between used ones included.
pub(crate) const EXTENT_MOST: usize = 16_000_000;
/// Cells, merges and the like that are held, of all sheets together.
const FILLED_MOST: usize = 6_000_000;

/// How much a workbook holds so far, counted by all threads that read it.
#[derive(Debug, Default)]
pub(crate) struct Filled {
    held: AtomicUsize,
    extent: AtomicUsize,
}

impl Filled {
    pub(crate) fn more(&self, number: usize) -> Result<(), Stop> {
        within(&self.held, number, FILLED_MOST)
    }

    /// As [`Filled::more`], where blank cells between them are held as well.
    pub(crate) fn more_among(&self, number: usize, extent: usize) -> Result<(), Stop> {
        self.more(number)?;
        within(&self.extent, extent, EXTENT_MOST)
    }

    /// What is counted so far, for [`Filled::again`].
    pub(crate) fn counts(&self) -> (usize, usize) {
        let count = |of: &AtomicUsize| of.load(Ordering::Relaxed);
        (count(&self.held), count(&self.extent))
    }

    /// Goes back to what was: something is read once more.
    pub(crate) fn again(&self, (held, extent): (usize, usize)) {
        self.held.store(held, Ordering::Relaxed);
        self.extent.store(extent, Ordering::Relaxed);
    }
}

fn within(so_far: &AtomicUsize, more: usize, most: usize) -> Result<(), Stop> {
    let before = so_far.fetch_add(more, Ordering::Relaxed);
    if before.saturating_add(more) > most {
        Err(Stop::TooLarge)
    } else {
        Ok(())
    }
}
