//! Pages for residents. What they say of a household is built from
//! `domain::privacy` alone.

mod changes;
mod find;
mod household;
mod notice;
mod notice_head;
mod objection;
mod project;
mod project_head;
mod special;

pub use changes::*;
pub use find::*;
pub use household::*;
pub use notice::*;
pub use notice_head::*;
pub use objection::*;
pub use project::*;
pub use project_head::*;
pub use special::*;
