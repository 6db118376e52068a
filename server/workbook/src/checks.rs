//! What stands out in a board, and what must not be published.
//!
//! | check | where |
//! |---|---|
//! | columns of which something was assumed | [`columns`] |
//! | columns that were not read | [`unread`] |
//! | columns that were not read and explain what is wrong | [`explains`] |
//! | columns that a board needs and the table has not | [`missing`] |
//! | sheets that were not read | [`sheets`] |
//! | what stands instead of a value, and numbers that are nobody's | [`doubtful`] |
//! | quantities far above those of other households | [`outliers`] |
//! | areas ten times, or a tenth, of those on the board before | [`jumps`] |
//! | a unit on printed pages that is not the one that was read | [`printed`] |
//! | private numbers that are wrong, or stand twice | [`private`] |
//! | personal numbers where they would be published | [`leaks`] |
//! | characters that cannot be seen, and what is spelled in two ways | [`spellings`] |

pub(crate) mod columns;
pub(crate) mod doubtful;
pub(crate) mod explains;
pub(crate) mod jumps;
pub(crate) mod leaks;
mod missing;
pub(crate) mod outliers;
pub(crate) mod printed;
pub(crate) mod private;
pub(crate) mod sheets;
pub(crate) mod spellings;
mod unread;
