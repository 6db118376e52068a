//! The entries of boards, as they are stored.
//!
//! `entries` has a row for each, to find and sort by. What an entry says, the
//! JSON that its commitment is made over, stands in `entry_packs` with the salts
//! and with where each stands in the table: a large board is stored in a
//! third of the time, and what it says in a seventh of the room, that a column of
//! each row would take.

mod compare;
mod pack;
mod read;
mod write;

pub use compare::{areas_of, difference};
pub use read::{
    Pages, StoredEntry, by_household, digests, is_on, of_households, one, parsed, stored,
};
pub use write::{Inserts, change, discard};

/// Entries in one INSERT: whole packs. SQLite takes at most 32,766 parameters.
pub const AT_ONCE: usize = 1_024;
