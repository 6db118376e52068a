//! Pages of the office, with full names: never for the public.

mod archive;
mod calendar;
mod changes;
mod comments;
mod declarations;
mod draft;
mod endings;
mod kin;
mod objections;
mod officials;
mod project;
mod record;
mod review;
mod round;
mod session;
mod today;
mod upload;
mod warnings;

pub use archive::*;
pub use calendar::*;
pub use changes::*;
pub use comments::*;
pub use declarations::*;
pub use draft::*;
pub use endings::*;
pub use kin::*;
pub use objections::*;
pub use officials::*;
pub use project::*;
pub use record::*;
pub use review::*;
pub use round::*;
pub use session::*;
pub use today::*;
pub use upload::*;
pub use warnings::*;
