//! The words that offices write, and what they mean.
//!
//! | words of | where |
//! |---|---|
//! | headings that are usual, word for word | [`usual`] |
//! | other headings, by the parts that settle them | [`headings`] |
//! | land or house | [`side`] |
//! | units, of areas and of money | [`units`] |
//! | items | [`items`] |
//! | what is taken off, what multiplies | [`terms`] |

pub(crate) mod headings;
pub(crate) mod items;
pub(crate) mod meaning;
pub(crate) mod officials;
pub(crate) mod plain;
pub(crate) mod side;
pub(crate) mod terms;
pub(crate) mod units;
mod usual;
