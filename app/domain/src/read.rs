//! What pages are made of: the shapes that use cases return and server
//! functions send. Anything here that a resident's page carries is built from
//! [`crate::privacy`] types alone.

mod archive;
mod changes;
mod comments;
mod field;
mod kin;
mod notice;
mod objections;
mod office;
mod record;
mod special;
mod upload;
mod warnings;

pub use archive::*;
pub use changes::*;
pub use comments::*;
pub use field::Field;
pub use kin::*;
pub use notice::*;
pub use objections::*;
pub use office::*;
pub use record::*;
pub use special::*;
pub use upload::*;
pub use warnings::*;
