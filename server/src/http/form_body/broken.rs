//! How a form can fail to arrive.

/// Why a form did not arrive whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::http) enum Broken {
    TooLarge,
    TooSlow,
    Malformed,
    /// Others hold too much memory just now.
    NoMemory,
}
