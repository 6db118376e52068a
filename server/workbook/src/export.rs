//! Tables that people take away.
//!
//! | table | where |
//! |---|---|
//! | an uploaded one, with its findings marked | [`marked`] |
//! | an empty one to fill in | [`template`] |
//! | rows as CSV | [`csv`] |

pub(crate) mod csv;
pub(crate) mod marked;
pub(crate) mod template;
