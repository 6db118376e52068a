//! Bytes → cells, whatever file they come from.
//!
//! | step | where |
//! |---|---|
//! | what kind of file it is | [`open`] |
//! | .xlsx, .xls, .ods, .csv | [`xlsx`], [`xls`], [`ods`], [`csv`] |
//! | a zipped file's parts, counted while they unpack | [`package`], [`xml`], [`limits`] |
//! | sheets, rows, cells, merges | [`grid`], [`address`] |
//! | numbers as stored, and as typed | [`stored`], [`numbers`] |
//! | what a cell shows of what is stored | [`formats`] |

pub(crate) mod address;
mod csv;
pub(crate) mod formats;
pub(crate) mod grid;
pub(crate) mod limits;
pub(crate) mod numbers;
mod ods;
pub(crate) mod open;
mod package;
mod stored;
mod xls;
mod xlsx;
mod xml;
