//! The record (办理记录): who did what when, with before and after.
//!
//! A project's record is for those who work on it; the office's own (sign-ins,
//! accounts, settings) for supervisor and administrator; the supervisor reads
//! all of it. Events hold no personal data, so the record shows them whole.

mod export;
mod page;
mod reach;

pub use export::csv;
pub use page::page;
