//! `/office/p/{project}/r/{n}`: upload, preview, send to pre-review.

mod board;
mod page;
mod shown;

pub(super) use page::Round;
