//! .ods: one pass over the content, repeated rows and cells unfolded as far as
//! they hold anything.

pub(crate) mod content;

mod formats;
mod styles;
mod unseen;
