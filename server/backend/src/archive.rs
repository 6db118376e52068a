//! The archive (档案): everything that a project has shown, how it came about,
//! and what was said against it, on one page and as one ZIP.
//!
//! The ZIP is made to be read in twenty years: tables as CSV, the rest as JSON,
//! an index that any browser opens, and every digest's ingredients, so that
//! [`check`] needs nothing but the file. What is in it: decision 18.

mod check;
mod cross_check;
mod declared;
mod download;
mod event;
mod index;
mod kept;
mod layout;
mod load;
mod objections;
mod open;
mod parts;
mod reasons;
mod rounds;
mod writer;

pub use check::{Checked, check};
pub use download::{ArchiveFile, download, page};
pub use open::open;
