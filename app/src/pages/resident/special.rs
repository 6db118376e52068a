//! `/p/{project}/special`: cadres, Party members and their relatives beside
//! the village; and the same to print.

mod histogram;
mod page;
#[cfg(feature = "ssr")]
pub(crate) mod sheet;
mod subtitle;

pub(super) use page::Special;
