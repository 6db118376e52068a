//! Uploaded files: kept as they came, sealed, with what came of each.
//!
//! A row of `uploads` says how far one is. Whoever works at it writes a beat
//! into the row; one whose beat has stopped is interrupted, whichever process
//! it was that died.

mod findings;
mod keep;
mod page;
mod stages;
mod sweep;
mod template;

pub use findings::findings;
pub(crate) use keep::{New, forget, keep, keep_standards, original, shown_name};
pub use page::page;
pub(crate) use page::{may_see, newest_of_round, of_board};
pub(crate) use stages::{Outcome, beating, end, is_running, stage};
pub(crate) use sweep::discard;
pub use sweep::{Swept, sweep};
pub use template::template;

/// Where the files are in the object store.
const FOLDER: &str = "uploads";
pub(crate) const SEAL_FILE: &str = "uploaded file";
/// An upload without a beat for so long is interrupted.
const SILENT_MOST_MILLIS: i64 = 60_000;
