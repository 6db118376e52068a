//! Uploaded files: kept unchanged and sealed, with the result of each.
//!
//! A row of `uploads` says how far one is. Whoever works at it writes a beat
//! into the row; one whose beat has stopped is interrupted, whichever process
//! it was that died.

mod discard;
mod findings;
mod keep;
mod page;
mod stages;
mod sweep;
mod template;

pub(crate) use discard::discard;
pub use findings::findings;
pub(crate) use keep::shown_name;
pub(crate) use keep::{New, forget, keep, keep_standards, original};
pub use page::page;
pub(crate) use page::{newest_of_round, of_board, since};
pub(crate) use stages::{Outcome, beating, end, stage};
pub use sweep::{Swept, sweep};
pub use template::template;
pub use workbook::MAX_UPLOAD_BYTES;
