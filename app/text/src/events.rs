//! The words of the record: kinds of events, their facts and what they were
//! done to.

mod facts;
mod kinds;
mod subjects;

pub use facts::{Shape, described};
pub use subjects::subject_words;
