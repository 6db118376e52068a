//! Which rows are the header, and what each column is.
//!
//! | step | where |
//! |---|---|
//! | which rows are the header | [`rows`] |
//! | the headings over a column | [`mod@column`] |
//! | what they mean | [`understand`], [`crate::words`] |
//! | a header that stands below the table | [`again`] |
//! | a second table beside the first | [`beside`] |
//! | a form for each household instead | [`forms`] |
//! | what a column is about | [`subject`] |
//! | headings that could be of land or of house | [`settle`] |
//! | words that nobody knows | [`products`] |
//! | what is taken off, what multiplies, rates in parts | [`deductions`], [`factors`], [`rate_parts`], [`mod@best`] |
//! | how households are numbered | [`numbering`] |
//! | columns that make a line together | [`groups`], [`line`], [`fragments`] |
//! | all of it, in order | [`find`] |
//! | what rows ask of it | [`table`] |

pub(crate) mod again;
mod beside;
mod best;
pub(crate) mod column;
pub(crate) mod deductions;
mod factors;
pub(crate) mod find;
pub(crate) mod forms;
mod fragments;
pub(crate) mod groups;
mod line;
pub(crate) mod numbering;
mod products;
mod rate_parts;
pub(crate) mod rows;
mod settle;
pub(crate) mod subject;
pub(crate) mod table;
pub(crate) mod table_units;
mod understand;
