//! Projects (征收项目): creating one, and its pages.

mod access;
mod create;
mod due;
mod pages;
mod surveyed;

pub use access::check_access;
pub(crate) use access::opens;
pub use create::create;
pub use due::change_due;
pub(crate) use due::due_moves;
pub(crate) use pages::row;
pub use pages::{list, office_page, page};
pub use surveyed::set_surveyed;
