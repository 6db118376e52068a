//! An office's table: what its columns hold, what reading it gave, and where
//! each household stands in it.

mod field;
mod place;
mod read_row;
mod report;
mod since;

pub use field::Field;
pub use place::EntryPlace;
pub use read_row::ReadRow;
pub use report::{COLUMN_IGNORE, ColumnChoices, ColumnReport, Layout, UploadReport};
pub use since::Since;
