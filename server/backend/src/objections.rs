//! Objections (异议): filing one, following it, answering it.
//!
//! Statement, name and phone are sealed in the database; files are sealed in
//! the object store. The secret is never stored: it follows from what a browser
//! posted under the form's one-time number, by the master key, so that a post
//! sent twice gives the same receipt.

mod answer;
mod attachments;
mod budget;
mod file;
mod filing;
mod follow;
mod held;
mod load;
mod media;
mod queue;
mod room;
mod submission;

pub use answer::{accept, decide, decline};
pub use attachments::{NewFile, attachment};
pub use file::{Receipt, file};
pub use filing::{Filing, Sender};
pub use follow::{look_up, track};
pub use held::answer_held;
pub(crate) use load::{file_keys, objected_line};
pub use queue::{case, queue};
pub(crate) use room::{filed_bytes, percent};
