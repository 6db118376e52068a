//! Projects (征收项目): creating one, and its pages.

mod create;
mod load;
mod pages;

pub use create::create;
pub(crate) use load::{Loaded, number, round_row, state, window};
pub(crate) use pages::opens;
pub use pages::{check_access, list, office_page, page, today};
