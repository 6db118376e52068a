//! The errors of this crate.
//!
//! | what happened | use |
//! |---|---|
//! | a file cannot be read as a board, or as standards, at all | [`Unreadable`]: its sentence tells whoever uploaded it what to do |
//! | a cell of a table of standards is wrong | [`Unreadable::Standard`] with a [`StandardProblem`](crate::StandardProblem) |
//! | something in a board is wrong | no error: a `Finding` of its report |
//! | a table cannot be written, or no longer be read to be copied | [`Error`]: nobody's fault but ours |

use crate::unreadable::Unreadable;

/// Why there is no file to take away.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The table to copy, which could be read before.
    #[error("the table to copy: {0}")]
    Unreadable(#[from] Unreadable),
    #[error("a workbook cannot be written")]
    Workbook(#[from] rust_xlsxwriter::XlsxError),
    #[error("a CSV file cannot be written")]
    Csv(#[from] csv::Error),
}
