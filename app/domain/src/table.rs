//! An office's table: what its columns hold, what reading it gave, and where
//! each household stands in it.

mod field;
mod place;
mod report;
mod since;

pub use field::Field;
pub use place::EntryPlace;
pub use report::{COLUMN_IGNORE, ColumnChoices, ColumnReport, Layout, UploadReport};
pub use since::Since;
