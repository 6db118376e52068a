//! .csv: rows as a spreadsheet shows them, parted by whatever parts them.

pub(crate) mod table;

mod delimiter;
mod records;
