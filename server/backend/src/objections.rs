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
pub(crate) mod load;
mod queue;

pub use answer::{accept, decide, decline};
pub(crate) use attachments::FOLDER;
pub use attachments::attachment;
pub use file::{Filing, NewFile, Receipt, file};
pub use follow::track;
pub(crate) use load::file_keys;
pub(crate) use queue::opened;
pub use queue::{case, queue};

/// What the sealed column of the objector holds.
#[derive(serde::Serialize, serde::Deserialize)]
struct Person {
    name: String,
    phone: String,
}

const SEAL_PERSON: &str = "objection person";
const SEAL_STATEMENT: &str = "objection statement";
pub(crate) const SEAL_FILE: &str = "objection file";

/// The name of an objection in events.
pub(crate) fn subject(receipt: &str) -> String {
    format!("objection/{receipt}")
}
