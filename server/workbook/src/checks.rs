//! What stands out in a board, and what must not be published.
//!
//! | check | where |
//! |---|---|
//! | columns that were not recognised, or were assumed to be something | [`columns`] |
//! | quantities far above those of other households | [`outliers`] |
//! | areas ten times, or a tenth, of those on the board before | [`jumps`] |
//! | private numbers that are wrong, or stand twice | [`private`] |
//! | personal numbers where they would be published | [`leaks`] |

pub(crate) mod columns;
pub(crate) mod jumps;
pub(crate) mod leaks;
pub(crate) mod outliers;
pub(crate) mod private;
