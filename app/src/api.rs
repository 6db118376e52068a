//! Server functions: thin, and every one a public endpoint that authorises
//! inside its use case. They only read; forms are posted to their pages.

pub mod office;
pub mod resident;

pub(crate) use office::*;
pub(crate) use resident::*;

#[cfg(feature = "ssr")]
fn number(round: u8) -> Result<domain::round::RoundNumber, leptos::prelude::ServerFnError> {
    domain::round::RoundNumber::new(round)
        .ok_or_else(|| crate::ssr::failed(&backend::Error::NotFound))
}

/// A board as in its address; revision 0 is the newest.
#[cfg(feature = "ssr")]
fn board(round: u8, revision: u32) -> Result<views::BoardAsked, leptos::prelude::ServerFnError> {
    Ok(views::BoardAsked {
        round: number(round)?,
        revision: (revision > 0).then_some(revision),
    })
}
