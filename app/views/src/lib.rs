//! What pages are made of: the shapes that use cases return and server
//! functions send.
//!
//! Plain serde, one file a page, sorted by audience: [`resident`] for everybody,
//! [`office`] for those who are signed in. They may know `domain` and `text`;
//! they compile to WebAssembly. What a resident's page says of a household is
//! built from `domain::privacy` alone.
//!
//! To add a page: a file here with its shape, a use case in `backend` that
//! returns it, a server function in `app::api` that sends it.

mod form_token;
pub mod office;
pub mod resident;

pub use form_token::FormToken;
pub use office::*;
pub use resident::*;
