//! A row per household, or several: land, crops, house, fixtures and subsidies
//! side by side.

pub(crate) mod deferred;
mod group;
mod joined;
mod measured;
mod rated;
pub(crate) mod row;
