//! One benchmark for every household of a board, so that a favour shows: what
//! each gets per 亩, per ㎡ and per person, beside the median of the village,
//! of its group and of its kind; and each price beside its standard.
//!
//! Everything here is reckoned from [`EntryFields`] and so from figures that
//! stand on the board: who has the board and a pencil comes to the same.
//!
//! * A household's figure is rounded half up to the fen once. A household to
//!   which a figure does not apply (no land, no house, number of people not
//!   written, an area without an amount of its own) has none and counts
//!   nowhere for it.
//! * The median is that of the rounded figures: the middle one in order of
//!   size; of an even number the mean of the middle two, rounded half up to
//!   the fen.
//! * A group or kind of fewer than [`MIN_PEERS`] households with that figure
//!   has no median: it would say little and show too much.
//! * A deviation is (figure − median) ÷ median in tenths of a percent, rounded
//!   half away from zero.

mod deviation;
mod figure;
mod histogram;
mod prices;
mod rounding;
mod stats;

pub use deviation::Deviation;
pub use figure::Figure;
pub use histogram::Histogram;
pub use prices::{PriceBeside, prices};
#[cfg(test)]
mod tests;

pub use stats::{Benchmark, Compared, MIN_PEERS, Measured, Median, Overall, PeerStats, Peers};
