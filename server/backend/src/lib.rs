//! Use cases: what the office, its residents and the program itself do.
//!
//! A folder a subject, a file a verb. A use case is one function: permission,
//! recusal, one transaction, load once, rule, save, event, commit. `change`
//! carries what they have in common; a change of a round begins with
//! `rounds::locked`. Records and entities of `store` never leave this crate as
//! they are; what comes out are the shapes of pages.
//!
//! It may know `domain` (the rules), `workbook` (tables), `store` (the database)
//! and what pages are made of; no HTTP, no component. What a person is told is an
//! [`Error`]. The clock and randomness are parameters.
//!
//! # How to add to it
//!
//! A use case: a file in its subject's folder, named by its verb, with one public
//! function; the folder's face declares it. It begins with `Change::begin`, or
//! `LockedRound::begin` where a round changes, and ends with `commit`, which
//! takes the event. No module takes anything from one that takes from it: what
//! two subjects need goes below both, a query to `store`, a check to the subject
//! whose rule it is.
//!
//! What the actor could not take back: after everything else was checked,
//! `actor.consents(context, …)` with what will happen, a variant of
//! `views::Irrevocable`; its form is answered with `answer_confirmed`.
//!
//! A permission: a variant of `domain::account::Permission`, a line in
//! `Role::may`, and the test of roles there; then `Change::begin` asks for it.
//!
//! A migration: see `store`.

pub mod accounts;
mod actor;
pub mod address_block;
mod address_limit;
pub mod archive;
pub mod calendar;
mod change;
pub mod check;
pub mod clock;
mod computed;
mod consent;
mod context;
pub mod declarations;
mod error;
mod events;
pub mod export;
mod heads;
pub mod keys;
pub mod kin;
mod names;
pub mod notices;
pub mod objections;
pub mod officials;
pub mod passwords;
mod private_numbers;
pub mod projects;
pub mod qr;
mod reasons;
pub mod record;
mod recusal;
pub mod rounds;
pub mod standards;
mod tables;
pub mod today;
pub mod uploads;
pub mod windows;

pub use context::{AppContext, Config, MAX_FILED_BYTES};
pub use error::{Error, Refusal, RefusedField, Sentence};
pub use store::secrets;
