//! Published boards as residents read them. Everything that leaves this
//! module is made of [`domain::privacy`] types.

mod changes;
mod household;
mod list;
mod search;
mod shown;
mod special;

pub use changes::changes;
pub use household::{household, objectable};
pub use list::notice;
pub use search::{count_search, search};
pub use special::{special, special_csv, special_sheet};
