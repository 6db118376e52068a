//! Forms. Each is declared once, as a struct of its fields with the route that
//! it is posted to: the page takes its names from there, and the server what was
//! typed. A form that is refused comes back with status 422 and everything that
//! was typed.

mod all;
mod controls;
mod declare;
mod filled;
mod objections;
mod office;
mod project;
mod read;
mod refused;
mod resident;
mod review;
mod round;

pub use all::all;
pub(crate) use controls::*;
pub use declare::{Action, Confirmed, Irrevocable, NoText};
pub(crate) use filled::{Filled, use_form};
pub use objections::*;
pub use office::*;
pub use project::*;
pub use refused::Refused;
pub(crate) use refused::provide_refused;
pub use resident::*;
pub use review::*;
pub use round::*;
