//! A table as it was uploaded, with what was found marked in its cells: colour
//! and a note; and a list of all findings. Texts and numbers only.

mod cell;
mod copy;
mod list;
mod names;
pub(crate) mod words;
pub(crate) mod write;
