//! .xlsx: one pass over each worksheet gives its values, merges, what is hidden
//! and formulas without values.

pub(crate) mod book;

mod around;
mod rows;
mod sheet;
mod split;
mod styles;
mod texts;
