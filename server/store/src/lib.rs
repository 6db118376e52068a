//! The store: one installation's database, sealed files and keys.
//!
//! It holds the entities (`entity`, rows as the tables have them), typed records
//! over them (`projects`, `boards`, …: what a row says, read once and checked),
//! the queries that several use cases share, the sealed columns (`keys`, `sealed`), the
//! packs of entries (`entries`) and the event log (`events`).
//!
//! It may know `domain` and nothing above it: no sentence, no page, no
//! permission, no clock. The time and whatever is random are given to it. What it
//! cannot do is an [`Error`], and `backend` says what that means to a person.
//!
//! # How to add to it
//!
//! A migration goes first, in `migrations`, one file a change, for SQLite and
//! PostgreSQL, with a way back that a test walks on both. Expand and contract: a
//! column that is replaced stays, filled by the migration, for as long as a
//! process of the version before may run beside it, and goes with a later one.
//! Then the column goes into its entity here, and into the record that the use
//! cases read. A state or a kind is an enum of `domain` by its key; a key that
//! nobody knows is [`Error::Corrupt`], never a default. A sealed column is bound to
//! what names its row for good ([`Place`]), and stands in `sealed`, or a rotation of
//! the key would leave it behind. A query that only one
//! subject of `backend` asks stays there.

pub mod accounts;
pub mod boards;
pub mod calendar;
mod database;
pub mod declarations;
pub mod entity;
pub mod entries;
mod error;
pub mod events;
pub mod files;
pub mod folders;
pub mod ids;
mod keys;
pub mod objections;
pub mod officials;
pub mod projects;
pub mod rounds;
pub mod schedules;
pub mod sealed;
pub mod secrets;
pub mod time;
pub mod withdrawals;

pub use database::{Sealer, Store};
pub use error::Error;
pub use keys::Place;
