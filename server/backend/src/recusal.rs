//! Recusal (回避): nobody deals with a board or an objection that has their own
//! household or a relative's on it, and nobody reads an objection that has.
//!
//! Whose households these are is known three ways: an account declares them
//! for itself (`kin`); it belongs to an official of the register, to
//! whom households declared a relation; or the board's own table names that
//! official. Every use case that acts on a board or an objection asks `acting`
//! first: a refused attempt is recorded in a transaction of its own, and stays
//! recorded. Every use case that shows anything of objections asks `reading`:
//! what somebody may not read is not there for them, and nothing says that it is.

mod acting;
mod concern;
mod reading;

pub(crate) use acting::{check, check_named, check_objection, conflict, refuse};
pub(crate) use concern::{Matter, of_objection};
pub(crate) use reading::{Reading, readable};
