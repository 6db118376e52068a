//! Reads the JSON that the server hands to a page.
//!
//! `serde_json` finds a shape's fields in any order and says exactly what is
//! wrong, and every shape pays for that in code that residents download. Here
//! fields are expected as `serde_json` writes them: in the order in which the
//! shape declares them, without spaces. One that is left out must have a
//! default; one that the shape does not know is passed over.

mod read;
mod reader;
mod shapes;
mod unreadable;

pub(crate) use read::{Json, read};

#[cfg(test)]
mod tests;
