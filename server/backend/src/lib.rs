//! Entities, use cases and accounts. Native only.
//!
//! A use case is one function: it checks permission, opens one transaction,
//! changes rows, records the event and commits. Entities never leave this crate;
//! what comes out are the shapes of `views`.

pub mod accounts;
pub mod archive;
pub mod calendar;
pub mod check;
pub mod clock;
pub mod declarations;
mod entity;
mod entries;
mod error;
mod events;
pub mod export;
mod files;
pub mod kin;
pub mod notices;
pub mod objections;
mod office;
pub mod officials;
pub mod projects;
pub mod record;
mod recusal;
pub mod rounds;
pub mod secrets;
pub mod standards;
pub mod uploads;
pub mod windows;

pub use error::{Error, Refusal, Sentence};
pub use office::{Config, Office};
pub use workbook;
