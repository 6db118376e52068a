//! Reading a board or a schedule of standards from the table that an office
//! already has: .xlsx, .xls, .ods or .csv.
//!
//! | step | where |
//! |---|---|
//! | bytes → cells, merges, what is hidden, comments | [`open`], [`xlsx`], [`ods`], [`package`], [`grid`] |
//! | which column is what, in which unit | [`header`], [`words`], [`units`] |
//! | rows → entries, with a finding for everything wrong | [`rows`], [`lines`], [`board`] |
//! | which findings are listed, and how many more there are | [`listed`] |
//! | what stands out, jumps, or stands twice | [`outliers`], [`jumps`], [`private`] |
//! | numbers that must not be published | [`leaks`] |
//! | the table with its findings marked | [`marked`] |
//! | an empty table to fill in | [`template`] |
//! | a table as CSV | [`csv`] |
//! | a schedule of standards | [`standards`] |

mod board;
mod cells;
mod csv;
mod error;
mod grid;
mod header;
mod jumps;
mod leaks;
mod lines;
mod listed;
mod long;
mod marked;
mod numbers;
mod ods;
mod open;
mod outliers;
mod package;
mod parallel;
mod private;
mod rows;
mod standards;
mod template;
mod units;
mod unreadable;
mod wide;
mod words;
mod xlsx;
mod xml;

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use domain::areas;
use domain::board::Board;
use domain::standard::Schedule;
use domain::table::{ColumnChoices, EntryPlace, UploadReport};

pub use csv::csv_part;
pub use error::Error;
pub use marked::marked;
pub use private::{Held, Number};
pub use template::template;
pub use unreadable::{StandardProblem, Unreadable};

/// The largest file that is read, in bytes.
pub const UPLOAD_BYTES_MOST: usize = 20 * 1024 * 1024;

/// A workbook read as a board.
#[derive(Clone, Debug)]
pub struct Reading {
    /// What could be read, also where there are errors.
    pub board: Board,
    /// What the table says of why households changed, by household number.
    pub change_notes: BTreeMap<String, String>,
    pub report: UploadReport,
    /// Of each entry of the board: where it stands.
    pub places: Vec<EntryPlace>,
    /// What the columns hold that are never published.
    pub private: Vec<Held>,
}

/// Reads a board and checks it; against the standards where there are any, and
/// with what somebody decided of its columns.
///
/// # Errors
/// [`Unreadable`] where it cannot be read as a board at all. Faults in a board
/// that can be read are findings of the report.
pub fn read_board(
    file_name: &str,
    bytes: &[u8],
    schedule: Option<&Schedule>,
    choices: &ColumnChoices,
) -> Result<Reading, Unreadable> {
    let (earlier, progress) = (areas::ByHousehold::new(), Progress::default());
    read_board_watched(file_name, bytes, schedule, choices, &earlier, &progress)
}

/// As [`read_board`], beside the areas of an earlier board, telling how far it is.
///
/// # Errors
/// As [`read_board`].
pub fn read_board_watched(
    file_name: &str,
    bytes: &[u8],
    schedule: Option<&Schedule>,
    choices: &ColumnChoices,
    earlier: &areas::ByHousehold,
    progress: &Progress,
) -> Result<Reading, Unreadable> {
    unharmed(|| {
        let book = open::open(bytes, progress)?;
        board::read(file_name, &book, schedule, choices, earlier)
    })
}

/// A file that makes a library stop is damaged, and stops nobody else.
fn unharmed<T>(read: impl FnOnce() -> Result<T, Unreadable>) -> Result<T, Unreadable> {
    std::panic::catch_unwind(std::panic::AssertUnwindSafe(read))
        .unwrap_or_else(|_| Err(Unreadable::Damaged("the reader stopped".to_owned())))
}

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

    fn row(&self) {
        self.rows.fetch_add(1, Ordering::Relaxed);
    }

    fn expect(&self, rows: usize) {
        self.expected.fetch_add(rows, Ordering::Relaxed);
    }

    /// Goes back to what was: something is read once more.
    fn again(&self, (rows, expected): (usize, usize)) {
        self.rows.store(rows, Ordering::Relaxed);
        self.expected.store(expected, Ordering::Relaxed);
    }
}

/// Reads a schedule of standards, with its columns in any order.
///
/// # Errors
/// [`Unreadable`], naming the cell that is wrong.
pub fn read_standards(file_name: &str, bytes: &[u8]) -> Result<Schedule, Unreadable> {
    let _ = file_name;
    unharmed(|| standards::read(&open::open(bytes, &Progress::default())?))
}
