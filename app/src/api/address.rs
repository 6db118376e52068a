//! What an address says, as the use cases take it.

use backend::Error;
use domain::round::RoundNumber;
use leptos::prelude::ServerFnError;
use views::BoardAsked;

use crate::ssr::failed;

/// # Errors
/// 404 where there can be no such round.
pub(super) fn number(round: u8) -> Result<RoundNumber, ServerFnError> {
    RoundNumber::new(round).ok_or_else(|| failed(&Error::NotFound))
}

/// A board; revision 0 is the newest.
///
/// # Errors
/// 404 where there can be no such round.
pub(super) fn board(round: u8, revision: u32) -> Result<BoardAsked, ServerFnError> {
    Ok(BoardAsked {
        round: number(round)?,
        revision: (revision > 0).then_some(revision),
    })
}
