//! .ods: one pass over the content, repeated rows and cells unfolded as far as
//! they hold anything.

pub(crate) mod content;

mod formats;
mod looks;
mod styles;
mod unseen;
