//! What happened, as canonical bytes: each event is one line of JSON with its
//! keys sorted, so that the same event always has the same bytes and the same
//! digest, whichever program writes it.
//!
//! Events carry no names, phone numbers or remarks: entries and filings appear
//! as salted commitments, so that personal data can later be erased while the
//! record stays whole.

mod bytes;
mod fact;
mod kind;
mod payload;
mod subject;

pub use bytes::{ACTOR_RESIDENT, ACTOR_SYSTEM, Event};
pub use fact::{After, Before, Fact, FactValue, Facts, is_digest};
pub use kind::EventKind;
pub use payload::*;
pub use subject::{Subject, project_of, subject_parts};
