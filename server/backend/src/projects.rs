//! Projects (征收项目): creating one, and its pages.

mod create;
mod due;
mod load;
mod pages;
mod surveyed;

pub use create::create;
pub use due::change_due;
pub(crate) use due::due_moves;
pub(crate) use load::{
    Loaded, Shown, interruptions, length, number, revision, round_held, round_row, standing, state,
    window,
};
pub(crate) use pages::opens;
pub use pages::{check_access, list, office_page, page, today};
pub use surveyed::set_surveyed;
pub(crate) use surveyed::surveyed;
