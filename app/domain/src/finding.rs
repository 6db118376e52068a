//! What checking an upload found.

mod code;
mod column;
mod detail;
mod severity;
mod stored;

pub use code::Code;
pub use column::{Example, InColumn};
pub use detail::{Detail, Explained};
pub use severity::Severity;
pub use stored::Finding;
