//! .xls: the records of a workbook, read one by one, so that what is held is what
//! its cells hold, and not what the file says of its size.
//!
//! | step | where |
//! |---|---|
//! | the streams of an OLE file | [`container`] |
//! | records, and the fields and texts in them | [`records`], [`fields`] |
//! | what holds for the whole workbook: texts, formats, which sheets | [`globals`] |
//! | a sheet: cells, merges, what is hidden | [`sheet`], [`cell_records`] |
//! | comments and text boxes | [`notes`] |
//! | all of it, in order | [`book`] |
//! | what stands in the bytes and in no cell | [`outside`] |
//!
//! Names and numbers of records are those of [MS-XLS] and, for Excel 5 and 95, of
//! OpenOffice's description of the format.

pub(crate) mod book;

mod cell_records;
mod container;
mod fields;
mod globals;
mod notes;
mod outside;
mod records;
mod sheet;
