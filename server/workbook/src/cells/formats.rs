//! Number formats: how a cell shows what is stored in it. They know neither cells
//! nor files; whoever reads a file gives a format's code (`#,##0.00`), or its number
//! where Excel has it built in, and asks `Cell::formatted` for the cell.
//!
//! | step | where |
//! |---|---|
//! | a code's sections, taken apart | [`tokens`] |
//! | which numbers a section is for, and what it shows | [`section`] |
//! | code → format, and which section shows a number | [`format`] |
//! | plain digits, kept beside the number itself | [`digits`] |
//! | digits among other characters | [`pattern`], [`formatted`] |
//! | dates | [`dates`] |
//! | the codes that Excel knows by a number | [`builtin`] |

mod builtin;
pub(crate) mod dates;
pub(crate) mod digits;
pub(crate) mod format;
pub(crate) mod formatted;
mod pattern;
pub(crate) mod section;
mod tokens;
