//! How far the reading of a workbook is.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// How far the reading of a workbook is, for whoever waits for it: a copy counts
/// on with the original.
#[derive(Clone, Debug, Default)]
pub struct Progress {
    rows: Arc<AtomicUsize>,
    expected: Arc<AtomicUsize>,
}

impl Progress {
    /// Rows read so far.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.rows.load(Ordering::Relaxed)
    }

    /// Rows that the file says it has; 0 where it does not say.
    #[must_use]
    pub fn expected(&self) -> usize {
        self.expected.load(Ordering::Relaxed)
    }

    pub(crate) fn row(&self) {
        self.rows.fetch_add(1, Ordering::Relaxed);
    }

    pub(crate) fn expect(&self, rows: usize) {
        self.expected.fetch_add(rows, Ordering::Relaxed);
    }

    /// Goes back to what was: something is read once more.
    pub(crate) fn restore(&self, (rows, expected): (usize, usize)) {
        self.rows.store(rows, Ordering::Relaxed);
        self.expected.store(expected, Ordering::Relaxed);
    }
}
