//! What checking an upload found.

mod code;
mod detail;
mod severity;
mod stored;

pub use code::Code;
pub use detail::{Detail, Example, Explained, InColumn};
pub use severity::Severity;
pub use stored::Finding;
