//! `/office/p/{project}/r/{n}`: one board, from its table to its publication.

mod board;
mod out;
mod page;
mod shown;
mod steps;

pub(super) use page::Round;
