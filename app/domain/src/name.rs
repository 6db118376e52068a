//! Names as they stand in tables: one person, several, a note beside them, or a
//! collective of the village.
//!
//! [`parts`] takes what stands in a cell apart; everything that is said of names
//! is said of those parts. Where it is not certain that two people are named, one
//! is assumed: a mask then shows less, never more.

mod collective;
mod fault;
mod notes;
mod parts;
mod people;
mod spelled;
mod surnames;

pub use fault::{NameFault, fault};
pub use parts::{Letter, Part, parts};
pub use people::{Named, named, names};
pub use spelled::spelled;

#[cfg(test)]
mod tests;
