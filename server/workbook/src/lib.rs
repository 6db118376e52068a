//! Tables in and out: a board or a schedule of standards read from the table that
//! an office already has (.xlsx, .xls, .ods or .csv), and tables that people take
//! away.
//!
//! | step | where |
//! |---|---|
//! | bytes → cells, merges, what is hidden, comments | [`cells`] |
//! | which column is what, in which unit | [`header`], [`words`] |
//! | rows → entries, with a finding for everything wrong | [`rows`] |
//! | what stands out, jumps, stands twice, or must not be published | [`checks`] |
//! | all of it, in order | [`board`] |
//! | a schedule of standards | [`standards`] |
//! | marked copies, templates, CSV | [`export`] |

mod board;
mod cells;
mod checks;
mod error;
mod export;
mod header;
mod parallel;
mod progress;
mod rows;
mod standards;
mod unreadable;
mod words;

pub use board::{ParsedBoard, read_board, read_board_watched};
pub use checks::private::{PrivateNumber, PrivateNumbers};
pub use error::Error;
pub use export::csv::csv_part;
pub use export::marked::words::MarkedWords;
pub use export::marked::write::marked;
pub use export::template::{TemplateWords, template, template_columns};
pub use progress::Progress;
pub use standards::read_standards;
pub use unreadable::{MAX_UPLOAD_BYTES, StandardProblem, Unreadable};
