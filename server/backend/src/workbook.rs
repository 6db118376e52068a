//! Reading a board or a schedule of standards from the table that an office
//! already has: .xlsx, .xls, .ods or .csv.
//!
//! | step | where |
//! |---|---|
//! | bytes → cells, merges, what is hidden, comments | [`open`], [`package`], [`grid`] |
//! | which column is what, in which unit | [`header`], [`words`], [`units`] |
//! | rows → entries, with a finding for everything wrong | [`rows`], [`lines`], [`board`] |
//! | what stands out, or stands twice | [`outliers`], [`private`] |
//! | numbers that must not be published | [`leaks`] |
//! | the table with its findings marked | [`marked`] |
//! | an empty table to fill in | [`template`] |
//! | a schedule of standards | [`standards`] |

mod board;
mod cells;
mod grid;
mod header;
mod leaks;
mod lines;
mod long;
mod marked;
mod numbers;
mod open;
mod outliers;
mod package;
mod package_xml;
mod private;
mod rows;
mod standards;
mod template;
mod units;
mod unreadable;
mod wide;
mod words;

use std::collections::BTreeMap;

use domain::board::Board;
use domain::read::{ColumnChoices, UploadReport};
use domain::standard::Schedule;

pub use marked::marked;
pub use private::{Held, Number};
pub(crate) use template::template;
pub use unreadable::Unreadable;

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
    let book = open::open(bytes)?;
    board::read(file_name, &book, schedule, choices)
}

/// Reads a schedule of standards, with its columns in any order.
///
/// # Errors
/// [`Unreadable`], naming the cell that is wrong.
pub fn read_standards(file_name: &str, bytes: &[u8]) -> Result<Schedule, Unreadable> {
    let _ = file_name;
    let book = open::open(bytes)?;
    standards::read(&book)
}
