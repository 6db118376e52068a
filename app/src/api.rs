//! Server functions: thin, and every one a public endpoint that authorises
//! inside its use case. They only read; forms are posted to their pages.

#[cfg(feature = "ssr")]
mod address;
pub mod office;
pub mod resident;

pub(crate) use office::*;
pub(crate) use resident::*;
