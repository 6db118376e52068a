//! Objections (异议): filing one, following it, answering it.
//!
//! Statement, name and phone are sealed in the database; files are sealed in
//! the object store. The secret is never stored: it follows from the form's
//! one-time number under the master key, so that a post sent twice gives the
//! same receipt.

mod answer;
mod attachments;
mod file;
mod follow;
mod load;
mod media;
mod queue;
mod room;

pub use answer::{accept, decide, decline};
pub use attachments::{NewFile, attachment};
pub use file::{Filing, Receipt, file};
pub use follow::track;
pub(crate) use load::{file_keys, objected_line};
pub use queue::{case, queue};
pub(crate) use room::{filed_bytes, percent};
