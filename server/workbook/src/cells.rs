//! Bytes → cells, whatever file they come from.
//!
//! | step | where |
//! |---|---|
//! | what kind of file it is, and in which encoding | [`open`], [`kind`], [`encoding`] |
//! | .xlsx, .xls, .ods, .csv, the XML tables of Excel 2003 | [`xlsx`], [`xls`], [`ods`], [`csv`], [`spreadsheet_xml`] |
//! | a zipped file's parts, counted while they unpack | [`package`], [`xml`], [`limits`] |
//! | sheets, rows, cells, merges | [`grid`], [`merges`], [`address`] |
//! | numbers as stored, and as typed | [`stored`], [`numbers`] |
//! | what a cell shows of what is stored | [`formats`], [`runs`], [`conditional`] |
//! | what is printed around the cells | [`printed`] |

pub(crate) mod address;
pub(crate) mod conditional;
mod csv;
mod encoding;
pub(crate) mod formats;
pub(crate) mod grid;
mod kind;
pub(crate) mod limits;
mod merges;
pub(crate) mod numbers;
mod ods;
pub(crate) mod open;
mod package;
mod printed;
mod runs;
mod spreadsheet_xml;
mod stored;
mod xls;
mod xlsx;
mod xml;
