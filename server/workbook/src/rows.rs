//! Rows → entries: which row is a household, a line, a subtotal or a note, and
//! what it says.
//!
//! | step | where |
//! |---|---|
//! | which row is what, and whose | [`kind`], [`households`], [`joining`] |
//! | another table below the first | [`below`] |
//! | what a cell holds, with a finding where it is wrong | [`sheet_reader`], [`listed`], [`in_columns`] |
//! | whether cells show what they store | [`shown`] |
//! | what a household's rows say | [`household`], [`status`], [`texts`] |
//! | its lines, of a row each or side by side | [`long`], [`wide`], [`lines`] |
//! | what multiplies a line, what is taken off | [`open`], [`terms`] |
//! | whether the sums fit | [`sums`] |
//! | all of it, in order | [`entries`], [`collected`] |

mod below;
pub(crate) mod collected;
mod conditional;
pub(crate) mod entries;
mod household;
pub(crate) mod households;
mod in_columns;
mod joining;
mod kind;
mod lines;
pub(crate) mod listed;
mod long;
mod open;
pub(crate) mod sheet_reader;
pub(crate) mod shown;
mod status;
mod sums;
mod terms;
mod texts;
mod wide;
