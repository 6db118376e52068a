//! A row per household, or several: land, crops, house, fixtures and subsidies
//! side by side.

pub(crate) mod following;
mod group;
mod measured;
pub(crate) mod row;
