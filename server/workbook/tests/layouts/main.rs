//! Tables of the kinds that offices have, none of them like the samples.

#![expect(
    clippy::expect_used,
    reason = "a test that cannot read its table must stop"
)]

mod common;
mod factors;
mod headers;
mod households;
mod kinds;
mod large;
mod lines;
mod looks;
mod nobody;
mod none;
mod old_excel;
mod random;
mod rates;
#[path = "../records/mod.rs"]
mod records;
mod shown;
mod silent;
mod terms;
mod totals;
mod unread;
