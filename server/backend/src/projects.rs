//! Projects (征收项目): creating one, and its pages.

mod create;
mod load;
mod pages;
mod surveyed;

pub use create::create;
pub(crate) use load::{
    Loaded, Shown, interruptions, length, number, revision, round_row, standing, state, window,
};
pub(crate) use pages::opens;
pub use pages::{check_access, list, office_page, page, today};
pub use surveyed::set_surveyed;
pub(crate) use surveyed::surveyed;
